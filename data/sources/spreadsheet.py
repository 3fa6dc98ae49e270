"""One spreadsheet behind the Sheets API: its tabs, and the values in them."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

import gspread

from data.settings import Settings
from data.sources.account import credentials_of
from data.sources.client import SheetsClient
from data.sources.columns import Row
from data.sources.patience import Clock, Patience, patiently
from data.sources.refusals import BadReply

WHAT_TABS_SAY = (
    "properties(timeZone,locale),"
    "sheets.properties(sheetId,title,sheetType,gridProperties(rowCount,columnCount))"
)
WHAT_FORMATS_SAY = "sheets.data.rowData.values.effectiveFormat.numberFormat.type"
AS_STORED = {
    "valueRenderOption": "UNFORMATTED_VALUE",
    "dateTimeRenderOption": "SERIAL_NUMBER",
    "majorDimension": "ROWS",
    "prettyPrint": "false",
}


@dataclass(frozen=True)
class Tab:
    """One tab with cells; ``rows`` counts its grid when it was looked up, blank rows included."""

    gid: int
    title: str
    rows: int

    def range(self, cells: str = "") -> str:
        """The range of ``cells`` ("1:1", "A:A") in A1 notation, or of the whole tab."""
        title = "'" + self.title.replace("'", "''") + "'"
        return f"{title}!{cells}" if cells else title


@dataclass(frozen=True)
class Contents:
    """What a spreadsheet says of itself: time zone, locale, and its tabs from left to right."""

    time_zone: str | None
    locale: str | None
    tabs: tuple[Tab, ...]


class Spreadsheet:
    """A connection to one spreadsheet; its methods raise one of refusals.FAULTS."""

    def __init__(self, id: str, settings: Settings, patience: Patience, clock: Clock) -> None:
        credentials = credentials_of(settings)
        connect: Any = functools.partial(
            SheetsClient, root=settings.sheets_api_root, patience=patience, clock=clock
        )
        self.id = id
        self.email = credentials.service_account_email
        self._client = gspread.Client(credentials, http_client=connect).http_client
        self._patience = patience
        self._clock = clock

    def contents(self) -> Contents:
        """The tabs that have cells, in one request; charts that fill a tab are left out."""

        def fetch() -> Contents:
            said = self._client.fetch_sheet_metadata(
                self.id, {"fields": WHAT_TABS_SAY, "prettyPrint": "false"}
            )
            return _contents(said)

        return patiently(fetch, self._patience, self._clock)

    def values(self, *ranges: str) -> list[list[Row]]:
        """The rows of each range, in one request; rows and cells end with the last full one."""

        def fetch() -> list[list[Row]]:
            said = self._client.values_batch_get(self.id, list(ranges), dict(AS_STORED))
            return _values(said, len(ranges))

        return patiently(fetch, self._patience, self._clock)

    def formats(self, range: str) -> list[list[str | None]]:
        """The type of each cell's number format in a range, row by row; None for the general."""

        def fetch() -> list[list[str | None]]:
            said = self._client.fetch_sheet_metadata(
                self.id, {"ranges": range, "fields": WHAT_FORMATS_SAY, "prettyPrint": "false"}
            )
            return _formats(said)

        return patiently(fetch, self._patience, self._clock)


def _contents(said: Any) -> Contents:
    try:
        tabs = [
            Tab(tab["sheetId"], tab["title"], tab["gridProperties"]["rowCount"])
            for tab in (sheet["properties"] for sheet in said["sheets"])
            if tab.get("sheetType", "GRID") == "GRID"
        ]
        about = said.get("properties", {})
        return Contents(about.get("timeZone"), about.get("locale"), tuple(tabs))
    except (KeyError, TypeError, AttributeError):
        raise BadReply from None


def _formats(said: Any) -> list[list[str | None]]:
    try:
        # Whatever has nothing to say is left out: rows, cells, and parts of a cell.
        grids = [grid for sheet in said.get("sheets", []) for grid in sheet.get("data", [])]
        rows = [row.get("values", []) for grid in grids for row in grid.get("rowData", [])]
        return [[_type(cell) for cell in row] for row in rows]
    except (AttributeError, TypeError):
        raise BadReply from None


def _type(cell: Any) -> str | None:
    found = cell.get("effectiveFormat", {}).get("numberFormat", {}).get("type")
    return found if isinstance(found, str) else None


def _values(said: Any, expected: int) -> list[list[Row]]:
    try:
        # A range without a single value comes without ``values``.
        found = [part.get("values", []) for part in said["valueRanges"]]
    except (KeyError, TypeError, AttributeError):
        raise BadReply from None
    if len(found) != expected or not all(_is_rows(rows) for rows in found):
        raise BadReply
    return found


def _is_rows(rows: Any) -> bool:
    return isinstance(rows, list) and all(isinstance(row, list) for row in rows)
