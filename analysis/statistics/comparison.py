"""Solo against team: the difference of means, whether it is big enough to matter, the verdict."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from analysis.counting.moments import Floats, Moments
from analysis.published import Verdict
from analysis.statistics.tails import log_t_tail

ALPHA = 0.05  # so that intervals are 95% ones


@dataclass(frozen=True)
class Tost:
    """Two one-sided tests of a difference within +-smallest, in the shape of the test's arrays.

    ``low`` and ``high`` bound the 90% interval; ``p`` is the larger of the two, and ``log10_p``
    stays finite where it underflows. NaN where not estimable.
    """

    low: Floats
    high: Floats
    statistic: Floats
    p: Floats
    log10_p: Floats


@dataclass(frozen=True)
class Welch:
    """Solo minus team for each cohort and measure, with Welch's interval.

    Arrays of shape (cohorts, measures with the head count first), in the measure's unit; NaN
    where not estimable. ``least`` and ``most`` are the differences that the exact means may have,
    both the ``difference`` where these are known. ``p`` is two-sided; ``log10_p`` stays finite
    where ``p`` underflows.
    """

    difference: Floats
    least: Floats
    most: Floats
    error: Floats
    df: Floats
    low: Floats
    high: Floats
    p: Floats
    log10_p: Floats


def welch(found: Moments, least: Floats | None = None, most: Floats | None = None) -> Welch:
    """Welch's t interval and test of solo minus team (Welch 1947, Biometrika 34, 28-35).

    Of means that were rounded, ``least`` and ``most`` (of the moments' shape) bound the exact
    ones. The interval is the union of those of all exact differences, and p the largest of theirs
    (Imbens & Manski 2004, Econometrica 72, 1845-1857, section 2): what exact means would leave
    open is left open.
    """
    n, mean = found.n.astype(float), found.mean
    lowest, highest = (mean if end is None else end for end in (least, most))
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = found.sd**2 / n
        variance = parts.sum(axis=-1)
        error = np.where(found.sd.max(axis=-1) > 0, np.sqrt(variance), np.nan)
        df = variance**2 / (parts**2 / (n - 1)).sum(axis=-1)
        difference = mean[..., 0] - mean[..., 1]
        start, end = lowest[..., 0] - highest[..., 1], highest[..., 0] - lowest[..., 1]
        reach = special.stdtrit(df, 1 - ALPHA / 2) * error
        t = np.abs(np.clip(0, start, end)) / error
        log10_p = (log_t_tail(t, df) + np.log(2)) / np.log(10)
    return Welch(
        difference, start, end, error, df, start - reach, end + reach,
        2 * special.stdtr(df, -t), log10_p,
    )  # fmt: skip


def tost(found: Welch, smallest: Floats | float) -> Tost:
    """Whether the difference lies within +-smallest, by two one-sided Welch tests at 5% each.

    p is P(T > (smallest - |difference|) / error), and the interval is the 90% one; of rounded
    means, those of the differences that are furthest from nothing. Schuirmann 1987, J
    Pharmacokinet Biopharm 15, 657-680; ``smallest`` broadcasts against the differences.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        t = (smallest - np.maximum(-found.least, found.most)) / found.error
        reach = special.stdtrit(found.df, 1 - ALPHA) * found.error
        p = special.stdtr(found.df, -t)
        log_p = np.where(t > 0, log_t_tail(np.maximum(t, 0), found.df), np.log(p))
    return Tost(found.least - reach, found.most + reach, t, p, log_p / np.log(10))


def equivalent(found: Welch, smallest: Floats | float) -> npt.NDArray[np.bool_]:
    """Whether the 90% interval of the difference lies within +-smallest (``tost``)."""
    return within(tost(found, smallest), smallest)


def within(found: Tost, smallest: Floats | float) -> npt.NDArray[np.bool_]:
    """Whether the 90% interval of a test of equivalence lies within +-smallest."""
    with np.errstate(invalid="ignore"):
        return np.asarray((found.low > -np.asarray(smallest)) & (found.high < smallest))


def verdicts(
    difference: Floats, p_adjusted: Floats, same: npt.NDArray[np.bool_]
) -> npt.NDArray[np.object_]:
    """The words of the rule in its order, in the arrays' shape.

    About the same, then higher or lower, else too uncertain.
    """
    sure = p_adjusted < ALPHA
    called = (same, sure & (difference > 0), sure, np.ones_like(sure))
    rule = (Verdict.SAME, Verdict.HIGHER, Verdict.LOWER, Verdict.UNCERTAIN)
    words = np.array([each.value for each in rule], dtype=object)
    return np.asarray(words[np.argmax(np.stack(called), axis=0)])


def verdict(difference: float, p_adjusted: float, *, same: bool) -> Verdict:
    """The verdict on one difference."""
    found = verdicts(np.array([difference]), np.array([p_adjusted]), np.array([same]))
    return Verdict(found[0])


def adjusted(p: list[float], method: str) -> list[float]:
    """p-values adjusted within a family by 'holm' or 'benjamini-hochberg'."""
    from statsmodels.stats.multitest import multipletests

    names = {"holm": "holm", "benjamini-hochberg": "fdr_bh"}
    return [float(each) for each in multipletests(p, method=names[method])[1]] if p else []
