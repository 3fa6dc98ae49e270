"""What is published of which group tends to score higher, all of it from the counts of bands."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.disclosure.rounding import Floats, outward, to_step
from analysis.disclosure.suppression import Mask
from analysis.estimates.figures.rows import Texts, Unsaid, because, none, nothing, p_rows, rows
from analysis.estimates.figures.shown import Shown
from analysis.statistics.comparison import welch
from analysis.statistics.ranks import hardly_overlapping, newcombe, rank_sum_p

BY_PLACEMENTS, BY_SCORE = "brunner-munzel", "newcombe-method-5"


def order_rows(shown: Shown) -> list[pd.DataFrame]:
    """Superiority and Cliff's delta, and their p.

    By Brunner and Munzel's t interval; where the groups hardly overlap by Newcombe's, which needs
    no placements but the superiority itself, with the rank sum's p without ties (the safe side).
    """
    order, n = shown.order, shown.moments.n.astype(float)
    lead = order.placed.mean[:, 0]
    test = welch(order.placed, order.rounding)
    by_score = hardly_overlapping(0.5 - np.abs(lead), n.min(axis=-1)) | np.isnan(test.error)
    alike = (lead == 0) & (order.placed.sd.max(axis=-1) == 0)
    reason = because(nothing(len(lead)), alike, Unsaid.NO_SPREAD)
    low, high = _bounds(shown, test.low, test.high, by_score)
    safe_p, safe_log = rank_sum_p(lead, n[:, 0], n[:, 1], rounding=_blur(order.rounding))
    p, log10_p = (
        np.where(by_score, *each) for each in ((safe_p, test.p), (safe_log, test.log10_p))
    )
    method = np.where(by_score, BY_SCORE, BY_PLACEMENTS).astype(object)
    p_method = np.where(by_score, "rank-sum-without-ties", BY_PLACEMENTS).astype(object)
    return [
        *_effects(shown, lead, low, high, reason, method),
        *p_rows(shown, "p_brunner_munzel", p_method, p, log10_p=log10_p, reason=reason),
        *_rank_sum(shown, reason),
    ]


def _bounds(shown: Shown, low: Floats, high: Floats, by_score: Mask) -> tuple[Floats, Floats]:
    """Of the superiority less 1/2: the t interval, or Newcombe's where that is wanted."""
    theta = np.where(by_score, np.clip(shown.order.placed.mean[:, 0] + 0.5, 0, 1), np.nan)
    solo, team = shown.moments.n.astype(float).T
    ends = newcombe(theta, solo, team, _blur(shown.order.rounding))
    start, end = (
        np.where(by_score, own - 0.5, t) for own, t in zip(ends, (low, high), strict=True)
    )
    return start, end


def _blur(rounding: Floats) -> Floats:
    """The one step whose rounding blurs the superiority as much as those of both groups."""
    return np.sqrt((rounding**2).sum(axis=-1))


def _effects(
    shown: Shown, lead: Floats, low: Floats, high: Floats, reason: Texts, method: Texts
) -> list[pd.DataFrame]:
    """Both are rounded as distances from no difference, so that exchanging groups mirrors them."""
    step, known = shown.order.step, none(reason)
    ends = (to_step(lead, step), *outward(low, high, step))
    value, start, end = (np.where(known, each, np.nan) for each in ends)
    theta = [np.clip(np.round(each + 0.5, 12), 0, 1) for each in (value, start, end)]
    delta = [np.clip(np.round(2 * each, 12), -1, 1) for each in (value, start, end)]
    return [
        rows(shown, measure, method, told[0], low=told[1], high=told[2], step=width, reason=reason)
        for measure, told, width in (
            ("superiority", theta, step),
            ("cliffs_delta", delta, 2 * step),
        )
    ]


def _rank_sum(shown: Shown, reason: Texts) -> list[pd.DataFrame]:
    """Mann and Whitney's p, an expert's figure: it holds where the spreads are equal."""
    order = shown.order
    why = because(reason, order.ties <= 0, Unsaid.NO_SPREAD)
    solo, team = shown.moments.n.astype(float).T
    ties, blur = np.maximum(order.ties, 0), _blur(order.rounding)
    p, _ = rank_sum_p(order.placed.mean[:, 0], solo, team, ties, blur)
    return p_rows(shown, "p_mann_whitney", "mann-whitney", p, reason=why)
