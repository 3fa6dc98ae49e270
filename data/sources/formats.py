"""The number format of a column, from those of the numbers in its first rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.sources.raw import RawTable

ROWS = 20  # of answers, whose formats speak for the others below
OF_GOOGLE = {
    "PERCENT": "percent",
    "DATE": "date",
    "DATE_TIME": "date",
    "TIME": "date",
    "NUMBER": "number",
    "CURRENCY": "number",
    "SCIENTIFIC": "number",
    "TEXT": "text",
}
NUMBER = re.compile(r"-?\d+(\.\d+)?(e[-+]?\d+)?")  # as columns.text_of writes one
LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')  # what an Excel format writes as it stands


def commonest(formats: Iterable[str | None]) -> str | None:
    """The format that most of the cells have; None for the general one, or without a cell.

    Percentages among other numbers make them all doubtful: 1 is then a hundred, too.
    """
    counted = Counter(formats)
    if counted["percent"]:
        return "percent"
    ranked = counted.most_common(1)
    return ranked[0][0] if ranked else None


def of_excel(pattern: str) -> str | None:
    """The kind of an Excel format that is no date: "percent", "text", "number"; None: general."""
    plain = LITERAL.sub("", pattern)
    if plain == "@":
        return "text"
    if "%" in plain:
        return "percent"
    return None if plain.casefold() == "general" else "number"


@dataclass(frozen=True)
class Sample:
    """Formats of the columns under some headers, as ``rows`` rows of answers had them."""

    headers: tuple[str, ...] = ()
    rows: int = 0
    formats: tuple[str | None, ...] = ()

    def speaks_for(self, table: RawTable) -> bool:
        """Whether the table has the same columns, and no more rows that a sample looks at."""
        return self.headers == table.headers and _rows(table) <= self.rows


def sampled(table: RawTable) -> tuple[int, int]:
    """The numbers of the first and the last row that a sample of the table looks at."""
    numbers = table.row_numbers()[: _rows(table)]
    return int(numbers[0]), int(numbers[-1])


def sample_of(table: RawTable, types: Sequence[Sequence[str | None]]) -> Sample:
    """The formats of a Google Sheet's columns; ``types`` begins with the table's first row.

    Only numbers count, and texts in cells that are meant for texts: of a column of answers in
    words with some percentages among them, the percentages are what has to be known.
    """
    rows = _rows(table)
    places = table.row_numbers()[:rows] - table.row_numbers()[0]
    columns = []
    for at, column in enumerate(table.columns):
        cells = zip(column.slice(0, rows).to_pylist(), places, strict=True)
        held = [(text, _type(types, int(place), at)) for text, place in cells if text]
        counted = (kind for text, kind in held if kind == "TEXT" or NUMBER.fullmatch(text))
        columns.append(commonest(OF_GOOGLE.get(kind or "") for kind in counted))
    return Sample(table.headers, rows, tuple(columns))


def _rows(table: RawTable) -> int:
    """How many of the table's rows lie among the first ROWS from its first on."""
    numbers = table.row_numbers()[:ROWS]
    return int((numbers < numbers[0] + ROWS).sum()) if len(numbers) else 0


def _type(types: Sequence[Sequence[str | None]], row: int, place: int) -> str | None:
    return types[row][place] if row < len(types) and place < len(types[row]) else None
