"""Which questions of a draft visitors can filter by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from analysis.codebook.matching import plain
from analysis.codebook.types import SMALLEST_K, Kind
from analysis.drafting.looks import Guess
from analysis.drafting.words import NO, YES

MOST_LEVELS = 8
SMALLEST_LEVEL = 2 * SMALLEST_K  # respondents, so that both groups may be shown


def filters(questions: Mapping[str, Guess], grouping: str) -> Iterator[str]:
    """The questions with a few answers in no order, of which many people gave each."""
    for name, guess in questions.items():
        if name != grouping and _is_filter(guess):
            yield name


def _is_filter(guess: Guess) -> bool:
    asked, options = guess.question, guess.question.options
    if asked.kind is not Kind.CATEGORY or guess.column.heading:
        return False
    keys = {plain(option.text) for option in options}
    if keys & YES and keys & NO:
        return False  # an opinion, in most surveys
    rows = {value.text: value.rows for value in guess.column.values}
    are_large = all(rows.get(o.text, SMALLEST_LEVEL) >= SMALLEST_LEVEL for o in options)
    return are_large and 2 <= len(options) <= MOST_LEVELS
