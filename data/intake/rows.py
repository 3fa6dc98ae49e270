"""Which rows of a sheet are responses, and what the others are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow.compute as pc

from analysis.answers.dates import has_seconds, has_time
from analysis.answers.intake_report import ROWS_NAMED, Doubt, Finding, Found
from analysis.codebook import Codebook
from analysis.codebook.matching import plain
from data.intake.exclusions import excluded, idle_rules, kept_by_rules
from data.intake.layout import WHERE, Sheet
from data.intake.places import Place
from data.intake.row_context import Mask, RowContext, Rule, Verdict, cells_with, is_one_of
from data.intake.totals import totals

Rows = npt.NDArray[np.int64]
BLANK = -1
MOST_LONGER = 0.1  # of the rows
CLASS = 5  # repeated rows of one minute: people who answered together
MOSTLY = 0.9  # of the rows longer than the header: then these cells are a column of their own


@dataclass(frozen=True)
class Kept:
    """The positions of the rows that are responses, findings about the rest, and why these are too
    many to trust what is left."""

    rows: Rows
    findings: tuple[Finding, ...]
    doubts: tuple[Doubt, ...] = ()


def responses(sheet: Sheet, codebook: Codebook, places: Mapping[str, Place]) -> Kept:
    """The rows that are responses; every other one is set aside with a reason."""
    context = RowContext(sheet, codebook, places)
    kept = np.ones(len(sheet.raw), dtype=bool)
    findings = []
    for rule in RULES:
        for aside, found, where, detail in rule(context, kept):
            rows = np.flatnonzero(aside & kept)
            if len(rows):
                words = detail.format(
                    rows=_counted(len(rows), "holds", "hold"),
                    repeats=_counted(len(rows), "repeats", "repeat"),
                )
                findings.append(Finding(found, where, len(rows), words, named(sheet, rows)))
            kept &= ~aside
    findings += kept_by_rules(context, kept)
    doubts = (*idle_rules(context), *_doubts(findings, int(kept.sum())))
    return Kept(np.flatnonzero(kept), tuple(findings), doubts)


def _doubts(findings: Sequence[Finding], kept: int) -> Iterator[Doubt]:
    """More than a tenth of the rows longer than the header: who is left is no fair sample."""
    longer = sum(each.count for each in findings if each.found is Found.LONG_ROWS)
    if longer <= MOST_LONGER * (kept + longer):
        return
    problem = f"{longer:,} of {kept + longer:,} responses have more cells than the header."
    remedy = "Export the sheet again so that answers with commas stand in quotes."
    yield Doubt(problem, remedy, "Too many responses have more cells than the header.")


def named(sheet: Sheet, rows: Rows) -> tuple[int, ...]:
    """The numbers of the first of these rows, as the person sees them in the sheet."""
    return tuple(int(number) for number in sheet.raw.row_numbers()[rows[:ROWS_NAMED]])


def _empty(context: RowContext, kept: Mask) -> Iterator[Verdict]:
    """Rows in which no question has an answer, such as those of a helper column filled down."""
    some = np.zeros(len(kept), dtype=bool)
    for at in context.matched:
        some |= context.filled(at)
    yield ~some, Found.EMPTY_ROWS, WHERE, "{rows} no answer to any question"


def _headers_again(context: RowContext, kept: Mask) -> Iterator[Verdict]:
    """Rows in which at least two questions, and most that say anything, hold their own header.

    A tick is no repeated header, though it has its option's name.
    """
    repeats = np.zeros(len(kept), dtype=np.int64)
    filled = np.zeros(len(kept), dtype=np.int64)
    for at in sorted({at for place in context.places.values() for at in place.whole}):
        if at not in context.moments:
            names = {plain(name) for name in context.sheet.names[at]}
            repeats += is_one_of(context.sheet.raw.columns[at], names.__contains__)
            filled += context.filled(at)
    again = (repeats >= 2) & (2 * repeats > filled)
    yield again, Found.NO_RESPONSE, WHERE, "{rows} the header again"


def _too_long(context: RowContext, kept: Mask) -> Iterator[Verdict]:
    """Rows of delimited text with more cells than the header: their answers have moved.

    Where nearly all have more, these cells are a column without a header.
    """
    if context.sheet.raw.typed:
        return
    headed = max((n for n, names in enumerate(context.sheet.names, 1) if names), default=0)
    longer = np.zeros(len(kept), dtype=bool)
    for at in range(headed, len(context.sheet.names)):
        longer |= context.filled(at)
    if (cells := context.sheet.raw.cells) is not None:
        longer |= cells[1:] > max(int(cells[0]), headed)
    if longer.sum() < MOSTLY * kept.sum():
        detail = "{rows} more cells than the header, so that answers may stand in other columns"
        yield longer, Found.LONG_ROWS, WHERE, detail


def _duplicates(context: RowContext, kept: Mask) -> Iterator[Verdict]:
    """Rows that repeat an earlier one in every cell, their moment included.

    Two people who answered alike on one day are two, so the sheet must tell the time of day; and
    where it tells no seconds, many who are alike are a class that answered together.
    """
    if context.codebook.intake.duplicate_rows == "keep" or not context.moments:
        return
    encoded = (column.dictionary_encode().combine_chunks() for column in context.sheet.raw.columns)
    codes = {n: pc.fill_null(cells.indices, BLANK).to_numpy() for n, cells in enumerate(encoded)}
    again = np.zeros(len(kept), dtype=bool)
    again[np.flatnonzero(kept)] = pd.DataFrame(codes)[kept].duplicated().to_numpy()
    timed = [cells_with(context.sheet.raw.columns[at], has_time) for at in context.moments]
    again &= np.logical_or.reduce(timed)
    seconds = [cells_with(context.sheet.raw.columns[at], has_seconds) for at in context.moments]
    again &= np.logical_or.reduce(seconds) | ~_of_a_class(codes[context.moments[0]], again)
    yield again, Found.DUPLICATE_ROWS, WHERE, "{repeats} an earlier row in every cell"


def _of_a_class(moments: Rows, again: Mask) -> Mask:
    """The rows whose moment many repeated rows share."""
    times = np.bincount(moments[again] + 1, minlength=int(moments.max(initial=BLANK)) + 2)
    return np.asarray(times[moments + 1] >= CLASS)


RULES: tuple[Rule, ...] = (_empty, _headers_again, totals, _too_long, excluded, _duplicates)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} row {one}" if count == 1 else f"{count:,} rows {many}"
