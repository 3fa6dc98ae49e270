"""What a model gives back: one number with its interval and test, or why there is none.

Models need respondents, not tallies, so they are computed once, when a release is cut.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
from scipy import stats

from analysis.statistics.comparison import ALPHA
from analysis.statistics.tails import log_t_tail

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

SMALLEST_DF = 30  # residual degrees of freedom that a published model needs


class Unmodelled(StrEnum):
    """Why a model gives no number, in words."""

    NOBODY = "nobody answered everything this model needs"
    TOO_FEW = "too few people answered everything this model needs"
    ONE_GROUP = "too few people of one of the groups answered everything this model needs"
    TOO_FEW_RECEIVED = "too few people of one of the groups have, or have not, received it"
    SAME_SCORE = "everybody has the same score"
    NO_SPREAD_LEFT = "nothing is left to vary once the groups are told apart"
    SINGULAR = "two of the things it compares can't be told apart in these answers"
    ALONE = "one answer alone decides a part of the model"
    NO_CONVERGENCE = "the computation found no stable answer"
    SEPARATED = "one group or score predicts the answers without exception"


@dataclass(frozen=True)
class Modelled:
    """One estimated number; where ``reason`` says why there is none, all others are None.

    ``value`` and its standard ``error`` are in the unit that ``method`` names, ``low`` to ``high``
    is the interval at ``level``; ``p`` is two-sided and ``log10_p`` finite where ``p`` underflows.
    ``df`` is None where the normal distribution is used. ``n`` people are in it: private, exact.
    """

    method: str
    n: int
    value: float | None = None
    error: float | None = None
    low: float | None = None
    high: float | None = None
    level: float | None = None
    statistic: float | None = None
    df: float | None = None
    p: float | None = None
    log10_p: float | None = None
    reason: str | None = None


def from_error(value: float, error: float, df: float | None, n: int, method: str) -> Modelled:
    """A number with its t interval and test (normal where ``df`` is None); ``error`` > 0."""
    shape = stats.norm if df is None else stats.t(df)
    reach = float(shape.ppf(1 - ALPHA / 2)) * error
    statistic = value / error
    return Modelled(
        method, n, value, error, value - reach, value + reach, 1 - ALPHA, statistic, df,
        float(2 * shape.sf(abs(statistic))), log10_p_of_t(statistic, df),
    )  # fmt: skip


def log10_p_of_t(statistic: float, df: float | None) -> float:
    """log10 of the two-sided p of a t (or, without df, normal) statistic; finite however small."""
    t = abs(statistic)
    log_tail = stats.norm.logsf(t) if df is None else log_t_tail(t, df)
    return (float(log_tail) + math.log(2)) / math.log(10) + 0.0  # no minus zero for p = 1


def distinct(columns: Sequence[npt.NDArray[np.generic]], n: Ints) -> tuple[Ints, Ints, Ints]:
    """Where each distinct row stands first, which of them every row is, and how many people it has.

    ``columns`` are arrays of length rows without NaN and ``n`` people per row; the order of the
    result depends on the values alone. After it, no model's cost depends on the people.
    """
    code = np.zeros(len(n), dtype=np.int64)
    for values in columns:
        levels, place = np.unique(values, return_inverse=True)
        # Numbered anew after each column, or the product of the levels would overflow.
        code = np.unique(code * len(levels) + place, return_inverse=True)[1]
    _, first, place = np.unique(code, return_index=True, return_inverse=True)
    return first, place, np.bincount(place, n, len(first)).astype(np.int64)
