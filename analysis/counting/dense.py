"""The cells of scores and of single answers, counted in dense arrays from blocks of rows.

It gives what ``cells_sql`` and ``item_cells_sql`` give, for engines that hand rows over. A person
is one step in an array at the place of their group, dimensions and score, which costs a tenth of
finding that place in a table of hashes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from math import ceil, floor

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analysis.codebook import Codebook
from analysis.codebook.scoring import items, measures
from analysis.counting.cells import MISSING_LEVEL, rows_sql

Ints = npt.NDArray[np.int64]
Blocks = Callable[[str], Iterator[pa.RecordBatch]]

WORTH_IT = 200_000  # rows; below, the queries are as quick
FEW_VALUES = 32  # all of which have a row from the start: an answer, a yes-or-no, a mark out of ten
MOST_PLACES = 60_000_000  # in all arrays together: 240 MB


class TooWide(Exception):
    """There are more places for people than memory should be spent on."""


@dataclass
class Spread:
    """How many people have each value of one score or answer, by code of group and dimensions.

    ``values`` are those of the rows of ``counts``: all there can be where they are few, else those
    that came, in the order in which they did.
    """

    lowest: int
    highest: int
    codes: int
    values: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        width = self.highest - self.lowest + 1
        if width > MOST_PLACES:
            raise TooWide
        few = width <= FEW_VALUES
        self._row = None if few else np.full(width, -1, dtype=np.int64)
        self.values = list(range(self.lowest, self.highest + 1)) if few else []
        self.counts = np.zeros((len(self.values), self.codes), dtype=np.int32)

    def add(self, values: npt.NDArray[np.integer], code: Ints) -> None:
        """Counts a block of people, one value and one code each."""
        place = np.subtract(values, self.lowest, dtype=np.int64)
        if place.min() < 0 or place.max() > self.highest - self.lowest:
            raise TooWide
        row = place if self._row is None else self._rows(self._row, place)
        row *= self.codes
        row += code
        found = np.bincount(row, minlength=self.counts.size).reshape(self.counts.shape)
        np.add(self.counts, found, out=self.counts, casting="unsafe")

    def _rows(self, known: Ints, place: Ints) -> Ints:
        """The rows of values, new ones for those that have none yet."""
        row = known[place]
        if row.min() >= 0:
            return row
        new = np.unique(place[row < 0])
        known[new] = np.arange(len(self.values), len(self.values) + len(new))
        self.values += [int(each) + self.lowest for each in new]
        more = np.zeros((len(new), self.codes), dtype=np.int32)
        self.counts = np.concatenate([self.counts, more])
        return known[place]


class Dense:
    """The people of a table, counted block by block."""

    def __init__(self, codebook: Codebook, columns: Collection[str]) -> None:
        self._dims = codebook.dimensions
        self._sizes = (2, *(len(codebook.options(name)) + 1 for name in codebook.dimensions))
        codes = int(np.prod(self._sizes))
        if codes > MOST_PLACES:
            raise TooWide
        self._heads = np.zeros(codes, dtype=np.int64)
        self._scores = [
            Spread(
                floor(made.low * made.denominator) - 1, ceil(made.high * made.denominator), codes
            )
            for made in measures(codebook, columns)
        ]
        self._answers = [
            Spread(MISSING_LEVEL, len(codebook.options(name)) - 1, codes)
            for name in items(codebook, columns)
        ]

    def add(self, block: pa.RecordBatch) -> None:
        """Counts the rows of ``rows_sql``."""
        if not block.num_rows:
            return
        told = iter(block.columns)
        code = _ints(next(told))
        for size in self._sizes[1:]:
            code = code * size + _ints(next(told)) - MISSING_LEVEL
        self._heads += np.bincount(code, minlength=len(self._heads))
        for spread in (*self._scores, *self._answers):
            spread.add(next(told).to_numpy(), code)
        if sum(each.counts.size for each in (*self._scores, *self._answers)) > MOST_PLACES:
            raise TooWide

    def rolled_up(self, dims: tuple[str, ...]) -> pa.Table:
        """People by some dimensions: (measure, grp, d_<dimension>..., score, n_sum).

        By all of them it is what ``cells_sql`` gives.
        """
        parts = [self._rolled(0, [0], self._heads[np.newaxis], dims)]
        for number, spread in enumerate(self._scores, start=1):
            parts.append(self._rolled(number, spread.values, spread.counts, dims, spread.lowest))
        return pa.concat_tables(parts)

    def _rolled(
        self,
        measure: int,
        values: list[int],
        counts: npt.NDArray[np.integer],
        dims: tuple[str, ...],
        nothing: int | None = None,
    ) -> pa.Table:
        others = tuple(at for at, name in enumerate(self._dims, start=2) if name not in dims)
        kept = counts.reshape(len(values), *self._sizes).sum(axis=others, dtype=np.int64)
        if nothing in values:
            kept[values.index(nothing)] = 0
        row, group, *levels = np.nonzero(kept)
        told = {f"d_{name}": at + MISSING_LEVEL for name, at in zip(dims, levels, strict=True)}
        score = np.array(values, dtype=np.int64)[row]
        numbers = {"measure": np.full(len(row), measure), "grp": group, **told, "score": score}
        return pa.table({**numbers, "n_sum": kept[row, group, *levels]})

    def item_cells(self) -> pa.Table:
        """What ``item_cells_sql`` gives: (item, grp, answer, d_<dimension>..., n)."""
        nobody = np.zeros(self._sizes, dtype=np.int32)
        parts = [self._about(0, 0, nobody, 0)]
        parts += [
            self._about(item, value, counts.reshape(self._sizes), axis)
            for item, spread in enumerate(self._answers)
            for value, counts in zip(spread.values, spread.counts, strict=True)
            for axis in range(len(self._sizes))
        ]
        return pa.concat_tables(parts)

    def _about(self, item: int, value: int, counts: npt.NDArray[np.int32], axis: int) -> pa.Table:
        """One answer by group and one dimension; by group alone for axis 0."""
        others = tuple(at for at in range(1, len(self._sizes)) if at != axis)
        kept = counts.sum(axis=others, dtype=np.int64).reshape(self._sizes[0], -1)
        group, level = np.nonzero(kept)
        nothing = pa.nulls(len(group), pa.int64())
        told = {
            f"d_{name}": pa.array(level + MISSING_LEVEL) if at == axis else nothing
            for at, name in enumerate(self._dims, start=1)
        }
        same = {"item": item, "answer": value}
        columns = {name: np.full(len(group), said) for name, said in same.items()}
        return pa.table({**columns, "grp": group, **told, "n": kept[group, level]})


def counted_densely(codebook: Codebook, columns: Collection[str], blocks: Blocks) -> Dense:
    """Everybody of a table, counted; TooWide where the queries need less memory."""
    dense = Dense(codebook, columns)
    for block in blocks(rows_sql(codebook, columns)):
        dense.add(block)
    return dense


def _ints(column: pa.Array) -> Ints:
    return column.to_numpy().astype(np.int64)
