"""The gap between solo and team with like compared to like, and where a support goes with less.

Ordinary least squares with standard errors that hold under unequal spreads (HC3), on predeclared
covariates. People who share group and covariates share leverage, so everything is computed once
for each such set of people, exactly as if it were done person by person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from analysis.codebook import SMALLEST_K
from analysis.models.modelled import (
    SMALLEST_DF,
    Floats,
    Ints,
    Modelled,
    Unmodelled,
    distinct,
    from_error,
)
from analysis.models.rows import ModelRows, complete, dummies, pooled

PLAIN = "OLS of the score on the group, HC3, t"
ADJUSTED = "average predicted difference, OLS with covariates, HC3 by the delta method, t"
MODERATED = "OLS with group x support, HC3, t"
DUST = 1e-24  # of a sum of squares: the square of what binary arithmetic leaves of nothing
SUPPORT = "received"  # the support's column among the covariates


@dataclass(frozen=True)
class AdjustedDifference:
    """Solo minus team with and without covariates, in the score's unit, on the same people.

    ``solo`` and ``team`` people answered everything, ``left_out`` did not: private, exact.
    ``pooled`` names the covariates of which answers rarer than k were taken together.
    """

    adjusted: Modelled
    unadjusted: Modelled
    solo: int
    team: int
    left_out: int
    pooled: tuple[str, ...]


@dataclass(frozen=True)
class Moderation:
    """Solo minus team among those with and without a support, and with minus without.

    ``solo`` and ``team`` people answered everything, ``left_out`` did not; ``smallest`` are in the
    smallest of the four crossings of group and support: private, exact.
    """

    interaction: Modelled
    gap_with: Modelled
    gap_without: Modelled
    solo: int
    team: int
    smallest: int
    left_out: int


@dataclass(frozen=True)
class Sets:
    """Private: people who share group and covariates, one row per set.

    ``n`` (rows,) people have the ``mean`` outcome (rows,); their outcomes' squared distances from
    it add up to ``within`` (rows,).
    """

    solo: npt.NDArray[np.bool_]
    covariates: Mapping[str, Ints]
    n: Ints
    mean: Floats
    within: Floats


@dataclass(frozen=True)
class Fit:
    """Coefficients (p,), their HC3 covariance (p, p) and the residual degrees of freedom."""

    coefficients: Floats
    covariance: Floats
    df: int


def adjusted_difference(rows: ModelRows, k: int = SMALLEST_K) -> AdjustedDifference:
    """The average over all people of their predicted score as solo minus that as team.

    Main effects of the group and of a dummy per answer but one; the standard error is that of the
    contrast mean(x_solo - x_team)' b by the delta method, given the covariates at hand. Its twin
    ``unadjusted`` has the group alone, on the same people. Answers that fewer than ``k`` people of
    a group gave are pooled. Sources: Lane & Nelder 1982, Biometrics 38, 613-621 (average predicted
    difference); MacKinnon & White 1985, J Econometrics 29, 305-325 (HC3). Raises nothing: see
    ``Unmodelled``.
    """
    kept = _sets(complete(rows))
    factors = {
        name: pooled(levels, kept.solo, kept.n, k) for name, levels in kept.covariates.items()
    }
    pools = [name for name in factors if (factors[name] != kept.covariates[name]).any()]
    solo, team = _sizes(kept)
    left_out = int(rows.n.sum()) - solo - team
    adjusted = _gap(kept, dummies(factors, len(kept.n)), k, ADJUSTED)
    unadjusted = _gap(kept, dummies({}, len(kept.n)), k, PLAIN)
    return AdjustedDifference(adjusted, unadjusted, solo, team, left_out, tuple(pools))


def moderation(rows: ModelRows, received: Ints, k: int = SMALLEST_K) -> Moderation:
    """How the gap differs where a support was received; ``received`` (rows,) is 1, 0 or -1.

    OLS of the score on group, support, group x support and the covariates' main effects, HC3.
    ``interaction`` = ``gap_with`` - ``gap_without``, in the score's unit. An association: who
    received a support was not drawn by lot. Source: as ``adjusted_difference``. Raises nothing.
    """
    kept = _sets(complete(replace(rows, covariates={**rows.covariates, SUPPORT: received})))
    factors = {
        name: pooled(kept.covariates[name], kept.solo, kept.n, k) for name in rows.covariates
    }
    solo, given = kept.solo.astype(float), (kept.covariates[SUPPORT] == 1).astype(float)
    smallest = int(np.bincount((2 * solo + given).astype(int), kept.n, 4).min())
    others = dummies(factors, len(solo))
    x = np.column_stack([np.ones(len(solo)), solo, given, solo * given, others])
    found = _fit(x, kept) if smallest >= k else Unmodelled.TOO_FEW_RECEIVED
    contrasts = np.zeros((3, x.shape[1]))
    contrasts[:, [1, 3]] = [[0, 1], [1, 1], [1, 0]]
    people = int(kept.n.sum())
    interaction, gap_with, gap_without = (
        _contrast(found, contrast, people, MODERATED) for contrast in contrasts
    )
    left_out = int(rows.n.sum()) - people
    return Moderation(interaction, gap_with, gap_without, *_sizes(kept), smallest, left_out)


def fit_hc3(x: Floats, mean: Floats, within: Floats, n: Ints) -> Fit | Unmodelled:
    """Least squares on x (rows, p) of people counted by row, with the HC3 covariance.

    A row's n people have the mean outcome (rows,) and squared distances from it that add up to
    ``within`` (rows,). They share the leverage h = x (X'NX)^-1 x', and with the residual e of
    their mean the covariance is (X'NX)^-1 [sum (within + n e^2) / (1 - h)^2 x x'] (X'NX)^-1:
    what row-wise HC3 gives.
    """
    total, width = int(n.sum()), x.shape[1]
    if total - width < SMALLEST_DF:
        return Unmodelled.TOO_FEW if total else Unmodelled.NOBODY
    centre = float(n @ mean) / total
    spread = float(within.sum() + n @ (mean - centre) ** 2)
    if spread <= DUST * total * max(centre**2, float(n @ mean**2) / total):
        return Unmodelled.SAME_SCORE
    root = np.sqrt(n)
    q, r = np.linalg.qr(x * root[:, None])
    singular = np.linalg.svd(r, compute_uv=False)
    if len(r) < width or singular[-1] <= 1e-10 * singular[0]:
        return Unmodelled.SINGULAR
    coefficients = np.linalg.solve(r, q.T @ (mean * root))
    mapped = np.linalg.solve(r, np.linalg.solve(r.T, x.T)).T
    left = 1 - (mapped * x).sum(axis=1)
    if left.min() < 1e-9:
        return Unmodelled.ALONE
    squares = within + n * (mean - x @ coefficients) ** 2
    if squares.sum() <= DUST * spread:
        return Unmodelled.NO_SPREAD_LEFT
    scores = mapped * (np.sqrt(squares) / left)[:, None]
    return Fit(coefficients, scores.T @ scores, total - width)


def _sets(rows: ModelRows) -> Sets:
    """People who share group and covariates, taken together."""
    outcome, people = rows.outcome, rows.n
    first, place, n = distinct([rows.solo, *rows.covariates.values()], people)
    mean = np.bincount(place, people * outcome, len(first)) / n
    away = outcome - mean[place]
    within = np.bincount(place, people * away**2, len(first)).astype(np.float64)
    named = {name: levels[first] for name, levels in rows.covariates.items()}
    return Sets(rows.solo[first], named, n, mean, within)


def _sizes(rows: Sets) -> tuple[int, int]:
    return int(rows.n[rows.solo].sum()), int(rows.n[~rows.solo].sum())


def _fit(x: Floats, rows: Sets) -> Fit | Unmodelled:
    return fit_hc3(x, rows.mean, rows.within, rows.n)


def _gap(rows: Sets, others: Floats, k: int, method: str) -> Modelled:
    people = int(rows.n.sum())
    if min(_sizes(rows)) < k:
        return Modelled(method, people, reason=Unmodelled.ONE_GROUP)

    def design(solo: Floats) -> Floats:
        return np.column_stack([np.ones(len(solo)), solo, others])

    found = _fit(design(rows.solo.astype(float)), rows)
    everyone = np.ones(len(rows.n))
    change = design(everyone) - design(0 * everyone)
    return _contrast(found, np.average(change, axis=0, weights=rows.n), people, method)


def _contrast(found: Fit | Unmodelled, contrast: Floats, n: int, method: str) -> Modelled:
    if isinstance(found, Unmodelled):
        return Modelled(method, n, reason=found)
    variance = float(contrast @ found.covariance @ contrast)
    if variance <= 0:
        return Modelled(method, n, reason=Unmodelled.NO_SPREAD_LEFT)
    return from_error(float(contrast @ found.coefficients), variance**0.5, found.df, n, method)
