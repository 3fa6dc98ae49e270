"""How coefficients are rounded before they are published, and what follows from the rounded ones.

A coefficient and its standard error keep two significant digits, and fewer where a mean of so few
people would (rule 5). Interval, p and verdict are computed from those two and the rounded number
of people, so that anyone can do it again. They hold for all coefficients and errors that the
rounded ones stand for: the interval reaches as far as the furthest of theirs, p is the largest.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import stats

from analysis.disclosure.rounding import counted, moment_step, outward, step_at_least, to_step
from analysis.models.modelled import Modelled, log10_p_of_t
from analysis.published import Verdict
from analysis.statistics.comparison import ALPHA, verdict


@dataclass(frozen=True)
class Coefficient:
    """A published coefficient with its standard error, both rounded, and its interval and test.

    ``df`` is None where the normal distribution is used; ``low`` to ``high`` is the 95% interval.
    """

    value: float
    error: float
    step: float
    error_step: float
    df: int | None
    low: float
    high: float
    p: float
    log10_p: float

    @property
    def away(self) -> float:
        """How far the exact coefficient may be from the rounded one."""
        return self.step / 2

    @property
    def most_error(self) -> float:
        """The largest standard error that the rounded one stands for."""
        return self.error + self.error_step / 2

    def within(self, smallest: float | None, times: float = 1.0) -> bool:
        """Whether ``times`` the coefficient lies within +-smallest by two one-sided tests at 5%.

        Schuirmann 1987, J Pharmacokinet Biopharm 15, 657-680.
        """
        if smallest is None:
            return False
        reach = self.away + quantile(1 - ALPHA, self.df) * self.most_error
        return times * (abs(self.value) + reach) < smallest

    def verdict(self, p_family: float, smallest: float | None) -> Verdict:
        """The verdict on a difference, p adjusted within its family."""
        return verdict(self.value, p_family, same=self.within(smallest))


def coefficient(
    found: Modelled, people: int, df: int | None, spacing: float = 1.0
) -> Coefficient | None:
    """The found number as published, or None where the rounding leaves no spread to judge by.

    ``people`` are the fewest that the rounded size of the smallest group in it stands for, and
    ``spacing`` is the distance between neighbouring scores in the value's unit.
    """
    if found.value is None or found.error is None:
        return None
    finest = float(moment_step(np.array(spacing), np.array(people)))
    step = max(two_digit_step(found.value), two_digit_step(found.error), finest)
    # The SD would be rounded to the finest step; the error of a mean is SD / sqrt(people).
    error_step = max(two_digit_step(found.error), step_of(finest / math.sqrt(people)))
    value, error = rounded(found.value, step), rounded(found.error, error_step)
    return from_rounded(value, error, step, error_step, df) if error > 0 else None


def from_rounded(
    value: float, error: float, step: float, error_step: float, df: int | None
) -> Coefficient:
    """What follows from a rounded value and its rounded standard error, each half a step off."""
    away, most = step / 2, error + error_step / 2
    reach = away + quantile(1 - ALPHA / 2, df) * most
    # The ends tell nothing more, so they need not be as coarse as the value.
    finer = min(step, 10.0 ** math.floor(math.log10(reach / 6)))
    ends = outward(np.array(value - reach), np.array(value + reach), np.array(finer))
    low, high = (float(end) for end in ends)
    log10_p = log10_p_of_t(max(0.0, abs(value) - away) / most, df)
    return Coefficient(value, error, step, error_step, df, low, high, 10.0**log10_p, log10_p)


def quantile(share: float, df: int | None) -> float:
    return float(stats.norm.ppf(share) if df is None else stats.t.ppf(share, df))


def two_digit_step(value: float) -> float:
    """The place of the second significant digit of a number; 0 for 0."""
    return 10.0 ** (math.floor(math.log10(abs(value)) + 1e-12) - 1) if value else 0.0


def step_of(width: float) -> float:
    return float(step_at_least(np.array(width)))


def rounded(value: float, step: float) -> float:
    return float(to_step(np.array(value), np.array(step)))


def rounded_up(value: float, step: float) -> float:
    """The smallest multiple of the step that is no smaller."""
    return float(outward(np.array(value), np.array(value), np.array(step))[1])


def fewest(people: int) -> int:
    """The fewest people that the rounded count stands for."""
    return int(counted(np.array(people))["count_low"])
