"""Everything that happens to a sheet, to Google and to the network while a survey is read."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from data.settings import Settings
from tests.sheets_cases import GID, ID
from tests.sheets_ranges import Tab
from tests.sheets_server import API_DISABLED, NO_PERMISSION, SheetsServer, Spreadsheet
from tests.surveys import TINY, people

ANSWERED = 120
HTML = "<!doctype html><title>Sign in to the Wi-Fi</title>"
TEAM, MENTOR = "How many people are in your team?", "Have you had a mentor?"
EVER = 99  # requests: all of a reading


@dataclass
class Survey:
    """A survey with one release, whose sheet, server and network a test may spoil."""

    settings: Settings
    server: SheetsServer
    hanging: threading.Event = field(default_factory=threading.Event)

    @property
    def document(self) -> Spreadsheet:
        return self.server.spreadsheets[ID]

    @property
    def tab(self) -> Tab:
        return self.document.tabs[1]

    def between_chunks(self, change: Callable[[], object]) -> None:
        """Does something before the second request for values, once."""

        def before(path: str) -> None:
            if "values" in path and len(self.server.asked("values")) == self._asked + 2:
                change()

        self._asked = len(self.server.asked("values"))
        self.server.before = before


def for_everyone(folder: Path) -> Path:
    """The tiny survey's codebook without dimensions.

    Its audit, which writes nothing, would take nine tenths of the time of publishing.
    """
    book = folder / "everyone.toml"
    book.write_text(TINY.read_text("utf-8").replace('["region", "wave"]', "[]"), "utf-8")
    return book


def share(server: SheetsServer, solo: int = 60, team: int = 60) -> None:
    """The tiny survey as a form's response sheet: dates and numbers as such, not as text."""
    rows = [_typed(row) for row in people(solo, team)]
    header = list(people(1, 0)[0])
    server.share(ID, Tab(0, "Notes", [["x"]]), Tab(GID, "Form Responses 1", [header, *rows]))


def _typed(row: Mapping[str, str]) -> list[Any]:
    moment = datetime.strptime(row["Timestamp"], "%m/%d/%Y %H:%M")
    said = {
        "Timestamp": moment,
        "How many posts last week?": float(row["How many posts last week?"]),
    }
    return list({**row, **said}.values())


@dataclass(frozen=True)
class Case:
    """One fault. ``problem`` and ``remedy`` are "" where the reading survives it.

    ``patience`` shortens the time-outs; ``is_long`` reads the sheet in chunks, as a long one.
    """

    fault: str
    spoil: Callable[[Survey], object]
    problem: str = ""
    remedy: str = ""
    patience: Mapping[str, Any] = field(default_factory=dict)
    is_long: bool = False


def fails(times: int, path: str = "values", **how: Any) -> Callable[[Survey], None]:
    """Lets so many requests go wrong."""
    return lambda survey: survey.server.fail(path, times, **how)


def hang(survey: Survey) -> None:
    """Accepts the request and says nothing for a minute."""

    def before(path: str) -> None:
        if "values" in path:
            survey.hanging.wait(60)

    survey.server.before = before


def no_row(survey: Survey) -> None:
    survey.between_chunks(lambda: survey.tab.rows.pop(10))


def one_more(survey: Survey) -> None:
    survey.between_chunks(lambda: survey.tab.rows.append(list(survey.tab.rows[-1])))


def rename_tab(survey: Survey) -> None:
    survey.tab.title = "Respuestas de formulario 1"


def delete_tab(survey: Survey) -> None:
    del survey.document.tabs[1]


def rename(header: str, new: str) -> Callable[[Survey], None]:
    """Gives a column another header."""

    def spoil(survey: Survey) -> None:
        first = survey.tab.rows[0]
        survey.tab.rows[0] = [new if head == header else head for head in first]

    return spoil


def another_zone(survey: Survey) -> None:
    survey.document.time_zone = "America/Los_Angeles"


def spanish(survey: Survey) -> None:
    survey.document.locale = "es_ES"


def keep(rows: int) -> Callable[[Survey], None]:
    """Deletes all rows of answers but so many."""

    def spoil(survey: Survey) -> None:
        del survey.tab.rows[1 + rows :]

    return spoil


def forbid(said: str) -> Callable[[Survey], None]:
    def spoil(survey: Survey) -> None:
        survey.document.refusal = said

    return spoil


def gone(survey: Survey) -> None:
    del survey.server.spreadsheets[ID]


def no_network(survey: Survey) -> None:
    survey.settings = replace(survey.settings, sheets_api_root="http://127.0.0.1:9")


def forget_tokens(survey: Survey) -> None:
    survey.server.forget_tokens()


CUT_SHORT = '{"spreadsheetId": "1AbC", "valueRanges": [{"range": "A1:J121", "values": [["Timest'
NO_VALUES = '{"spreadsheetId": "1AbC"}'
QUICK = {"deadline": 0.8, "timeout": (0.5, 30)}
SHORT = {"tries": 2, "timeout": (0.5, 0.2)}

