"""Responses that the codebook leaves out by what one of their cells says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pyarrow as pa

from analysis.answers.intake_report import Doubt, Finding, Found
from analysis.codebook import NO_RESPONSES, Exclusion
from analysis.codebook.matching import plain
from data.intake.row_context import Mask, RowContext, Verdict, cells_with
from data.intake.values import OFTEN, looks_like_an_option


def excluded(context: RowContext, kept: Mask) -> Iterator[Verdict]:
    for rule in context.codebook.intake.exclude:
        for at in _columns_of(context, rule):
            if rule in NO_RESPONSES and at in context.matched:
                continue  # this survey asks a question under a name that tools give a column
            wanted = {_as_compared(text) for text in rule.values}
            detail = "{rows} " + _present(context.sheet.raw.columns[at], wanted)
            column = context.sheet.raw.columns[at]
            hits = _holding(column, wanted)
            if "" in wanted:
                hits |= ~context.filled(at)
            yield hits, Found.EXCLUDED, context.sheet.header[at], detail


def _as_compared(text: str) -> str:
    """A text as it is compared, a whole number without the point that some tools write."""
    return re.sub(r"^(\d+)\.0+$", r"\1", plain(text))


def idle_rules(context: RowContext) -> Iterator[Doubt]:
    """Rules of the codebook's own that look at a column which isn't there."""
    for rule in context.codebook.intake.exclude:
        if rule not in NO_RESPONSES and not _columns_of(context, rule):
            where = rule.column or rule.question
            problem = f"[[intake.exclude]] looks at {where!r}, which has no column in the sheet."
            yield Doubt(problem, "Correct its name, or take the rule out.", problem)


def kept_by_rules(context: RowContext, kept: Mask) -> Iterator[Finding]:
    """What else stands in the columns that rules look at: those responses are kept."""
    for rule in context.codebook.intake.exclude:
        for at in _columns_of(context, rule):
            if rule in NO_RESPONSES and at in context.matched:
                continue
            cells = context.sheet.raw.columns[at].filter(pa.array(kept)).value_counts()
            for cell, count in zip(*(cells.field(n).to_pylist() for n in (0, 1)), strict=True):
                if count >= OFTEN and (not cell or looks_like_an_option(cell)):
                    shown = repr(cell.strip()) if cell else "nothing"
                    detail = f"{count:,} rows that hold {shown} are kept"
                    yield Finding(Found.EXCLUDED, context.sheet.header[at], count, detail)


def _present(column: pa.ChunkedArray, wanted: set[str]) -> str:
    """Which of the wanted texts a column holds, in words."""
    cells = [cell for cell in column.unique().to_pylist() if _as_compared(cell or "") in wanted]
    words = sorted({repr(cell.strip()) if cell and cell.strip() else "nothing" for cell in cells})
    return " or ".join(words).replace("{", "{{").replace("}", "}}")


def _columns_of(context: RowContext, rule: Exclusion) -> Sequence[int]:
    if rule.question is not None:
        place = context.places.get(rule.question)
        return place.columns if place else ()
    wanted = plain(rule.column or "")
    names = context.sheet.names
    return [at for at, held in enumerate(names) if wanted in map(plain, held)]


def _holding(column: pa.ChunkedArray, wanted: set[str]) -> Mask:
    return cells_with(column, lambda cell: _as_compared(cell) in wanted)
