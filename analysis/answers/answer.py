"""What one cell says: an answer, nothing, or the reason why it can't be read.

Every cell of a question's column ends in exactly one of these three.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum


class Missing(Enum):
    """No answer, by the codebook's own word: a blank, or a text that it lists as missing."""

    MISSING = "missing"


class Unread(StrEnum):
    """Why a cell is set aside, as the report words it."""

    NO_OPTION = "not one of the options"
    REWORDED = "an option in other words"
    NO_NUMBER = "not a number"
    NOT_WHOLE = "not a whole number"
    TWO_NUMBERS = "a number that can be read in two ways"
    PERCENTAGE = "a percentage"
    OUT_OF_RANGE = "outside the possible range"
    NO_DATE = "not a possible date"
    TWO_DATES = "a date that can be read in two ways"
    BECAME_A_DATE = "a date in place of an answer"
    ERROR = "a spreadsheet's error value"
    DAMAGED = "with damaged characters"
    FILLER = "a filler that the codebook does not list as missing"
    CONTRADICTION = "contradictory"
    IDENTITY = "looking like somebody's identity"


class By(Enum):
    """How a cell names its option."""

    TEXT = "its text or an alias"
    RANGE = "a number within its range"
    CODE = "its code"
    VALUE = "the number its text stands for"
    DATE = "the date a spreadsheet made of its text"
    OWN = "an own answer, counted as other"


@dataclass(frozen=True)
class Picked:
    """One option, by its position in the codebook."""

    option: int
    by: By = By.TEXT


@dataclass(frozen=True)
class Amount:
    """A number in units of the question's column: whole ones, or hundredths."""

    units: int


@dataclass(frozen=True)
class Day:
    """The day of answering."""

    day: date


@dataclass(frozen=True)
class Ticks:
    """The options ticked in a multi-select, and how many own answers stood beside them."""

    chosen: frozenset[int]
    own: int = 0


Answer = Picked | Amount | Day | Ticks | Missing | Unread
MISSING = Missing.MISSING


def meaning(answer: Answer) -> object:
    """What an answer says, however it was written: two cells that mean one option are alike."""
    return answer.option if isinstance(answer, Picked) else answer


def is_read(answer: Answer) -> bool:
    return not isinstance(answer, Missing | Unread)
