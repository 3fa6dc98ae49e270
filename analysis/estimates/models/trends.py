"""The trend of the gap over waves, made from nothing but published figures."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.codebook import Codebook, Kind, Period
from analysis.codebook.scoring import measures
from analysis.counting.cohorts import EVERYONE
from analysis.estimates.figures.shown import CELL, published
from analysis.estimates.models.coefficients import (
    Coefficient,
    from_rounded,
    quantile,
    rounded,
    rounded_up,
    two_digit_step,
)
from analysis.estimates.models.figures import (
    FamilyP,
    Row,
    coefficient_rows,
    family_rows,
    in_families,
    tested_rows,
)
from analysis.models.trend import Heterogeneity, Trend, trend
from analysis.published import Verdict
from analysis.statistics.comparison import ALPHA, welch

TREND, COCHRAN = "inverse-variance", "cochran-q"
PER_YEAR = {Period.MONTH: 12, Period.QUARTER: 4, Period.HALF_YEAR: 2, Period.YEAR: 1}
FAMILY = ("p_family_trend", "comparisons_trend")
GAP = ("value", "error", "away")  # of a wave
FINEST_Q = 0.01  # the step of a Q of nothing


def without_trends(told: pd.DataFrame) -> pd.DataFrame:
    """The estimates without what ``trend_rows`` makes of them."""
    return told[~told["method"].isin([TREND, COCHRAN]) & ~told["measure"].isin(FAMILY)]


def trend_rows(told: pd.DataFrame, counts: pd.DataFrame, codebook: Codebook) -> Iterator[Row]:
    """Slope per wave and Cochran's Q of every indicator told of everyone, or why there is none.

    None at all of a survey without a date among its dimensions. A wave's gap has the standard
    error that its published counts and averages give (``published``), and may be anything that the
    published averages leave open.
    """
    times = _times(codebook)
    if not times:
        return
    means = told[(told["cohort"] == EVERYONE) & (told["measure"] == "mean")]
    made = {each.id: each for each in measures(codebook) if each.id in set(means["indicator"])}
    waves = _waves(told, counts, codebook, times)
    found = {name: _trend(waves.get(name), times) for name in made}
    shown = {name: slope for name, each in found.items() if (slope := _rounded(each)) is not None}
    family = in_families({name: slope.p for name, slope in shown.items()}, codebook)
    span = max(times.values()) - min(times.values())
    for name, each in found.items():
        if name in shown:
            same = shown[name].within(made[name].sesoi, span)
            yield from _rows(name, shown[name], each, family[name], same=same)
        else:
            yield Row(name, "trend", TREND, reason=each.slope.reason)


def _rows(
    indicator: str, slope: Coefficient, found: Trend, family: FamilyP, *, same: bool
) -> Iterator[Row]:
    about = Row(indicator, "trend", TREND)
    called = _verdict(slope, found, family.p, same=same)
    yield from coefficient_rows(replace(about, verdict=called.value), slope)
    yield from family_rows(about, family)
    if found.heterogeneity is not None:
        yield from _heterogeneity_rows(indicator, found.heterogeneity)


def _times(codebook: Codebook) -> dict[str, float]:
    """The cohorts of the waves, each with its time counted in waves.

    Waves with days of their own are one apart, periods as far as the calendar says.
    """
    dates = (d for d in codebook.dimensions if codebook.questions[d].kind is Kind.DATE)
    name = next(dates, None)
    if name is None:
        return {}
    asked = codebook.questions[name]
    times = [_period(each.code, asked.period) for each in asked.waves]
    if any(wave.first for wave in asked.waves) or None in times:
        times = list(range(len(times)))
    return {f"{name}={w.code}": float(t or 0) for w, t in zip(asked.waves, times, strict=True)}


def _period(code: str, period: Period) -> int | None:
    """The number of a period such as 2026-q1 since the year 0; None for any other code."""
    said = re.fullmatch(r"(\d{4})(?:-[qh]?(\d{1,2}))?", code)
    return None if said is None else int(said[1]) * PER_YEAR[period] + int(said[2] or 0)


def _waves(
    told: pd.DataFrame, counts: pd.DataFrame, codebook: Codebook, times: dict[str, float]
) -> dict[str, pd.DataFrame]:
    """By indicator the gap of each wave, its standard error and how far the exact gap may be
    from it, wave ids as the index."""
    own, bands = told[told["cohort"].isin(times)], counts[counts["cohort"].isin(times)]
    shown = published(bands, own, codebook)
    least, most = shown.averages.least, shown.averages.most
    cells = {
        "cohort": shown.cohort,
        "indicator": shown.indicator,
        "error": welch(shown.moments).error,
        "lowest": least[:, 0] - most[:, 1],
        "highest": most[:, 0] - least[:, 1],
    }
    gaps = own[own["measure"] == "mean_difference"]
    both = pd.DataFrame(cells).merge(gaps, on=CELL)
    gap = both["value"]
    both["away"] = np.maximum(both["highest"] - gap, gap - both["lowest"])
    return {str(name): rows.set_index("cohort") for name, rows in both.groupby("indicator")}


def _trend(gaps: pd.DataFrame | None, times: dict[str, float]) -> Trend:
    """The trend of one indicator's published gaps; a wave without one is left out."""
    none = pd.DataFrame({name: [] for name in GAP}, dtype=float)
    waves = (none if gaps is None else gaps).reindex([*times])
    gap, error, away = (waves[name].to_numpy(dtype=float) for name in GAP)
    return trend(np.array(list(times.values())), gap, error, away=away)


def _rounded(found: Trend) -> Coefficient | None:
    """The slope to two significant digits, in steps that hold all that the gaps may be."""
    value, error = found.slope.value, found.slope.error
    if value is None or error is None:
        return None
    error_step = two_digit_step(error)
    step = max(two_digit_step(value), error_step)
    wide = step + 2 * found.slope_away
    wide = rounded_up(wide, two_digit_step(wide))
    return from_rounded(rounded(value, step), rounded(error, error_step), wide, error_step, None)


def _verdict(slope: Coefficient, found: Trend, p_family: float, *, same: bool) -> Verdict:
    """Whether the gap's size grows ('higher') or shrinks ('lower') from wave to wave.

    'About the same' where the change from first to last wave is surely smaller than what matters.
    A gap that may be on either side of nothing neither grows nor shrinks for sure.
    """
    if same:
        return Verdict.SAME
    pooled, error = found.pooled or 0.0, found.pooled_error or math.inf
    reach = found.pooled_away + quantile(1 - ALPHA / 2, None) * error
    if p_family >= ALPHA or abs(pooled) <= reach:
        return Verdict.UNCERTAIN
    return Verdict.HIGHER if slope.value * pooled > 0 else Verdict.LOWER


def _heterogeneity_rows(indicator: str, found: Heterogeneity) -> Iterator[Row]:
    about, step = Row(indicator, "heterogeneity", COCHRAN), two_digit_step(found.q) or FINEST_Q
    yield replace(about, value=rounded(found.q, step), step=step)
    yield replace(about, measure="df_heterogeneity", value=float(found.df), step=1.0)
    yield from tested_rows(about, found.p, found.log10_p)
