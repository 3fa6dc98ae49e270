"""All that may be true given what is published, as a linear system."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from scipy import sparse

from analysis.counting.cohorts import EVERYONE
from analysis.counting.moments import Floats
from analysis.counting.tabulation import Ints
from analysis.disclosure.kinds import Family
from analysis.disclosure.lattice import Lattice
from analysis.disclosure.outsider import Disclosed
from analysis.disclosure.solver import Solver
from analysis.disclosure.suppression import Mask

Matrix: TypeAlias = Any  # scipy brings no types for its sparse arrays
DUST = 1e-6  # of a person: by how much a bound may be missed in binary arithmetic


@dataclass(frozen=True)
class System:
    """Variables x with ``least`` <= x <= ``most`` and ``low`` <= ``rows`` x <= ``high``.

    ``asked`` x are the quantities to be bounded.
    """

    least: Floats
    most: Floats
    rows: Matrix
    low: Floats
    high: Floats
    asked: Matrix

    def solve(self, weights: Floats) -> Floats | None:
        """The quantities where their weighted sum is least; None where no solution was found."""
        found = self._solved(weights)
        return None if found is None else np.asarray(self.asked @ found)

    @property
    def possible(self) -> bool:
        """Whether anything fits."""
        return self._solved(np.zeros(self.asked.shape[0])) is not None

    def allows(self, found: Floats) -> bool:
        """Whether the variables may have these values; a solver may err, what it says is tried."""
        total = self.rows @ found
        apart = (self.least - found, found - self.most, self.low - total, total - self.high)
        return all((each <= DUST * max(1.0, np.abs(found).max())).all() for each in apart)

    def within(self, free: Ints) -> Mask:
        """Which quantities are made of ``free`` variables alone, shape (quantities,)."""
        inside = np.zeros(self.asked.shape[1])
        inside[free] = 1
        return np.asarray(self._made_of @ inside == np.diff(self.asked.indptr))

    def around(self, start: Floats, free: Ints, asked: Ints) -> System:
        """The system in which only the ``free`` variables may differ from a solution, and only
        some quantities, made of these, are ``asked``."""
        columns = self._by_variable[:, free]
        touched = np.unique(columns.indices)
        rows = columns.tocsr()[touched]
        fixed = self.rows[touched] @ start - rows @ start[free]
        return System(
            self.least[free], self.most[free], rows, self.low[touched] - fixed,
            self.high[touched] - fixed, self.asked[asked][:, free],
        )  # fmt: skip

    @cached_property
    def _made_of(self) -> Matrix:
        return (self.asked != 0).astype(float)

    @cached_property
    def _by_variable(self) -> Matrix:
        return self.rows.tocsc()

    @cached_property
    def _solver(self) -> Solver:
        return Solver(self.least, self.most, self.rows, self.low, self.high)

    def _solved(self, weights: Floats) -> Floats | None:
        """A vertex that is allowed, None where there is none.

        Weights of a single quantity are solved for from the last vertex, many at once afresh:
        theirs lies far away.
        """
        cost, many = self.asked.T @ weights, np.count_nonzero(weights) != 1
        for afresh in (True,) if many else (False, True):
            found = self._solver.least(cost, afresh=afresh)
            if found is not None and self.allows(found):
                return found
        return None


@dataclass(frozen=True)
class Frame:
    """The variables of a family: people of each kind in cohorts with at most one filter, then of
    each coarse kind in narrower ones.

    ``counts`` gives (columns x cohorts, variables) the people that each column counts.
    """

    family: Family
    lattice: Lattice

    @cached_property
    def wide(self) -> Ints:
        return np.flatnonzero(~self.narrow)

    @cached_property
    def pairs(self) -> Ints:
        return np.flatnonzero(self.narrow & self.family.everywhere)

    @property
    def variables(self) -> int:
        """How many there are."""
        coarse = self.family.coarse.max() + 1
        return len(self.family.coarse) * len(self.wide) + int(coarse) * len(self.pairs)

    def variables_of(self, wide: Ints, pairs: Ints) -> Ints:
        """The positions of the variables of some ``wide`` cohorts and of some ``pairs``."""
        coarse, kinds = self._merged.shape
        own, inner = np.searchsorted(self.wide, wide), np.searchsorted(self.pairs, pairs)
        outer = np.arange(kinds)[:, None] * len(self.wide) + own
        narrower = np.arange(coarse)[:, None] * len(self.pairs) + inner + kinds * len(self.wide)
        return np.concatenate([outer.reshape(-1), narrower.reshape(-1)])

    @cached_property
    def narrow(self) -> Mask:
        """The cohorts with two filters."""
        return np.array(["&" in cohort for cohort in self.lattice.cohorts], dtype=bool)

    @cached_property
    def _merged(self) -> Matrix:
        """Which kinds are each coarse kind, shape (coarse kinds, kinds)."""
        coarse = self.family.coarse
        ones = np.ones(len(coarse))
        return sparse.csr_matrix((ones, (coarse, np.arange(len(coarse)))))

    @cached_property
    def additions(self) -> Matrix:
        """Rows that are zero where every line adds up."""
        lines = self.lattice.additions
        inner = np.array([self.narrow[line.members[0]] for line in self.lattice.lines], dtype=bool)
        kinds, coarse = self._merged.shape[1], self._merged.shape[0]
        outer = sparse.kron(sparse.identity(kinds), lines[~inner][:, self.wide])
        if not len(self.pairs):
            return outer.tocsr()
        narrower = [
            sparse.kron(self._merged, lines[inner][:, self.wide]),
            sparse.kron(sparse.identity(coarse), lines[inner][:, self.pairs]),
        ]
        return sparse.bmat([[outer, None], narrower], format="csr")

    def sums(self, weights: Floats, *, lightest: bool = False) -> Matrix:
        """For each cohort the sum of the people of each kind times ``weights`` (kinds,).

        A coarse kind weighs as much as the heaviest of its kinds, or as the lightest.
        """
        parts = [self._placed(weights, self.wide)]
        if len(self.pairs):
            each = np.full(self._merged.shape[0], np.inf if lightest else -np.inf)
            extreme = np.minimum if lightest else np.maximum
            extreme.at(each, self.family.coarse, weights)
            parts.append(self._placed(each, self.pairs))
        return sparse.hstack(parts, format="csr")

    def _placed(self, weights: Floats, cohorts: Ints) -> Matrix:
        whole, width = len(self.lattice.cohorts), len(cohorts)
        one = sparse.csr_matrix((np.ones(width), (cohorts, np.arange(width))), (whole, width))
        return sparse.kron(weights[None, :], one, format="csr")

    @cached_property
    def counts(self) -> Matrix:
        return sparse.vstack([self.sums(each.astype(float)) for each in self.family.counted], "csr")


@dataclass(frozen=True)
class Rows:
    """``low`` <= ``matrix`` x <= ``high``."""

    matrix: Matrix
    low: Floats | float
    high: Floats | float

    @property
    def ends(self) -> tuple[Floats, Floats]:
        low, high = (np.broadcast_to(end, self.matrix.shape[:1]) for end in (self.low, self.high))
        return low, high


def release_system(frame: Frame, told: Disclosed, targets: Ints) -> System:
    """What may be true of one release; ``targets`` are rows of the frame's ``counts``."""
    least, most, rows = _released(frame, told)
    return System(least, most, rows.matrix, *rows.ends, frame.counts[targets])


