"""Whether the gap between solo and team changes from wave to wave."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import optimize, special, stats

from analysis.models.modelled import Floats, Modelled, from_error

METHOD = "inverse-variance weighted slope of the gap over waves, normal"
FEWEST = 3  # two waves make a difference, not a trend
TOO_FEW = "fewer than three waves have a gap to tell"
ONE_MOMENT = "all waves are of the same time"


@dataclass(frozen=True)
class Heterogeneity:
    """Cochran's Q: whether the waves' gaps differ by more than chance."""

    q: float
    df: int
    p: float
    log10_p: float


@dataclass(frozen=True)
class Trend:
    """The gap's change per unit of time, and whether the gaps differ at all.

    ``pooled`` is the inverse-variance weighted mean gap with its standard ``pooled_error``; None,
    like ``heterogeneity``, where ``slope`` gives a reason. The exact slope lies within
    ``slope_away`` of it, the exact mean within ``pooled_away``. ``waves`` had a gap to tell,
    ``left_out`` had none.
    """

    slope: Modelled
    pooled: float | None
    pooled_error: float | None
    heterogeneity: Heterogeneity | None
    waves: int
    left_out: int
    slope_away: float = 0.0
    pooled_away: float = 0.0


def trend(
    times: Floats, gaps: Floats, errors: Floats, people: int = 0, away: Floats | None = None
) -> Trend:
    """The slope of the gap over time, in the gap's unit per unit of ``times``.

    ``times``, ``gaps`` and their standard ``errors`` have shape (waves,); a wave whose gap or error
    is NaN, or whose error is 0, is left out. ``people`` are in the waves. The exact gaps lie within
    ``away`` (waves,) of ``gaps``, which are exact without it: the heterogeneity's p is the largest
    of all that they may be, its Q that of ``gaps``. With weights
    w = 1 / error^2: slope = sum w (t - mean_t) g / sum w (t - mean_t)^2, standard error
    1 / sqrt(sum w (t - mean_t)^2), normal; Q = sum w (g - mean_g)^2 on waves - 1 df. Waves are
    independent samples. Cochran 1954, Biometrics 10, 101-129; Hedges & Olkin 1985, Statistical
    Methods for Meta-Analysis, 6 and 8. Raises nothing.
    """
    told = np.isfinite(times) & np.isfinite(gaps) & np.isfinite(errors) & (errors > 0)
    t, g = times[told], gaps[told]
    weights = errors[told] ** -2.0
    waves, left_out = int(told.sum()), int((~told).sum())
    if waves < FEWEST:
        return _none(TOO_FEW, people, waves, left_out)
    since = t - np.average(t, weights=weights)
    if np.ptp(t) == 0:
        return _none(ONE_MOMENT, people, waves, left_out)
    spread, total = float(weights @ since**2), float(weights.sum())
    pooled = float(np.average(g, weights=weights))
    slope = float(weights @ (since * (g - pooled))) / spread
    box = np.zeros(waves) if away is None else away[told]
    return Trend(
        from_error(slope, 1 / math.sqrt(spread), None, people, METHOD),
        pooled, 1 / math.sqrt(total), _heterogeneity(g, weights, box), waves, left_out,
        float(weights * np.abs(since) @ box) / spread, float(weights @ box) / total,
    )  # fmt: skip


def _heterogeneity(gaps: Floats, weights: Floats, away: Floats) -> Heterogeneity:
    """Q of the gaps; its p is that of the least Q of all gaps within ``away`` of them.

    The least is that of the mean to which the gaps, each as near to it as may be, come nearest.
    """

    def q(mean: float, box: Floats) -> float:
        return float(weights @ np.maximum(0, np.abs(gaps - mean) - box) ** 2)

    pooled = float(np.average(gaps, weights=weights))
    found, df = q(pooled, np.zeros_like(away)), len(gaps) - 1
    least = found
    if away.any():
        ends = (float(gaps.min()), float(gaps.max()))
        least = float(optimize.minimize_scalar(q, bounds=ends, args=(away,), method="bounded").fun)
    return Heterogeneity(found, df, float(stats.chi2.sf(least, df)), _log10_chi2(least, df))


def _log10_chi2(q: float, df: int) -> float:
    """log10 of P(chi2 > q), finite where it underflows.

    There by the upper gamma's asymptotic series x^(a-1) e^-x (1 + (a-1)/x + ...) / Gamma(a).
    """
    p = float(stats.chi2.sf(q, df))
    if p > 0:
        return math.log10(p) + 0.0
    a, x = df / 2, q / 2
    terms = np.cumprod([(a - 1 - j) / x for j in range(10)])
    log_p = (a - 1) * math.log(x) - x + math.log1p(float(terms.sum())) - float(special.gammaln(a))
    return log_p / math.log(10)


def _none(reason: str, people: int, waves: int, left_out: int) -> Trend:
    return Trend(Modelled(METHOD, people, reason=reason), None, None, None, waves, left_out)
