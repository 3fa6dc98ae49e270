"""The operator's page and CONTRIBUTING.md name commands, fields and files that are there."""

from __future__ import annotations

import re

import pytest

from data.__main__ import main
from data.alerts import Alert, Change
from data.api.told import Health
from tests.code_map import ROOT

OPERATING = (ROOT / "docs" / "operating.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
HOSTS = [file.relative_to(ROOT) for file in (ROOT / "docs" / "operating").glob("*.md")]
DEPLOYING = "".join((ROOT / file).read_text("utf-8") for file in HOSTS)
README = (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    "name", ["docs/operating.md", "CONTRIBUTING.md", "README.md", *map(str, HOSTS)]
)
def test_every_link_within_the_project_leads_somewhere(name):
    page = ROOT / name
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert links
    assert [each for each in links if not (page.parent / each).exists()] == []


def test_every_command_it_tells_exists_with_its_options():
    told = re.findall(r"-m data (\w+)([^\n`]*)", OPERATING + DEPLOYING)
    assert {name for name, _ in told} >= {"backup", "restore", "releases", "audit"}
    for name, rest in told:
        known = {each for option in main.commands[name].params for each in option.opts}
        assert set(re.findall(r"--[\w-]+", rest)) <= known


def test_a_monitor_is_told_of_fields_that_are_sent():
    fields = re.findall(r"^\| `(\w+)` \| it is", OPERATING, flags=re.M)
    assert set(fields) == {"status", "age_seconds", "release"}
    assert set(fields) <= set(Health.model_fields)


def test_an_alert_is_what_is_told_of_it():
    alert = Alert(Change.STALE, "tiny-1", None, None).as_json()
    told = re.search(r"`\{(\"event\"[^`]+)\}`", OPERATING.replace("\n", " "))[1]
    names = [name for name in re.findall(r'"(\w+)"', told) if name not in list(Change)]
    assert set(names) == set(alert)


def test_every_setting_it_names_is_in_the_readme():
    known = set(re.findall(r"^\| `([A-Z_]+)` \|", README, flags=re.M))
    named = set(re.findall(r"\b(SURVEY_[A-Z_]+)\b", OPERATING + DEPLOYING))
    assert len(named) > 5
    assert named <= known


def test_each_way_to_deploy_says_what_was_run_by_tests_that_there_are():
    assert len(HOSTS) == 5
    for file in HOSTS:
        assert f"]({file.relative_to('docs').as_posix()})" in OPERATING
        _, told = (ROOT / file).read_text("utf-8").split("**What was run.**")
        tests = re.findall(r"`(tests/[\w/]+\.py)`", told)
        assert tests
        assert [each for each in tests if not (ROOT / each).is_file()] == []


def test_every_make_target_it_names_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), flags=re.M))
    assert set(re.findall(r"make ([a-z-]+)", OPERATING + CONTRIBUTING)) <= targets


def test_the_readmes_lines_for_sign_in_are_all_that_streamlit_asks_for():
    (section,) = re.findall(r"```toml\n\[auth\]\n(.*?)```", README, flags=re.S)
    keys = set(re.findall(r"^(\w+) = ", section, flags=re.M))
    asked = {"redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url"}
    assert keys == asked
    example = (ROOT / ".streamlit" / "secrets.toml.example").read_text("utf-8")
    assert set(re.findall(r"^# (\w+) = ", example.split("# [auth]")[1], flags=re.M)) == asked
