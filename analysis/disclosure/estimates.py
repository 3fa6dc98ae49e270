"""The published estimates: rounded moments, and what follows from them.

Only sizes, means and SDs are taken from the private tallies, and they are rounded first. Every
other figure (difference, interval, p, verdict) is computed from the rounded ones, so that it can
give back nothing more than they do and anyone can recompute it. To stay honest the intervals use
the smallest size a rounded count stands for and count the rounding of the means as uncertainty.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats

from analysis.codebook import Codebook
from analysis.cohorts import EVERYONE
from analysis.comparison import (
    ALPHA,
    NotEstimable,
    Welch,
    adjusted,
    equivalent,
    verdict,
    welch,
    why_not,
)
from analysis.disclosure.rounding import (
    COUNT_STEP,
    SMALLEST_P,
    Floats,
    counted,
    moment_step,
    to_step,
    two_digits,
)
from analysis.disclosure.suppression import Mask
from analysis.estimation import Moments
from analysis.tabulation import GROUPS, Ints, Tallies


def _published(allowed: Mask) -> tuple[Ints, Ints]:
    """Cohort and measure positions of what is published, without the head counts."""
    cohort, measure = np.nonzero(allowed[:, 1:])
    return cohort, measure + 1


def _rows(tallies: Tallies, cohort: Ints, measure: Ints, **columns: object) -> pd.DataFrame:
    ids = np.array([made.id for made in tallies.measures], dtype=object)
    names = {"cohort": tallies.cohort_ids(cohort), "indicator": ids[measure - 1]}
    return pd.DataFrame(names | columns)


def rounded(found: Moments, tallies: Tallies) -> tuple[Moments, Floats]:
    """The moments as they are published (the size as the lowest it stands for), and their steps.

    The steps come from that size too, so that they tell no more of it; the SD of a score with two
    values comes from its mean, of which it is a function. The head count has no moments.
    """
    spacing = np.array([np.nan, *(made.spacing for made in tallies.measures)])[:, None]
    n = counted(found.n)["count_low"]
    with np.errstate(divide="ignore", invalid="ignore"):
        step = moment_step(spacing, n)
    mean = to_step(found.mean, step)
    low, high = np.array([(0, 0), *((made.low, made.high) for made in tallies.measures)]).T
    two = np.array([False, *(made.high - made.low == made.spacing for made in tallies.measures)])
    inside = np.clip(mean, low[:, None], high[:, None])
    spread = np.sqrt((inside - low[:, None]) * (high[:, None] - inside))
    return Moments(n, mean, to_step(np.where(two[:, None], spread, found.sd), step)), step


def group_estimates(
    tallies: Tallies, shown: Moments, step: Floats, allowed: Mask
) -> list[pd.DataFrame]:
    """Size, mean with its 95 % t interval within the possible range, and SD of each group."""
    cohort, measure = _published(allowed)
    ends = np.array([(made.low, made.high) for made in tallies.measures])[measure - 1].T
    tables = []
    for side, group in enumerate(GROUPS):
        n, mean, sd, width = (
            each[cohort, measure, side] for each in (shown.n, shown.mean, shown.sd, step)
        )
        rows = _rows(tallies, cohort, measure, group=group)
        size = {"value": n + COUNT_STEP // 2, "low": n, "high": n + COUNT_STEP - 1}
        reach = stats.t.ppf(1 - ALPHA / 2, n - 1) * np.sqrt(sd**2 / n + width**2 / 12)
        low, high = (np.clip(to_step(each, width), *ends) for each in (mean - reach, mean + reach))
        tables += [
            rows.assign(measure="n", step=COUNT_STEP, **size),
            rows.assign(measure="mean", value=mean, low=low, high=high, step=width),
            rows.assign(measure="sd", value=sd, step=width),
        ]
    return tables


def differences(
    tallies: Tallies, shown: Moments, steps: Floats, allowed: Mask, codebook: Codebook
) -> list[pd.DataFrame]:
    """Solo minus team with Welch's interval, p, the p adjusted within its family, the verdict."""
    cohort, measure = _published(allowed)
    whole = welch(shown, steps)
    test = Welch(*(values[cohort, measure] for values in vars(whole).values()))
    step = steps[cohort, measure].min(axis=-1)
    told = _rows(tallies, cohort, measure, group=None)
    reasons = _reasons(shown, cohort, measure)
    known = np.array([reason is None for reason in reasons], dtype=bool)
    adjusted_p = _adjusted(told, test.p, known, codebook)
    same = equivalent(test, _smallest(tallies)[measure - 1])
    verdicts = [
        verdict(d, a, same=bool(s)).value if ok else None
        for d, a, s, ok in zip(test.difference, adjusted_p, same, known, strict=True)
    ]
    value, low, high = (
        np.where(known, to_step(each, step), np.nan)
        for each in (test.difference, test.low, test.high)
    )
    interval = {"value": value, "low": low, "high": high, "step": step, "verdict": verdicts}
    tiny = known & (test.p < SMALLEST_P)
    logs = {"value": to_step(test.log10_p, np.full_like(step, 0.1)), "step": 0.1}
    return [
        told.assign(measure="mean_difference", reason=reasons, **interval),
        told.assign(measure="p_welch", **_shown_p(test.p, reasons)),
        told.assign(measure="log10_p_welch", **logs)[tiny],
        told.assign(measure="p_adjusted", **_shown_p(adjusted_p, reasons)),
    ]


