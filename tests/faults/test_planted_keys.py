"""A planted key is searched for in everything that the program says, in whatever setting it is."""

from __future__ import annotations

import io
import json
import logging
import traceback

import pytest

from analysis.errors import SurveyError
from data.explanations import explanation
from data.refresher import Refresher
from data.releases import Store
from data.settings import from_environment
from data.sources.account import warn_of_readers
from data.web.logs import JsonLines, discreet_record
from data.web.settings import from_environment as web_from_environment
from pages.parts.words import safe
from tests.pages.stores import sent
from tests.planted_keys import (
    BROKEN,
    KEY_ID,
    SECRETS,
    TEXTS,
    as_read,
    leaks,
    put_into_secrets,
)
from tests.served import Served
from tests.sheets_server import EMAIL, NO_PERMISSION, SheetsServer, Tab
from tests.surveys import NOON, TINY, people

ID = "a-sheet"
PATHS = ("/api/health", "/api/releases", "/api/releases/latest", "/api/corrections", "/api/docs")
OURS = ("SURVEY_SOURCE", "SURVEY_CODEBOOK", "SURVEY_STORE", "SURVEY_ENGINE", "SHEETS_API_ROOT")
OPTIONS = ("codebook", "store", "engine")
OF_THE_WEB = (
    "SURVEY_HOSTS", "SURVEY_PROXIES", "SURVEY_API_LIMIT", "SURVEY_SESSION_LIMIT", "SURVEY_VIEWERS",
    "SURVEY_OPERATORS", "SURVEY_LOG", "SURVEY_FRAMED_BY",
)  # fmt: skip
PASTED = {
    "JSON": TEXTS["JSON"],
    "JSON over several lines": TEXTS["JSON over several lines"],
    "base64": TEXTS["base64"],
    "JSON cut off": BROKEN["JSON cut off"],
    "the private key": BROKEN["the private key alone"],
    "the private key in one line": BROKEN["the private key in one line"],
}
PIECES = PASTED | {name: BROKEN[name] for name in ("base64 cut off", "the private key's id")}


@pytest.fixture(scope="module")
def google():
    """A sheet that is not shared with the service account, so that its operator must be told."""
    rows = [list(people(1, 0)[0]), *(list(each.values()) for each in people(60, 60))]
    with SheetsServer() as server:
        server.share(ID, Tab(0, "Form Responses 1", rows), refusal=NO_PERMISSION)
        yield server


@pytest.fixture
def key(google):
    return google.account() | {"private_key_id": KEY_ID}


@pytest.fixture(params=["text", "json"])
def log(request):
    """The server's log as it is written; whoever reads it gets all so far."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    usual = logging.getLogRecordFactory()
    logging.setLogRecordFactory(discreet_record)
    if request.param == "json":
        handler.setFormatter(JsonLines())
    logger = logging.getLogger("team_of_one")
    logger.addHandler(handler)
    warn_of_readers.cache_clear()
    yield written.getvalue
    logger.removeHandler(handler)
    logging.setLogRecordFactory(usual)


@pytest.fixture
def env(google, tmp_path, monkeypatch):
    """A survey in that sheet; the program is started in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    return {
        "SURVEY_SOURCE": f"sheet:{ID}#0",
        "SURVEY_CODEBOOK": str(TINY),
        "SURVEY_STORE": str(tmp_path / "store"),
        "SURVEY_QUALITY_PAGE": "1",
        "SHEETS_API_ROOT": google.root,
    }


@pytest.fixture
def heard(env, log, cli, visit, monkeypatch):
    """Reads the survey once; returns what operators and what visitors are told then."""

    def read(**more):
        here = env | more
        settings = from_environment(here)
        status = Refresher(settings, now=lambda: NOON).once()
        assert status.state == "stale"
        why = explanation(Store(settings.store))
        for name, value in here.items():
            monkeypatch.setenv(name, value)
        told = cli_in(here, cli, monkeypatch)
        with Served(settings.store) as server:
            api = "".join(f"{each.headers} {each.body!r}" for each in map(server.get, PATHS))
        page = visit(settings)
        assert [each.value for each in page.info] == [
            "Results are not available at the moment, and have not been since 22 November 2026, "
            "12:00 UTC."
        ]
        kept = (settings.store / "status.json").read_text("utf-8")
        operators = "\n".join((why.problem, why.remedy, told.out, told.err, log(), repr(settings)))
        return operators, "\n".join((api, kept, sent(page), repr(status)))

    return read


def cli_in(env, cli, monkeypatch):
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    return cli("check")


def is_told_to_operators_alone(heard, key):
    operators, visitors = map(as_read, heard)
    assert leaks(operators + visitors, key) == []
    assert "GOOGLE_SERVICE_ACCOUNT" not in visitors
    assert EMAIL not in visitors
    assert "@" not in visitors.replace("@font-face", "").replace("@media", "")
    return operators


