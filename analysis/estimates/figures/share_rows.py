"""What is published of the shares at or above a cut, all of it from the rounded shares."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.counting.tabulation import GROUPS
from analysis.disclosure.rounding import outward, to_step, two_digit_step, two_digits
from analysis.disclosure.suppression import Mask
from analysis.estimates.figures.rows import Unsaid, because, none, nothing, rows
from analysis.estimates.figures.shown import Shown
from analysis.statistics.proportions import Z, katz_error, newcombe_difference, wilson


def share_rows(shown: Shown) -> list[pd.DataFrame]:
    """Each group's share, their difference and their ratio; nothing of scales without a cut."""
    share, step = shown.share, shown.share_step
    there = np.asarray(~np.isnan(share).any(axis=-1))
    low, high = wilson(share, shown.moments.n.astype(float), shown.share_rounding)
    told = [np.clip(each, 0, 1) for each in outward(low, high, step)]
    sides = [
        rows(
            shown, "share", "wilson", share[:, side], group=group,
            low=told[0][:, side], high=told[1][:, side], step=step[:, side], where=there,
        )
        for side, group in enumerate(GROUPS)
    ]  # fmt: skip
    start, end = newcombe_difference(share, low, high)
    fine = step.min(axis=-1)
    start, end = (np.clip(each, -1, 1) for each in outward(start, end, fine))
    value = to_step(share[:, 0] - share[:, 1], fine)
    apart = rows(
        shown, "share_difference", "newcombe", value, low=start, high=end, step=fine, where=there
    )
    return [*sides, apart, _ratios(shown, there)]


def _ratios(shown: Shown, there: Mask) -> pd.DataFrame:
    """Solo's share over team's with Katz's interval, to two significant digits."""
    share, n = shown.share, shown.moments.n.astype(float)
    error = katz_error(share, 1 - share, n, shown.share_rounding)
    reason = because(nothing(len(share)), (share == 0).any(axis=-1), Unsaid.NO_RATIO)
    reason = because(reason, (share == 1).all(axis=-1), Unsaid.NO_RATIO_INTERVAL)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        ratio = np.where((share > 0).all(axis=-1), share[:, 0] / share[:, 1], np.nan)
        start, end = ratio / np.exp(Z * error), ratio * np.exp(Z * error)
    ends = (outward(each, each, two_digit_step(each)) for each in (start, end))
    low, high = (np.where(none(reason), each[side], np.nan) for side, each in enumerate(ends))
    return rows(
        shown, "share_ratio", "katz", two_digits(ratio), low=low, high=high, reason=reason,
        where=there,
    )  # fmt: skip
