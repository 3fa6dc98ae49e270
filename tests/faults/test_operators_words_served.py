"""Nobody's text but ours reaches a visitor, whatever is wrong with the survey, the store or a page.

Settings, paths, headers and contents are planted with a marker, and a running server is made to
fail. Everything that it sends is searched: every page as a session gets it, the API, what lies
beside it, and what is not there.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from data.explanations import explanation
from data.releases import Store
from tests.browser.server import ROOT, AppServer
from tests.planted_keys import as_read
from tests.served import ask
from tests.sessions import Session
from tests.surveys import TINY, people, write_sheet

MARKER = "planted-marker"
FIRST = "r0001"
PAGES = (
    *("", "strain", "missing", "over-time", "compare", "you", "brief"),
    *("data", "methods", "privacy", "quality", "no-such-page"),
)
PATHS = (
    *("/", "/strain", "/no-such-page", "/a/b", "/_stcore/health", "/_stcore/host-config"),
    *("/_stcore/metrics", "/media/nothing", "/static/nothing.js"),
    *("/api/health", "/api/releases", "/api/corrections", "/api/docs", "/api/openapi.json"),
    *("/api/releases/latest", f"/api/releases/{FIRST}", "/api/releases/r9999", "/api/nothing"),
    *(f"/api/releases/{FIRST}/counts.parquet", f"/api/releases/{FIRST}/nothing"),
    *(f"/api/releases/{FIRST}/README.md", "/api/releases/latest/manifest.json"),
    *("/api/releases/latest/rows/estimates", "/api/releases/latest/rows/nothing"),
)
NOT_OURS = (
    *(MARKER, str(ROOT), "SURVEY_", "GOOGLE_", "SHEETS_API", "-m data check", "-m data publish"),
    *("Traceback", "Errno", "chown", "chmod", "navigation.py", sys.version.split()[0]),
)


class Survey:
    """A survey whose every setting is planted, and what a fault may spoil of it."""

    def __init__(self, folder: Path, people_of_each: int) -> None:
        self.folder = folder / f"{MARKER}-folder"
        self.folder.mkdir()
        self.store = self.folder / f"{MARKER}-store"
        self.sheet = self.folder / f"{MARKER}-answers.csv"
        self.answer(people(people_of_each, people_of_each))
        self.codebook = shutil.copy(TINY, self.folder / f"{MARKER}-codebook.toml")

    def answer(self, rows) -> None:
        write_sheet(self.sheet, rows)

    def server(self) -> AppServer:
        return AppServer(
            self.folder / "log", SURVEY_SOURCE=self.sheet, SURVEY_STORE=self.store,
            SURVEY_CODEBOOK=self.codebook, SURVEY_REFRESH_SECONDS=1, SURVEY_QUALITY_PAGE=0,
            SURVEY_ALERT_URL=f"http://127.0.0.1:9/{MARKER}", SURVEY_API_LIMIT=0,
            SURVEY_SESSION_LIMIT=0, SURVEY_HOSTS=f"127.0.0.1, {MARKER}.example.org",
            GOOGLE_SERVICE_ACCOUNT=self.folder / "key.json",
        )  # fmt: skip

    @property
    def release(self) -> Path:
        return self.store / "releases" / FIRST

    def manifest(self, **changes) -> None:
        """Says something else; the moment too, so that nobody shows what was kept of it."""
        file = self.release / "manifest.json"
        said = json.loads(file.read_bytes()) | {"created": "2026-11-29T01:02:03+00:00"} | changes
        file.write_text(json.dumps(said))

    def contents(self) -> dict[Path, bytes]:
        return {each: each.read_bytes() for each in self.folder.rglob("*") if each.is_file()}

    def put_back(self, before) -> None:
        for each in (self.store / "private", *before):
            if each.is_file() and each.name == "private":
                each.unlink()
        for file, held in before.items():
            is_as_before = file.exists() and file.read_bytes() == held
            if not is_as_before and file.name not in ("log", "status.json"):  # the server's own
                file.parent.mkdir(exist_ok=True)
                file.write_bytes(held)


def rename(survey):
    rows = people(50, 50)
    required = next(head for head in rows[0] if head.startswith("How many people"))
    survey.answer([{MARKER if h == required else h: c for h, c in row.items()} for row in rows])


def tables_of_another_form(survey):
    """Whose checksums are right: no page can be drawn from them, each fails."""
    files = json.loads((survey.release / "manifest.json").read_bytes())["files"]
    for name in ("counts", "estimates", "items"):
        file = survey.release / f"{name}.parquet"
        held = pq.read_table(file)
        pq.write_table(held.rename_columns([f"other {name}" for name in held.column_names]), file)
        files[file.name] = hashlib.sha256(file.read_bytes()).hexdigest()
    survey.manifest(files=files)


def damage(name):
    def spoil(survey):
        survey.manifest()
        (survey.release / name).write_text(f"{MARKER} {{")

    return spoil


def put_a_file_in_the_private_folder_s_place(survey):
    shutil.rmtree(survey.store / "private")
    (survey.store / "private").write_text(MARKER)


OF_THE_SOURCE = {
    "the sheet is gone": lambda survey: survey.sheet.unlink(),
    "a required question's header is another": rename,
    "the sheet holds something else": lambda survey: survey.sheet.write_text(f"{MARKER}\x00{{"),
    "every row is gone": lambda survey: survey.answer([dict.fromkeys(people(1, 0)[0], "")]),
    "most rows are gone": lambda survey: survey.answer(people(5, 5)),
    "the codebook can't be read": lambda survey: Path(survey.codebook).write_text(f"{MARKER} ="),
    "the note of the last reading is damaged": lambda survey: (
        survey.store / "private" / "reading.json"
    ).write_text(MARKER),
    "a file lies in the private folder's place": put_a_file_in_the_private_folder_s_place,
}
OF_THE_STORE = {
    "nothing": lambda survey: None,
    "tables of another form": tables_of_another_form,
    **{f"{name} is damaged": damage(name) for name in (
        "manifest.json", "codebook.json", "counts.parquet", "package.zip",
    )},
    "the correction log is damaged": lambda survey: (
        survey.store / "releases" / "corrections.json"
    ).write_text(MARKER),
}  # fmt: skip


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A running server with a release."""
    survey = Survey(tmp_path_factory.mktemp("operator"), 50)
    with survey.server() as app:
        yield survey, app.until(lambda health: health["release"])


