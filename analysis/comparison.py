"""Solo against team: the difference of means, whether it is big enough to matter, the verdict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy import special

from analysis.estimation import Floats, Moments
from analysis.published import Verdict
from analysis.tails import log_t_tail

ALPHA = 0.05  # so that intervals are 95 % ones


class NotEstimable(StrEnum):
    """Why there is no difference to tell, in words."""

    TOO_FEW = "a group has fewer than two scored people"
    NO_SPREAD = "everybody in both groups has the same score"
    NO_ROUNDED_SPREAD = "the rounded scores show no spread in either group"


@dataclass(frozen=True)
class Welch:
    """Solo minus team for each cohort and measure, with Welch's interval.

    Arrays of shape (cohorts, measures with the head count first), in the measure's unit; NaN
    where not estimable. ``p`` is two-sided; ``log10_p`` stays finite where ``p`` underflows.
    """

    difference: Floats
    error: Floats
    df: Floats
    low: Floats
    high: Floats
    p: Floats
    log10_p: Floats


def welch(found: Moments, rounding: Floats | float = 0.0) -> Welch:
    """Welch's t interval and test of solo minus team (Welch 1947, Biometrika 34, 28-35).

    Means that were rounded to steps of ``rounding`` (of the moments' shape) carry the variance
    of that rounding, step^2 / 12, on top of their sampling variance.
    """
    n, mean = found.n.astype(float), found.mean
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = found.sd**2 / n + np.square(rounding) / 12
        variance = parts.sum(axis=-1)
        error = np.where(found.sd.max(axis=-1) > 0, np.sqrt(variance), np.nan)
        df = variance**2 / (parts**2 / (n - 1)).sum(axis=-1)
        difference = mean[..., 0] - mean[..., 1]
        reach = special.stdtrit(df, 1 - ALPHA / 2) * error
        t = np.abs(difference) / error
        log10_p = (log_t_tail(t, df) + np.log(2)) / np.log(10)
    return Welch(
        difference, error, df, difference - reach, difference + reach,
        2 * special.stdtr(df, -t), log10_p,
    )  # fmt: skip


def why_not(n: tuple[int, int], sd: tuple[float, float]) -> NotEstimable | None:
    """The reason why a difference of two groups can't be estimated, or None."""
    if min(n) < 2:
        return NotEstimable.TOO_FEW
    return NotEstimable.NO_SPREAD if max(sd) == 0 else None


def equivalent(found: Welch, smallest: Floats) -> np.ndarray:
    """Whether the difference lies within +-smallest by two one-sided tests at 5 % (TOST).

    Schuirmann 1987, J Pharmacokinet Biopharm 15, 657-680; ``smallest`` broadcasts against the
    differences.
    """
    with np.errstate(invalid="ignore"):
        reach = special.stdtrit(found.df, 1 - ALPHA) * found.error
        return (found.difference - reach > -smallest) & (found.difference + reach < smallest)


def verdict(difference: float, p_adjusted: float, *, same: bool) -> Verdict:
    """The rule in its order: about the same, then higher or lower, else too uncertain."""
    if same:
        return Verdict.SAME
    if p_adjusted < ALPHA:
        return Verdict.HIGHER if difference > 0 else Verdict.LOWER
    return Verdict.UNCERTAIN


def adjusted(p: list[float], method: str) -> list[float]:
    """p-values adjusted within a family by 'holm' or 'benjamini-hochberg'."""
    from statsmodels.stats.multitest import multipletests

    names = {"holm": "holm", "benjamini-hochberg": "fdr_bh"}
    return [float(each) for each in multipletests(p, method=names[method])[1]] if p else []
