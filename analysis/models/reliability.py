"""How well the items of a scale hang together: Cronbach's alpha and McDonald's omega total.

Both are of the score as it is computed, the plain mean of the items in their own points. People
are counted by the pattern of their answers.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import special, stats

from analysis.models.modelled import SMALLEST_DF, Floats, Ints, Modelled, Unmodelled, distinct
from analysis.statistics.comparison import ALPHA

ALPHA_METHOD = "Cronbach's alpha of the raw items, Feldt interval"
OMEGA_METHOD = "omega total, one factor by maximum likelihood, robust delta method on the logit"
FEW_ITEMS = "one question alone has no inner consistency"
FEW_FOR_FACTOR = "one factor can't be told from fewer than three questions"
CONSTANT_ITEM = "everybody answered one of the questions alike"
IMPROPER = "one factor does not describe these questions"

STEPS = 500  # of Fisher scoring; a dozen are usual
SMALLEST_UNIQUE = 1e-4  # share of an item's variance that is its own; below, the fit is improper


@dataclass(frozen=True)
class Patterns:
    """Private: answers to the items of a scale.

    ``scores`` (rows, items) in points, reversed items already mirrored, NaN where unanswered;
    ``n`` (rows,) people who answered so.
    """

    scores: Floats
    n: Ints


@dataclass(frozen=True)
class OneFactor:
    """Loadings and unique variances (items,) of the covariance of standardised items."""

    loadings: Floats
    unique: Floats

    @property
    def implied(self) -> Floats:
        return np.outer(self.loadings, self.loadings) + np.diag(self.unique)


def cronbach_alpha(patterns: Patterns) -> Modelled:
    """Cronbach's alpha, at most 1, of the people who answered all items; no unit.

    alpha = k / (k - 1) (1 - sum of item variances / variance of the sum). Interval: (1 - alpha) /
    (1 - estimate) follows F(n - 1, (n - 1)(k - 1)) for parallel, normal items (Cronbach 1951,
    Psychometrika 16, 297-334; Feldt 1965, Psychometrika 30, 357-370). Raises nothing.
    """
    kept = _complete(patterns)
    people, items = int(kept.n.sum()), kept.scores.shape[1]
    reason = _why_not(kept, people - 1, 2, FEW_ITEMS)
    if reason:
        return Modelled(ALPHA_METHOD, people, reason=reason)
    covariance = np.atleast_2d(np.cov(kept.scores.T, fweights=kept.n))
    total = float(covariance.sum())
    if total <= 1e-12 * float(np.trace(covariance)):
        return Modelled(ALPHA_METHOD, people, reason=Unmodelled.SAME_SCORE)
    value = items / (items - 1) * (1 - float(np.trace(covariance)) / total)
    low, high = feldt_interval(value, people, items)
    return Modelled(ALPHA_METHOD, people, value, low=low, high=high, level=1 - ALPHA)


def feldt_interval(alpha: float, people: int, items: int) -> tuple[float, float]:
    """The 95% interval of an alpha of so many people and items."""
    ends = stats.f(people - 1, (people - 1) * (items - 1)).ppf([1 - ALPHA / 2, ALPHA / 2])
    low, high = (1 - (1 - alpha) * float(end) for end in ends)
    return low, high


def omega_total(patterns: Patterns) -> Modelled:
    """McDonald's omega total, 0 to 1, of the people who answered all items; no unit.

    omega = (sum s l)^2 / ((sum s l)^2 + sum s^2 u), with loadings l and unique variances u of the
    standardised items by maximum likelihood and their standard deviations s. Its standard error
    takes the covariances' own sampling covariance (fourth moments), so items need not be normal;
    the interval is symmetric on the logit. McDonald 1999, Test Theory; Satorra & Bentler 1994;
    Kelley & Pornprasertmanit 2016, Psychol Methods 21, 69-92 (their 'mlrl'). Raises nothing.
    """
    kept = _complete(patterns)
    people, items = int(kept.n.sum()), kept.scores.shape[1]
    reason = _why_not(kept, people - 2 * items, 3, FEW_FOR_FACTOR)
    if reason:
        return Modelled(OMEGA_METHOD, people, reason=reason)
    spread = np.sqrt(np.cov(kept.scores.T, fweights=kept.n, bias=True).diagonal())
    z = (kept.scores - np.average(kept.scores, axis=0, weights=kept.n)) / spread
    found = one_factor((z * kept.n[:, None]).T @ z / people)
    if isinstance(found, str):
        return Modelled(OMEGA_METHOD, people, reason=found)
    common = float(spread @ found.loadings) ** 2
    value = common / (common + float(spread**2 @ found.unique))
    try:
        influence = _influence(found, spread, z)
    except np.linalg.LinAlgError:  # loadings that other loadings would fit as well
        return Modelled(OMEGA_METHOD, people, reason=IMPROPER)
    error = math.sqrt(float(kept.n @ influence**2)) / people
    if not 0 < value < 1 or error == 0:
        return Modelled(OMEGA_METHOD, people, reason=IMPROPER)
    low, high = logit_interval(value, error)
    return Modelled(OMEGA_METHOD, people, value, error, low, high, 1 - ALPHA)


def logit_interval(value: float, error: float) -> tuple[float, float]:
    """The 95% interval of a share-like value in (0, 1), symmetric on its logit."""
    reach = float(stats.norm.ppf(1 - ALPHA / 2)) * error / (value * (1 - value))
    low, high = (float(special.expit(special.logit(value) + by)) for by in (-reach, reach))
    return low, high


def one_factor(correlation: Floats) -> OneFactor | str:
    """The one-factor model of a correlation matrix (items, items), or why there is none.

    Maximum likelihood for normal items by Fisher scoring (Lawley & Maxwell 1971, Factor Analysis
    as a Statistical Method): theta + (D'WD)^-1 D'W vec(S - Sigma), W = inverse Sigma (x) itself.
    """
    found = _centroid(correlation)
    for _ in range(STEPS):
        try:
            step = _gradient_map(found) @ (correlation - found.implied).ravel()
        except np.linalg.LinAlgError:
            return IMPROPER
        moved = _moved(found, step)
        # Halved until every item keeps a variance of its own.
        while moved.unique.min() <= 0 and np.abs(step).max() > 1e-12:
            step = step / 2
            moved = _moved(found, step)
        found = moved
        if found.unique.min() < SMALLEST_UNIQUE:
            return IMPROPER
        if np.abs(step).max() < 1e-12:
            return found
    return Unmodelled.NO_CONVERGENCE


def _centroid(correlation: Floats) -> OneFactor:
    """Where to start: loadings as in the centroid method, signs from the widest item."""
    apart = correlation - np.eye(len(correlation))
    strongest = np.abs(apart).sum(axis=0).argmax()
    signs = np.where(correlation[strongest] < 0, -1.0, 1.0)
    sums = (apart * np.outer(signs, signs)).sum(axis=0)
    loadings = signs * np.clip(sums / math.sqrt(max(float(sums.sum()), 1e-6)), 0.1, 0.95)
    return OneFactor(loadings, 1 - loadings**2)


def _moved(found: OneFactor, step: Floats) -> OneFactor:
    items = len(found.loadings)
    return OneFactor(found.loadings + step[:items], found.unique + step[items:])


def _gradient_map(found: OneFactor) -> Floats:
    """(D'WD)^-1 D'W, shape (2 items, items^2): how the estimates follow the covariances."""
    items = len(found.loadings)
    unit = np.eye(items)
    by_loading = np.einsum("ki,j->kij", unit, found.loadings)
    by_loading = by_loading + by_loading.transpose(0, 2, 1)
    by_unique = np.einsum("ki,kj->kij", unit, unit)
    slopes = np.concatenate([by_loading, by_unique]).reshape(2 * items, -1)
    inverse = np.linalg.inv(found.implied)
    weighted = slopes @ np.kron(inverse, inverse)
    return np.linalg.solve(weighted @ slopes.T, weighted)


def _influence(found: OneFactor, spread: Floats, z: Floats) -> Floats:
    """Each row's pull on omega (rows,): omega's slope in the covariances S times z z'.

    The pulls average zero by themselves: multiplying S by a constant leaves omega as it is.
    Estimates of unstandardised items are those of standardised ones times fixed spreads, which
    therefore count as units here, not as something estimated.
    """
    common = float(spread @ found.loadings)
    unique = float(spread**2 @ found.unique)
    total = common**2 + unique
    slope = np.concatenate([2 * common * unique * spread, -(common**2) * spread**2]) / total**2
    pull = (slope @ _gradient_map(found)).reshape(len(spread), -1)
    return ((z @ pull) * z).sum(axis=1)


def _complete(patterns: Patterns) -> Patterns:
    whole = np.isfinite(patterns.scores).all(axis=1) & (patterns.n > 0)
    scores = patterns.scores[whole]
    first, _, n = distinct(list(scores.T), patterns.n[whole])
    return Patterns(scores[first], n)


def _why_not(kept: Patterns, df: int, least: int, too_few: str) -> str | None:
    if kept.scores.shape[1] < least:
        return too_few
    if not len(kept.n):
        return Unmodelled.NOBODY
    if df < SMALLEST_DF:
        return Unmodelled.TOO_FEW
    return CONSTANT_ITEM if (np.ptp(kept.scores, axis=0) == 0).any() else None
