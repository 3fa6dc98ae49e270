"""Columns and whole sheets to draft from, given as how many rows hold each cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from analysis.answers.dates import month_names
from analysis.drafting.columns import Column, enough_rows
from analysis.drafting.headings import shared_headings
from analysis.drafting.looks import View
from data.intake.values import looks_like_an_option

MONTHS = month_names(("en", "es", "de"))


def column(text: str, cells: Mapping[str, int] | Sequence[str], **keys: object) -> Column:
    """A column whose rows hold these cells, so many of each; blanks are the cell ''."""
    held = cells if isinstance(cells, Mapping) else {cell: cells.count(cell) for cell in cells}
    distinct = tuple(held)
    if isinstance(cells, Mapping):
        index = np.repeat(np.arange(len(distinct)), list(held.values()))
    else:
        index = np.array([distinct.index(cell) for cell in cells])
    return Column(text, distinct, index.astype(np.int64), **keys)


def columns(sheet: Mapping[str, Mapping[str, int] | Sequence[str]]) -> list[Column]:
    """The columns of a sheet, with the headings that neighbours share."""
    shared = shared_headings(list(sheet))
    return [
        column(text, cells, heading=found.text, row=found.row)
        for (text, cells), found in zip(sheet.items(), shared, strict=True)
    ]


def view(rows: int = 200, **keys: object) -> View:
    """What a draft knows of a sheet with so many responses."""
    known = {"today": date(2026, 11, 28), "shows": looks_like_an_option, "months": MONTHS}
    return View(rows=rows, enough=enough_rows(rows), **(known | keys))
