"""What is published of each group: how many, the average, the spread, the middle."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import special

from analysis.counting.tabulation import GROUPS, Ints
from analysis.disclosure.rounding import COUNT_STEP, Floats, outward, step_at_least, to_step
from analysis.estimates.figures.rows import Unsaid, because, none, nothing, rows
from analysis.estimates.figures.shown import NO_HEADS, Shown
from analysis.statistics.comparison import ALPHA

MEDIAN_FROM, FINE_MEDIAN_FROM = 50, 500  # people in the group
COARSE, FINE = 0.05, 0.01  # of the range: steps of 5 and of 1 on a scale of 0 to 100


def group_rows(shown: Shown) -> list[pd.DataFrame]:
    """Sizes, means and medians of both groups, SDs of large ones."""
    made = (sizes, averages, medians)
    return [told for side in range(len(GROUPS)) for each in made for told in each(shown, side)]


def sizes(shown: Shown, side: int) -> list[pd.DataFrame]:
    """How many have a score, as the bands add up, and how many of the group's people don't.

    More can't have a score than the head count allows. The latter is the difference to it: from
    the fewest to the most it can be. Neither tells more than the published counts do.
    """
    group, heads = GROUPS[side], shown.heads[:, side]
    about, low, high = (each[:, side] for each in vars(shown.sizes).values())
    least = np.maximum(heads - high, 0)
    most = np.maximum(heads + COUNT_STEP - 1 - low, 0)
    counted = heads != NO_HEADS
    about = np.where(counted, np.minimum(about, np.maximum(heads + COUNT_STEP // 2, low)), about)
    high = np.where(counted, np.minimum(high, np.maximum(heads + COUNT_STEP - 1, low)), high)
    return [
        rows(shown, "n", "sum-of-bands", about, group=group, low=low, high=high),
        rows(
            shown, "unscored", "difference-of-counts", (least + most) // 2, group=group,
            low=least, high=most, where=heads != NO_HEADS,
        ),
    ]  # fmt: skip


def averages(shown: Shown, side: int) -> list[pd.DataFrame]:
    """Mean with its 95% interval within the possible range; SD where it is published.

    Student's, of all means that the published one stands for; of a score with two values Wilson's,
    or no mean at all where it would rest on too few.
    """
    group, spread, two = GROUPS[side], shown.spread[:, side], shown.scale.two
    value, least, most, step, grid = (each[:, side] for each in vars(shown.averages).values())
    n, _, sd = (each[:, side] for each in vars(shown.moments).values())
    reach = special.stdtrit(n - 1, 1 - ALPHA / 2) * sd / np.sqrt(n)
    ends = shown.scale.low, shown.scale.high
    width = ends[1] - ends[0]
    shares = shown.shares.low[:, side], shown.shares.high[:, side]
    lowest = np.where(two, ends[0] + width * shares[0], least - reach)
    highest = np.where(two, ends[0] + width * shares[1], most + reach)
    low, high = (np.clip(each, *ends) for each in outward(lowest, highest, grid))
    reason = because(nothing(len(n)), shown.untold[:, side], Unsaid.TOO_FEW_TO_SAY)
    value, low, high, step = (
        np.where(none(reason), each, np.nan) for each in (value, low, high, step)
    )
    method = np.where(two, "wilson", "student").astype(object)
    return [
        rows(
            shown, "mean", method, value, group=group, low=low, high=high, step=step,
            reason=reason,
        ),
        rows(
            shown, "sd", "standard-deviation", spread, group=group, step=step,
            where=~np.isnan(spread),
        ),
    ]  # fmt: skip


def medians(shown: Shown, side: int) -> list[pd.DataFrame]:
    """The middle of the published bands, of scales; a share has none."""
    n = shown.moments.n[:, side]
    value, width = _middle(shown.bands[:, side], shown.edges)
    whole = shown.scale.high - shown.scale.low
    fine = n >= FINE_MEDIAN_FROM
    step = step_at_least(np.minimum(whole * np.where(fine, FINE, COARSE), width / 4))
    reason = because(nothing(len(n)), n < MEDIAN_FROM, Unsaid.FEW_FOR_MEDIAN)
    reason = because(reason, width > whole / 2, Unsaid.WIDE_BAND)
    told = np.where(none(reason), to_step(value, step), np.nan)
    return [
        rows(
            shown, "median", "bands", told, group=GROUPS[side],
            step=np.where(np.isnan(told), np.nan, step), reason=reason, where=~shown.scale.two,
        )
    ]  # fmt: skip


def _middle(counts: Ints, edges: Floats) -> tuple[Floats, Floats]:
    """The point below which half of the counts lie, spread evenly in its band; that band's width.

    ``counts`` (cells, bands), ``edges`` (cells, bands + 1).
    """
    half = counts.sum(axis=-1) / 2
    reached = np.cumsum(counts, axis=-1)
    band = np.argmax(reached >= half[:, None], axis=-1)[:, None]
    here, before = (np.take_along_axis(each, band, -1)[:, 0] for each in (counts, reached - counts))
    start, end = (np.take_along_axis(edges, band + more, -1)[:, 0] for more in (0, 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        return start + (half - before) / here * (end - start), end - start
