"""Grids written to files as programs do, and the answers that are read from these."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from pathlib import Path
from typing import Any

from analysis.codebook import Codebook
from data.intake import Examined, examine
from data.sources import file_source
from data.sources.raw import RawTable
from tests.traders import TODAY, Cell, Table, book


def text_of(cell: Cell) -> str:
    """What a spreadsheet program writes for a cell into a file of text."""
    if isinstance(cell, bool):
        return str(cell).upper()
    return f"{cell:%Y-%m-%d %H:%M:%S}" if isinstance(cell, datetime) else str(cell or "")


def delimited(rows: Table, delimiter: str = ",", **how: Any) -> str:
    """The grid as text; ``how`` goes to csv.writer."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, **how)
    writer.writerows([text_of(cell) for cell in row] for row in rows)
    return text.getvalue()


def written(path: Path, rows: Table | str | bytes, encoding: str = "utf-8") -> Path:
    """The file, of a grid, of text or of bytes."""
    said = rows if isinstance(rows, str | bytes) else delimited(rows)
    path.write_bytes(said if isinstance(said, bytes) else said.encode(encoding))
    return path


def raw(path: Path) -> RawTable:
    """The file as its source reads it."""
    return file_source(str(path)).read()


def looked_at(path: Path, codebook: Codebook | None = None) -> Examined:
    """How the file reads with the codebook (the traders')."""
    return examined(raw(path), codebook)


def examined(table: RawTable, codebook: Codebook | None = None) -> Examined:
    """How a raw table reads with the codebook (the traders')."""
    return examine(table, codebook or book(), "answers.csv", TODAY)
