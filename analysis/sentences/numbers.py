"""Numbers as people read them: real minus signs, thin spaces, and never more than was published."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from analysis.codebook.scoring import Measure
from analysis.published import Count

THIN = "\u202f"  # narrow no-break space: thousands
MINUS = "\u2212"
SMALLEST_P = 1e-4  # below it the logarithm is told
MOST, DUST = 6, 1e-9  # decimals of published numbers; what binary numbers leave of them
DIGITS = 12  # significant ones
MOST_DECIMALS = 2  # that are added so that a number does not read as zero


def number(value: float, decimals: int = 0) -> str:
    """A number as people read it: a real minus, thin spaces in thousands, never '-0'."""
    text = f"{abs(rounded(value, decimals)):,.{decimals}f}".replace(",", THIN)
    return f"{MINUS}{text}" if value < 0 and float(text.replace(THIN, "")) else text


def rounded(value: float, decimals: int = 0) -> float:
    """Half away from zero, as people round by hand: 0.5 to 1, -2.5 to -3, 0.125 to 0.13."""
    if not math.isfinite(value):
        return value
    told = Decimal(f"{value:.{DIGITS}g}")  # without what binary numbers leave of a decimal one
    return float(told.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def signed(value: float) -> str:
    """A number with its sign and no more decimals than it needs: '+2.5', '−5', '0'."""
    text = f"{abs(value):g}"
    return text if not float(text) else f"{MINUS if value < 0 else '+'}{text}"


def exact(value: float, step: float | None) -> str:
    """A number with all decimals that were published."""
    return number(value, decimals_told(value, step))


def decimals_told(value: float, step: float | None) -> int:
    """The decimals that a published number has: those of its step, or more where it is finer."""
    least = decimals_of_step(step)
    more = (places for places in range(least, MOST) if abs(value - rounded(value, places)) < DUST)
    return next(more, MOST)


def decimals_of_step(step: float | None) -> int:
    """The decimals that multiples of a step have: 0 for 5, 1 for 0.2, 2 for 0.05."""
    if not step:
        return MOST_DECIMALS
    return max(0, math.ceil(-math.log10(step) - 1e-9))


def decimals_of(measure: Measure) -> int:
    """How many decimals a score is told with: none where neighbouring scores lie far apart."""
    if measure.spacing >= 2:
        return 0
    return 1 if measure.high - measure.low > 5 else 2


def telling_decimals(values: Sequence[float], decimals: int) -> int:
    """As many decimals more as keep a number from reading as the zero that it is not."""
    for more in range(MOST_DECIMALS):
        if not any(value and not rounded(value, decimals + more) for value in values):
            return decimals + more
    return decimals + MOST_DECIMALS


def count(people: Count) -> str:
    """A rounded count: 'under 5', 'about 42', 'about 1 382'."""
    if people.low == 0:
        return f"under {people.high + 1}"
    return f"about {number(people.about)}"


def in_100(share: float) -> str:
    """A share from 0 to 1 as so many of 100; next to the ends 'under 1' and 'over 99'."""
    if 0 < share < 0.01:
        return "under 1"
    return "over 99" if 0.99 < share < 1 else number(100 * share)


def coefficient(value: float) -> str:
    """A coefficient of at most 1 as journals write it: '.84', '1.00', '−.05'."""
    return re.sub(r"^(\D?)0\.", r"\1.", number(value, 2))


def interval(low: float, high: float, decimals: int, level: int = 95) -> str:
    """'95% interval 3 to 7'."""
    return f"{level}% interval {number(low, decimals)} to {number(high, decimals)}"


def probability(p: float) -> str:
    """A p-value with two digits: 'p = 0.031'; never zero, and one only where it rounds to it."""
    return f"p < {SMALLEST_P:.4f}" if p < SMALLEST_P else f"p = {two_digits(p)}"


def two_digits(value: float) -> str:
    """A positive number with two significant digits: '0.031', '1.4', '23'."""
    return number(value, max(0, 1 - math.floor(math.log10(value))))


def log10(value: float) -> str:
    """The base-10 logarithm of a p-value: 'log10 p −7.2'."""
    return f"log10 p {number(value, 1)}"


def chance(p: float | None) -> str:
    """How often chance alone gives this: 'in 3 of 100 such surveys'; None is below 0.0001."""
    if p is None or p < SMALLEST_P:
        return f"in fewer than 1 of {number(1 / SMALLEST_P)} such surveys"
    return f"in {'fewer than 1' if p < 0.01 else in_100(p)} of 100 such surveys"


def scores(measure: Measure, solo: float, team: float, least: int = 0) -> tuple[str, str]:
    """Both groups' scores, with a decimal more where rounding would belie their difference."""
    decimals = decimals_of_both(measure, solo, team, least)
    return number(solo, decimals), number(team, decimals)


def decimals_of_both(measure: Measure, solo: float, team: float, least: int = 0) -> int:
    """The decimals with which both groups' scores lie as far apart as their difference says."""
    decimals = max(decimals_of(measure), least)
    told = rounded(solo, decimals) - rounded(team, decimals)
    away = abs(told - rounded(solo - team, decimals))
    return decimals + 1 if away > 10.0**-decimals / 2 else decimals


def round_ticks(reach: float) -> list[float]:
    """Two or three round numbers on each side of zero."""
    power = 10.0 ** math.floor(math.log10(reach))
    step = next(each for each in (power / 2, power, power * 2, power * 5) if reach / each < 4)
    most = int(reach / step)
    return [step * n for n in range(-most, most + 1)]
