"""Rows that sum the others up, and what somebody keeps below the answers."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.answers.dates import days
from analysis.answers.intake_report import Found
from analysis.answers.reading import months_of
from analysis.codebook.matching import plain
from data.intake.layout import WHERE
from data.intake.row_context import NOTHING, Mask, RowContext, Verdict, is_one_of

NUMBER = r"^\s*[-+]?[\d.,' ]+%?\s*$"
DATED = 0.95  # of the responses have a moment, so that a row without one is none
TOTALS = frozenset(
    ("total", "totals", "grand total", "subtotal", "sum", "average", "mean", "median", "count",
     "minimum", "maximum", "std", "standard deviation", "summe", "gesamt", "mittelwert",
     "durchschnitt", "anzahl", "suma", "promedio", "media", "recuento", "somme", "moyenne",
     "totale", "totaal", "gemiddelde", "mode", "most common", "moda", "modus")
)  # fmt: skip


def totals(context: RowContext, kept: Mask) -> Iterator[Verdict]:
    aside = np.zeros(len(kept), dtype=bool)
    for at in range(min(len(context.sheet.names), 3)):
        lettered = pc.match_substring_regex(context.sheet.raw.columns[at], r"^\W*[A-Za-z]{3}")
        words = pc.if_else(lettered, context.sheet.raw.columns[at], NOTHING)
        hits = is_one_of(words, lambda cell: cell.rstrip(": ") in TOTALS)
        for row in np.flatnonzero(hits).tolist():
            aside[row] |= _is_total(context, at, row)
    aside |= _sums(context)
    yield aside, Found.NO_RESPONSE, WHERE, "{rows} totals or averages"
    below = "{rows} no moment of answering, below the last response"
    yield _below_the_last(context), Found.NO_RESPONSE, WHERE, below


def _is_total(context: RowContext, at: int, row: int) -> bool:
    """Whether a row that begins with a word such as 'Total' is no response: it has no moment, and
    the word answers no question."""
    if any(context.cell(before, row).strip() for before in range(at)):
        return False
    if plain(context.cell(at, row)) in context.answers(at):
        return False
    if context.moments:
        return not _has_day(context, row)
    filled = sum(bool(context.cell(each, row).strip()) for each in context.matched)
    return 2 * filled <= len(context.matched)


def _below_the_last(context: RowContext) -> Mask:
    """Rows without a day, after a blank row below the last one with a day, where nearly all have
    one: notes and tables that somebody keeps below the answers."""
    none = np.zeros(len(context.sheet.raw), dtype=bool)
    columns = [context.sheet.raw.columns[at] for at in context.moments]
    dated = np.logical_or.reduce([_has_digit(column) for column in columns]) if columns else none
    if not dated.any():
        return none
    last = int(np.flatnonzero(dated)[-1])
    gaps = np.flatnonzero(np.diff(context.sheet.raw.row_numbers()[last:]) > 1)
    if len(gaps) and dated[: last + 1].mean() >= DATED:
        none[last + 1 + int(gaps[0]) :] = True
    return none


def _has_digit(column: pa.ChunkedArray) -> Mask:
    return pc.fill_null(pc.match_substring_regex(column, r"\d.*\d"), False).to_numpy()


def _sums(context: RowContext) -> Mask:
    """Rows that hold numbers alone, and no moment, among answers in words."""
    none = np.zeros(len(context.sheet.raw), dtype=bool)
    if not context.moments:
        return none
    columns = [context.sheet.raw.columns[at] for at in context.moments]
    dated = np.logical_or.reduce([_starts_like_a_date(context, column) for column in columns])
    candidates = np.flatnonzero(~dated)
    in_words = np.zeros(len(candidates), dtype=bool)
    only_numbers = np.ones(len(candidates), dtype=bool)
    for at in context.matched if len(candidates) else ():
        cells = context.sheet.raw.columns[at].take(pa.array(candidates))
        filled = ~pc.fill_null(pc.utf8_is_space(cells), True).to_numpy()
        number = pc.fill_null(pc.match_substring_regex(cells, NUMBER), False).to_numpy()
        only_numbers &= ~filled | number
        in_words |= filled & _in_words(context, at)
    none[candidates[only_numbers & in_words]] = True
    return none


def _starts_like_a_date(context: RowContext, column: pa.ChunkedArray) -> Mask:
    """Which cells begin with a digit, or else name a day."""
    digit = pc.fill_null(pc.match_substring_regex(column, r"^\s*\d"), False).to_numpy()
    months = months_of(context.codebook)
    worded = pc.if_else(pa.array(digit), NOTHING, column)
    return digit | is_one_of(worded, lambda cell: bool(days(cell, months)))


def _in_words(context: RowContext, at: int) -> bool:
    """Whether most answers in a column are words."""
    column = context.sheet.raw.columns[at].drop_null()
    numbers = pc.sum(pc.match_substring_regex(column, NUMBER)).as_py() or 0
    return 2 * int(numbers) < len(column)


def _has_day(context: RowContext, row: int) -> bool:
    months = months_of(context.codebook)
    return any(days(context.cell(at, row), months) for at in context.moments)
