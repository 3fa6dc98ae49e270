"""Every column of a sheet looked at once: which questions there are, and what is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from analysis.codebook.types import Kind, Option
from analysis.drafting import omissions
from analysis.drafting.columns import Column, Value
from analysis.drafting.date_serials import ranges_behind
from analysis.drafting.discretion import Asked, asked_by, withheld_because
from analysis.drafting.joined_ticks import JoinedTicks, joined_ticks
from analysis.drafting.looks import Guess, Look, Omission, View, question_of
from analysis.drafting.naming import codes
from analysis.drafting.option_columns import option_columns
from analysis.drafting.quantities import (
    Numbers,
    extent_of,
    is_counting,
    is_in_steps,
    numbers_in,
    scale_of,
)
from analysis.drafting.scored_answers import scale, stepped_scale
from analysis.drafting.shown_answers import shown_values
from analysis.drafting.single_answers import one_of_several, yes_or_no
from analysis.drafting.timestamps import is_dates, timestamp_of
from analysis.drafting.words import NONE_OF_THEM
from analysis.drafting.writable import is_writable

FEW_VALUES = 2  # of a column of numbers: choices rather than amounts
MOST_UNCLEAR = 0.05  # of the answers to a count
AROUND = re.compile(r"(?:[^\W\d]+ )?\d[\d.,]*(?:[ -]?[^\W\d]+)?")  # 'about 7', '5 euros'
TWO_NUMBERS = (
    "many of its numbers can be read in two ways, as 2.000 is two or two thousand. Say under "
    '[intake] how they are written: locale = "en" or locale = "de".'
)


def looks(columns: Sequence[Column], view: View) -> list[Look]:
    """What each column looks like, in order; columns that are ticks of one question are one."""
    moment = timestamp_of(columns, view)
    reasons = [_no_question(column, view) for column in columns]
    shown = [
        () if reason else shown_values(column, view, ()).values
        for column, reason in zip(columns, reasons, strict=True)
    ]
    ticks = list(option_columns(columns))
    taken = {at: run.guess for run in ticks for at in range(run.first, run.end)}
    found: list[Look] = []
    for at, column in enumerate(columns):
        if at in taken:
            who = _asks_for_a_name(column)
            if who is not None:
                found.append(Omission(column, who))
            elif any(run.first == at for run in ticks):
                found.append(taken[at])
        elif moment is not None and column is moment.column:
            found.append(moment)
        else:
            seen = _look(column, reasons[at], view, list(_neighbours(columns, shown, at)))
            found.append(_as_may_be_written(seen, view))
    return found


def _asks_for_a_name(column: Column) -> str | None:
    """Why the options that head columns are not written down; None where they may be."""
    asked = asked_by(column) if column.heading else Asked.UNCLEAR
    return asked.value if asked in (Asked.WHO, Asked.WORKPLACE) else None


def _as_may_be_written(look: Look, view: View) -> Look:
    """The look, or that it is left out because its answers could be names."""
    why = withheld_because(look, view.months) if isinstance(look, Guess) else None
    return look if why is None else Omission(look.column, why)


def _neighbours(
    columns: Sequence[Column], shown: Sequence[Sequence[Value]], at: int
) -> Iterator[Value]:
    """The answers that often stand in the columns beside, where the same are given in this one.

    Columns under one heading share all their answers; others those that this one holds, too.
    """
    here = columns[at]
    keys = {value.key for value in here.values}
    seen: set[str] = set()
    for place in _beside(columns, at):
        for value in shown[place]:
            if value.key not in seen and (here.heading or value.key in keys):
                seen.add(value.key)
                yield value


def _beside(columns: Sequence[Column], at: int) -> list[int]:
    heading = columns[at].heading
    if heading:
        return [n for n, column in enumerate(columns) if column.heading == heading]
    return [n for n in (at - 1, at + 1) if 0 <= n < len(columns)]


def _look(column: Column, reason: str | None, view: View, neighbours: Sequence[Value]) -> Look:
    if reason is not None:
        return Omission(column, reason)
    often = [value.text for value in column.values if value.rows >= view.enough]
    dated = ranges_behind(often, view.months)
    if dated is None:
        return Omission(column, omissions.DATE_SERIALS)
    closed = yes_or_no(column) or (None if dated else _in_numbers(column, view))
    if closed is not None:
        return closed
    if omissions.invites_comments(column):
        ordered = one_of_several(column, view, neighbours)
        is_ordered = isinstance(ordered, Guess) and ordered.vocabulary
        return ordered if ordered and is_ordered else Omission(column, omissions.IN_OWN_WORDS)
    ticks = joined_ticks(column, view.enough, view.may_show)
    if ticks is not None:
        return _ticks(column, ticks)
    return one_of_several(column, view, neighbours) or Omission(column, _unclear(column))


def _no_question(column: Column, view: View) -> str | None:
    """Why a column holds nothing to ask about, if so."""
    who = omissions.names_somebody(column)
    if who is not None:
        return who
    if omissions.by_tool(column):
        return omissions.BY_TOOL
    if not column.values:
        return omissions.NOBODY
    if is_dates(column, view):
        return omissions.SECOND_DATE
    if len(column.values) == 1:
        return omissions.ALL_ALIKE
    return None if is_writable(column.text) else omissions.NOT_WRITABLE


def _in_numbers(column: Column, view: View) -> Look | None:
    """A scale or a count; None for a column that does not hold numbers."""
    numbers = numbers_in(column, view.symbols, typed=view.typed)
    if numbers is None:
        return None
    ends = scale_of(numbers, column.text)
    if ends is not None:
        return scale(column, *ends)
    if _is_numbered(column, numbers):
        return Omission(column, omissions.NUMBERED)
    if is_in_steps(numbers, view.enough):
        return stepped_scale(column, [number for number, _ in numbers.rows])
    if column.formatted == "percent":
        return Omission(column, omissions.PERCENTAGES)
    if len(numbers.rows) <= FEW_VALUES and not is_counting(column.text):
        return None
    return _count(column, numbers, view.enough)


def _is_numbered(column: Column, numbers: Numbers) -> bool:
    """Whether the rows are numbered: no number stands twice, and they rise from row to row."""
    if len(numbers.rows) < column.answered or column.answered < 2 or numbers.unread:
        return False
    told = [float(cell) for cell in column.cells if cell.strip().replace(".", "", 1).isdecimal()]
    return len(told) == column.answered and told == sorted(told)


def _count(column: Column, numbers: Numbers, enough: int) -> Look:
    extent = extent_of(numbers, column.text, enough)
    if extent.is_too_wide:
        return Omission(column, omissions.LARGE_NUMBERS)
    comments = {
        "kind": "guess: a number of something",
        "max": "guess: the largest likely answer so far, rounded up",
    }
    if extent.decimals:
        comments["decimals"] = "some answers are no whole numbers"
    question = question_of(
        column,
        Kind.COUNT,
        min=extent.low,
        max=extent.high,
        decimals=extent.decimals,
    )
    decide = TWO_NUMBERS if numbers.unclear > MOST_UNCLEAR * column.answered else ""
    return Guess(column, question, comments, decide=decide, numbers=numbers)


def _ticks(column: Column, ticks: JoinedTicks) -> Guess:
    options = tuple(
        Option(code=code, text=text, none=text.casefold() in NONE_OF_THEM)
        for code, text in zip(codes(ticks.options), ticks.options, strict=True)
    )
    comments = {"kind": f"guess: several answers in a cell, joined by {ticks.joint}"}
    if ticks.own:
        comments["other"] = "rarer answers count as own ones: add any that your form offers"
    question = question_of(
        column,
        Kind.MULTI_SELECT,
        options=options,
        other=ticks.own,
    )
    return Guess(column, question, comments)


def _unclear(column: Column) -> str:
    """Why nothing can be chosen in a column: words and numbers, own words, too many answers."""

    def most(kind: Callable[[Value], bool]) -> bool:
        rows = sum(value.rows for value in column.values if kind(value))
        return 2 * rows > sum(value.rows for value in column.values)

    if most(lambda value: AROUND.fullmatch(value.text) is not None):
        return omissions.MIXED
    if 2 * len(column.cells) > column.answered or most(lambda value: len(value.text.split()) > 3):
        return omissions.IN_OWN_WORDS
    return omissions.TOO_VARIED
