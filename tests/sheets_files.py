"""A CSV file as a tab of a sheet, its cells of the kinds that Google makes of what is typed in."""

from __future__ import annotations

import csv
import re
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.sheets_ranges import Tab

NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")
MOMENTS = ("%Y-%m-%d %H:%M:%S", "%m/%d/%Y %H:%M:%S")


def tab_of(file: Path, gid: int = 0, title: str | None = None) -> Tab:
    """The file as the tab ``title`` (default: the file's name without its ending)."""
    with file.open(encoding="utf-8-sig", newline="") as text:
        written = list(csv.reader(text))
    rows = [written[0], *([typed(cell) for cell in row] for row in written[1:])]
    formats = [
        "PERCENT" if any(PERCENT.fullmatch(cell) for cell in column) else None
        for column in zip(*(row for row in written if len(row) == len(written[0])), strict=True)
    ]
    return Tab(gid, title or file.stem, rows, formats=formats)


def typed(cell: str) -> Any:
    """What a sheet stores when the text is typed into a cell: a number, moment, or truth value."""
    if NUMBER.fullmatch(cell):
        return float(cell)
    percent = PERCENT.fullmatch(cell)
    if percent:
        return float(percent[1]) / 100
    if cell in ("TRUE", "FALSE"):
        return cell == "TRUE"
    for form in MOMENTS:
        try:
            return datetime.strptime(cell, form)
        except ValueError:
            continue
    return cell
