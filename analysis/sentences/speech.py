"""English: how words are put together, and what a sentence calls things."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analysis.codebook import Codebook, Direction
from analysis.sentences.numbers import MINUS

IRREGULAR = {"people": "person", "series": "series"}
SINGULAR = (  # the first that fits
    (r"(?<=[^aeiou])ies$", "y"),
    (r"(?<=x|z)es$|(?<=ch|sh|ss)es$", ""),
    (r"(?<=[^s])s$", ""),
)
DIRECTIONS = {
    Direction.HIGHER_IS_WORSE: "more is worse",
    Direction.HIGHER_IS_BETTER: "more is better",
    Direction.NEUTRAL: "",
}


def first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def first_lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def listed(parts: Iterable[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    told = list(parts)
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}" if told else ""


def amount(told: str, unit: str) -> str:
    """A number with its unit: '1 point', '2 times in four weeks', '1.0 points'."""
    return f"{told} {singular(unit) if told in ('1', f'{MINUS}1') else unit}"


def singular(unit: str) -> str:
    """A unit for one of it, its first word alone being a plural: 'time in four weeks'."""
    first, *rest = unit.split(" ")
    if first in IRREGULAR:
        return " ".join([IRREGULAR[first], *rest])
    for ending, one in SINGULAR:
        if re.search(ending, first):
            return " ".join([re.sub(ending, one, first), *rest])
    return unit


def noun(codebook: Codebook, indicator: str) -> str:
    """What a sentence calls an indicator: 'isolation'."""
    made = codebook.indicators[indicator]
    return made.wording.on or first_lower(made.label)


def hint(direction: Direction) -> str:
    """'more is worse', 'more is better', or nothing."""
    return DIRECTIONS[direction]