SHEET = "Google Sheet 1AbCdE…"
EMAIL = "reader@team-of-one.iam.gserviceaccount.com"
BUSY = "Google's limit of requests a minute is used up."
SLOWER = (
    "Wait a minute; if it happens again, raise SURVEY_REFRESH_SECONDS or give this program a "
    "service account of its own."
)
LATER = "Try again in some minutes."
STRANGER = "Something else answered in place of Google Sheets: the reply was not in its form."
PROXY = "Check for a proxy or a log-in page of the network, and SHEETS_API_ROOT if it is set."
UNREACHED = "Google Sheets can't be reached."
NETWORK = "Check the network connection, and that a firewall lets this computer through."
SLOW = f"{SHEET} couldn't be read within 0.8 seconds."
SPEED = "Try again; if it stays so, check the speed of the network."
ACCEPT = "If that was meant, accept it with: python -m data publish"
HISTORY = f"Bring the missing ones back from the sheet's version history. {ACCEPT}"


def down(status: int) -> str:
    return f"Google Sheets is not working at the moment (status {status})."


PASSING = (
    Case("429, with `Retry-After`", fails(2, status=429, headers={"Retry-After": "3"})),
    Case("429, without `Retry-After`", fails(2, status=429)),
    Case("500, twice", fails(2, status=500)),
    Case("503, four times", fails(4, status=503)),
    Case("503 when signing in", lambda s: (forget_tokens(s), fails(2, "/token", status=503)(s))),
    Case("an access token that has expired", forget_tokens),
    Case("HTML with status 200, once", fails(1, body=HTML)),
    Case("JSON that ends in the middle, once", fails(1, body=CUT_SHORT)),
    Case("a body shorter than announced, once", fails(1, missing=7)),
    Case("a reply without `valueRanges`, once", fails(1, body=NO_VALUES)),
    Case("the connection closed before the reply, twice", fails(2, hang_up=True)),
    Case("the connection reset before the reply, twice", fails(2, reset_after=0)),
    Case("the connection reset within the body, twice", fails(2, reset_after=300)),
    Case("a row deleted between two chunks of a long sheet", no_row, is_long=True),
    Case("a row appended between two chunks of a long sheet", one_more, is_long=True),
    Case("the tab renamed", rename_tab),
    Case("the sheet moved to another time zone", another_zone),
    Case("the sheet's locale changed to Spanish, with decimal commas", spanish),
)
LASTING = (
    Case("429, again and again", fails(EVER, status=429), BUSY, SLOWER),
    Case(
        "429, with a `Retry-After` of an hour",
        fails(EVER, status=429, headers={"Retry-After": "3600"}), BUSY, SLOWER,
    ),
    Case("500, again and again", fails(EVER, status=500), down(500), LATER),
    Case("503, again and again", fails(EVER, status=503), down(503), LATER),
    Case(
        "403: the sheet is no longer shared", forbid(NO_PERMISSION),
        f"{SHEET} isn't shared with {EMAIL}.",
        f"Open the sheet, choose Share, and add {EMAIL} as Viewer.",
    ),
    Case(
        "403: the API was switched off", forbid(API_DISABLED),
        f"The Google Sheets API isn't enabled in the Cloud project of {EMAIL}.",
        "Enable it in the Google Cloud console under APIs & Services, and wait a few minutes.",
    ),
    Case(
        "404: the sheet was deleted", gone,
        f"There is no {SHEET}.",
        "Copy the address again from the browser while the sheet is open.",
    ),
    Case(
        "the key revoked",
        lambda s: (
            forget_tokens(s),
            fails(EVER, "/token", status=400, body='{"error": "invalid_grant"}')(s),
        ),
        f"Google refused to sign {EMAIL} in: the service account or its key was deleted, disabled "
        "or replaced.",
        "Create a new key for it in the Google Cloud console and put it in the old one's place.",
    ),
    Case("HTML with status 200, again and again", fails(EVER, body=HTML), STRANGER, PROXY),
    Case("JSON that always ends in the middle", fails(EVER, body=CUT_SHORT), STRANGER, PROXY),
    Case("never any `valueRanges`", fails(EVER, body=NO_VALUES), STRANGER, PROXY),
    Case("every connection reset before the reply", fails(EVER, reset_after=0), UNREACHED, NETWORK),
    Case("every connection reset within the body", fails(EVER, reset_after=9), UNREACHED, NETWORK),
    Case("no network", no_network, UNREACHED, NETWORK),
    Case("a body that trickles", fails(EVER, pause=0.02), SLOW, SPEED, patience=QUICK),
    Case("silence for 60 seconds", hang, UNREACHED, NETWORK, patience=SHORT),
    Case("silence beyond the deadline", hang, SLOW, SPEED, patience=QUICK),
    Case(
        "the tab deleted", delete_tab,
        f"{SHEET} has no tab with gid 77; it has 'Notes' (gid 0).",
        "Open the tab that holds the answers and copy the address from the browser.",
    ),
    Case(
        "the header of a required question renamed", rename(TEAM, "How many are in your team?"),
        f"The required question '{TEAM}' has no column in the tab 'Form Responses 1'.",
        "The closest header found is 'How many are in your team?': rename it, or add it to "
        "questions.team.headers in the codebook.",
    ),
    Case(
        "the header of any other question renamed", rename(MENTOR, "Mentor?"),
        f"The column '{MENTOR}' is no longer in the sheet.",
        f"Give the column its old header back. {ACCEPT}",
    ),
    Case(
        "more than a fifth of the responses gone at once", keep(90),
        "The sheet has far fewer responses than at the last reading.", HISTORY,
    ),
    Case(
        "every row gone", keep(0),
        f"{SHEET} has its headers but no answers yet.",
        "Share the form; run this again once people have answered.",
    ),
)  # fmt: skip
