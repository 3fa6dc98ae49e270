"""A difference in words: its size without a sign where a word says the way, and its interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.published import Figure
from analysis.sentences.numbers import number, rounded, telling_decimals
from analysis.sentences.speech import PERCENTAGE_POINTS, amount


@dataclass(frozen=True)
class Terms:
    """How a difference is spoken of: its unit, the words for its two ways, the least decimals."""

    unit: str
    more: str
    less: str
    places: int = 0


SHARES = Terms(PERCENTAGE_POINTS, "higher", "lower")


@dataclass(frozen=True)
class Gap:
    """Solo minus team with the ends of its interval."""

    value: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low > 0 or self.high < 0

    def times(self, factor: float) -> Gap:
        low, high = sorted((self.low * factor, self.high * factor))
        return Gap(self.value * factor, low, high)


def gap_of(figure: Figure | None) -> Gap | None:
    """The gap of a figure that has a value and an interval."""
    if figure is None or figure.value is None or figure.low is None or figure.high is None:
        return None
    return Gap(figure.value, figure.low, figure.high)


def decimals(terms: Terms, gap: Gap) -> int:
    """As many as keep neither the difference nor an end from reading as a false zero."""
    return shortest((gap.value, gap.low, gap.high), terms.places)


def shortest(values: Sequence[float], places: int) -> int:
    """The telling decimals without those that are zero in all values."""
    told = telling_decimals(values, places)
    while told and all(rounded(each, told) == rounded(each, told - 1) for each in values):
        told -= 1
    return told


def quantity(terms: Terms, value: float) -> str:
    """'9 points', '9 percentage points', '2 sign-offs'."""
    return amount(number(value, shortest((value,), terms.places)), terms.unit)


def size(terms: Terms, gap: Gap) -> str:
    """'9 points higher', '2 sign-offs less'; 'no difference' where there is none."""
    if not gap.value:
        return "no difference"
    told = amount(number(abs(gap.value), decimals(terms, gap)), terms.unit)
    return f"{told} {terms.more if gap.value > 0 else terms.less}"


def ends(terms: Terms, gap: Gap) -> str:
    """'6 to 12', in the way that the size goes; '5 lower to 1 higher' where it goes below zero."""
    places = decimals(terms, gap)
    if gap.value >= 0:
        return f"{number(gap.low, places)} to {number(gap.high, places)}"
    if gap.high <= 0:
        return f"{number(-gap.high, places)} to {number(-gap.low, places)}"
    low, high = number(-gap.low, places), number(gap.high, places)
    return f"{low} {terms.less} to {high} {terms.more}"


def within(terms: Terms, gap: Gap) -> str:
    """'95% interval 6 to 12'."""
    return f"95% interval {ends(terms, gap)}"


def signed_ends(terms: Terms, gap: Gap) -> str:
    """'−1 to 3 points', whichever way the difference goes."""
    places = decimals(terms, gap)
    return f"{number(gap.low, places)} to {amount(number(gap.high, places), terms.unit)}"


def between(terms: Terms, gap: Gap) -> str:
    """'between −1 and 3 points', whichever way the difference goes."""
    places = decimals(terms, gap)
    return f"between {number(gap.low, places)} and {amount(number(gap.high, places), terms.unit)}"
