"""Weights that make the answers match known shares, and what they cost in precision.

People are counted by their answers to the questions with margins; all who agree in them share a
weight.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.codebook.model_checks import WHOLE
from analysis.counting.cells import MISSING_LEVEL
from analysis.errors import SurveyError
from analysis.models.modelled import Floats, Ints, Modelled, Unmodelled, distinct, from_error

ROUNDS = 1000  # over all margins; ten are usual
WILDEST = 1e9  # ratio of two weights of a margin; contradictory margins drive it without end
CLOSE = 1e-12  # between the reached shares and the wanted ones
NO_CONVERGENCE = "no weights meet all margins at once"
METHOD = "difference of weighted means, linearised errors, t on Kish's effective sizes"


@dataclass(frozen=True)
class Margin:
    """One question's known shares: ``shares`` (levels,) > 0 that add up to 1, in its order.

    ``levels`` (rows,) are positions in ``shares``, -1 where the question was left out.
    """

    question: str
    levels: Ints
    shares: Floats


@dataclass(frozen=True)
class Weights:
    """A weight per row (rows,), 1 on average over the people, or why there are none.

    ``effective`` is Kish's effective number of people, ``largest`` the largest weight.
    """

    weights: Floats | None
    effective: float | None
    largest: float | None
    rounds: int
    reason: str | None = None


def rake(margins: Sequence[Margin], n: Ints) -> Weights:
    """Weights under which every margin has its shares; ``n`` (rows,) people per row.

    Iterative proportional fitting: each margin in turn is multiplied to its shares, until all
    hold to 1e-12. Somebody who left a question out is moved by the other margins only, and the
    question's shares are those of the people who answered it. Deming & Stephan 1940, Ann Math Stat
    11, 427-444. SurveyError for margins nobody could meet: shares that are not positive or do not
    add up to 1, levels that have no share.
    """
    for margin in margins:
        _refuse_impossible(margin)
        absent = np.flatnonzero(_totals(margin, n) == 0)
        if len(absent):
            reason = f"nobody gave answer {absent[0] + 1} of {margin.question!r}"
            return Weights(None, None, None, 0, reason)
    first, _, count = distinct([margin.levels for margin in margins], n)
    cells = [Margin(each.question, each.levels[first], each.shares) for each in margins]
    factors, rounds = _fitted(cells, count.astype(float))
    if factors is None:
        return Weights(None, None, None, rounds, NO_CONVERGENCE)
    weights = np.ones(len(n))
    for margin, factor in zip(margins, factors, strict=True):
        weights = weights * factor[margin.levels]
    weights = weights * (n.sum() / (weights @ n))
    return Weights(weights, effective_n(weights, n), float(weights[n > 0].max()), rounds)


def effective_n(weights: Floats, n: Ints) -> float:
    """Kish's effective number of people, (sum w)^2 / sum w^2, from 1 to the people; exact.

    ``weights`` (rows,) > 0 and ``n`` (rows,) people per row. Kish 1965, Survey Sampling, 11.7.
    """
    return float((weights @ n) ** 2 / (weights**2 @ n))


def weighted_difference(
    outcome: Floats, solo: npt.NDArray[np.bool_], weights: Floats, n: Ints
) -> Modelled:
    """Solo minus team of the weighted means, in the outcome's unit, with its t interval.

    Arrays of length rows; NaN is unscored. A group's mean has the variance n / (n - 1)
    sum w^2 (y - mean)^2 / (sum w)^2, the weights taken as given; Welch-Satterthwaite degrees of
    freedom from Kish's effective sizes. Särndal, Swensson & Wretman 1992, Model Assisted Survey
    Sampling, 5.7. Raises nothing.
    """
    scored = np.isfinite(outcome) & (n > 0)
    people = int(n[scored].sum())
    sizes = [int(n[scored & side].sum()) for side in (solo, ~solo)]
    if min(sizes) < 2:
        return Modelled(METHOD, people, reason=Unmodelled.ONE_GROUP)
    parts = [_mean(outcome[at], weights[at], n[at]) for at in (scored & solo, scored & ~solo)]
    means, variances, effective = (np.array(each) for each in zip(*parts, strict=True))
    if variances.sum() <= 0:
        return Modelled(METHOD, people, reason=Unmodelled.NO_SPREAD_LEFT)
    df = variances.sum() ** 2 / (variances**2 / np.maximum(effective - 1, 1)).sum()
    return from_error(
        float(means[0] - means[1]), float(np.sqrt(variances.sum())), float(df), people, METHOD
    )


def _mean(y: Floats, w: Floats, n: Ints) -> tuple[float, float, float]:
    """The weighted mean, its variance, the effective size."""
    people, total = int(n.sum()), float(w @ n)
    mean = float(w @ (n * y)) / total
    away = (y - mean) * (np.ptp(y) > 0)  # the mean of equal scores may miss them by dust
    variance = people / (people - 1) * float((w * away) ** 2 @ n) / total**2
    return mean, variance, effective_n(w, n)


def _refuse_impossible(margin: Margin) -> None:
    shares = margin.shares
    if not len(shares) or not (shares > 0).all() or abs(float(shares.sum()) - 1) > WHOLE:
        raise SurveyError(
            f"The margin of {margin.question!r} is no set of shares: they add up to "
            f"{float(shares.sum()):.6g}, the smallest being {min(shares, default=0):.6g}.",
            "Give every answer a share above 0, so that all of them add up to 1.",
        )
    if margin.levels.max(initial=MISSING_LEVEL) >= len(shares):
        raise SurveyError(
            f"The margin of {margin.question!r} has {len(shares)} shares but the question has "
            "more answers.",
            "Give every answer of the question a share.",
        )


def _totals(margin: Margin, people: Floats | Ints) -> Floats:
    """People per level, those who left the question out aside."""
    given = margin.levels != MISSING_LEVEL
    return np.bincount(margin.levels[given], people[given], len(margin.shares)).astype(np.float64)


def _fitted(cells: Sequence[Margin], people: Floats) -> tuple[list[Floats] | None, int]:
    """The factor of every level once all margins hold, and the rounds that took.

    Each array has a 1 after its last level: what position -1, an absent answer, is multiplied by.
    """
    factors = [np.ones(len(margin.shares) + 1) for margin in cells]
    for done in range(ROUNDS):
        missed = 0.0
        for at, margin in enumerate(cells):
            totals = _totals(margin, people)
            wanted = margin.shares / margin.shares.sum()
            missed = max(missed, float(np.abs(totals / totals.sum() - wanted).max()))
            step = np.append(wanted * totals.sum() / totals, 1.0)
            factors[at] = factors[at] * step
            people = people * step[margin.levels]
        if missed < CLOSE:
            return factors, done
        if max(each.max() / each.min() for each in factors) > WILDEST:
            break
    return None, done + 1
