"""Moments and bands of every cohort, from its exact tallies."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.counting.tabulation import Ints, Tallies

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Moments:
    """Private: exact sizes, means and standard deviations.

    Each array has the shape (cohorts, measures with the head count first, groups); means and SDs
    are in the measure's unit, the SD with n - 1; NaN where fewer than one or two people have a
    score.
    """

    n: Ints
    mean: Floats
    sd: Floats


def moments(tallies: Tallies) -> Moments:
    """The moments of every cohort, measure and group, in two passes over the tally."""
    units = np.array([1, *(made.denominator for made in tallies.measures)], dtype=float)
    score = tallies.level / units[tallies.measure]
    n = tallies.sizes()
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = tallies.sums(score * tallies.n) / n
        away = score - mean[tallies.cohort, tallies.measure, tallies.group]
        sd = np.sqrt(tallies.sums(away * away * tallies.n) / (n - 1.0))
    return Moments(n, mean, np.where(n > 1, sd, np.nan))


def band_counts(tallies: Tallies) -> Ints:
    """Private: people per band, shape (cohorts, measures with the head count first, groups, bands).

    A measure with fewer bands than the most has zeros in the rest; the head count has one band.
    """
    widest = max((len(made.bands) - 1 for made in tallies.measures), default=1)
    band = np.zeros(len(tallies.level), dtype=np.int64)
    for number, made in enumerate(tallies.measures, start=1):
        rows = tallies.measure == number
        found = np.searchsorted(made.band_levels(), tallies.level[rows], side="right") - 1
        band[rows] = found
    _, measures, groups = tallies.shape
    at = (tallies.cohort * measures + tallies.measure) * groups + tallies.group
    size = int(np.prod(tallies.shape)) * widest
    counts = np.bincount(at * widest + band, tallies.n, size)
    return counts.astype(np.int64).reshape(*tallies.shape, widest)
