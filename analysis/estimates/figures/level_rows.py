"""What is published of averages by the answer that makes the groups, such as the team size."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import special

from analysis.counting.cohorts import EVERYONE
from analysis.counting.tabulation import GROUPS
from analysis.disclosure.rounding import Floats, outward
from analysis.estimates.figures.shown import Shown
from analysis.levels import LEVEL, is_level
from analysis.statistics.comparison import ALPHA

KEY = ["indicator", "group", "term"]


def level_rows(means: pd.DataFrame, shown: Shown) -> list[pd.DataFrame]:
    """Sizes and averages by answer, with Student's 95 % interval within the possible range.

    No bands are published by answer: the SD is that of the whole group (``shown`` of everyone),
    that of a share follows from its average.
    """
    rows = means[is_level(means)]
    sizes = rows[rows["measure"] == f"{LEVEL}n"].assign(method="rounded-count")
    told = rows[rows["measure"] == f"{LEVEL}mean"].assign(method="student")
    if not len(told):
        return []
    n = sizes.set_index(KEY)["low"].reindex(pd.MultiIndex.from_frame(told[KEY])).to_numpy(float)
    mean, step = told["value"].to_numpy(float), told["step"].to_numpy(float)
    low, high, sd = _scales(told, mean, shown)
    reach = special.stdtrit(n - 1, 1 - ALPHA / 2) * np.sqrt(sd**2 / n + step**2 / 12)
    start, end = (np.clip(e, low, high) for e in outward(mean - reach, mean + reach, step))
    return [sizes, told.assign(low=start, high=end)]


def _scales(told: pd.DataFrame, mean: Floats, shown: Shown) -> tuple[Floats, Floats, Floats]:
    """The possible range of each row, and its SD."""
    place = {name: at for at, name in enumerate(shown.indicator) if shown.cohort[at] == EVERYONE}
    at = told["indicator"].map(place).to_numpy(dtype=np.int64)
    low, high = shown.scale.low[at], shown.scale.high[at]
    whole = shown.moments.sd[at, (told["group"] == GROUPS[1]).to_numpy().astype(np.int64)]
    inside = np.clip(mean, low, high)
    of_two = np.sqrt((inside - low) * (high - inside))
    return low, high, np.where(shown.scale.two[at], of_two, whole)
