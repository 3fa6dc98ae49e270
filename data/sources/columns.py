"""Cells of any source, turned into the text columns of a RawTable."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, zip_longest
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from data.sources.raw import RawTable

Cell = str | int | float | bool | None
Row = Sequence[Cell]
Column = TypeVar("Column", pa.Array, pa.ChunkedArray)
NOTHING = pa.scalar(None, pa.string())


def table_of(blocks: Iterable[Sequence[Row]]) -> RawTable | None:
    """The table whose header is the first row that isn't blank; None when all rows are blank.

    Blocks of rows are turned to columns one after the other, so that a long source never stands
    in memory as Python objects. Short rows are padded; what is written to the right of the header
    becomes columns with the header "", so nothing is lost.
    """
    coming = iter(blocks)
    for block in coming:
        for place, row in enumerate(block):
            if any(text_of(cell).strip() for cell in row):
                headers = [text_of(cell) for cell in row]
                return _below(headers, chain([block[place + 1 :]], coming))
    return None


def _below(headers: list[str], blocks: Iterator[Sequence[Row]]) -> RawTable:
    pieces = [without_blank_rows(columns_of(rows, len(headers))) for rows in blocks if rows]
    width = max([len(headers), *map(_width, pieces)])
    for piece in pieces:
        piece[width:] = [pa.nulls(len(piece[0]), pa.string())] * (width - len(piece))
    columns = [
        pa.chunked_array([piece[place] for piece in pieces], pa.string()) for place in range(width)
    ]
    return RawTable(tuple(headers + [""] * (width - len(headers))), tuple(columns))


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
    """The cell as text: a whole number without a point, a truth value in capitals."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).encode("utf-8", "replace").decode("utf-8")


def null_if_empty(column: Column) -> Column:
    """The column with null in place of empty text."""
    return pc.if_else(pc.equal(column, ""), NOTHING, column)


def without_blank_rows(columns: list[Column]) -> list[Column]:
    """The same columns without the rows in which every cell is null or white space."""
    if not columns:
        return columns
    filled = functools.reduce(pc.or_, map(_is_filled, columns))
    if pc.all(filled, min_count=0).as_py():
        return columns
    return [column.filter(filled) for column in columns]


def _is_filled(column: Column) -> Column:
    return pc.fill_null(pc.invert(pc.utf8_is_space(column)), False)
