"""Ordered logistic regression of counted rows, by maximum likelihood.

P(y <= j) = logistic(threshold_j - x b). Rows that agree in x and y are given once with their
number of people, which no library fit at hand allows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.modelled import Floats, Ints, Unmodelled

STEPS = 100  # of Newton's method; ten are usual
WIDEST = 40.0  # log odds between two people of one model; beyond, the answers are separated


@dataclass(frozen=True)
class OrderedFit:
    """Coefficients b (p,) per unit of x, their standard errors, and the log likelihood."""

    coefficients: Floats
    errors: Floats
    log_likelihood: float


def fit_ordered(x: Floats, y: Floats | Ints, n: Ints) -> OrderedFit | Unmodelled:
    """The fit of answers y (rows,) to x (rows, p), each row standing for n (rows,) > 0 people.

    Only the order of y's values counts; those nobody gave do not. Standard errors come from the
    observed information. Newton's method with halved steps: the likelihood is concave (Pratt 1981,
    J Am Stat Assoc 76, 103-106). McCullagh 1980, J R Stat Soc B 42, 109-142. Raises nothing.
    """
    levels, place = np.unique(y, return_inverse=True)
    if len(levels) < 2:
        return Unmodelled.SAME_SCORE
    cuts = len(levels) - 1
    centre = np.average(x, axis=0, weights=n)
    scale = np.sqrt(np.average((x - centre) ** 2, axis=0, weights=n))
    if (scale == 0).any():
        return Unmodelled.SINGULAR
    upper, lower = _designs((x - centre) / scale, place, cuts)
    below = np.bincount(place, n).cumsum()[:-1] / n.sum()
    start = np.concatenate([np.log(below / (1 - below)), np.zeros(x.shape[1])])
    found = _climb(start, upper, lower, place, cuts, n)
    if isinstance(found, Unmodelled):
        return found
    parameters, reached, information = found
    errors = np.sqrt(np.linalg.inv(information).diagonal())[cuts:]
    return OrderedFit(parameters[cuts:] / scale, errors / scale, reached)


def thresholds_only(y: Floats | Ints, n: Ints) -> float:
    """The log likelihood of answers y (rows,) with no x at all: of their shares."""
    counts = np.bincount(np.unique(y, return_inverse=True)[1], n)
    counts = counts[counts > 0]
    return float(counts @ np.log(counts / counts.sum()))


def _designs(z: Floats, place: Ints, cuts: int) -> tuple[Floats, Floats]:
    """Rows that give the linear predictor at the answer's upper and lower threshold."""
    at = np.arange(cuts)
    slopes = -z
    upper = np.column_stack([place[:, None] == at, slopes]).astype(float)
    lower = np.column_stack([place[:, None] == at + 1, slopes]).astype(float)
    return upper, lower


def _climb(
    at: Floats, upper: Floats, lower: Floats, place: Ints, cuts: int, n: Ints
) -> tuple[Floats, float, Floats] | Unmodelled:
    """Parameters, log likelihood and information at the top."""
    reached = _likelihood(at, upper, lower, place, cuts) @ n
    for _ in range(STEPS):
        slope, information = _slopes(at, upper, lower, place, cuts, n)
        try:
            step = np.linalg.solve(information, slope)
        except np.linalg.LinAlgError:
            return Unmodelled.SINGULAR
        gain, share = float(slope @ step), 1.0
        if np.ptp(upper[:, cuts:] @ at[cuts:]) > WIDEST:
            return Unmodelled.SEPARATED
        if gain < 1e-14 * abs(reached):
            return at + step, float(reached), information
        while share > 1e-6:
            tried = _likelihood(at + share * step, upper, lower, place, cuts) @ n
            if tried > reached:
                break
            share /= 2
        at, reached = at + share * step, max(tried, reached)
    return Unmodelled.NO_CONVERGENCE


def _ends(
    at: Floats, upper: Floats, lower: Floats, place: Ints, cuts: int
) -> tuple[Floats, Floats]:
    """The linear predictors at both thresholds; the outermost are infinite."""
    high = np.where(place == cuts, np.inf, upper @ at)
    low = np.where(place == 0, -np.inf, lower @ at)
    return high, low


def _likelihood(at: Floats, upper: Floats, lower: Floats, place: Ints, cuts: int) -> Floats:
    """The log probability of each row's answer; minus infinity where thresholds are crossed."""
    high, low = _ends(at, upper, lower, place, cuts)
    # In the upper tail the difference is taken of the small complements, which keep their digits.
    flip = low > 0
    chance = _logistic(np.where(flip, -low, high)) - _logistic(np.where(flip, -high, low))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(chance > 0, np.log(chance), -np.inf)


def _slopes(
    at: Floats, upper: Floats, lower: Floats, place: Ints, cuts: int, n: Ints
) -> tuple[Floats, Floats]:
    """The score vector and the observed information."""
    high, low = _ends(at, upper, lower, place, cuts)
    chance = np.exp(_likelihood(at, upper, lower, place, cuts))
    (up, bend_up), (down, bend_down) = _density(high), _density(low)
    pull = ((up / chance)[:, None] * upper) - ((down / chance)[:, None] * lower)
    information = (pull * n[:, None]).T @ pull
    information -= (upper * (n * bend_up / chance)[:, None]).T @ upper
    information += (lower * (n * bend_down / chance)[:, None]).T @ lower
    return n @ pull, information


def _logistic(at: Floats) -> npt.NDArray[np.float64]:
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-at))


def _density(at: Floats) -> tuple[Floats, Floats]:
    """The logistic density and its slope; both 0 at infinity."""
    up, down = _logistic(at), _logistic(-at)
    return up * down, up * down * (down - up)
