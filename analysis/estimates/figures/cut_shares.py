"""The shares of people at or above a cut, as far as the published counts of bands tell them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.counting.tabulation import Ints
from analysis.disclosure.rounding import COUNT_STEP, DUST, Floats, step_at_least, to_step
from analysis.disclosure.suppression import Mask
from analysis.estimates.figures.scale_facts import Scales
from analysis.published import COARSEST, WIDEST
from analysis.statistics.proportions import Shares

FINER = 10  # how much finer a share is told than what it may be: as the middle of that


@dataclass(frozen=True)
class CutShares:
    """Shares from 0 to 1, shape (cells, groups), NaN without a cut.

    ``value`` is that of the published counts, in units of ``grid``; the exact one lies between the
    ``ends``, and at most half a ``step`` away. ``low`` and ``high`` are its 95% bounds;
    ``telling`` is whether there are enough people for it to say anything.
    """

    value: Floats
    step: Floats
    grid: Floats
    ends: Shares
    low: Floats
    high: Floats
    telling: Mask


def tells(step: Floats, width: Floats) -> Mask:
    """Whether a share from 0 to 1 of this step and interval says anything."""
    return np.asarray((step <= COARSEST + DUST) & (width <= WIDEST + DUST))


def cut_shares(bands: Ints, scale: Scales) -> CutShares:
    """The shares by published counts (cells, groups, bands), 0 beyond the last.

    Of a score with two values the cut is the upper. The exact share lies between those of the
    fewest people above with the most below, and of the most above with the fewest below.
    """
    cut = np.where(scale.two, 1, scale.cut_band)[:, None, None]
    there, reach = bands > 0, COUNT_STEP // 2
    sides = (
        there & (np.arange(bands.shape[-1]) >= cut),
        there & (np.arange(bands.shape[-1]) < cut),
    )
    counts = [np.where(side, bands, 0).sum(axis=-1).astype(float) for side in sides]
    bounds = [
        (each - reach * side.sum(axis=-1), each + reach * side.sum(axis=-1))
        for each, side in zip(counts, sides, strict=True)
    ]
    known = np.where(cut[..., 0] >= 0, 1.0, np.nan)
    ends = Shares.between(*bounds)
    ends = Shares(ends.least * known, ends.most * known, ends.n_least, ends.n_most)
    grid = step_at_least(ends.most - ends.least) / FINER
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.clip(to_step(counts[0] / (counts[0] + counts[1]) * known, grid), 0, 1)
    step = step_at_least(2 * np.maximum(value - ends.least, ends.most - value))
    low, high = ends.bounds()
    return CutShares(value, step, grid, ends, low, high, tells(step, high - low))
