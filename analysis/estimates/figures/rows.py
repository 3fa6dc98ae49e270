"""Rows of the published estimates, made from arrays over cohorts and indicators."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.counting.tabulation import Ints
from analysis.disclosure.rounding import SMALLEST_P, Floats, to_step, two_digits
from analysis.disclosure.suppression import Mask
from analysis.estimates.figures.shown import Shown
from analysis.published import Reason

Texts = npt.NDArray[np.object_]
Numbers = Floats | Ints
LOG_STEP = 0.1
TINY = "below 0.0001"


class Unsaid(StrEnum):
    """Why a figure, or only its interval, is not told, in words."""

    NO_SPREAD = "the rounded scores show no spread in either group"
    NO_LEAST_SPREAD = "the published counts leave open that a group has no spread at all"
    FEW_FOR_MEDIAN = "fewer than 50 people of this group have a score, too few for a middle score"
    WIDE_BAND = "the middle score lies in a band too wide to place it in"
    TOO_FEW_TO_SAY = Reason.TOO_FEW_TO_SAY.value
    NO_RATIO = "the share of a group may be zero, so there is no ratio"
    NO_RATIO_INTERVAL = "both shares may be one, so the ratio has no interval"


def rows(
    shown: Shown,
    measure: str,
    method: str | Texts,
    value: Numbers,
    *,
    group: str | None = None,
    low: Numbers | float = np.nan,
    high: Numbers | float = np.nan,
    step: Floats | float = np.nan,
    reason: Texts | None = None,
    verdict: Texts | None = None,
    where: Mask | None = None,
) -> pd.DataFrame:
    """One row for each cell (``where`` it holds); arrays are of the shape (cells,).

    A reason beside a value says why its interval is missing.
    """
    kept = np.ones(len(shown.cohort), dtype=bool) if where is None else where
    texts = {
        "cohort": shown.cohort, "indicator": shown.indicator, "group": group, "measure": measure,
        "verdict": verdict, "reason": reason, "method": method,
    }  # fmt: skip
    numbers = {"value": value, "low": low, "high": high, "step": step}

    def column(held: object, kind: type) -> object:
        return np.broadcast_to(np.asarray(held, dtype=kind), kept.shape)[kept]

    told = {name: column(held, float) for name, held in numbers.items()}
    said = {name: column(held, object) for name, held in texts.items()}
    return pd.DataFrame(told | {name: pd.Series(held, dtype=object) for name, held in said.items()})


def p_rows(
    shown: Shown,
    measure: str,
    method: str | Texts,
    p: Floats,
    *,
    log10_p: Floats | None = None,
    reason: Texts | None = None,
    where: Mask | None = None,
) -> list[pd.DataFrame]:
    """p to two significant digits; below 1e-4 that is said in words, and its logarithm in a row."""
    kept = np.ones(len(p), dtype=bool) if where is None else where
    said = nothing(len(p)) if reason is None else reason
    with np.errstate(invalid="ignore"):
        tiny = (p < SMALLEST_P) & none(said)
    value = np.where(tiny | ~none(said), np.nan, two_digits(p))
    told = rows(shown, measure, method, value, reason=because(said, tiny, TINY), where=kept)
    if log10_p is None:
        return [told]
    logs = to_step(log10_p, np.full(len(p), LOG_STEP))
    return [told, rows(shown, f"log10_{measure}", method, logs, step=LOG_STEP, where=tiny & kept)]


def nothing(length: int) -> Texts:
    """No reasons, shape (length,)."""
    return np.full(length, None, dtype=object)


def none(reason: Texts) -> Mask:
    """Where there is no reason."""
    return np.asarray(pd.isna(reason))


def because(reason: Texts, where: Mask, why: str) -> Texts:
    """The reasons, with one more where it holds and none was given before."""
    return np.where(where & none(reason), np.array(str(why), dtype=object), reason)