@dataclass(frozen=True)
class Asked:
    """``rows`` of a frame's counts, in the release so far ``back`` in a chain (0 is the last), or
    what came to them ``since`` an earlier one."""

    rows: Ints
    back: int = 0
    since: int | None = None

    def place(self, earlier: int) -> int:
        """Its place among counts, the last release's first, and changes since ``earlier`` ones."""
        return self.back if self.since is None else earlier + self.since


def chain_system(frame: Frame, chain: Sequence[Disclosed], asked: Sequence[Asked]) -> System:
    """What may be true of all releases of a chain together, if nobody ever left.

    The variables are who is in the first release, then who came to each later one: that nobody left
    is a bound of these, and needs no rows.
    """
    parts = [_released(frame, each) for each in chain]
    releases, width = len(chain), frame.counts.shape[1]

    def among(weights: Floats, matrix: Matrix) -> Matrix:
        """Rows over the people of each release, whose weights are (releases,), by the variables."""
        return sparse.kron(weights @ np.tri(releases), matrix, format="csr")

    def placed(each: Asked) -> Matrix:
        signs = np.zeros((1, releases))
        signs[0, -1 - each.back] = 1.0
        if each.since is not None:
            signs[0, -1 - each.since] = -1.0
        return among(signs, frame.counts[each.rows])

    one = sparse.identity(width, format="csr")
    everyone = frame.sums(np.ones(len(frame.family.coarse)))[[frame.lattice.position[EVERYONE]]]
    rows: list[Rows] = []
    for place, (told, (least, most, each)) in enumerate(zip(chain, parts, strict=True)):
        own = np.eye(1, releases, place)
        said = np.flatnonzero((least > 0) | (most < told.most) if place else [])
        rows += [
            Rows(among(own, each.matrix), each.low, each.high),
            Rows(among(own, one[said]), least[said], most[said]),
            Rows(among(own, everyone), -np.inf, told.most),
        ]
    came = np.zeros((releases - 1) * width)
    whole = _stacked(rows)
    return System(
        np.r_[parts[0][0], came], np.r_[parts[0][1], came + np.inf], whole.matrix, *whole.ends,
        sparse.vstack([placed(each) for each in asked], format="csr"),
    )  # fmt: skip


