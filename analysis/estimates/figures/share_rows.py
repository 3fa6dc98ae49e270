"""What is published of the shares at or above a cut, all of it from the counts of bands."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.counting.tabulation import GROUPS
from analysis.disclosure.rounding import Floats, outward, to_step, two_digit_step, two_digits
from analysis.disclosure.suppression import Mask
from analysis.estimates.figures.rows import Texts, Unsaid, because, none, nothing, rows
from analysis.estimates.figures.shown import Shown
from analysis.statistics.proportions import katz, newcombe


def share_rows(shown: Shown) -> list[pd.DataFrame]:
    """Each group's share, their difference and their ratio; nothing of scales without a cut.

    All hold for every share that the counts stand for.
    """
    shares = shown.shares
    there = shown.scale.share | (shown.scale.cut_band >= 0)
    reasons = [
        because(nothing(len(there)), ~each, Unsaid.TOO_FEW_TO_SAY) for each in shares.telling.T
    ]
    sides = [_side(shown, side, reasons[side], there) for side in range(len(GROUPS))]
    reason = np.where(none(reasons[0]), reasons[1], reasons[0])
    return [*sides, _difference(shown, reason, there), _ratio(shown, reason, there)]


def _side(shown: Shown, side: int, reason: Texts, there: Mask) -> pd.DataFrame:
    shares = shown.shares
    value, step, grid, low, high = (
        each[:, side] for each in (shares.value, shares.step, shares.grid, shares.low, shares.high)
    )
    ends = (np.clip(each, 0, 1) for each in outward(low, high, grid))
    value, low, high, step = _known(reason, value, *ends, step)
    return rows(
        shown, "share", "wilson", value, group=GROUPS[side], low=low, high=high, step=step,
        reason=reason, where=there,
    )  # fmt: skip


def _difference(shown: Shown, reason: Texts, there: Mask) -> pd.DataFrame:
    shares, fine = shown.shares, shown.shares.grid.min(axis=-1)
    ends = (np.clip(each, -1, 1) for each in outward(*newcombe(shares.ends), fine))
    value = to_step(shares.value[:, 0] - shares.value[:, 1], fine)
    value, low, high, step = _known(reason, value, *ends, sum_of_steps(shares.step))
    return rows(
        shown, "share_difference", "newcombe", value, low=low, high=high, step=step, reason=reason,
        where=there,
    )  # fmt: skip


def _ratio(shown: Shown, reason: Texts, there: Mask) -> pd.DataFrame:
    """Solo's share over team's with Katz's interval, to two significant digits."""
    shares = shown.shares
    nobody, everybody = shares.ends.least <= 0, shares.ends.most >= 1
    reason = because(reason, np.asarray(nobody.any(axis=-1)), Unsaid.NO_RATIO)
    beside = because(reason, np.asarray(everybody.all(axis=-1)), Unsaid.NO_RATIO_INTERVAL)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        ratio = shares.value[:, 0] / shares.value[:, 1]
    low, high = katz(shares.ends)
    ends = (outward(each, each, two_digit_step(each))[at] for at, each in enumerate((low, high)))
    (value,), (low, high) = _known(reason, two_digits(ratio)), _known(beside, *ends)
    return rows(shown, "share_ratio", "katz", value, low=low, high=high, reason=beside, where=there)


def sum_of_steps(step: Floats) -> Floats:
    """How far apart the exact differences may be, both groups' steps together."""
    return np.round(step.sum(axis=-1), 12)


def _known(reason: Texts, *told: Floats) -> list[Floats]:
    return [np.where(none(reason), each, np.nan) for each in told]
