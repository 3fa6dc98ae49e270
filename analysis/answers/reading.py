"""How a question's column is read: by its distinct cells, never row by row.

Each distinct text becomes an answer, nothing, or the reason why it can't be read. What only the
whole column tells, such as whether the day or the month comes first, is decided here too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from analysis.answers.answer import MISSING, Amount, Answer, By, Day, Picked, Unread
from analysis.answers.choices import choice_reader, names_of, no_answer
from analysis.answers.dates import (
    EARLIEST,
    Days,
    Decision,
    Order,
    days,
    decide,
    is_half_turned,
    month_names,
)
from analysis.answers.numbers import Symbols, read_number, symbols_of
from analysis.answers.ticked import ticks_reader
from analysis.codebook import Codebook, Kind, Question
from analysis.codebook.matching import plain, value_names_identity
from analysis.codebook.scoring import column_unit

WORLD = timedelta(days=1)  # east of here it is tomorrow already
OPEN = (Unread.NO_OPTION, Unread.NO_NUMBER, Unread.NO_DATE, Unread.REWORDED)


@dataclass(frozen=True)
class Manner:
    """How a source writes its cells.

    ``typed``: numbers are numbers, so their point stands before decimals. ``locale``: whose marks
    other numbers have. ``format``: the column's number format, "percent", "date" or None.
    """

    today: date
    typed: bool = False
    locale: str | None = None
    format: str | None = None


@dataclass(frozen=True)
class Reading:
    """What each distinct cell says; of a column of dates also how their order was decided."""

    answers: tuple[Answer, ...]
    decision: Decision | None = None


def read_cells(
    cells: Sequence[str], counts: Sequence[int], codebook: Codebook, question: str, manner: Manner
) -> Reading:
    """The answers that distinct cells of a question hold; ``counts`` says how often each stands."""
    missing, asked = missing_texts(codebook, question), codebook.questions[question]
    decision = None
    if asked.kind is Kind.DATE:
        read, decision = _date_reader(cells, counts, codebook, asked, manner)
    else:
        read = _reader(codebook, question, manner, missing)

    def answer(cell: str) -> Answer:
        if plain(cell) in missing:
            return MISSING
        found = no_answer(cell) if asked.kind in (Kind.COUNT, Kind.DATE) else None
        return _without_identity(found or read(cell), cell)

    return Reading(tuple(map(answer, cells)), decision)


def missing_texts(codebook: Codebook, question: str) -> frozenset[str]:
    """The texts that mean no answer, as they are compared; an option of the question is none."""
    offered = {plain(text) for text in codebook.offered_missing(question)}
    anywhere = {plain(text) for text in codebook.intake.missing} - _named(codebook, question)
    return frozenset(offered | anywhere | {""})


def overruled(codebook: Codebook, question: str) -> tuple[str, ...]:
    """The texts of intake.missing that this question has as options, so that they are answers."""
    named = _named(codebook, question)
    return tuple(text for text in codebook.intake.missing if plain(text) in named)


def months_of(codebook: Codebook) -> dict[str, int]:
    """Names of months in the codebook's languages, and in English and Spanish."""
    return dict(month_names((*codebook.languages, "en", "es")))


def _named(codebook: Codebook, question: str) -> set[str]:
    asked = codebook.questions[question]
    options = () if asked.kind is Kind.DATE else codebook.options(question)
    return {plain(text) for o in options for text in (o.text, o.code, *o.aliases)}


def _without_identity(answer: Answer, cell: str) -> Answer:
    """The answer, or that its cell names somebody, where nothing that is known was read."""
    is_open = answer in OPEN or (isinstance(answer, Picked) and answer.by is By.OWN)
    return Unread.IDENTITY if is_open and value_names_identity(cell) else answer


def _reader(
    codebook: Codebook, question: str, manner: Manner, missing: frozenset[str]
) -> Callable[[str], Answer]:
    asked, symbols = codebook.questions[question], symbols_of(manner.locale)
    options, months = codebook.options(question), months_of(codebook)
    if asked.kind is Kind.COUNT:
        return _count_reader(asked, manner, symbols)
    if asked.kind is Kind.MULTI_SELECT:
        return ticks_reader(options, missing, months, own=asked.other)
    names = names_of(options, months, own=asked.other)
    return choice_reader(names, symbols, typed=manner.typed, percent=manner.format == "percent")


def _count_reader(
    asked: Question, manner: Manner, symbols: Symbols | None
) -> Callable[[str], Answer]:
    unit = column_unit(asked)
    formatted = {"percent": Unread.PERCENTAGE, "date": Unread.BECAME_A_DATE}.get(
        manner.format or ""
    )

    def read(cell: str) -> Answer:
        number = read_number(cell, symbols, typed=manner.typed)
        if isinstance(number, Unread):
            return number
        if formatted is not None:
            return formatted
        if unit == 1 and number.denominator != 1:
            return Unread.NOT_WHOLE
        if not asked.min <= number <= asked.max:
            return Unread.OUT_OF_RANGE
        return Amount(round(number * unit))

    return read


def _date_reader(
    cells: Sequence[str], counts: Sequence[int], codebook: Codebook, asked: Question, manner: Manner
) -> tuple[Callable[[str], Answer], Decision]:
    months, latest = months_of(codebook), manner.today + WORLD
    found = [_possible(days(cell, months), latest) for cell in cells]
    decision = Decision(asked.date_order) if asked.date_order else decide(cells, found, counts)
    if manner.typed and is_half_turned(found, counts):
        decision = replace(decision, is_half_turned=True)
    known = dict(zip(cells, found, strict=True))
    return lambda cell: _day(known[cell], decision.order), decision


def _possible(found: Days, latest: date) -> Days:
    return {order: day for order, day in found.items() if EARLIEST <= day <= latest}


def _day(found: Days, order: Order | None) -> Answer:
    if order is not None:
        return Day(found[order]) if order in found else Unread.NO_DATE
    agreed = set(found.values())
    if len(agreed) == 1:
        return Day(agreed.pop())
    return Unread.TWO_DATES if agreed else Unread.NO_DATE
