"""All that may be true given what is published, as a linear system."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from analysis.counting.moments import Floats
from analysis.disclosure.lattice import Lattice
from analysis.disclosure.suppression import Mask
from analysis.errors import SurveyError

Matrix: TypeAlias = Any  # scipy brings no types for its sparse arrays


@dataclass(frozen=True)
class Disclosed:
    """What a release tells of one indicator in one group; cohorts by position in a lattice.

    ``known`` (cohorts,): told afresh by this very release. ``size`` (cohorts, 2): the least and
    the most people with a score; where not known, what else follows (0 to everybody). ``bands``
    (cohorts, bands, 2): the same per score band, one band for the head count. ``mean`` (cohorts,
    2): the least and the greatest mean where known; None for the head count. ``scores`` (bands,
    2): the lowest and the highest score in each band.
    """

    known: Mask
    size: Floats
    bands: Floats
    mean: Floats | None = None
    scores: Floats | None = None

    def of_band(self, band: int) -> Disclosed:
        """What is told of the people in one band."""
        size = self.bands[:, band]
        return Disclosed(self.known, size, size[:, None, :])

    @property
    def counts_only(self) -> Disclosed:
        """The same without bands and means."""
        return Disclosed(self.known, self.size, self.size[:, None, :])


@dataclass(frozen=True)
class System:
    """Variables x within ``bounds`` (variables, 2) with ``equal`` x = 0 and ``below`` x <= limits.

    ``people`` x is what is asked for, shape (cohorts,).
    """

    bounds: Floats
    equal: Matrix
    below: Matrix
    limits: Floats
    people: Matrix

    def solve(self, weights: Floats) -> Floats:
        """People per cohort where their weighted sum is least.

        SurveyError where no numbers of people fit what is published.
        """
        found = self._solved(weights)
        if found is None:
            raise SurveyError(
                "The published numbers of people contradict one another.",
                "Look whether a file of the release was changed.",
            )
        return np.asarray(self.people @ found)

    @property
    def possible(self) -> bool:
        """Whether any numbers of people fit."""
        return self._solved(np.zeros(self.people.shape[0])) is not None

    def _solved(self, weights: Floats) -> Floats | None:
        small = self.people.shape[1] <= 2 * self.people.shape[0]  # the interior point suits large
        found = linprog(
            self.people.T @ weights, self.below, self.limits, self.equal,
            np.zeros(self.equal.shape[0]), self.bounds, method=f"highs-{'ds' if small else 'ipm'}",
        )  # fmt: skip
        return None if found.x is None else np.asarray(found.x)


def release_system(lattice: Lattice, told: Disclosed) -> System:
    """What may be true of one release, its variables being people per band, then per cohort."""
    cohorts, widths = told.bands.shape[:2]
    one = sparse.identity(cohorts, format="csr")
    people = sparse.kron(np.ones((1, widths)), one, format="csr")
    rows, limits = [people, -people], [told.size[:, 1], -told.size[:, 0]]
    if told.mean is not None and told.scores is not None:
        rows += _sums(lattice, told, told.mean, told.scores)
        limits += [np.zeros(len(lattice.lines))] * 2
    return System(
        told.bands.transpose(1, 0, 2).reshape(-1, 2),
        sparse.kron(sparse.identity(widths), lattice.additions, format="csr"),
        sparse.vstack(rows, format="csr"),
        np.concatenate(limits),
        people,
    )


def _sums(lattice: Lattice, told: Disclosed, mean: Floats, scores: Floats) -> list[Matrix]:
    """Rows that are at most 0 where the sums of scores can add up along the lines.

    The least a line's members can sum to is no more than the most its parent can, and the other
    way round. A known cohort sums to its people times a mean within its rounding; a hidden one's
    people each score within their band.
    """
    lines = lattice.additions
    members, parents = lines.maximum(0), (-lines).maximum(0)
    least, most = (
        np.where(told.known[:, None], end[:, None], side[None, :])
        for end, side in zip(mean.T, scores.T, strict=True)
    )

    def weighted(rows: Matrix, by: Floats) -> Matrix:
        return sparse.hstack([rows @ sparse.diags(each) for each in by.T], format="csr")

    low, high = least - scores[0, 0], most - scores[0, 0]
    return [
        weighted(members, low) - weighted(parents, high),
        weighted(parents, low) - weighted(members, high),
    ]


def growth_system(lattice: Lattice, then: Disclosed, now: Disclosed) -> System:
    """What may have been added from one release to another, from their counts of people.

    Nobody is taken to have gone, as an outsider would assume while the numbers allow it.
    """
    cohorts = len(lattice.cohorts)
    one = sparse.identity(cohorts, format="csr")
    lines = lattice.additions
    grown = System(
        np.concatenate([then.size, now.size]),
        sparse.block_diag([lines, lines], format="csr"),
        sparse.hstack([one, -one], format="csr"),
        np.zeros(cohorts),
        sparse.hstack([-one, one], format="csr"),
    )
    if grown.possible:
        return grown
    return replace(grown, limits=np.full(cohorts, now.size[:, 1].max() + then.size[:, 0].max()))
