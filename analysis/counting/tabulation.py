"""From cells to tallies: how many people of each group have each score, in every cohort.

The closed set of cohorts is everyone, every value of a dimension, and every pair of values of
two dimensions. Everything here is private and exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.codebook import NOT_GIVEN, Codebook
from analysis.codebook.scoring import Measure
from analysis.counting.cells import MISSING_LEVEL
from analysis.counting.cohorts import EVERYONE

GROUPS = ("solo", "team")
NO_LEVEL = -9  # stands for the NULL of a dimension that a row is not about

Ints = npt.NDArray[np.int64]
RollUp = Callable[[tuple[str, ...]], pa.Table]


@dataclass(frozen=True)
class Tallies:
    """Private: exact counts, one row for each (cohort, measure, group, score) that occurs.

    ``cohort``, ``measure`` and ``group`` are positions in ``cohorts``, ``measures`` (from 1; 0 is
    the head count) and ``GROUPS``; ``level`` is the integer score, ``n`` how many people have it.
    """

    cohorts: tuple[str, ...]
    measures: tuple[Measure, ...]
    cohort: Ints
    measure: Ints
    group: Ints
    level: Ints
    n: Ints

    @property
    def shape(self) -> tuple[int, int, int]:
        """Cohorts, measures with the head count first, groups."""
        return len(self.cohorts), len(self.measures) + 1, len(GROUPS)

    def sums(self, weights: npt.NDArray[np.float64] | Ints) -> npt.NDArray[np.float64]:
        """The weights of the rows added up per cohort, measure and group; shape ``shape``."""
        _, measures, groups = self.shape
        at = (self.cohort * measures + self.measure) * groups + self.group
        sums = np.bincount(at, weights, int(np.prod(self.shape)))
        return sums.astype(np.float64).reshape(self.shape)

    def cohort_ids(self, positions: Ints) -> npt.NDArray[np.object_]:
        return np.array(self.cohorts, dtype=object)[positions]

    def sizes(self) -> Ints:
        """People with a score per cohort, measure and group; exact."""
        return self.sums(self.n).astype(np.int64)


@dataclass(frozen=True)
class ItemTallies:
    """Private: exact counts of single answers, for everyone and every single dimension value.

    ``answer`` is the option's position in the codebook, -1 where it was left out.
    """

    cohort: npt.NDArray[np.object_]
    item: npt.NDArray[np.object_]
    group: Ints
    answer: Ints
    n: Ints


def value_code(codebook: Codebook, dimension: str, level: int) -> str:
    """The code of a dimension's level as cohort ids write it."""
    return NOT_GIVEN if level == MISSING_LEVEL else codebook.options(dimension)[level].code


def tabulate(cells: pa.Table, codebook: Codebook, measures: tuple[Measure, ...]) -> Tallies:
    """The tallies of every cohort of the closed set that holds anybody, from cells."""

    def rolled_up(dims: tuple[str, ...]) -> pa.Table:
        keys = ["measure", "grp", *(f"d_{name}" for name in dims), "score"]
        return cells.group_by(keys).aggregate([("n", "sum")])

    return tabulate_rolled(rolled_up, codebook, measures)


def tabulate_rolled(
    rolled_up: RollUp, codebook: Codebook, measures: tuple[Measure, ...]
) -> Tallies:
    """The tallies of every cohort of the closed set that holds anybody.

    ``rolled_up`` gives, for some dimensions, (measure, grp, d_<dimension>..., score, n_sum).
    """
    names: list[str] = []
    parts: list[tuple[Ints, ...]] = []
    for dims in _cohort_sets(codebook):
        rolled = rolled_up(dims)
        levels = [_ints(rolled[f"d_{name}"]) for name in dims]
        spots, cohort = _cohorts(codebook, dims, levels, rolled.num_rows)
        columns = (rolled[name] for name in ("measure", "grp", "score", "n_sum"))
        parts.append((cohort + len(names), *(_ints(values) for values in columns)))
        names += spots
    cohort, measure, group, level, n = (np.concatenate(each) for each in zip(*parts, strict=True))
    # In an order that the values alone decide: an engine of many machines has none.
    order = np.lexsort((level, group, measure, cohort))
    columns = (each[order] for each in (cohort, measure, group, level, n))
    return Tallies(tuple(names), measures, *columns)


def _cohort_sets(codebook: Codebook) -> Iterator[tuple[str, ...]]:
    for size in (0, 1, 2):
        yield from combinations(codebook.dimensions, size)


def _cohorts(
    codebook: Codebook, dims: tuple[str, ...], levels: list[Ints], rows: int
) -> tuple[list[str], Ints]:
    """The ids of the cohorts found, and the position of each row's among them."""
    if not dims:
        return [EVERYONE], np.zeros(rows, dtype=np.int64)
    found, place = np.unique(np.stack(levels, axis=1), axis=0, return_inverse=True)
    ids = [
        "&".join(
            f"{name}={value_code(codebook, name, int(level))}"
            for name, level in zip(dims, row, strict=True)
        )
        for row in found
    ]
    return ids, place.reshape(-1).astype(np.int64)


def tabulate_items(cells: pa.Table, codebook: Codebook, asked: tuple[str, ...]) -> ItemTallies:
    """The tallies of single answers from the cells of items."""
    cohort = np.full(cells.num_rows, EVERYONE, dtype=object)
    for name in codebook.dimensions:
        levels = pc.fill_null(cells[f"d_{name}"], NO_LEVEL)
        for level in pc.unique(levels).to_pylist():
            if level != NO_LEVEL:
                rows = _ints(levels) == level
                cohort[rows] = f"{name}={value_code(codebook, name, level)}"
    place, *told = (_ints(cells[name]) for name in ("item", "grp", "answer", "n"))
    order = np.lexsort((told[1], told[0], cohort.astype(str), place))
    item = np.array(asked, dtype=object)[place]
    return ItemTallies(cohort[order], item[order], *(each[order] for each in told))


def _ints(values: pa.ChunkedArray) -> Ints:
    return pc.cast(values, pa.int64()).to_numpy()
