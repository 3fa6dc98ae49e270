"""Keys, answers and visitors of a running app: they are nowhere that others can look."""

from __future__ import annotations

import contextlib
import json
import subprocess
from pathlib import Path

import pytest

from tests.browser.server import AppServer
from tests.served import ask
from tests.sessions import Session
from tests.sheets_server import SheetsServer, Tab
from tests.surveys import TINY, people

ID = "1SheetThatNobodyMayKnow"
ANSWER = "planted-answer-of-a-person"
MAIL = "planted.person@example.org"
VISITOR = "198.51.100.77"
CHOSEN = "planted-choice"
LIMIT = 300  # more than the waiting for the app itself asks
PAGES = ("", "strain", "methods", "quality")
PATHS = ("/", "/api/health", "/api/releases", "/api/releases/latest", "/api/docs", "/api/nothing")


def rows():
    """The tiny survey with a column of free text and one of e-mail addresses."""
    answers = people(73, 81)
    more = {"Anything else?": ANSWER, "Your e-mail": MAIL}
    return [[*answers[0], *more], *([*each.values(), *more.values()] for each in answers)]


@pytest.fixture(scope="module")
def google():
    with SheetsServer() as server:
        server.share(ID, Tab(7, "Form Responses 1", rows()))
        yield server


@pytest.fixture(scope="module")
def app(google, tmp_path_factory):
    """An app on that sheet, read every second; its key file is open to all."""
    folder = tmp_path_factory.mktemp("secrets")
    key = google.key_file(folder)
    key.chmod(0o644)
    with AppServer(
        folder / "log", SURVEY_SOURCE=f"sheet:{ID}#7", SURVEY_CODEBOOK=TINY,
        SURVEY_STORE=folder / "store", SURVEY_REFRESH_SECONDS=1, GOOGLE_SERVICE_ACCOUNT=key,
        SHEETS_API_ROOT=google.root, NO_PROXY="127.0.0.1", SURVEY_PROXIES=1, SURVEY_API_LIMIT=LIMIT,
    ) as server:  # fmt: skip
        yield server.until(lambda health: health["release"])


def visit(app):
    """Everything that a visitor can get, read as one text."""
    port = int(app.url.rsplit(":", 1)[1])
    headers = {"X_Forwarded_For": VISITOR, "Cookie": CHOSEN}
    seen = [ask(port, f"{path}?region={CHOSEN}", **headers) for path in PATHS]
    seen += [ask(port, f"/api/releases/latest/{name}") for name in files(app)]
    told = "".join(f"{each.status} {each.headers} {each.body!r}" for each in seen)
    with Session(port, additional_headers={"X-Forwarded-For": VISITOR}) as session:
        for page in PAGES:
            told += "".join(map(str, session.open_page(page, f"region=north&x={CHOSEN}")))
    return told


def files(app):
    return app.json("/api/releases/latest")["files"]


def secrets(google):
    key = google.account()["private_key"].splitlines()
    return [*google.tokens, *(line for line in key if len(line) > 40), "PRIVATE KEY", ID]


def found(said, wanted):
    return [each for each in wanted if each in said]


def test_nothing_of_the_key_the_sheet_or_a_person_can_be_got(app, google):
    told = visit(app)
    assert "plotly_chart" in told
    assert found(told, [*secrets(google), ANSWER, MAIL, MAIL.partition("@")[0]]) == []


@pytest.mark.parametrize(
    "fault",
    [
        {"path": "values", "status": 403},
        {"path": "/token", "status": 401},
    ],
    ids=lambda fault: fault["path"],
)
def test_nor_when_google_answers_with_secrets(app, google, fault):
    told = {"code": fault["status"], "message": f"{ANSWER} {secrets(google)} {MAIL}"}
    google.fail(times=99, **fault, body=json.dumps({"error": told}))
    google.forget_tokens()
    try:
        app.until(lambda health: health["source_state"] == "stale", 60)
        assert found(visit(app), [*secrets(google), ANSWER, MAIL]) == []
    finally:
        google.heal()
    app.until(lambda health: health["source_state"] == "ok", 60)


def test_the_log_holds_no_key_no_answer_no_visitor_and_nothing_they_chose(app, google):
    for _ in range(LIMIT + 1):  # so that some are refused, which is logged
        visited = ask(int(app.url.rsplit(":", 1)[1]), "/api/health", X_Forwarded_For=VISITOR)
    assert visited.status == 429
    visit(app)
    log = app.said()
    assert "Too many requests a minute from 198.51.100.0/24" in log
    assert found(log, [*secrets(google), ANSWER, MAIL, VISITOR, CHOSEN]) == []


def test_the_operator_is_warned_once_of_a_key_that_others_can_read(app):
    assert app.said().count("can be read by other accounts of this machine") == 1
    assert "chmod 600 key.json" in app.said()


def processes():
    """How every process of this machine was started."""
    if not Path("/proc/self/cmdline").exists():
        return subprocess.run(["ps", "-axo", "args"], capture_output=True, text=True).stdout
    words = []
    for told in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            words.append(told.read_bytes().replace(b"\0", b" ").decode(errors="replace"))
    return "\n".join(words)


def test_the_list_of_processes_holds_no_secret(app, google):
    assert "streamlit run app.py" in processes()
    assert found(processes(), secrets(google)) == []


def test_files_for_the_operator_alone_are_closed_to_others(app):
    store = app.log.parent / "store"
    assert (store / "status.json").stat().st_mode & 0o077 == 0
    assert (store / "private").stat().st_mode & 0o077 == 0