def test_the_search_finds_a_key_in_every_form(key):
    for form, text in {**TEXTS, **BROKEN}.items():
        assert leaks(f"It is {text(key)!r}.", key), form
        assert leaks(f"It is {text(key)}.", key), form
    assert leaks(json.dumps({"problem": TEXTS["JSON"](key)}), key)
    assert leaks(f"It is {key['private_key'][200:250]!r}.", key)
    assert leaks(safe(TEXTS["base64"](key)), key)
    assert as_read(str([safe(f"share it with {EMAIL}")])) == f"['share it with {EMAIL}']"
    assert leaks("It is GOOGLE_SERVICE_ACCOUNT, " * 20, key) == []


@pytest.mark.parametrize("form", TEXTS)
def test_a_key_that_works_is_told_to_nobody_when_the_sheet_is_not_shared(heard, key, form):
    operators = is_told_to_operators_alone(heard(GOOGLE_SERVICE_ACCOUNT=TEXTS[form](key)), key)
    assert operators.count(f"Open the sheet, choose Share, and add {EMAIL} as Viewer.") == 3


@pytest.mark.parametrize("form", SECRETS)
def test_nor_one_in_secrets_toml(heard, key, tmp_path, form):
    put_into_secrets(tmp_path, SECRETS[form](key))
    operators = is_told_to_operators_alone(heard(), key)
    assert operators.count(f"Open the sheet, choose Share, and add {EMAIL} as Viewer.") == 3


@pytest.mark.parametrize("form", BROKEN)
def test_a_key_that_does_not_work_is_told_to_nobody(heard, key, form):
    operators = is_told_to_operators_alone(heard(GOOGLE_SERVICE_ACCOUNT=BROKEN[form](key)), key)
    assert "The key" in operators


@pytest.mark.parametrize("form", BROKEN)
def test_nor_is_the_content_of_a_key_file(heard, key, tmp_path, form):
    file = tmp_path / "key.json"
    file.write_text(f"garbage {BROKEN[form](key)}")
    operators = is_told_to_operators_alone(heard(GOOGLE_SERVICE_ACCOUNT=str(file)), key)
    assert operators.count("The key file 'key.json' isn't JSON, nor JSON in base64.") == 3


def test_nor_is_the_name_of_a_file_that_is_one(heard, key):
    operators = is_told_to_operators_alone(heard(GOOGLE_SERVICE_ACCOUNT=f"a/{KEY_ID}.json"), key)
    assert operators.count(".json' doesn't exist.") == 3


def is_refused_without_a_word_of_it(key, read, env):
    with pytest.raises(SurveyError) as caught:
        read(env)
    assert leaks("".join(traceback.format_exception(caught.value)), key) == []


@pytest.mark.parametrize("form", PASTED)
@pytest.mark.parametrize("name", OURS)
def test_a_key_in_another_setting_is_refused_where_the_program_starts(
    key, env, cli, monkeypatch, name, form
):
    here = env | {name: PASTED[form](key)}
    is_refused_without_a_word_of_it(key, from_environment, here)
    told = cli_in(here, cli, monkeypatch)
    assert (told.code, told.out) == (1, "")
    assert told.err == (
        f"{name} holds a key, or a part of one.\n"
        f"Move the key to GOOGLE_SERVICE_ACCOUNT and set {name} as the README describes.\n"
    )


@pytest.mark.parametrize("form", PASTED)
def test_nor_may_the_command_line_name_one(key, env, cli, monkeypatch, form):
    for name in env:
        monkeypatch.setenv(name, env[name])
    secret = PASTED[form](key)
    for words in (["check", "--", secret], *(["check", f"--{name}={secret}"] for name in OPTIONS)):
        told = cli(*words)
        assert (told.code, told.out) == (1, "")
        assert leaks(told.err, key) == []


@pytest.mark.parametrize("form", PIECES)
@pytest.mark.parametrize("name", ["SURVEY_REFRESH_SECONDS", "SURVEY_ALERT_URL"])
def test_nor_are_a_number_of_seconds_and_a_webhook_s_address_repeated(key, env, name, form):
    is_refused_without_a_word_of_it(key, from_environment, env | {name: PIECES[form](key)})


@pytest.mark.parametrize("form", PIECES)
@pytest.mark.parametrize("name", [each for each in OF_THE_WEB if each != "SURVEY_HOSTS"])
def test_nor_is_any_setting_of_the_web(key, name, form):
    is_refused_without_a_word_of_it(key, web_from_environment, {name: PIECES[form](key)})


@pytest.mark.parametrize("form", ["JSON", "JSON cut off", "the private key"])
def test_nor_are_the_names_of_hosts(key, form):
    env = {"SURVEY_HOSTS": PIECES[form](key)}
    is_refused_without_a_word_of_it(key, web_from_environment, env)