def _stacked(rows: Sequence[Rows]) -> Rows:
    low, high = (np.concatenate(ends) for ends in zip(*(each.ends for each in rows), strict=True))
    return Rows(sparse.vstack([each.matrix for each in rows], format="csr"), low, high)


def _released(frame: Frame, told: Disclosed) -> tuple[Floats, Floats, Rows]:
    """The bounds of a release's variables, and all rows that it makes."""
    least, most, counted = _counted(frame, told)
    rows = [Rows(frame.additions, 0.0, 0.0), counted]
    for name, scores in frame.family.scores.items():
        if np.isfinite(told.mean[name]).any():
            rows += _averaged(frame, told.mean[name], scores)
    return least, most, _stacked(rows)


def _counted(frame: Frame, told: Disclosed) -> tuple[Floats, Floats, Rows]:
    """The bounds of single variables and the rows that published counts make."""
    low, high = told.low.reshape(-1), told.high.reshape(-1)
    counts = frame.counts
    says = ((low > 0) | (high < told.most)) & (np.diff(counts.indptr) > 0)
    alone = says & (np.diff(counts.indptr) == 1)
    variable = counts.indices[counts.indptr[:-1][alone]]
    least, most = np.zeros(counts.shape[1]), np.full(counts.shape[1], told.most)
    np.maximum.at(least, variable, low[alone])
    np.minimum.at(most, variable, high[alone])
    rest = says & ~alone
    return least, most, Rows(counts[rest], low[rest], high[rest])


def _averaged(frame: Frame, mean: Floats, scores: Floats) -> list[Rows]:
    """Means times people: the sums of scores can add up along every line.

    The least a line's members can sum to is no more than the most its parent can, and the other
    way round. A known cohort sums to its people times a mean within its rounding; of a hidden one
    each person scores as its kind can.
    """
    people = frame.sums((~np.isnan(scores[:, 0])).astype(float))
    lowest = frame.sums(np.nan_to_num(scores[:, 0]), lightest=True)
    highest = frame.sums(np.nan_to_num(scores[:, 1]))
    least, most = (
        _either(np.isfinite(end), sparse.diags(np.nan_to_num(end)) @ people, side)
        for end, side in zip(mean.T, (lowest, highest), strict=True)
    )
    lines = frame.lattice.additions
    members, parents = lines.maximum(0), (-lines).maximum(0)
    return [
        Rows(members @ least - parents @ most, -np.inf, 0.0),
        Rows(parents @ least - members @ most, -np.inf, 0.0),
    ]


def _either(mask: Mask, one: Matrix, other: Matrix) -> Matrix:
    """The rows of one matrix where the mask says so, those of another elsewhere."""
    return sparse.diags(mask.astype(float)) @ one + sparse.diags((~mask).astype(float)) @ other


def growth_system(lattice: Lattice, then: Floats, now: Floats, targets: Ints) -> System:
    """What may have been added to one column from one release to another.

    ``then`` and ``now`` (cohorts, 2) are the least and the most people, ``targets`` the cohorts
    asked for. Nobody is taken to have gone, as an outsider would assume while the numbers allow it.
    """
    cohorts = len(lattice.cohorts)
    one = sparse.identity(cohorts, format="csr")
    added = sparse.hstack([-one, one], format="csr")
    lines = sparse.block_diag([lattice.additions, lattice.additions], format="csr")
    ends = np.concatenate([then, now])
    none = np.zeros(lines.shape[0])
    grown = System(
        ends[:, 0], ends[:, 1], sparse.vstack([lines, added], format="csr"),
        np.r_[none, np.zeros(cohorts)], np.r_[none, np.full(cohorts, np.inf)], added[targets],
    )  # fmt: skip
    if grown.possible:
        return grown
    return replace(grown, low=np.r_[none, np.full(cohorts, -np.inf)])
