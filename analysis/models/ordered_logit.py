"""Ordered logistic regression of counted rows, by maximum likelihood.

P(y <= j) = logistic(threshold_j - x b). Rows that agree in x and y are given once with their
number of people, which no library fit at hand allows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.models.modelled import Floats, Ints, Unmodelled

STEPS = 100  # of Newton's method; ten are usual
COLLINEAR = 1e-10  # the smallest eigenvalue of the correlations of x; their mean is 1
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
    z = (x - centre) / scale
    if np.linalg.eigvalsh((z * n[:, None]).T @ z / n.sum())[0] < COLLINEAR:
        return Unmodelled.SINGULAR
    below = np.bincount(place, n).cumsum()[:-1] / n.sum()
    start = np.concatenate([np.log(below / (1 - below)), np.zeros(x.shape[1])])
    found = _climb(start, z, place, cuts, n)
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


def _climb(
    at: Floats, z: Floats, place: Ints, cuts: int, n: Ints
) -> tuple[Floats, float, Floats] | Unmodelled:
    """Parameters (the thresholds first), log likelihood and information at the top."""
    reached = _likelihood(at, z, place, cuts) @ n
    for _ in range(STEPS):
        slope, information = _slopes(at, z, place, cuts, n)
        try:
            step = np.linalg.solve(information, slope)
        except np.linalg.LinAlgError:
            return Unmodelled.SINGULAR
        gain, share = float(slope @ step), 1.0
        if np.ptp(z @ at[cuts:]) > WIDEST:
            return Unmodelled.SEPARATED
        if gain < 1e-14 * abs(reached):
            return at + step, float(reached), information
        while share > 1e-6:
            tried = _likelihood(at + share * step, z, place, cuts) @ n
            if tried > reached:
                break
            share /= 2
        at, reached = at + share * step, max(tried, reached)
    return Unmodelled.NO_CONVERGENCE


def _ends(at: Floats, z: Floats, place: Ints, cuts: int) -> tuple[Floats, Floats]:
    """The linear predictors at the answer's upper and lower threshold; the outermost infinite."""
    thresholds = np.concatenate([[-np.inf], at[:cuts], [np.inf]])
    predicted = z @ at[cuts:]
    return thresholds[place + 1] - predicted, thresholds[place] - predicted


def _likelihood(at: Floats, z: Floats, place: Ints, cuts: int) -> Floats:
    """The log probability of each row's answer; minus infinity where thresholds are crossed."""
    high, low = _ends(at, z, place, cuts)
    # In the upper tail the difference is taken of the small complements, which keep their digits.
    flip = low > 0
    chance = _logistic(np.where(flip, -low, high)) - _logistic(np.where(flip, -high, low))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(chance > 0, np.log(chance), -np.inf)


def _slopes(at: Floats, z: Floats, place: Ints, cuts: int, n: Ints) -> tuple[Floats, Floats]:
    """The score vector and the observed information, thresholds first.

    A row touches the two thresholds around its answer alone, so their block is three diagonals.
    """
    high, low = _ends(at, z, place, cuts)
    chance = np.exp(_likelihood(at, z, place, cuts))
    (up, bend_up), (down, bend_down) = (
        [each / chance for each in _density(end)] for end in (high, low)
    )
    away = up - down
    slope = np.concatenate([_around(n * up, n * -down, place, cuts), -(z.T @ (n * away))])
    own = _around(n * (up**2 - bend_up), n * (down**2 + bend_down), place, cuts)
    beside = np.bincount(place, n * up * down, cuts + 1)[1:cuts]
    above, below = n * (bend_up - up * away), n * (down * away - bend_down)
    mixed = np.stack([_around(above * each, below * each, place, cuts) for each in z.T])
    within = (z * (n * (away**2 - bend_up + bend_down))[:, None]).T @ z
    thresholds = np.diag(own) - np.diag(beside, 1) - np.diag(beside, -1)
    return slope, np.block([[thresholds, mixed.T], [mixed, within]])


def _around(above: Floats, below: Floats, place: Ints, cuts: int) -> Floats:
    """What rows add to their upper and to their lower threshold, per threshold (cuts,)."""
    upper = np.bincount(place, above, cuts + 1)[:cuts]
    return np.asarray(upper + np.bincount(place, below, cuts + 1)[1:])


def _logistic(at: Floats) -> npt.NDArray[np.float64]:
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-at))


def _density(at: Floats) -> tuple[Floats, Floats]:
    """The logistic density and its slope; both 0 at infinity."""
    up, down = _logistic(at), _logistic(-at)
    return up * down, up * down * (down - up)
