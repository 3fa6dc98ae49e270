"""How one distinct cell is read as an answer to one question.

A column is read by its distinct values, never row by row: each reader maps the text of a cell
to an answer, to nothing (``Unread.MISSING``) or to the reason it can't be read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from analysis.answers.dates import EARLIEST, read_date
from analysis.codebook import Codebook, Kind, Option
from analysis.codebook.matching import as_number, plain, value_names_identity


class Unread(StrEnum):
    """Why a cell gives no answer, as the report tells it."""

    MISSING = "left out"
    NO_OPTION = "not one of the options"
    NO_NUMBER = "not a whole number"
    OUT_OF_RANGE = "outside the possible range"
    NO_DATE = "not a possible date"
    IDENTITY = "looking like somebody's identity"


@dataclass(frozen=True)
class Ticks:
    """Answers ticked in a multi-select, and how many own answers stood beside them."""

    chosen: frozenset[int]
    own: int


Answer = int | date | Ticks | Unread
Reader = Callable[[str], Answer]


def reader(codebook: Codebook, question: str, today: date) -> Reader:
    """The function that reads a cell of a question: an option's index, a count, a date, ticks."""
    asked = codebook.questions[question]
    nothing = {plain(text) for text in codebook.intake.missing}
    nothing |= {plain(text) for text in codebook.offered_missing(question)} | {""}
    match asked.kind:
        case Kind.COUNT:
            known = _count_reader(asked.min, asked.max)
        case Kind.DATE:
            known = _date_reader(asked.date_order or "mdy", today)
        case Kind.MULTI_SELECT:
            known = _ticks_reader(codebook.options(question), nothing, own=asked.other)
        case _:
            known = _option_reader(codebook.options(question))

    def read(cell: str) -> Answer:
        if plain(cell) in nothing:
            return Unread.MISSING
        answer = known(cell)
        unread = answer in (Unread.NO_OPTION, Unread.NO_NUMBER, Unread.NO_DATE)
        return Unread.IDENTITY if unread and value_names_identity(cell) else answer

    return read


def _option_reader(options: tuple[Option, ...]) -> Reader:
    texts = _texts(options)
    ranges = [(*option.range, n) for n, option in enumerate(options) if option.range]

    def read(cell: str) -> Answer:
        number, said = as_number(cell), plain(cell)
        if said not in texts and number is not None and number.is_integer():
            said = str(int(number))  # a sheet's 3.0 means the option 3
        if said in texts:
            return texts[said]
        held = (n for low, high, n in ranges if number is not None and low <= number <= high)
        return next(held, Unread.NO_OPTION)

    return read


def _texts(options: tuple[Option, ...]) -> dict[str, int]:
    """Every text that means an option; its own text before anyone's alias, aliases before codes."""
    said = [(plain(option.text), n) for n, option in enumerate(options)]
    said += [(plain(alias), n) for n, option in enumerate(options) for alias in option.aliases]
    said += [(option.code, n) for n, option in enumerate(options)]
    return dict(reversed(said))


def _count_reader(low: int, high: int) -> Reader:
    def read(cell: str) -> Answer:
        number = as_number(cell)
        if number is None or not number.is_integer():
            return Unread.NO_NUMBER
        return int(number) if low <= number <= high else Unread.OUT_OF_RANGE

    return read


def _date_reader(order: str, today: date) -> Reader:
    def read(cell: str) -> Answer:
        day = read_date(cell, order)
        return day if day is not None and EARLIEST <= day <= today else Unread.NO_DATE

    return read


def _ticks_reader(options: tuple[Option, ...], nothing: set[str], *, own: bool) -> Reader:
    """Reads ticks joined with ', '; what is no option is somebody's own answer, if those are
    taken. Own answers are counted and forgotten."""
    texts = _texts(options)

    def read(cell: str) -> Answer:
        parts = [plain(part) for part in cell.split(",")]
        chosen = frozenset(texts[part] for part in parts if part in texts)
        others = sum(part not in texts and part not in nothing for part in parts)
        if others and not own:
            return Unread.NO_OPTION
        return Ticks(chosen, others)

    return read
