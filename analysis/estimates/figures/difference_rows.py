"""What is published of solo against team by their averages, all of it from published numbers."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.codebook import Codebook
from analysis.disclosure.rounding import Floats, outward, step_at_least, to_step
from analysis.disclosure.suppression import Mask
from analysis.estimates.figures.contrast import Contrast, contrast
from analysis.estimates.figures.families import adjusted_p
from analysis.estimates.figures.rows import Texts, Unsaid, because, none, nothing, p_rows, rows
from analysis.estimates.figures.share_rows import sum_of_steps
from analysis.estimates.figures.shown import Shown
from analysis.statistics.comparison import verdicts, within
from analysis.statistics.effects import detectable, pooled_sd, standardised

BY_MEANS, BY_SHARES = "welch", "newcombe"


def difference_rows(shown: Shown, codebook: Codebook) -> list[pd.DataFrame]:
    """Solo minus team: the difference, whether it matters, its size in SDs, what could be seen.

    Rounded moments without spread need not mean that everybody answered alike, nor hide it.
    """
    found = contrast(shown)
    flat = shown.moments.sd.max(axis=-1) == 0
    reason = because(nothing(len(flat)), flat, Unsaid.NO_SPREAD)
    reason = because(reason, shown.uncompared, Unsaid.TOO_FEW_TO_SAY)
    return [
        *_differences(shown, found, reason, codebook),
        *_equivalences(shown, found, reason),
        _standardised(shown, found, reason),
        _detectable(shown, found, reason),
    ]


def _differences(
    shown: Shown, found: Contrast, reason: Texts, codebook: Codebook
) -> list[pd.DataFrame]:
    """The interval and p, the p adjusted within its family, and the verdict."""
    known, test = none(reason), found.test
    family = adjusted_p(shown, test.p, known, codebook)
    called = verdicts(test.difference, family.p, within(found.equivalence, shown.scale.sesoi))
    told = _to_grid(shown, test.difference, test.low, test.high, known)
    verdict = np.where(known, called, nothing(len(known)))
    method = np.where(found.two, BY_SHARES, BY_MEANS).astype(object)
    return [
        _difference_rows(shown, "mean_difference", method, told, reason, verdict=verdict),
        *(
            row
            for name, where in ((BY_MEANS, ~found.two), (BY_SHARES, found.two))
            for row in p_rows(
                shown, f"p_{name}", name, test.p, log10_p=test.log10_p, reason=reason, where=where
            )
        ),
        *p_rows(shown, "p_adjusted", family.method, family.p, reason=reason),
        rows(shown, "comparisons_adjusted", family.method, family.comparisons, where=known),
    ]


def _equivalences(shown: Shown, found: Contrast, reason: Texts) -> list[pd.DataFrame]:
    """The 90% interval and the p of two one-sided tests, where a difference of interest is set."""
    tests, asked = found.equivalence, np.isfinite(shown.scale.sesoi)
    told = _to_grid(shown, found.test.difference, tests.low, tests.high, none(reason))
    method = np.where(found.two, "newcombe-tost", "tost").astype(object)
    return [
        _difference_rows(shown, "equivalence", method, told, reason, where=asked),
        *p_rows(shown, "p_equivalence", method, tests.p, reason=reason, where=asked),
    ]


def _standardised(shown: Shown, found: Contrast, reason: Texts) -> pd.DataFrame:
    """Hedges' g, in steps as coarse as those of the means are in pooled SDs."""
    told, averages = standardised(shown.moments, found.test, shown.least_sd), shown.averages
    with np.errstate(divide="ignore", invalid="ignore"):
        step, apart = (
            step_at_least(each / pooled_sd(shown.moments))
            for each in (averages.grid.min(axis=-1), sum_of_steps(averages.step))
        )
    bounded = np.isfinite(told.low) & np.isfinite(told.high)
    reason = because(reason, ~bounded, Unsaid.NO_LEAST_SPREAD)
    known = none(reason)
    value, (low, high) = to_step(told.value, step), outward(told.low, told.high, step)
    value, low, high, apart = (np.where(known, each, np.nan) for each in (value, low, high, apart))
    return rows(
        shown, "hedges_g", "noncentral-t", value, low=low, high=high, step=apart,
        reason=reason,
    )  # fmt: skip


def _detectable(shown: Shown, found: Contrast, reason: Texts) -> pd.DataFrame:
    """The smallest true difference found with 80% power, what rounding takes included."""
    step, known = shown.averages.grid.min(axis=-1), none(reason)
    value = np.where(known, to_step(detectable(found.test), step), np.nan)
    return rows(
        shown, "minimum_detectable", "noncentral-t-power", value,
        step=np.where(known, step, np.nan), reason=reason,
    )  # fmt: skip


def _to_grid(
    shown: Shown, value: Floats, low: Floats, high: Floats, known: Mask
) -> tuple[Floats, Floats, Floats]:
    """A difference and its interval in the finer unit of both means; NaN where not known."""
    grid = shown.averages.grid.min(axis=-1)
    told = (to_step(value, grid), *outward(low, high, grid))
    value, low, high = (np.where(known, each, np.nan) for each in told)
    return value, low, high


def _difference_rows(
    shown: Shown,
    measure: str,
    method: Texts,
    told: tuple[Floats, Floats, Floats],
    reason: Texts,
    verdict: Texts | None = None,
    where: Mask | None = None,
) -> pd.DataFrame:
    value, low, high = told
    step = np.where(none(reason), sum_of_steps(shown.averages.step), np.nan)
    return rows(
        shown, measure, method, value, low=low, high=high, step=step, reason=reason,
        verdict=verdict, where=where,
    )  # fmt: skip
