"""How the cohorts of the closed set add up to one another.

A *line* is a cohort and the cohorts it falls apart into by one more dimension: everyone into the
values of a dimension, one value into its pairs with another dimension. Whoever knows all of a line
but one cohort knows that one too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

import numpy as np
from scipy import sparse

from analysis.codebook import NOT_GIVEN, Codebook
from analysis.counting.cohorts import EVERYONE, is_pair
from analysis.counting.tabulation import Ints


@dataclass(frozen=True)
class Line:
    """A cohort's position and those of the cohorts that make it up."""

    parent: int
    members: Ints


@dataclass(frozen=True)
class Lattice:
    """Cohorts by position, everyone among them, and the lines between them."""

    cohorts: tuple[str, ...]

    @cached_property
    def position(self) -> dict[str, int]:
        return {cohort: at for at, cohort in enumerate(self.cohorts)}

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Everyone's lines first, then those of single values."""
        found: dict[tuple[int, str], list[int]] = {}
        for at, cohort in enumerate(self.cohorts):
            for parent, dimension in _parents(cohort):
                if parent in self.position:
                    found.setdefault((self.position[parent], dimension), []).append(at)
        ordered = sorted(found.items(), key=lambda each: self.cohorts[each[0][0]] != EVERYONE)
        return tuple(Line(parent, np.array(members)) for (parent, _), members in ordered)

    @cached_property
    def additions(self) -> Any:
        """Rows that are zero where every line adds up, sparse, shape (lines, cohorts)."""
        entries = [
            (row, at, sign)
            for row, line in enumerate(self.lines)
            for at, sign in [(line.parent, -1.0), *((at, 1.0) for at in line.members)]
        ]
        rows, columns, signs = np.array(entries).reshape(-1, 3).T
        shape = len(self.lines), len(self.cohorts)
        return sparse.csr_matrix((signs, (rows.astype(int), columns.astype(int))), shape)

    @cached_property
    def above(self) -> Ints:
        """The two cohorts that hold each one, shape (cohorts, 2): a pair's singles, else everyone.

        A cohort whose parent is not among the cohorts counts as its own.
        """
        parents = [[self.position.get(p, at) for p, _ in _parents(cohort)] or [at]
                   for at, cohort in enumerate(self.cohorts)]  # fmt: skip
        return np.array([(each[0], each[-1]) for each in parents]).reshape(-1, 2)

    @cached_property
    def top_down(self) -> tuple[Ints, ...]:
        """The positions of single values, then of pairs."""
        pairs = np.array([is_pair(cohort) for cohort in self.cohorts], dtype=bool)
        everyone = np.array([cohort == EVERYONE for cohort in self.cohorts], dtype=bool)
        return np.flatnonzero(~pairs & ~everyone), np.flatnonzero(pairs)


def _parents(cohort: str) -> Iterator[tuple[str, str]]:
    """Each cohort that holds this one, with the dimension that narrows it down to this."""
    parts = [part for part in cohort.split("&") if part]
    if len(parts) == 1:
        yield EVERYONE, parts[0].split("=")[0]
    elif parts:
        yield parts[0], parts[1].split("=")[0]
        yield parts[1], parts[0].split("=")[0]


def closed_set(codebook: Codebook, extra: Sequence[str] = ()) -> Lattice:
    """The whole closed set by the codebook: everyone, each value, each pair of values.

    What nobody answered is in it too, as an outsider can't tell it from what is hidden; ``extra``
    are cohorts with values that the codebook doesn't list.
    """
    values = {
        name: [f"{name}={o.code}" for o in codebook.options(name)] + [f"{name}={NOT_GIVEN}"]
        for name in codebook.dimensions
    }
    singles = [value for each in values.values() for value in each]
    pairs = [
        f"{one}&{two}"
        for first, second in combinations(codebook.dimensions, 2)
        for one in values[first]
        for two in values[second]
    ]
    return Lattice(tuple(dict.fromkeys([EVERYONE, *singles, *pairs, *extra])))
