"""Whether the items of a scale work alike for solo and team (differential item functioning).

At the same score on the scale's other items, do both groups answer an item alike? Unless they
do, a gap in the scale may be one of wording.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy import stats

from analysis.codebook import SMALLEST_K
from analysis.models.modelled import (
    SMALLEST_DF,
    Floats,
    Ints,
    Modelled,
    Unmodelled,
    distinct,
    from_error,
    log10_p_of_t,
)
from analysis.models.ordered_logit import fit_ordered, thresholds_only

METHOD = "ordered logit of the item on the rest score and the group, likelihood ratio, 1 df"
NEGLIGIBLE = 0.02  # of McFadden's R2; Choi, Gibbons & Crane 2011, J Stat Softw 39(8)
SAME_REST = "everybody has the same score on the scale's other questions"


@dataclass(frozen=True)
class ItemFunctioning:
    """One item: how differently the groups answer it at the same rest score.

    ``odds`` is the log odds ratio of a higher answer, solo against team, with Wald's interval;
    its ``statistic``, ``df``, ``p`` and ``log10_p`` are the likelihood ratio test's. ``change`` is
    the gain in McFadden's R2, 0 to 1; below ``NEGLIGIBLE`` the item works alike. None if ``odds``
    gives a reason.
    """

    item: str
    odds: Modelled
    change: float | None = None

    @property
    def works_alike(self) -> bool | None:
        return None if self.change is None else self.change < NEGLIGIBLE


def item_functioning(
    items: Sequence[str],
    scores: Floats,
    solo: npt.NDArray[np.bool_],
    n: Ints,
    k: int = SMALLEST_K,
) -> tuple[ItemFunctioning, ...]:
    """Uniform differential item functioning of every item, in order.

    ``scores`` (rows, items) in points, reversed items mirrored, NaN where unanswered; ``solo``
    (rows,) bool; ``n`` (rows,) people. People count who answered all items. With L0, L1, L2 the
    likelihoods of thresholds alone, + rest score, + group: chi2 = 2 (log L2 - log L1) on 1 df,
    change = (log L2 - log L1) / -log L0. Zumbo 1999, A Handbook on DIF; Swaminathan & Rogers 1990,
    J Educ Meas 27, 361-370. Raises nothing: see ``Unmodelled``.
    """
    whole = np.isfinite(scores).all(axis=1) & (n > 0)
    held, side, people = scores[whole], solo[whole], n[whole]
    told = []
    for at, item in enumerate(items):
        # Rounded, so that equal sums of points are equal whatever order they were added in.
        rest = np.round(np.delete(held, at, axis=1).sum(axis=1), 9)
        first, _, count = distinct([held[:, at], rest, side], people)
        told.append(_one(item, held[first, at], rest[first], side[first], count, k))
    return tuple(told)


def _one(
    item: str, answer: Floats, rest: Floats, solo: npt.NDArray[np.bool_], n: Ints, k: int
) -> ItemFunctioning:
    people = int(n.sum())
    reason = _why_not(answer, rest, solo, n, k)
    if reason:
        return ItemFunctioning(item, Modelled(METHOD, people, reason=reason))
    null = thresholds_only(answer, n)
    alone = fit_ordered(rest[:, None], answer, n)
    both = fit_ordered(np.column_stack([rest, solo]), answer, n)
    if isinstance(alone, Unmodelled):
        return ItemFunctioning(item, Modelled(METHOD, people, reason=alone))
    if isinstance(both, Unmodelled):
        return ItemFunctioning(item, Modelled(METHOD, people, reason=both))
    gain = max(both.log_likelihood - alone.log_likelihood, 0.0)
    wald = from_error(float(both.coefficients[1]), float(both.errors[1]), None, people, METHOD)
    # chi2 on 1 df is a squared normal deviate: its p is the deviate's two-sided one.
    odds = replace(
        wald,
        statistic=2 * gain,
        df=1.0,
        p=float(stats.chi2.sf(2 * gain, 1)),
        log10_p=log10_p_of_t(math.sqrt(2 * gain), None),
    )
    return ItemFunctioning(item, odds, gain / -null)


def _why_not(
    answer: Floats, rest: Floats, solo: npt.NDArray[np.bool_], n: Ints, k: int
) -> str | None:
    if not len(n):
        return Unmodelled.NOBODY
    if min(n[solo].sum(), n[~solo].sum()) < k:
        return Unmodelled.ONE_GROUP
    if np.ptp(answer) == 0:
        return Unmodelled.SAME_SCORE
    if n.sum() - len(np.unique(answer)) - 1 < SMALLEST_DF:
        return Unmodelled.TOO_FEW
    return SAME_REST if np.ptp(rest) == 0 else None
