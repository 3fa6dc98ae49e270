"""What is published of solo against team by their averages, all of it from the rounded moments."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.codebook import Codebook
from analysis.disclosure.rounding import Floats, outward, step_at_least, to_step
from analysis.disclosure.suppression import Mask
from analysis.estimates.figures.families import adjusted_p
from analysis.estimates.figures.rows import Texts, Unsaid, because, none, nothing, p_rows, rows
from analysis.estimates.figures.shown import Shown
from analysis.statistics.comparison import Welch, equivalent, tost, verdicts, welch
from analysis.statistics.effects import detectable, pooled_sd, standardised


def difference_rows(shown: Shown, codebook: Codebook) -> list[pd.DataFrame]:
    """Solo minus team: the difference, whether it matters, its size in SDs, what could be seen.

    Rounded moments without spread need not mean that everybody answered alike, nor hide it.
    """
    test = welch(shown.moments, shown.step)
    flat = shown.moments.sd.max(axis=-1) == 0
    reason = because(nothing(len(flat)), flat, Unsaid.NO_SPREAD)
    return [
        *_differences(shown, test, reason, codebook),
        *_equivalences(shown, test, reason),
        _standardised(shown, reason),
        _detectable(shown, test, reason),
    ]


def _differences(
    shown: Shown, test: Welch, reason: Texts, codebook: Codebook
) -> list[pd.DataFrame]:
    """Welch's interval and p, the p adjusted within its family, and the verdict."""
    known, step = none(reason), shown.step.min(axis=-1)
    adjusted, method = adjusted_p(shown, test.p, known, codebook)
    called = verdicts(test.difference, adjusted, equivalent(test, shown.scale.sesoi))
    value, low, high = _to_steps(test.difference, test.low, test.high, step, known)
    verdict = np.where(known, called, nothing(len(known)))
    return [
        rows(
            shown, "mean_difference", "welch", value, low=low, high=high, step=step,
            reason=reason, verdict=verdict,
        ),
        *p_rows(shown, "p_welch", "welch", test.p, log10_p=test.log10_p, reason=reason),
        *p_rows(shown, "p_adjusted", method, adjusted, reason=reason),
    ]  # fmt: skip


def _equivalences(shown: Shown, test: Welch, reason: Texts) -> list[pd.DataFrame]:
    """The 90 % interval and the p of two one-sided tests, where a difference of interest is set."""
    found, asked = tost(test, shown.scale.sesoi), np.isfinite(shown.scale.sesoi)
    known, step = none(reason), shown.step.min(axis=-1)
    value, low, high = _to_steps(test.difference, found.low, found.high, step, known)
    return [
        rows(
            shown, "equivalence", "tost", value, low=low, high=high, step=step, reason=reason,
            where=asked,
        ),
        *p_rows(shown, "p_equivalence", "tost", found.p, reason=reason, where=asked),
    ]  # fmt: skip


def _standardised(shown: Shown, reason: Texts) -> pd.DataFrame:
    """Hedges' g, in steps as coarse as those of the means are in pooled SDs."""
    found = standardised(shown.moments, shown.step)
    with np.errstate(divide="ignore"):
        step = step_at_least(shown.step.min(axis=-1) / pooled_sd(shown.moments))
    value, low, high = _to_steps(found.value, found.low, found.high, step, none(reason))
    known = np.where(none(reason), step, np.nan)
    return rows(
        shown, "hedges_g", "noncentral-t", value, low=low, high=high, step=known, reason=reason
    )


def _detectable(shown: Shown, test: Welch, reason: Texts) -> pd.DataFrame:
    """The smallest true difference found with 80 % power; more than a step, as its error is."""
    step = shown.step.min(axis=-1)
    value = to_step(detectable(test), step)
    return rows(shown, "minimum_detectable", "noncentral-t-power", value, step=step, reason=reason)


def _to_steps(
    value: Floats, low: Floats, high: Floats, step: Floats, known: Mask
) -> tuple[Floats, Floats, Floats]:
    """A value and its interval at multiples of the step; NaN where they are not known."""
    told = (to_step(value, step), *outward(low, high, step))
    value, low, high = (np.where(known, each, np.nan) for each in told)
    return value, low, high
