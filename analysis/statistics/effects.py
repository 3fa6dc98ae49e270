"""Standardised difference and what the groups could have shown, by the noncentral t.

The functions of arrays serve one tally and all cohorts of a release alike.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

from analysis.counting.moments import Floats, Moments
from analysis.statistics.averages import Group, moments_of, welch_of, why_no_spread
from analysis.statistics.comparison import ALPHA, Welch
from analysis.statistics.estimate import LEVEL, Estimate
from analysis.statistics.roots import root
from analysis.statistics.tails import log_gamma_ratio, noncentral_t_cdf

POWER = 0.8
HEDGES = (
    "mean difference over the pooled SD times the exact gamma correction J; interval by inverting "
    "the noncentral t, times J"
)
DETECTABLE = (
    "smallest mean difference that Welch's two-sided 5% test finds with 80% power, by the "
    "noncentral t at the SDs seen"
)
TAILS = (1 - ALPHA / 2, ALPHA / 2)


@dataclass(frozen=True)
class Standardised:
    """Hedges' g of each element with its 95% interval, in pooled SDs; the noncentral t behind it.

    ``statistic`` is that t, ``df`` its degrees of freedom; NaN where not estimable.
    """

    value: Floats
    low: Floats
    high: Floats
    statistic: Floats
    df: Floats


def correction(df: Floats | float) -> Floats:
    """J in (0, 1) for df > 1: Gamma(df / 2) / (sqrt(df / 2) Gamma((df - 1) / 2)).

    Hedges 1981, J Educ Stat 6, 107-128.
    """
    half = np.asarray(df, dtype=float) / 2
    return np.asarray(np.exp(log_gamma_ratio(half - 0.5) - np.log(half) / 2))


def standardised(found: Moments, test: Welch, least_sd: Floats | None = None) -> Standardised:
    """Hedges' g of solo minus team; the moments end in the axis of the two groups.

    With t = d sqrt(mn / (m + n)), the ends are the noncentralities that put t at 97.5% and
    2.5%, over sqrt(mn / (m + n)) and times J (Steiger & Fouladi 1997; the interval times J as
    R's effectsize does). Of rounded means, ``test`` holds the differences that the exact ones may
    have, ``least_sd`` (of the moments' shape) the least spread: the interval holds for all of them.
    An end is infinite where the spread may be nothing.
    """
    n, pooled = found.n.astype(float), pooled_sd(found)
    narrow = pooled if least_sd is None else pooled_sd(Moments(found.n, found.mean, least_sd))
    df = n.sum(axis=-1) - 2
    with np.errstate(divide="ignore", invalid="ignore"):
        d = np.where(pooled > 0, test.difference / pooled, np.nan)
        start, end = (
            np.where(pooled > 0, np.where(outer, far / narrow, far / pooled), np.nan)
            for far, outer in ((test.least, test.least < 0), (test.most, test.most > 0))
        )
        scale = 1 / np.sqrt((1 / n).sum(axis=-1))
    j = correction(df)
    low = np.where(np.isinf(start), start, j * _lower(start * scale, df) / scale)
    high = np.where(np.isinf(end), end, -j * _lower(-end * scale, df) / scale)
    return Standardised(j * d, low, high, d * scale, df)


def pooled_sd(found: Moments) -> Floats:
    """The SD of both groups together around their own means, in the unit of the scores."""
    n = found.n.astype(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.sqrt((found.sd**2 * (n - 1)).sum(axis=-1) / (n.sum(axis=-1) - 2))


def hedges_g(solo: Group, team: Group) -> Estimate:
    """Hedges' g of one tally, in pooled standard deviations, with a 95% interval."""
    reason = why_no_spread(solo, team)
    if reason is not None:
        return Estimate("hedges_g", HEDGES, reason=reason)
    found = standardised(moments_of(solo, team), welch_of(solo, team))
    value, low, high, t, df = (float(each) for each in vars(found).values())
    return Estimate(
        "hedges_g", HEDGES, value=value, low=low, high=high, level=LEVEL, statistic=t, df=df
    )


def noncentralities(t: Floats | float, df: Floats | float) -> tuple[Floats, Floats]:
    """The noncentralities that put t (any number) at 97.5% and at 2.5% of their noncentral t."""
    return _lower(t, df), -_lower(-np.asarray(t, dtype=float), df)


def _lower(t: Floats | float, df: Floats | float) -> Floats:
    """The smaller of the two; that of a negative t mirrors the larger of its size."""
    t, df = np.broadcast_arrays(np.asarray(t, dtype=float), np.asarray(df, dtype=float))
    size, share = np.abs(t), np.where(t >= 0, *TAILS)
    # Z is within 10 of 0, and chi / sqrt(df) below 4 with more than 97.5% from df = 1 on
    start, end = np.full_like(size, -10), 4 * size + 10
    return np.where(t >= 0, 1, -1) * root(_away_from, start, end, size, df, share)


def _away_from(noncentrality: Floats, t: Floats, df: Floats, share: Floats) -> Floats:
    return noncentral_t_cdf(t, df, noncentrality) - share


def detectable(test: Welch) -> Floats:
    """The smallest true differences found with 80% power, above 0, in the test's unit.

    Welch's standard error times the noncentrality at which P(|T| > t(97.5%)) = 0.8, at his
    degrees of freedom; both tails count, as in R's power.t.test(strict = TRUE). Cohen 1988,
    Statistical Power Analysis, chapter 2. What rounding may take from a difference comes on top.
    """
    df = np.where(np.isfinite(test.error), test.df, np.nan)
    critical = special.stdtrit(df, 1 - ALPHA / 2)
    far = 4 * critical + 10
    seen = root(_short_of_power, np.zeros_like(far), far, critical, df) * test.error
    return seen + (test.most - test.least) / 2


def _short_of_power(noncentrality: Floats, critical: Floats, df: Floats) -> Floats:
    missed = noncentral_t_cdf(critical, df, noncentrality)
    wrong_side = 1 - noncentral_t_cdf(critical, df, -noncentrality)
    return POWER - (1 - missed + wrong_side)


def minimum_detectable(solo: Group, team: Group) -> Estimate:
    """The smallest true difference that one tally's groups could have shown (``detectable``)."""
    reason = why_no_spread(solo, team)
    if reason is not None:
        return Estimate("minimum_detectable", DETECTABLE, reason=reason)
    found = welch_of(solo, team)
    value = float(detectable(found))
    return Estimate("minimum_detectable", DETECTABLE, value=value, df=float(found.df))
