"""Which answers of a column may stand in a draft: of enough people, and options by their looks."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.answers.choices import ALMOST
from analysis.codebook.matching import value_names_identity
from analysis.drafting.amounts import amount_of
from analysis.drafting.columns import Column, Value
from analysis.drafting.looks import View
from analysis.drafting.writable import is_writable

CLOSED = 0.95  # of the answers stand in enough rows: people chose them from a list
MOST_CLOSED = 12  # such answers
LONGEST_CLOSED = 120  # characters of one
FAR_MORE = 10  # times the rows of a misspelt answer
NEGATION = re.compile(r"(?:un|in|im|ir|dis|non|not|no)[ -]?")
RARE = 0.01  # of the answers; rarer, and almost like another, an answer is misspelt


@dataclass(frozen=True)
class ShownAnswers:
    """The answers of a column that may stand in a draft, and its other ones."""

    values: tuple[Value, ...]
    others: tuple[Value, ...]

    @property
    def rest(self) -> int:
        """How many rows hold another answer."""
        return sum(value.rows for value in self.others)


def shown_values(column: Column, view: View, neighbours: Sequence[Value]) -> ShownAnswers:
    """The answers that stand in enough rows here or in ``neighbours`` and look like options."""
    often = [value for value in column.values if value.rows >= view.enough]
    is_closed = sum(v.rows for v in often) >= CLOSED * column.answered
    is_closed = is_closed and len(often) <= MOST_CLOSED

    def may_stand(value: Value) -> bool:
        return _is_shown(value.text, view) or (is_closed and _is_long_option(value.text))

    kept = [value for value in often if may_stand(value)]
    keys = {value.key for value in kept}
    kept += [_here(value, column) for value in neighbours if value.key not in keys]
    known = (*kept, *column.missing)
    kept = [value for value in kept if not _is_misspelt(value, known, column.answered)]
    keys = {value.key for value in kept}
    others = tuple(value for value in column.values if value.key not in keys)
    return ShownAnswers(tuple(kept), others)


def _is_shown(text: str, view: View) -> bool:
    amount = amount_of(text, view.months)
    is_range = amount is not None and amount.low < amount.high
    return view.may_show(text) or (is_range and is_writable(text))


def _is_long_option(text: str) -> bool:
    """Whether an answer that many chose alike may be long: a line of text that names nobody."""
    if len(text) > LONGEST_CLOSED or value_names_identity(text) or not is_writable(text):
        return False
    return re.search(r"[\n@]|://|www\.|\d{6}", text) is None


def _here(value: Value, column: Column) -> Value:
    """A neighbour's answer with the rows that it has in this column."""
    rows = next((held.rows for held in column.values if held.key == value.key), 0)
    return Value(value.key, value.text, rows)


def _is_misspelt(value: Value, others: Sequence[Value], answered: int) -> bool:
    """Whether a rare answer is almost another one that is far more common."""
    if value.rows >= RARE * answered or not value.rows:
        return False
    common = [other.key for other in others if other.rows >= FAR_MORE * value.rows]
    return _is_almost(value.key, [key for key in common if _digits(key) == _digits(value.key)])


def is_like_one(value: Value, options: Sequence[Value]) -> bool:
    """Whether a rare answer is an option misspelt, or holds no word at all."""
    if not re.search(r"[^\W\d_]", value.key):
        return True
    return _is_almost(value.key, [option.key for option in options])


def _digits(key: str) -> str:
    return re.sub(r"\D", "", key)


def _is_almost(key: str, others: Sequence[str]) -> bool:
    """Whether a text is another one with a slip; 'unlikely' is no slip of 'likely'."""
    meant = [other for other in others if not _is_opposite(key, other)]
    return bool(difflib.get_close_matches(key, meant, n=1, cutoff=ALMOST))


def _is_opposite(one: str, other: str) -> bool:
    longer, shorter = sorted((one, other), key=len, reverse=True)
    return NEGATION.fullmatch(longer.removesuffix(shorter)) is not None
