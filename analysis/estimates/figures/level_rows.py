"""What is published of averages by the answer that makes the groups, such as the team size."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import special

from analysis.counting.cohorts import EVERYONE
from analysis.counting.tabulation import GROUPS
from analysis.disclosure.rounding import Floats, outward
from analysis.disclosure.suppression import Mask
from analysis.estimates.figures.cut_shares import tells
from analysis.estimates.figures.rows import Unsaid, because, nothing
from analysis.estimates.figures.shown import Shown
from analysis.levels import LEVEL, is_level
from analysis.statistics.comparison import ALPHA
from analysis.statistics.proportions import Shares

KEY = ["indicator", "group", "term"]


def level_rows(means: pd.DataFrame, shown: Shown) -> list[pd.DataFrame]:
    """Sizes and averages by answer, with a 95% interval within the possible range.

    No bands are published by answer: the SD is that of the whole group (``shown`` of everyone).
    The average of a score with two values is that of rounded counts, rounded once more: its
    interval is Wilson's, and where it would rest on too few it is not told.
    """
    rows = means[is_level(means)]
    sizes = rows[rows["measure"] == f"{LEVEL}n"].assign(method="rounded-count")
    told = rows[rows["measure"] == f"{LEVEL}mean"]
    if not len(told):
        return []
    n = sizes.set_index(KEY)["low"].reindex(pd.MultiIndex.from_frame(told[KEY])).to_numpy(float)
    mean, step = told["value"].to_numpy(float), told["step"].to_numpy(float)
    two, low, high, sd = _scales(told, shown)
    step = np.where(two, 2 * step, step)
    reach = special.stdtrit(n - 1, 1 - ALPHA / 2) * sd / np.sqrt(n)
    ends, width = (mean - step / 2, mean + step / 2), high - low
    least, most = (np.clip((each - low) / width, 0, 1) for each in ends)
    shares = Shares(least, most, n, n).bounds()
    lowest = np.where(two, low + width * shares[0], ends[0] - reach)
    highest = np.where(two, low + width * shares[1], ends[1] + reach)
    told_in = told["step"].to_numpy(float)
    start, end = (np.clip(e, low, high) for e in outward(lowest, highest, told_in))
    untold = two & ~tells(step / width, (end - start) / width)
    value, start, end, step = (np.where(untold, np.nan, each) for each in (mean, start, end, step))
    said = {"value": value, "low": start, "high": end, "step": step}
    method = np.where(two, "wilson", "student").astype(object)
    why = because(nothing(len(told)), untold, Unsaid.TOO_FEW_TO_SAY)
    return [sizes, told.assign(**said, method=method, reason=why)]


def _scales(told: pd.DataFrame, shown: Shown) -> tuple[Mask, Floats, Floats, Floats]:
    """Whether each row's score has two values, its possible range, and the whole group's SD."""
    place = {name: at for at, name in enumerate(shown.indicator) if shown.cohort[at] == EVERYONE}
    at = told["indicator"].map(place).to_numpy(dtype=np.int64)
    side = (told["group"] == GROUPS[1]).to_numpy().astype(np.int64)
    scale = shown.scale
    return scale.two[at], scale.low[at], scale.high[at], shown.moments.sd[at, side]
