"""How numbers are rounded before they are published."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
COUNT_STEP = 5
SMALLEST_P = 1e-4  # below it the logarithm is published
DUST = 1e-9  # of a step: what binary arithmetic may add to a multiple of it


def rounded_count(exact: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """5 * floor(x / 5) + 2, which stands for the interval from 2 below to 2 above."""
    return COUNT_STEP * (exact // COUNT_STEP) + COUNT_STEP // 2


def counted(exact: npt.NDArray[np.int64]) -> dict[str, npt.NDArray[np.int64]]:
    """The published columns of exact counts: count, count_low, count_high."""
    about = rounded_count(exact)
    reach = COUNT_STEP // 2
    return {"count": about, "count_low": about - reach, "count_high": about + reach}


def step_at_least(width: Floats) -> Floats:
    """The smallest of {1, 2, 5} x 10^j that is at least ``width`` (> 0); NaN stays NaN."""
    width = np.asarray(width, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        power = 10.0 ** np.floor(np.log10(width) + 1e-12)
        lead = width / power * (1 - 1e-9)  # 4u/n is exact on paper, not in binary
    return power * np.select([lead <= 1, lead <= 2, lead <= 5, lead > 5], [1, 2, 5, 10], np.nan)


def moment_step(spacing: Floats, n: npt.NDArray[np.int64]) -> Floats:
    """The step to which means and SDs of a group of n are rounded: at least 4 spacing / n."""
    return step_at_least(4 * np.asarray(spacing, dtype=float) / n)


def to_step(value: Floats, step: Floats) -> Floats:
    """The value rounded to a multiple of the step, free of binary dust."""
    with np.errstate(divide="ignore", invalid="ignore"):
        digits = np.clip(np.ceil(-np.log10(step)), 0, 12)
        scale = 10.0**digits
        return np.round(np.round(value / step) * step * scale) / scale + 0.0


def outward(low: Floats, high: Floats, step: Floats) -> tuple[Floats, Floats]:
    """An interval with its ends at multiples of the step that are not inside it.

    It then holds what it held before; to the nearest ones, a step as wide as the interval would
    halve it.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        start, end = np.floor(low / step + DUST), np.ceil(high / step - DUST)
        return to_step(start * step, step), to_step(end * step, step)


def two_digit_step(value: Floats) -> Floats:
    """The unit of the second significant digit of positive numbers."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(10.0 ** (np.floor(np.log10(value)) - 1))


def two_digits(p: Floats) -> Floats:
    """p-values (or any positive numbers) to two significant digits."""
    return np.where(p > 0, to_step(p, two_digit_step(p)), p)
