"""Where each group's people stand in the other group, in every cohort, from its exact tallies."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.counting.moments import Floats
from analysis.counting.tabulation import GROUPS, Ints, Tallies


@dataclass(frozen=True)
class Placements:
    """Private: exact. Arrays of shape (cohorts, measures with the head count first).

    A person's placement is the share of the other group that scores lower, those alike counted
    half: a score from 0 to 1. ``lead`` is the mean of solo's less 1/2: P(solo > team) + P(solo =
    team) / 2 - 1/2; exchanging the groups turns its sign, to the last bit in groups of up to 5e7.
    ``sd`` (with a last axis for the groups) are the SDs of both with n - 1; ``ties`` is
    1 - sum(t^3 - t) / (N^3 - N), from 0 (all alike) to 1. NaN where too few have a score.
    """

    lead: Floats
    sd: Floats
    ties: Floats


def placements(tallies: Tallies) -> Placements:
    """The placements of every cohort and measure, in a few passes over the sorted tally.

    Welch's test of the placements is Brunner and Munzel's: ``lead`` has the variance sd_x^2 / m +
    sd_y^2 / n. Brunner & Munzel 2000, Biom J 42, 17-25. All is whole numbers up to the divisions.
    """
    cell, counts = _by_level(tallies)
    cells = len(tallies.cohorts) * (len(tallies.measures) + 1)

    def added(weights: Floats) -> Floats:
        return np.bincount(cell, weights, cells).astype(np.float64)

    size = np.stack([added(each) for each in counts.T], axis=1)
    twice = (2 * _below(cell, counts) + counts)[:, ::-1]  # of the other group
    with np.errstate(divide="ignore", invalid="ignore"):
        pairs = size.prod(axis=1)
        lead = (added(counts[:, 0] * twice[:, 0]) - pairs) / (2 * pairs)
        placement = twice / (2 * size[:, ::-1])[cell]
        away = placement - (0.5 + np.stack([lead, -lead], axis=1))[cell]
        squares = np.stack([added(each) for each in (counts * away**2).T], axis=1)
        sd = np.where(size > 1, np.sqrt(squares / (size - 1)), np.nan)
        alike, everyone = counts.sum(axis=1), size.sum(axis=1)
        ties = 1 - added(alike**3 - alike) / (everyone**3 - everyone)
    shape = tallies.shape[:2]
    return Placements(lead.reshape(shape), sd.reshape(*shape, len(GROUPS)), ties.reshape(shape))


def _by_level(tallies: Tallies) -> tuple[Ints, Floats]:
    """The levels that occur, in rising order within each cohort and measure.

    For each its cell (cohort times measures plus measure), and how many of both groups have it.
    """
    cell = tallies.cohort * (len(tallies.measures) + 1) + tallies.measure
    order = np.lexsort((tallies.level, cell))
    cell, level = cell[order], tallies.level[order]
    new = np.ones(len(cell), dtype=bool)
    new[1:] = (cell[1:] != cell[:-1]) | (level[1:] != level[:-1])
    place = (np.cumsum(new) - 1) * len(GROUPS) + tallies.group[order]
    counts = np.bincount(place, tallies.n[order], int(new.sum()) * len(GROUPS))
    return cell[new], counts.astype(np.float64).reshape(-1, len(GROUPS))


def _below(cell: Ints, counts: Floats) -> Floats:
    """How many of each group stand at lower levels of the same cell; exact whole numbers."""
    before = np.cumsum(counts, axis=0) - counts
    return before - before[np.searchsorted(cell, cell)]
