"""What is published of which group tends to score higher, all of it from the counts of bands."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.counting.moments import Moments
from analysis.disclosure.rounding import Floats, outward, to_step
from analysis.disclosure.suppression import Mask
from analysis.estimates.figures.rows import Texts, Unsaid, because, none, nothing, p_rows, rows
from analysis.estimates.figures.shown import Shown
from analysis.statistics.comparison import Welch, welch
from analysis.statistics.ranks import hardly_overlapping, newcombe, rank_sum_p

BY_PLACEMENTS, BY_SCORE = "brunner-munzel", "newcombe-method-5"


def order_rows(shown: Shown) -> list[pd.DataFrame]:
    """Superiority and Cliff's delta, and their p.

    By Brunner and Munzel's t interval; where the groups hardly overlap by Newcombe's, which needs
    no placements but the superiority itself, with the rank sum's p without ties (the safe side).
    All hold for every order that the counts stand for.
    """
    order, n = shown.order, shown.moments.n.astype(float)
    test = _by_placements(shown)
    nearest = np.clip(0, order.least, order.most)
    by_score = hardly_overlapping(0.5 - np.abs(order.lead), n.min(axis=-1)) | np.isnan(test.error)
    alike = (order.lead == 0) & (order.sd.max(axis=-1) == 0)
    reason = because(nothing(len(nearest)), alike, Unsaid.NO_SPREAD)
    reason = because(reason, shown.uncompared, Unsaid.TOO_FEW_TO_SAY)
    low, high = _bounds(shown, test, by_score)
    safe_p, safe_log = rank_sum_p(nearest, n[:, 0], n[:, 1])
    p, log10_p = (
        np.where(by_score, *each) for each in ((safe_p, test.p), (safe_log, test.log10_p))
    )
    method = np.where(by_score, BY_SCORE, BY_PLACEMENTS).astype(object)
    p_method = np.where(by_score, "rank-sum-without-ties", BY_PLACEMENTS).astype(object)
    return [
        *_effects(shown, low, high, reason, method),
        *p_rows(shown, "p_brunner_munzel", p_method, p, log10_p=log10_p, reason=reason),
        *_rank_sum(shown, nearest, reason),
    ]


def _by_placements(shown: Shown) -> Welch:
    """Welch's test of the placements: their averages are the superiority less 1/2 and nothing."""
    order = shown.order
    lead, least, most = (
        np.stack([each, np.zeros_like(each)], axis=1)
        for each in (order.lead, order.least, order.most)
    )
    return welch(Moments(shown.moments.n, lead, order.sd), least, most)


def _bounds(shown: Shown, test: Welch, by_score: Mask) -> tuple[Floats, Floats]:
    """Of the superiority less 1/2: the t interval, or Newcombe's where that is wanted."""
    solo, team = shown.moments.n.astype(float).T
    ends = (
        newcombe(np.where(by_score, np.clip(each + 0.5, 0, 1), np.nan), solo, team)[side] - 0.5
        for side, each in enumerate((shown.order.least, shown.order.most))
    )
    low, high = (
        np.where(by_score, own, t) for own, t in zip(ends, (test.low, test.high), strict=True)
    )
    return low, high


def _effects(
    shown: Shown, low: Floats, high: Floats, reason: Texts, method: Texts
) -> list[pd.DataFrame]:
    """Both are rounded as distances from no difference, so that exchanging groups mirrors them."""
    order, known = shown.order, none(reason)
    ends = (to_step(order.lead, order.grid), *outward(low, high, order.grid))
    value, start, end = (np.where(known, each, np.nan) for each in ends)
    theta = [np.clip(np.round(each + 0.5, 12), 0, 1) for each in (value, start, end)]
    delta = [np.clip(np.round(2 * each, 12), -1, 1) for each in (value, start, end)]
    return [
        rows(
            shown, measure, method, told[0], low=told[1], high=told[2],
            step=np.where(known, width, np.nan), reason=reason,
        )
        for measure, told, width in (
            ("superiority", theta, order.step),
            ("cliffs_delta", delta, 2 * order.step),
        )
    ]  # fmt: skip


def _rank_sum(shown: Shown, nearest: Floats, reason: Texts) -> list[pd.DataFrame]:
    """Mann and Whitney's p, an expert's figure: it holds where the spreads are equal."""
    order = shown.order
    why = because(reason, order.ties <= 0, Unsaid.NO_SPREAD)
    solo, team = shown.moments.n.astype(float).T
    p, _ = rank_sum_p(nearest, solo, team, np.maximum(order.ties, 0))
    return p_rows(shown, "p_mann_whitney", "mann-whitney", p, reason=why)
