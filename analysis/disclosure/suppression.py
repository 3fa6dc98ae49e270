"""Which indicator of which cohort may be published at all."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analysis.counting.tabulation import Ints, Tallies

HOMOGENEOUS_SHARE = 0.9
HOMOGENEOUS_BELOW = 50

Mask = npt.NDArray[np.bool_]


def enough_people(sizes: Ints, k: int) -> Mask:
    """Rule 1: both groups (the last axis) hold at least k people."""
    return np.asarray((sizes >= k).all(axis=-1))


def large_cohorts(tallies: Tallies, k: int) -> frozenset[str]:
    """Private: the cohorts that hold k people of both groups."""
    return frozenset(tallies.cohort_ids(np.flatnonzero(enough_people(tallies.sizes()[:, 0], k))))


def mixed_enough(counts: Ints) -> Mask:
    """Rule 6: no band holds more than 90% of a group of fewer than 50.

    ``counts`` ends in the axes (groups, bands); the result lacks both.
    """
    sizes = counts.sum(axis=-1)
    fullest = counts.max(axis=-1)
    alike = (sizes < HOMOGENEOUS_BELOW) & (fullest > HOMOGENEOUS_SHARE * sizes)
    return np.asarray(~alike.any(axis=-1))


def publishable(sizes: Ints, bands: Ints, k: int) -> Mask:
    """Rules 1 and 6 for each cohort and measure; measure 0 is the head count, free of rule 6."""
    allowed = enough_people(sizes, k)
    allowed[:, 1:] &= mixed_enough(bands[:, 1:])
    return allowed
