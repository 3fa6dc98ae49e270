"""Whatever is wrong with the input: one sentence and a remedy, the same on the command line and on
the page, and the last good release is still shown."""

from __future__ import annotations

import csv
import functools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from data.explanations import explanation
from data.publish import publish
from data.refresher import Refresher
from data.releases import Store
from data.settings import Settings
from data.sources import sheets
from data.sources.patience import Patience
from data.status import write_status
from tests.pages.stores import newest, read
from tests.sheets_ranges import Tab
from tests.sheets_server import NO_PERMISSION, SheetsServer
from tests.surveys import NOON, people, settings, write_sheet

HEADER, *GOOD = [list(people(60, 60)[0])] + [list(row.values()) for row in people(60, 60)]
TEAM = HEADER.index("How many people are in your team?")


@dataclass
class Survey:
    """A survey with one good release, whose source a test may spoil."""

    settings: Settings
    server: SheetsServer

    @property
    def rows(self) -> list[list[str]]:
        return self.server.spreadsheets["a-sheet"].tabs[0].rows


@pytest.fixture
def sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Survey]:
    """A Google Sheet, read over HTTP by a reader that never sleeps."""
    monkeypatch.setattr(sheets, "Patience", functools.partial(Patience, sleep=lambda _: None))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    with SheetsServer() as server:
        server.share("a-sheet", Tab(0, "Form Responses 1", [list(HEADER), *map(list, GOOD)]))
        here = replace(
            settings(tmp_path / "none.csv"),
            source="sheet:a-sheet#0",
            google_key_file=server.key_file(tmp_path),
            sheets_api_root=server.root,
        )
        publish(here, NOON)
        yield Survey(here, server)


def no_network(survey: Survey) -> None:
    survey.settings = replace(survey.settings, sheets_api_root="http://127.0.0.1:9")


def wrong_key(survey: Survey) -> None:
    assert survey.settings.google_key_file
    survey.settings.google_key_file.write_text('{"type": "authorized_user"}')


def not_shared(survey: Survey) -> None:
    survey.server.spreadsheets["a-sheet"].refusal = NO_PERMISSION


def gone(survey: Survey) -> None:
    del survey.server.spreadsheets["a-sheet"]


def empty(survey: Survey) -> None:
    survey.rows.clear()


def header_only(survey: Survey) -> None:
    del survey.rows[1:]


def no_grouping(survey: Survey) -> None:
    for row in survey.rows:
        del row[TEAM]


def nothing_answered(survey: Survey) -> None:
    survey.rows[1:] = [[row[0]] for row in survey.rows[1:]]


def no_codebook(survey: Survey) -> None:
    survey.settings = replace(survey.settings, codebook=Path("nowhere.toml"))


def no_engine(survey: Survey) -> None:
    survey.settings = replace(survey.settings, engine="abacus")
    survey.rows.extend(GOOD)


SPOILED = {
    no_network: "Google Sheets can't be reached.",
    wrong_key: "isn't a service account's key",
    not_shared: "isn't shared with",
    gone: "There is no Google Sheet",
    empty: "is empty",
    header_only: "has its headers but no answers yet",
    no_grouping: "The required question 'How many people are in your team?' has no column",
    nothing_answered: "nobody answered it, and the survey can't do without it",
    no_codebook: "There is no codebook nowhere.toml.",
    no_engine: "There is no engine 'abacus'.",
}


@pytest.mark.parametrize("spoil", SPOILED, ids=lambda spoil: spoil.__name__)
def test_a_spoiled_sheet_is_told_alike_everywhere_and_the_last_release_stays(
    spoil: Callable[[Survey], None], sheet, cli, visit, monkeypatch
):
    good = newest(sheet.settings)
    spoil(sheet)
    status = Refresher(sheet.settings, now=lambda: NOON).once()
    why = explanation(Store(sheet.settings.store))
    assert why is not None
    assert why.remedy
    assert SPOILED[spoil] in why.problem

    for name, value in environment(sheet.settings).items():
        monkeypatch.setenv(name, value)
    told = cli("publish", "--close", "--engine", sheet.settings.engine)
    assert (told.code, told.out) == (1, "")
    assert told.err == f"{why.problem}\n{why.remedy}\n"

    page = visit(sheet.settings)
    assert why.problem not in read(page)  # it is its operator's
    assert f"What you see is release {good.id}" in read(page)
    assert page.get("plotly_chart")
    write_status(sheet.settings.store, replace(status, show_quality=True))
    assert f"{why.problem} {why.remedy}" in read(visit(sheet.settings, "quality"))


