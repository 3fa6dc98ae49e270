"""The cells of a sheet that a range in A1 notation means, in the Sheets API's own form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Any

EPOCH = datetime(1899, 12, 30)
RANGE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))(?:!(?:([A-Z]*)(\d*)(?::([A-Z]*)(\d*))?))?")


class BadRange(ValueError):
    """The range names no tab, or begins outside the grid; Google answers 400."""


@dataclass
class Tab:
    """One tab; its grid is larger than its rows, as in a sheet that was just made.

    ``formats`` holds the number format of each column, such as "PERCENT", None for the general
    one; a datetime is always shown as one.
    """

    gid: int
    title: str
    rows: list[list[Any]]
    kind: str = "GRID"
    row_count: int | None = None
    formats: Sequence[str | None] = ()

    @property
    def height(self) -> int:
        """The number of rows in the grid."""
        return max(1000, len(self.rows)) if self.row_count is None else self.row_count

    @property
    def width(self) -> int:
        """The number of columns in the grid."""
        return max([26, *(len(row) for row in self.rows)])

    def properties(self) -> dict[str, Any]:
        """What spreadsheets.get says of the tab."""
        said = {"sheetId": self.gid, "title": self.title, "sheetType": self.kind}
        if self.kind != "GRID":
            return said
        return said | {"gridProperties": {"rowCount": self.height, "columnCount": self.width}}


def values_of(
    tabs: list[Tab], range: str, query: dict[str, list[str]], locale: str = "en_GB"
) -> dict[str, Any]:
    """A ValueRange: the cells without trailing blanks, and no ``values`` if there are none."""
    return value_range(range, cells_in(tabs, range)[1], query, locale)


def row_data(tabs: list[Tab], range: str) -> list[dict[str, Any]]:
    """RowData of spreadsheets.get, of which only the number formats were asked for."""
    tab, rows = cells_in(tabs, range)
    told = [[cell_data(cell, tab.formats[at : at + 1]) for at, cell in enumerate(r)] for r in rows]
    return [{"values": cells} if any(cells) else {} for cells in told]


def cell_data(cell: Any, of_column: Sequence[str | None]) -> dict[str, Any]:
    """CellData: empty where the cell has the general format."""
    found = "DATE_TIME" if isinstance(cell, datetime) else next(iter(of_column), None)
    return {"effectiveFormat": {"numberFormat": {"type": found}}} if found else {}


def cells_in(tabs: list[Tab], range: str) -> tuple[Tab, list[list[Any]]]:
    """The tab that the range names, and its rows of cells."""
    found = RANGE.fullmatch(range)
    title = (found[1] or found[2] or "").replace("''", "'") if found else None
    tab = next((tab for tab in tabs if tab.title == title and tab.kind == "GRID"), None)
    if found is None or tab is None:
        raise BadRange(f"Unable to parse range: {range}")
    first_column, first_row, last_column, last_row = found.group(3, 4, 5, 6)
    top = int(first_row or 1)
    left = column_number(first_column or "A")
    bottom = int(last_row or (first_row if last_column is None else 0) or tab.height)
    right = column_number(last_column) if last_column else tab.width
    if top > tab.height or left > tab.width:
        raise BadRange(
            f"Range ({range}) exceeds grid limits. Max rows: {tab.height}, max columns: {tab.width}"
        )
    return tab, [row[left - 1 : right] for row in tab.rows[top - 1 : min(bottom, tab.height)]]


def value_range(
    range: str, rows: list[list[Any]], query: dict[str, list[str]], locale: str
) -> dict[str, Any]:
    """The rows in the form that the query's options ask for."""
    as_stored = query.get("valueRenderOption") == ["UNFORMATTED_VALUE"]
    as_number = as_stored and query.get("dateTimeRenderOption", ["SERIAL_NUMBER"])[0][0] == "S"
    major = query.get("majorDimension", ["ROWS"])[0]
    if major == "COLUMNS":
        rows = [list(column) for column in zip_longest(*rows)]
    told = [trimmed([cell_of(cell, as_stored, as_number, locale) for cell in row]) for row in rows]
    values = trimmed(told)
    return {"range": range, "majorDimension": major} | ({"values": values} if values else {})


def cell_of(cell: Any, as_stored: bool, as_number: bool, locale: str) -> Any:
    """The cell as JSON holds it: text, number or truth value; "" for a blank one.

    Only what is asked for as it is shown has the locale's decimal comma and order of the date.
    """
    comma = not locale.startswith("en_")
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        serial = (cell - EPOCH).total_seconds() / 86400
        return serial if as_number else cell.strftime("%d/%m/%Y %H:%M:%S")
    if as_stored or isinstance(cell, str):
        return cell
    return str(cell).upper().replace(".", "," if comma else ".")


def trimmed(cells: list[Any]) -> list[Any]:
    """The cells, or rows, without the blank ones at the end."""
    end = len(cells)
    while end and cells[end - 1] in ("", []):
        end -= 1
    return cells[:end]


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