@pytest.fixture(scope="module")
def waiting(tmp_path_factory):
    """A running server that has no release yet."""
    survey = Survey(tmp_path_factory.mktemp("operator"), 20)
    with survey.server() as app:
        yield survey, app


def everything(app):
    """All that a visitor can get, by where it came from."""
    port = int(app.url.rsplit(":", 1)[1])
    for path in PATHS:
        reply = ask(port, path)
        yield path, f"{reply.status} {reply.headers} {reply.body!r}"
    for page in PAGES:
        with Session(port) as session:
            messages = [*session.open_page(page), *session.open_page(page, f"x={'y' * 9}")]
        yield f"page {page!r}", as_read("".join(map(str, messages)))


def nobody_else_speaks(app):
    found = dict(everything(app))
    assert all("script_finished" in found[f"page {page!r}"] for page in PAGES)
    assert {
        where: [word for word in NOT_OURS if word in text]
        for where, text in found.items()
        if any(word in text for word in NOT_OURS)
    } == {}


@pytest.mark.parametrize("fault", OF_THE_SOURCE)
@pytest.mark.parametrize("server", ["published", "waiting"])
def test_what_ails_the_source_is_its_operator_s_to_know(request, server, fault):
    survey, app = request.getfixturevalue(server)
    before = survey.contents()
    OF_THE_SOURCE[fault](survey)
    try:
        app.until(lambda health: health["source_state"] == "stale")
        nobody_else_speaks(app)
        why = explanation(Store(survey.store))
        assert why is not None
        assert why.remedy in app.said()
    finally:
        survey.put_back(before)
    app.until(lambda health: health["source_state"] == "ok")


@pytest.mark.parametrize("fault", OF_THE_STORE)
def test_what_ails_the_store_is_too(published, fault):
    survey, app = published
    before = survey.contents()
    OF_THE_STORE[fault](survey)
    try:
        nobody_else_speaks(app)
    finally:
        survey.put_back(before)