def environment(said: Settings) -> dict[str, str]:
    return {
        "SURVEY_SOURCE": said.source,
        "SURVEY_CODEBOOK": str(said.codebook),
        "SURVEY_STORE": str(said.store),
        "GOOGLE_SERVICE_ACCOUNT": str(said.google_key_file),
        "SHEETS_API_ROOT": said.sheets_api_root,
    }


def test_one_answer_is_read_but_not_published(sheet, cli, visit, monkeypatch, tmp_path):
    del sheet.rows[2:]
    here = replace(sheet.settings, store=tmp_path / "new")
    status = Refresher(here, now=lambda: NOON).once()
    assert (status.state, status.is_waiting) == ("ok", True)
    for name, value in environment(here).items():
        monkeypatch.setenv(name, value)
    assert cli("check").out.splitlines()[0] == "1 response: 1 soloist, 0 people in teams."
    assert cli("publish").code == 1
    assert cli("publish").err.startswith(
        "There is 1 response; 99 more are needed for the first results"
    )
    assert "Results appear once 100 people have answered" in read(visit(here))


ODD = {
    "utf-16": lambda text: text.encode("utf-16"),
    "latin-1": lambda text: text.replace("Just me", "Just me\u00a0").encode("latin-1"),
    "byte-order mark": lambda text: text.encode("utf-8-sig"),
    "semicolons": lambda text: as_semicolons(text).encode(),
}


def as_semicolons(text: str) -> str:
    return "\n".join(";".join(row) for row in csv.reader(text.splitlines()))


@pytest.mark.parametrize("how", ODD)
def test_a_csv_from_any_spreadsheet_program_is_read_whole(how, tmp_path, cli):
    file = write_sheet(tmp_path / "answers.csv", people(60, 60))
    file.write_bytes(ODD[how](file.read_text("utf-8")))
    told = cli("check", file, "--json", "--codebook", settings(file).codebook)
    assert told.code == 0, told.err
    assert (json.loads(told.out)["solo"], json.loads(told.out)["team"]) == (60, 60)


def test_three_hundred_columns_and_hostile_cells_change_nothing(tmp_path, cli):
    cells = ['=HYPERLINK("http://evil","x")', "\U0001f642\u202e\u05d0\u05d1", "<script>", "-"]
    rows = [row | {f"Column {n}": cells[n % 4] for n in range(290)} for row in people(60, 60)]
    for row, cell in zip(rows, cells, strict=False):
        row["Where do you work?"] = cell
    file = write_sheet(tmp_path / "wide.csv", rows)
    told = cli("check", file, "--json", "--codebook", settings(file).codebook)
    report = json.loads(told.out)
    assert (report["rows"], report["solo"], report["team"]) == (120, 60, 60)
    unread = [f for f in report["findings"] if f["where"] == "Where do you work?"]
    assert [(f["count"], f["rows"]) for f in unread] == [(3, [2, 3, 4]), (1, [5])]
    assert not any(cell in told.out for cell in cells[:3])


def test_a_truncated_parquet_file_and_a_store_that_cannot_be_written(tmp_path, cli):
    whole = tmp_path / "answers.parquet"
    cli("demo", "--rows", 200, "--out", whole)
    whole.write_bytes(whole.read_bytes()[:-200])
    told = cli("check", whole)
    assert told.code == 1
    assert "answers.parquet" in told.err
    assert len(told.err.splitlines()) == 2

    blocked = tmp_path / "a-file"
    blocked.write_text("no folder")
    told = cli("publish", "--store", blocked / "store")
    assert told.code == 1
    assert told.err.startswith(f"The store {blocked / 'store'} can't be written: not a directory.")
    assert "--store" in told.err
