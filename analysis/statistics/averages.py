"""Means, their difference and its equivalence to nothing, from one tally."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from scipy import special

from analysis.counting.moments import Moments
from analysis.published import Verdict
from analysis.statistics.comparison import ALPHA, Welch, equivalent, tost, verdict, welch
from analysis.statistics.estimate import ALL_ALIKE, EMPTY, LEVEL, NO_SPREAD, TOO_FEW, Estimate
from analysis.statistics.tally import Tally

SESOI_SHARE = 0.05  # of the range of the levels, where no smallest effect of interest is given
MEAN = "mean with Student's t interval"
SD = "standard deviation (n - 1); no interval, as the chi-square one holds for normal scores only"
MEDIAN = "the middle score; of an even number of people the mean of the two middle scores"
WELCH = "solo minus team with Welch's t interval and two-sided test"


@dataclass(frozen=True)
class Group:
    """Private, exact: size, mean and variance (n - 1) of one group; None below 1 or 2 people."""

    n: int
    mean: Fraction | None
    variance: Fraction | None

    @property
    def sd(self) -> float:
        """In the unit of the levels; NaN below two people."""
        return math.nan if self.variance is None else math.sqrt(self.variance)


def group_of(levels: tuple[float, ...], counts: tuple[int, ...]) -> Group:
    """The moments of one group's counts (of the levels' length) in exact fractions.

    The levels are taken as whole numbers of a common unit, a power of 1/2. No rounding error can
    grow with the counts or with levels far from zero, and no row is made.
    """
    n = sum(counts)
    if n == 0:
        return Group(n, None, None)
    exact = [level.as_integer_ratio() for level in levels]
    unit = math.lcm(*(denominator for _, denominator in exact))
    whole = [numerator * (unit // denominator) for numerator, denominator in exact]
    total = sum(x * c for x, c in zip(whole, counts, strict=True))
    mean = Fraction(total, n * unit)
    if n == 1:
        return Group(n, mean, None)
    squares = sum(x * x * c for x, c in zip(whole, counts, strict=True))
    return Group(n, mean, Fraction(n * squares - total * total, n * (n - 1) * unit * unit))


def median(levels: tuple[float, ...], counts: tuple[int, ...]) -> float | None:
    """The level at the middle, or the mean of the two there; None of nobody."""
    n, reached = sum(counts), 0
    middle: list[float] = []
    for level, count in zip(levels, counts, strict=True):
        reached += count
        middle += [level] * sum(reached - count <= at < reached for at in ((n - 1) // 2, n // 2))
    return float((Fraction(middle[0]) + Fraction(middle[-1])) / 2) if n else None


def group_estimates(tally: Tally, name: str, group: Group) -> list[Estimate]:
    """Mean, SD and median of one group, in the unit of the levels.

    The interval is mean +- t(n - 1) sd / sqrt(n) (Student 1908, Biometrika 6, 1-25); there is
    none of one person, nor where all have the same score.
    """
    if group.mean is None:
        return [
            Estimate(measure, method, name, reason=EMPTY)
            for measure, method in (("mean", MEAN), ("sd", SD), ("median", MEDIAN))
        ]
    counts = tally.solo if name == "solo" else tally.team
    middle = Estimate("median", MEDIAN, name, value=median(tally.levels, counts))
    if group.variance is None:
        alone = "one person alone gives no spread to judge by"
        return [
            Estimate("mean", MEAN, name, value=float(group.mean), reason=f"{alone}: no interval"),
            Estimate("sd", SD, name, reason=alone),
            middle,
        ]
    return [_mean(name, group), Estimate("sd", SD, name, value=group.sd), middle]


def _mean(name: str, group: Group) -> Estimate:
    mean = float(group.mean or 0)
    if group.sd == 0:
        reason = "everybody in this group has the same score: no interval"
        return Estimate("mean", MEAN, name, value=mean, reason=reason)
    reach = float(special.stdtrit(group.n - 1, 1 - ALPHA / 2)) * group.sd / math.sqrt(group.n)
    return Estimate(
        "mean", MEAN, name, value=mean, low=mean - reach, high=mean + reach, level=LEVEL,
        df=group.n - 1,
    )  # fmt: skip


def why_no_spread(solo: Group, team: Group) -> str | None:
    """Why a difference of the two means can't be judged, in words, or None."""
    if min(solo.n, team.n) < 2:
        return TOO_FEW
    if solo.sd == 0 and team.sd == 0:
        return ALL_ALIKE if solo.mean == team.mean else NO_SPREAD
    return None


def moments_of(solo: Group, team: Group) -> Moments:
    """The moments of two groups of two or more people, shape (2,).

    Means are handed over as distances from the team's: their difference is exact.
    """
    away = float((solo.mean or 0) - (team.mean or 0))
    return Moments(np.array((solo.n, team.n)), np.array([away, 0.0]), np.array((solo.sd, team.sd)))


def welch_of(solo: Group, team: Group) -> Welch:
    """Welch's test of two groups of two or more people, not both without spread."""
    return welch(moments_of(solo, team))


def smallest_effect(tally: Tally) -> tuple[float, str]:
    """The smallest effect of interest in the unit of the levels, and how it came about."""
    if tally.sesoi is not None:
        return float(tally.sesoi), "as given"
    width = float(Fraction(tally.levels[-1]) - Fraction(tally.levels[0]))
    return SESOI_SHARE * width, "5% of the range of the levels, as none was given"


def mean_difference(tally: Tally, solo: Group, team: Group) -> list[Estimate]:
    """The difference of the means, and whether it is equivalent to none within +-sesoi.

    Welch 1947, Biometrika 34, 28-35. Equivalence by two one-sided tests: p is the larger of
    theirs, P(T > (sesoi - |difference|) / error), and the interval is the 90% one (Schuirmann
    1987, J Pharmacokinet Biopharm 15, 657-680). Both carry the verdict of the one rule.
    """
    smallest, origin = smallest_effect(tally)
    tost = f"two one-sided Welch tests at 5% each within +-{smallest:g} ({origin})"
    reason = why_no_spread(solo, team)
    if reason is not None:
        return [
            Estimate("mean_difference", WELCH, reason=reason),
            Estimate("equivalence", tost, reason=reason),
        ]
    found = welch_of(solo, team)
    same = bool(equivalent(found, smallest))
    told = verdict(float(found.difference), float(found.p), same=same)
    return [_difference(found, told), _equivalence(found, smallest, tost, told)]


def _difference(found: Welch, told: Verdict) -> Estimate:
    difference, error, df = (float(each) for each in (found.difference, found.error, found.df))
    return Estimate(
        "mean_difference", WELCH, value=difference, low=float(found.low), high=float(found.high),
        level=LEVEL, p=float(found.p), log10_p=float(found.log10_p),
        statistic=difference / error, df=df, verdict=told,
    )  # fmt: skip


def _equivalence(found: Welch, smallest: float, method: str, told: Verdict) -> Estimate:
    tests = tost(found, smallest)
    low, high, t, p, log10_p = (float(each) for each in vars(tests).values())
    return Estimate(
        "equivalence", method, value=float(found.difference), low=low, high=high,
        level=1 - 2 * ALPHA, p=p, log10_p=log10_p, statistic=t, df=float(found.df), verdict=told,
    )  # fmt: skip
