"""docs/security.md is true: its headers are sent, its tests exist."""

from __future__ import annotations

import re
from pathlib import Path

from tests.served import Served

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")


def test_the_headers_it_names_are_sent(shipped):
    told = dict(re.findall(r"^\| `([A-Za-z-]+)` \| `([^`]+)`", PAGE, flags=re.M))
    assert len(told) >= 8
    with Served(shipped.store, proxies=1) as server:
        sent = server.get("/", X_Forwarded_Proto="https").headers
        assert {name: sent[name.lower()] for name in told} == told
        public = server.get("/api/releases").headers
    assert public["cross-origin-resource-policy"] == "cross-origin"


def test_every_test_it_names_is_there():
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PAGE)
    assert len(named) > 20
    for file, test in named:
        assert (ROOT / file).is_file(), file
        assert f"def {test}(" in (ROOT / file).read_text("utf-8") or not test, (file, test)


def test_every_setting_it_names_is_read():
    code = (ROOT / "data" / "web" / "settings.py").read_text("utf-8")
    named = set(re.findall(r"`(SURVEY_[A-Z_]+)[`=]", PAGE))
    assert named == set(re.findall(r'"(SURVEY_[A-Z_]+)"', code))
