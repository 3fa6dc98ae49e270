"""What a column can look like: a question with its kind and answers, or nothing to ask about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from analysis.answers.numbers import Symbols
from analysis.codebook.types import Kind, Question
from analysis.drafting.columns import Column, Shows
from analysis.drafting.quantities import Numbers
from analysis.drafting.writable import is_writable


@dataclass(frozen=True)
class View:
    """What a draft knows of the whole sheet.

    ``rows`` hold responses; ``enough`` is in how many of them a value must stand before it is
    shown. ``shows`` tells whether a value looks like an option, ``months`` the number of each month
    by its names.
    """

    rows: int
    enough: int
    today: date
    shows: Shows
    months: Mapping[str, int]
    symbols: Symbols | None = None
    typed: bool = False

    def may_show(self, text: str) -> bool:
        """Whether a value looks like an option, and a codebook may hold it."""
        return self.shows(text) and is_writable(text)


@dataclass(frozen=True)
class Guess:
    """A question as it is drafted from ``column``.

    ``comments`` stand behind the keys they belong to; ``note`` stands before the question, and so
    does ``decide``: what only its owner can know, without which it is not read. ``vocabulary`` is
    the name of the known list that its answers are from, ``numbers`` what a column of numbers
    holds.
    """

    column: Column
    question: Question
    comments: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    decide: str = ""
    vocabulary: str = ""
    numbers: Numbers | None = None


@dataclass(frozen=True)
class Omission:
    """A column that is no question of the draft, and why."""

    column: Column
    why: str


Look = Guess | Omission


def question_of(column: Column, kind: Kind, **keys: Any) -> Question:
    """A question of this kind that stands in a column."""
    return Question(text=column.text, headers=column.headers, kind=kind, **keys)
