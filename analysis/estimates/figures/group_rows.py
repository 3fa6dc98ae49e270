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
    """Sizes, means, SDs and medians of both groups."""
    made = (sizes, averages, medians)
    return [told for side in range(len(GROUPS)) for each in made for told in each(shown, side)]


def sizes(shown: Shown, side: int) -> list[pd.DataFrame]:
    """How many have a score, and how many of the group's people don't.

    The latter is the difference of the two published counts and tells no more than they do: from
    the smallest to the largest it can be, 'under 5' where both stand in the same five.
    """
    n, group = shown.moments.n[:, side], GROUPS[side]
    heads = shown.heads[:, side]
    apart = heads - n
    reach = COUNT_STEP - 1
    least = np.maximum(apart - reach, 0)
    return [
        rows(
            shown, "n", "rounded-count", n + COUNT_STEP // 2, group=group,
            low=n, high=n + reach, step=COUNT_STEP,
        ),
        rows(
            shown, "unscored", "difference-of-counts", (least + apart + reach) // 2, group=group,
            low=least, high=apart + reach, where=heads != NO_HEADS,
        ),
    ]  # fmt: skip


def averages(shown: Shown, side: int) -> list[pd.DataFrame]:
    """Mean with Student's 95 % interval within the possible range, and SD."""
    group, step = GROUPS[side], shown.step[:, side]
    n, mean, sd = (each[:, side] for each in vars(shown.moments).values())
    error = np.sqrt(sd**2 / n + step**2 / 12)
    reach = special.stdtrit(n - 1, 1 - ALPHA / 2) * error
    ends = shown.scale.low, shown.scale.high
    low, high = (np.clip(each, *ends) for each in outward(mean - reach, mean + reach, step))
    return [
        rows(shown, "mean", "student", mean, group=group, low=low, high=high, step=step),
        rows(shown, "sd", "standard-deviation", sd, group=group, step=step),
    ]


def medians(shown: Shown, side: int) -> list[pd.DataFrame]:
    """The middle of the published bands, of scales; a share has none."""
    n = shown.moments.n[:, side]
    value, width = _middle(shown.bands[:, side], shown.scale.edges)
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
