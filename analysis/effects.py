"""Standardised difference and what the groups could have shown, by the noncentral t."""

from __future__ import annotations

import math
from collections.abc import Callable

from scipy import optimize, special

from analysis.averages import Group, welch_of, why_no_spread
from analysis.comparison import ALPHA
from analysis.estimate import LEVEL, Estimate
from analysis.tails import log_gamma_ratio, noncentral_t_cdf

POWER = 0.8
HEDGES = (
    "mean difference over the pooled SD times the exact gamma correction J; interval by inverting "
    "the noncentral t, times J"
)
DETECTABLE = (
    "smallest mean difference that Welch's two-sided 5 % test finds with 80 % power, by the "
    "noncentral t at the SDs seen"
)


def correction(df: float) -> float:
    """J in (0, 1) for df > 1: Gamma(df / 2) / (sqrt(df / 2) Gamma((df - 1) / 2)).

    Hedges 1981, J Educ Stat 6, 107-128.
    """
    return math.exp(float(log_gamma_ratio((df - 1) / 2)) - math.log(df / 2) / 2)


def hedges_g(solo: Group, team: Group) -> Estimate:
    """Hedges' g, in pooled standard deviations, with a 95 % interval.

    With t = d sqrt(mn / (m + n)), the ends are the noncentralities that put t at 97.5 % and
    2.5 %, over sqrt(mn / (m + n)) and times J (Steiger & Fouladi 1997; the interval times J as
    R's effectsize does).
    """
    reason = why_no_spread(solo, team)
    if reason is not None or solo.variance is None or team.variance is None:
        return Estimate("hedges_g", HEDGES, reason=reason)
    df = solo.n + team.n - 2
    pooled = (solo.variance * (solo.n - 1) + team.variance * (team.n - 1)) / df
    d = float((solo.mean or 0) - (team.mean or 0)) / math.sqrt(pooled)
    scale = math.sqrt(solo.n * team.n / (solo.n + team.n))
    j = correction(df)
    low, high = (j * end / scale for end in noncentralities(d * scale, df))
    return Estimate(
        "hedges_g", HEDGES, value=j * d, low=low, high=high, level=LEVEL, statistic=d * scale, df=df
    )


def noncentralities(t: float, df: float) -> tuple[float, float]:
    """The noncentralities that put t (any number) at 97.5 % and at 2.5 % of their noncentral t."""
    size = abs(t)

    def above(share: float) -> Callable[[float], float]:
        return lambda noncentrality: noncentral_t_cdf(size, df, noncentrality) - share

    # Z is within 10 of 0, and chi / sqrt(df) below 4 with more than 97.5 % from df = 1 on
    ends = [_root(above(share), -10, 4 * size + 10) for share in (1 - ALPHA / 2, ALPHA / 2)]
    return (ends[0], ends[1]) if t >= 0 else (-ends[1], -ends[0])


def minimum_detectable(solo: Group, team: Group) -> Estimate:
    """The smallest true difference found with 80 % power, above 0, in the unit of the levels.

    Welch's standard error times the noncentrality at which P(|T| > t(97.5 %)) = 0.8, at his
    degrees of freedom; both tails count, as in R's power.t.test(strict = TRUE). Cohen 1988,
    Statistical Power Analysis, chapter 2.
    """
    reason = why_no_spread(solo, team)
    if reason is not None:
        return Estimate("minimum_detectable", DETECTABLE, reason=reason)
    found = welch_of(solo, team)
    df = float(found.df)
    critical = float(special.stdtrit(df, 1 - ALPHA / 2))

    def short(noncentrality: float) -> float:
        missed = noncentral_t_cdf(critical, df, noncentrality)
        wrong_side = 1 - noncentral_t_cdf(critical, df, -noncentrality)
        return POWER - (1 - missed + wrong_side)

    value = _root(short, 0, 4 * critical + 10) * float(found.error)
    return Estimate("minimum_detectable", DETECTABLE, value=value, df=df)


def _root(function: Callable[[float], float], low: float, high: float) -> float:
    return float(optimize.brentq(function, low, high, xtol=1e-14, rtol=1e-14, maxiter=500))
