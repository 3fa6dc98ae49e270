"""A running server that was given a key which it can't use: nobody who asks it or reads its log, in
text or in JSON, learns a word of it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.browser.server import ROOT, AppServer, environment
from tests.planted_keys import BROKEN, KEY_ID, TEXTS, as_read, leaks
from tests.served import ask
from tests.sessions import Session
from tests.sheets_server import EMAIL, NO_PERMISSION, SheetsServer, Tab
from tests.surveys import TINY

ID = "a-sheet"
PATHS = ("/", "/api/health", "/api/releases", "/api/releases/latest", "/api/docs", "/api/nothing")
REMEDY = f"Open the sheet, choose Share, and add {EMAIL} as Viewer."
NO_KEY = "The key in GOOGLE_SERVICE_ACCOUNT isn't JSON, nor JSON in base64."
GIVEN = {  # the key, the form of the log, and what the log tells the operator
    "JSON": (TEXTS["JSON"], "text", REMEDY),
    "base64 in lines": (TEXTS["base64 in lines"], "json", REMEDY),
    "JSON cut off": (BROKEN["JSON cut off"], "json", NO_KEY),
    "base64 cut off": (BROKEN["base64 cut off"], "text", NO_KEY),
}


@pytest.fixture(scope="module")
def google():
    with SheetsServer() as server:
        server.share(ID, Tab(0, "Form Responses 1", [["A question"]]), refusal=NO_PERMISSION)
        yield server


@pytest.fixture
def key(google):
    return google.account() | {"private_key_id": KEY_ID}


@pytest.fixture
def survey(google, tmp_path):
    return {
        "SURVEY_SOURCE": f"sheet:{ID}#0",
        "SURVEY_CODEBOOK": TINY,
        "SURVEY_STORE": tmp_path / "store",
        "SURVEY_QUALITY_PAGE": 1,
        "SURVEY_REFRESH_SECONDS": 1,
        "SHEETS_API_ROOT": google.root,
        "NO_PROXY": "127.0.0.1",
    }


def visit(app):
    """Everything that a visitor can get, read as one text."""
    port = int(app.url.rsplit(":", 1)[1])
    answers = [ask(port, path) for path in PATHS]
    text = "".join(f"{each.status} {each.headers} {each.body!r}" for each in answers)
    with Session(port) as session:
        for page in ("", "strain"):
            text += "".join(map(str, session.open_page(page)))
    return as_read(text)


@pytest.mark.parametrize("form", GIVEN)
def test_visitors_learn_since_when_and_the_log_why(survey, key, tmp_path, form):
    made, log_form, reason = GIVEN[form]
    given = {"GOOGLE_SERVICE_ACCOUNT": made(key), "SURVEY_LOG": log_form}
    with AppServer(tmp_path / "log", **survey, **given) as app:
        seen = visit(app.until(lambda health: health["source_state"] == "stale"))
    assert "Results are not available at the moment" in seen
    assert leaks(seen + app.said(), key) == []
    assert reason in app.said()
    for word in (EMAIL, "GOOGLE_SERVICE_ACCOUNT", "choose Share", "base64.", str(tmp_path)):
        assert word not in seen


@pytest.mark.parametrize("name", ["SURVEY_SOURCE", "SURVEY_STORE"])
def test_a_server_that_can_t_start_says_why_without_a_word_of_the_key(survey, key, name):
    env = environment(**survey | {name: TEXTS["JSON"](key)})
    ran = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "0"],
        cwd=ROOT, env=env, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert ran.returncode != 0
    assert f"{name} holds a key, or a part of one." in ran.stderr
    assert leaks(ran.stdout + ran.stderr, key) == []
