"""Cells of any source, turned into the text columns of a RawTable."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import chain, islice, zip_longest
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from data.sources.raw import RawTable

Cell = str | int | float | bool | datetime | date | time | timedelta | None
Row = Sequence[Cell]
Numbers = npt.NDArray[np.int64]
Column = TypeVar("Column", pa.Array, pa.ChunkedArray)
NOTHING = pa.scalar(None, pa.string())


def table_of(blocks: Iterable[Sequence[Row]]) -> RawTable | None:
    """The table whose header is the first row that isn't blank; None when all rows are blank.

    Blocks of rows are turned to columns one after the other, so that a long source never stands
    in memory as Python objects. Every row that the source shows has to be in them, blank ones as
    well: they are dropped, and counted in the numbers of the others. Short rows are padded; what
    is written to the right of the header becomes columns with the header "", so nothing is lost.
    """
    coming = iter(blocks)
    above = 0
    for block in coming:
        for place, row in enumerate(block):
            if not is_blank(row):
                headers = [text_of(cell) for cell in row]
                first = above + place + 2  # the first row has the number 1
                return _below(headers, first, chain([block[place + 1 :]], coming))
        above += len(block)
    return None


def is_blank(row: Row) -> bool:
    """Whether nothing but white space stands in the row."""
    return not any(text_of(cell).strip() for cell in row)


def _below(headers: list[str], first: int, blocks: Iterator[Sequence[Row]]) -> RawTable:
    pieces: list[list[pa.Array]] = []
    numbers: list[Numbers] = [np.empty(0, np.int64)]
    for rows in filter(len, blocks):
        columns, kept = without_blank_rows(
            columns_of(rows, len(headers)), np.arange(first, first + len(rows))
        )
        pieces.append(columns)
        numbers.append(kept)
        first += len(rows)
    columns = _joined(pieces, len(headers))
    headers = headers + [""] * (len(columns) - len(headers))
    return RawTable(tuple(headers), tuple(columns), np.concatenate(numbers))


def _joined(pieces: list[list[pa.Array]], least: int) -> list[pa.ChunkedArray]:
    """At least ``least`` columns, up to the last that holds anything."""
    width = max([least, *map(_width, pieces)])
    for piece in pieces:
        piece[width:] = [pa.nulls(len(piece[0]), pa.string())] * (width - len(piece))
    return [
        pa.chunked_array([piece[place] for piece in pieces], pa.string()) for place in range(width)
    ]


def _width(columns: Sequence[pa.Array]) -> int:
    """The number of columns up to the last that holds anything."""
    full = [place for place, column in enumerate(columns, 1) if column.null_count < len(column)]
    return max(full, default=0)


def columns_of(rows: Sequence[Row], width: int) -> list[pa.Array]:
    """At least ``width`` text arrays of ``len(rows)`` cells each, one per place in the rows."""
    columns = [text_array(cells) for cells in zip_longest(*rows)]
    return columns + [pa.nulls(len(rows), pa.string())] * (width - len(columns))


def text_array(cells: Sequence[Cell]) -> pa.Array:
    """The cells as one text array, an empty cell as null."""
    try:
        found = pa.array(cells, pa.string())
    except (pa.ArrowTypeError, UnicodeEncodeError):
        # Most columns are text and take the fast way above; numbers and half of an emoji don't.
        found = pa.array([text_of(cell) for cell in cells], pa.string())
    return null_if_empty(found)


def text_of(cell: Cell) -> str:
    """The cell as text: a whole number without a point, a truth value in capitals, a moment as
    YYYY-MM-DD HH:MM:SS, midnight as its day alone, a duration in hours."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds").removesuffix(" 00:00:00")
    if isinstance(cell, time):
        return cell.isoformat("seconds")
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return str(cell).encode("utf-8", "replace").decode("utf-8")


def null_if_empty(column: Column) -> Column:
    """The column with null in place of empty text."""
    return pc.if_else(pc.equal(column, ""), NOTHING, column)


def without_blank_rows(columns: list[Column], numbers: Numbers) -> tuple[list[Column], Numbers]:
    """Columns and row numbers without the rows in which every cell is null or white space."""
    if not columns:
        return columns, numbers
    filled = functools.reduce(pc.or_, map(_is_filled, columns))
    if pc.all(filled, min_count=0).as_py():
        return columns, numbers
    kept = numbers[np.asarray(filled, dtype=bool)]
    return [column.filter(filled) for column in columns], kept


def _is_filled(column: Column) -> Column:
    return pc.fill_null(pc.invert(pc.utf8_is_space(column)), False)


def blocks_of(rows: Iterator[Row], size: int) -> Iterator[list[Row]]:
    """The rows in lists of at most ``size``."""
    while block := list(islice(rows, size)):
        yield block