def _reasons(shown: Moments, cohort: Ints, measure: Ints) -> list[str | None]:
    """Why a difference can't be estimated, in words; None where it can.

    Rounded moments without spread need not mean that everybody answered alike, nor hide it.
    """
    told = (
        why_not(tuple(shown.n[c, m]), tuple(shown.sd[c, m]))
        for c, m in zip(cohort, measure, strict=True)
    )
    words = {NotEstimable.NO_SPREAD: NotEstimable.NO_ROUNDED_SPREAD}
    return [None if reason is None else words.get(reason, reason).value for reason in told]


def _shown_p(p: Floats, reasons: list[str | None]) -> dict[str, object]:
    """The columns of a p-value: none below 1e-4, where the reason says so."""
    small = [
        "below 0.0001" if reason is None and each < SMALLEST_P else reason
        for each, reason in zip(p, reasons, strict=True)
    ]
    return {"value": np.where(p < SMALLEST_P, np.nan, two_digits(p)), "reason": small}


def _smallest(tallies: Tallies) -> Floats:
    """Each measure's smallest difference of interest; NaN, which nothing is below, for none."""
    said = (made.sesoi for made in tallies.measures)
    return np.array([np.nan if sesoi is None else sesoi for sesoi in said])


def _adjusted(told: pd.DataFrame, p: Floats, known: Mask, codebook: Codebook) -> Floats:
    """p adjusted within its family: declared ones for everyone, else an indicator's segments."""
    declared = {
        name: key for key, family in codebook.families.items() for name in family.indicators
    }
    declared |= {name: "headline" for name in codebook.headlines if name not in declared}
    methods = {key: family.method for key, family in codebook.families.items()}
    methods.setdefault("headline", "holm")

    def family(cohort: str, indicator: str) -> str:
        if cohort == EVERYONE:
            return declared.get(indicator, "other indicators")
        return f"{indicator} by {'pairs' if '&' in cohort else 'segments'}"

    names = pd.Series(
        [family(c, i) for c, i in zip(told["cohort"], told["indicator"], strict=True)]
    )
    result = np.full(len(p), np.nan)
    for name, rows in names[known].groupby(names[known]).groups.items():
        method = methods.get(str(name), "benjamini-hochberg")
        result[rows] = adjusted([float(each) for each in p[rows]], method)
    return result
