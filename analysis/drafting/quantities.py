"""Columns of numbers: counts or answers on a scale, and from where to where they go."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from analysis.answers.answer import Unread
from analysis.answers.numbers import Symbols, read_number
from analysis.codebook.checks import WIDEST
from analysis.codebook.matching import plain
from analysis.codebook.scoring import FEWEST_STEPS, most_bands
from analysis.drafting.columns import Column

MOST_UNREAD = 0.1  # of the answers in a column of numbers
RARE = 0.01  # of the answers
FEWEST_RARE = 2  # rows, in a small sheet
LEAP = 10  # times the number before it: what is beyond was mistyped
# The largest numbers that people expect, up to a hundred and above.
TOPS: tuple[int, ...] = (1, 2, 3, 5, 7, 10, 12, 14, 20, 24, 31, 40, 50, 60, 80, 100)
LATER_TOPS: tuple[int, ...] = (2, 3, 5, 10)  # times a power of ten
HUNDREDTHS = 100
FEW_STEPS, MOST_STEPS = 3, 11  # answers of a scale in numbers
COUNTED = re.compile(
    r"\b(how many|how often|how long|how old|how much|number of|years of|cuánt[oa]s|número de|"
    r"años de|wie ?viele?|anzahl)\b"
)
UNITS = re.compile(
    r"\b(hours?|days?|weeks?|months?|years?|minutes|times|age|amount|count|horas|días|semanas|"
    r"meses|años|veces|edad|stunden|tage|jahre|alter)\b"
)
AGE = re.compile(r"\bage\b|how old|\bedad\b|\balter\b|wie alt")
OLDEST = 120  # years
SHORT = 4  # words; a header of so few names what it holds
SCALE_ENDS = (
    re.compile(r"\b(?:from|de|von|desde)?\s*(\d{1,2})\s*(?:to|-|a|bis|hasta)\s*(\d{1,2})\b"),
    re.compile(
        r"\b(\d{1,2})\s*(?:=|means|is|:|significa)[^\d]{2,60}?\b(\d{1,2})\s*(?:=|means|is|:)"
    ),
    re.compile(r"\b(\d{1,2})\s*\([^\d)]{2,60}\)[^\d]{1,20}\b(\d{1,2})\s*\("),
)


@dataclass(frozen=True)
class Numbers:
    """Private: the numbers in a column with how many rows hold each, ascending.

    ``unread`` counts answers that are no number. ``unclear`` ones, which are one of two numbers,
    stand in ``rows`` as the larger.
    """

    rows: tuple[tuple[Fraction, int], ...]
    unread: int
    unclear: int

    @property
    def read(self) -> int:
        return sum(n for _, n in self.rows)


def numbers_in(column: Column, symbols: Symbols | None, *, typed: bool) -> Numbers | None:
    """The numbers of a column of numbers; None where more than a tenth are something else."""
    found = Counter[Fraction]()
    unread = unclear = 0
    for value in column.values:
        number = read_number(value.text, symbols, typed=typed)
        if number is Unread.TWO_NUMBERS:
            unclear += value.rows
            found[Fraction(re.sub(r"\D", "", value.text))] += value.rows
        elif isinstance(number, Unread):
            unread += value.rows
        else:
            found[number] += value.rows
    if not found or unread > MOST_UNREAD * (found.total() + unread):
        return None
    return Numbers(tuple(sorted(found.items())), unread, unclear)


@dataclass(frozen=True)
class Extent:
    """From where to where the answers to a count go; ``decimals``: they need not be whole."""

    low: int
    high: int
    decimals: bool

    @property
    def is_too_wide(self) -> bool:
        return self.high - self.low > (WIDEST // HUNDREDTHS if self.decimals else WIDEST)


def extent_of(numbers: Numbers, text: str, enough: int) -> Extent:
    """The range of a count, rounded outwards; numbers that can only be mistyped are left aside.

    An end that fewer than ``enough`` rows hold is rounded to beyond it, so that it tells nobody's
    own answer.
    """
    likely = _likely(numbers)
    if AGE.search(plain(text)):
        likely = [each for each in likely if each[0] <= OLDEST] or likely
    (lowest, at_lowest), (highest, at_highest) = likely[0], likely[-1]
    broken = sum(n for number, n in likely if number.denominator != 1)
    low = 0 if lowest >= 0 else -_rounded_up(ceil(-lowest) + (at_lowest < enough))
    high = 0 if highest <= 0 else _rounded_up(ceil(highest) + (at_highest < enough))
    return Extent(low, max(high, low + 1), broken > RARE * sum(n for _, n in likely))


def _likely(numbers: Numbers) -> Sequence[tuple[Fraction, int]]:
    """The numbers without rare ones far beyond all others, and rare negative ones."""
    rows, most = list(numbers.rows), max(FEWEST_RARE, RARE * numbers.read)
    below = sum(n for number, n in rows if number < 0)
    if below <= most:
        rows = [each for each in rows if each[0] >= 0] or rows
    beyond = sum(n for _, n in rows)
    for at, ((before, here), (after, _)) in enumerate(pairwise(rows), start=1):
        beyond -= here
        if after > LEAP * max(before, Fraction(LEAP)) and beyond <= most:
            return rows[:at]
    return rows


def _rounded_up(number: int) -> int:
    """The next number that people would choose as the largest: 14, 31, 50, 200, 3,000."""
    tops, size = TOPS, 1
    while tops[-1] * size < number:
        tops, size = LATER_TOPS, max(10 * size, tops[-1])
    return next(top * size for top in tops if top * size >= number)


def asked_range(text: str) -> tuple[int, int] | None:
    """The ends of a scale that a question names itself: 'from 1 to 10', '1 = never, 5 = always'."""
    for pattern in SCALE_ENDS:
        for found in pattern.finditer(plain(text)):
            low, high = int(found[1]), int(found[2])
            if low in (0, 1) and FEW_STEPS <= high - low + 1 <= MOST_STEPS:
                return low, high
    return None


def is_counting(text: str) -> bool:
    """Whether a question asks how many, how long or how old, or names a unit and little else."""
    said = plain(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).replace("_", " "))
    is_short = len(said.split()) <= SHORT
    return bool(COUNTED.search(said) or (is_short and UNITS.search(said)))


def scale_of(numbers: Numbers, text: str) -> tuple[int, int] | None:
    """The first and the last number of a scale; None for what is counted.

    A scale begins with 0 or 1 and uses the numbers up to its end; what is counted thins out from
    one of the lower numbers on, and questions that ask how many say so.
    """
    rare = RARE * numbers.read
    whole = {int(number): n for number, n in numbers.rows if number.denominator == 1}
    likely = {number: n for number, n in whole.items() if n > rare or 0 <= number < MOST_STEPS}
    if not likely or sum(likely.values()) < (1 - RARE) * numbers.read:
        return None
    low, high = min(likely), max(likely)
    named = asked_range(text)
    if named and named[0] <= low and high <= named[1]:
        return named
    steps = high - min(low, 1) + 1
    is_full = low in (0, 1, 2) and FEW_STEPS <= steps <= MOST_STEPS and len(likely) >= steps - 1
    if not is_full or is_counting(text) or (low == 0 and _thins_out(likely)):
        return None
    return min(low, 1), high


def is_in_steps(numbers: Numbers, enough: int) -> bool:
    """Whether a few numbers with decimals stand at equal distances: answers that became shares."""
    held = [number for number, _ in numbers.rows]
    steps = {after - before for before, after in pairwise(held)}
    broken = any(number.denominator > 1 for number in held)
    often = sum(rows >= enough for _, rows in numbers.rows)
    return broken and often >= FEW_STEPS and len(steps) == 1 and len(held) <= MOST_STEPS


def _thins_out(rows: dict[int, int]) -> bool:
    """Whether most give one of the lower numbers, and ever fewer the higher ones."""
    counts = [rows[number] for number in sorted(rows)]
    most = counts.index(max(counts))
    falling = all(before >= after for before, after in pairwise(counts[most:]))
    return falling and 2 * most < len(counts) - 1


def bands_of(numbers: Numbers, extent: Extent) -> tuple[int, ...]:
    """Lower edges of bands that hold about as many answers each, at round numbers."""
    spacing = (extent.high - extent.low) / FEWEST_STEPS if extent.decimals else 1
    bands = most_bands(extent.low, extent.high, min(spacing, 1))
    edges = [extent.low]
    for band in range(1, bands):
        edge = _round_edge(_quantile(numbers, Fraction(band, bands)))
        if edges[-1] < edge < extent.high:
            edges.append(edge)
    return tuple(edges) if len(edges) > 1 else ()


def _quantile(numbers: Numbers, share: Fraction) -> Fraction:
    below = Fraction(0)
    for number, rows in numbers.rows:
        below += rows
        if below > share * numbers.read:
            return number
    return numbers.rows[-1][0]


def _round_edge(number: Fraction) -> int:
    step = 1 if number < 10 else 5 if number < 50 else 10 if number < 200 else 100
    return floor(number / step + Fraction(1, 2)) * step
