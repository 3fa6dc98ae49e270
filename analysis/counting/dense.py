"""The cells of scores and of single answers, counted in dense arrays from blocks of rows.

It gives what ``cells_sql`` and ``item_cells_sql`` give, for engines that hand rows over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from math import prod
from typing import Protocol, runtime_checkable

import numpy as np
import pyarrow as pa

from analysis.codebook import Codebook
from analysis.codebook.points import column
from analysis.codebook.scoring import Measure, items, measures
from analysis.counting.cells import MISSING_LEVEL
from analysis.counting.packing import Packed, no_score, packing, patterns_sql, rows_sql
from analysis.counting.places import MOST_PLACES, Answers, Ints, Places, RowScores, Scores, TooWide

WORTH_IT = 200_000  # rows; below, the queries are as quick
AT_ONCE = 1 << 18  # places of several questions that are counted together


@runtime_checkable
class Streams(Protocol):
    """An engine that runs queries and can hand rows over in blocks, too."""

    rows: int

    def __call__(self, sql: str) -> pa.Table: ...

    def blocks(self, sql: str) -> Iterator[pa.RecordBatch]: ...


class Dense:
    """The people of a table, counted block by block."""

    def __init__(self, codebook: Codebook, columns: Collection[str], query: Streams) -> None:
        self._dims, self._packing = codebook.dimensions, packing(codebook, columns)
        self.sql = rows_sql(codebook, self._packing)
        self._heads = Places(1, self._packing.codes)
        self._scores = [
            self._scored(number, made, query)
            for number, made in enumerate(measures(codebook, columns), start=1)
        ]
        self._alone = _covering(self._packing.codes, self._dims)
        self._answers = [*self._asked(items(codebook, columns))]
        counted = (self._heads, *(each.places for each in (*self._scores, *self._answers)))
        if sum(each.size for each in counted) > MOST_PLACES:
            raise TooWide

    def _scored(self, number: int, made: Measure, query: Streams) -> Scores | RowScores:
        """The places of a measure's scores, none of them for who has none."""
        codes = self._packing.codes
        if number in self._packing.scored:
            return RowScores(f"m_{number}", made, codes)
        held = next(n for n, each in enumerate(self._packing.patterns) if each.holds(made.columns))
        told = query(patterns_sql(self._packing.patterns[held], made)).sort_by("pattern")
        values, row = np.unique(told["score"].to_numpy(), return_inverse=True)
        places = Places(len(values), codes)
        return Scores(
            f"p_{held}", row.astype(np.int32), places, values.astype(np.int64), no_score(made)
        )

    def _asked(self, names: Sequence[str]) -> Iterator[Answers]:
        """The places of the answers to single questions, some of them together."""
        codes = [self._packing.codes[place] for place in self._alone]
        room = AT_ONCE // max(each.count for each in codes)
        left = {column(name): number for number, name in enumerate(names)}
        for held, packed in enumerate(self._packing.patterns):
            digits = np.indices(packed.sizes, dtype=np.int32).reshape(len(packed.sizes), -1)
            asked = [at for at, name in enumerate(packed.names) if name in left]
            for run in _runs(asked, packed.sizes, room):
                sizes = tuple(packed.sizes[at] for at in run)
                row = np.ravel_multi_index([*digits[run]], sizes).astype(np.int32)
                numbers = tuple(left.pop(packed.names[at]) for at in run)
                yield Answers(f"p_{held}", row, Places(prod(sizes), codes), numbers, sizes)

    def add(self, block: pa.RecordBatch) -> None:
        """Counts some rows of ``sql``."""
        if not block.num_rows:
            return
        codes = [block[f"c_{n}"].to_numpy() for n in range(len(self._packing.codes))]
        self._heads.add(np.zeros(block.num_rows, dtype=np.int32), codes)
        for scores in self._scores:
            scores.add(block[scores.column].to_numpy(), codes)
        alone = [codes[place] for place in self._alone]
        for answers in self._answers:
            answers.add(block[answers.column].to_numpy(), alone)

    def rolled_up(self, dims: tuple[str, ...]) -> pa.Table:
        """People by two dimensions at most: (measure, grp, d_<dimension>..., score, n_sum)."""
        heads = (np.zeros(1, dtype=np.int64), self._heads, -1)
        scored = ((each.values, each.places, each.nothing) for each in self._scores)
        parts = []
        for measure, (values, places, nothing) in enumerate([heads, *scored]):
            kept = places.by(dims)
            kept[values == nothing] = 0
            row, group, *levels = np.nonzero(kept)
            told = {f"d_{name}": at + MISSING_LEVEL for name, at in zip(dims, levels, strict=True)}
            about = {"measure": np.full(len(row), measure), "grp": group, **told}
            parts.append(
                pa.table({**about, "score": values[row], "n_sum": kept[row, group, *levels]})
            )
        return pa.concat_tables(parts)

    def item_cells(self) -> pa.Table:
        """What ``item_cells_sql`` gives: (item, grp, answer, d_<dimension>..., n)."""
        every = ((), *((name,) for name in self._dims))
        return pa.concat_tables(
            self._about(item, counts, dims)
            for answers in self._answers
            for dims in every
            for item, counts in answers.apart(dims)
        )

    def _about(self, item: int, counts: Ints, dims: tuple[str, ...]) -> pa.Table:
        """The cells of one question by group and at most one dimension."""
        answer, group, *levels = np.nonzero(counts)
        nothing = pa.nulls(len(group), pa.int64())
        told = {f"d_{name}": nothing for name in self._dims}
        told |= {f"d_{name}": pa.array(at - 1) for name, at in zip(dims, levels, strict=True)}
        about = {"item": np.full(len(group), item), "grp": group, "answer": answer + MISSING_LEVEL}
        return pa.table({**about, **told, "n": counts[answer, group, *levels]})


def counted_densely(codebook: Codebook, columns: Collection[str], query: Streams) -> Dense:
    """Everybody of a table, counted; TooWide where the queries need less memory."""
    dense = Dense(codebook, columns, query)
    for block in query.blocks(dense.sql):
        dense.add(block)
    return dense


def _covering(codes: Sequence[Packed], dims: Sequence[str]) -> list[int]:
    """The places of as few of the codes as hold every dimension somewhere."""
    found, left = [0], set(dims) - set(codes[0].names)
    while left:
        best = max(range(len(codes)), key=lambda n: len(left & set(codes[n].names)))
        found.append(best)
        left -= set(codes[best].names)
    return found


def _runs(asked: Sequence[int], sizes: Sequence[int], room: int) -> Iterator[list[int]]:
    """Digits side by side whose sizes multiplied are no more than the room, or one alone."""
    run: list[int] = []
    for at in asked:
        if run and prod(sizes[each] for each in (*run, at)) > room:
            yield run
            run = []
        run.append(at)
    if run:
        yield run
