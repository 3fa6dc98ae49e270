"""Arrays with a place for every score or answer and every code of group and dimensions.

A person is one step at a place, which costs a tenth of finding it in a table of hashes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
import numpy.typing as npt

from analysis.codebook.scoring import Measure
from analysis.counting.packing import GROUP, Packed, no_score

Ints = npt.NDArray[np.integer]

MOST_PLACES = 60_000_000  # in all arrays together: 240 MB


class TooWide(Exception):
    """There are more places for people than memory should be spent on."""


class Places:
    """How many people are in each row, by codes of one or several kinds."""

    def __init__(self, rows: int, codes: Sequence[Packed]) -> None:
        self._codes = codes
        self._counts = [np.zeros((rows, each.count), dtype=np.int32) for each in codes]

    def add(self, row: Ints, codes: Sequence[Ints]) -> None:
        """Counts a block of people, each in a row and with a code of each kind."""
        for counts, code in zip(self._counts, codes, strict=True):
            at = row * np.int32(counts.shape[1])
            at += code
            counts += np.bincount(at, minlength=counts.size).reshape(counts.shape)

    def grow(self, rows: int) -> None:
        """Makes room for more rows, with nobody in them."""
        self._counts = [np.pad(each, ((0, rows), (0, 0))) for each in self._counts]
        if self.size > MOST_PLACES:
            raise TooWide

    def by(self, dims: Sequence[str]) -> npt.NDArray[np.int64]:
        """People by row, group and some dimensions that one of the codes holds."""
        place = next(n for n, each in enumerate(self._codes) if each.holds(dims))
        counts, code = self._counts[place], self._codes[place]
        kept = [1 + code.names.index(name) for name in (GROUP, *dims)]
        others = tuple(axis for axis in range(1, len(code.names) + 1) if axis not in kept)
        summed = counts.reshape(len(counts), *code.sizes).sum(axis=others, dtype=np.int64)
        order = [sorted(kept).index(axis) for axis in kept]
        return summed.transpose(0, *(1 + axis for axis in order))

    @property
    def size(self) -> int:
        return sum(each.size for each in self._counts)


@dataclass
class ByPattern:
    """Something that follows from a pattern, which the column holds; its row for each of them."""

    column: str
    row: npt.NDArray[np.int32]
    places: Places

    def add(self, pattern: npt.NDArray[np.int32], codes: Sequence[Ints]) -> None:
        self.places.add(self.row.take(pattern), codes)


@dataclass
class Scores(ByPattern):
    """The scores of a measure; ``values`` are those of the rows, ``nothing`` that of no score."""

    values: Ints
    nothing: int


@dataclass
class Answers(ByPattern):
    """The answers to some questions together, of which ``numbers`` tells the places."""

    numbers: tuple[int, ...]
    sizes: tuple[int, ...]

    def apart(self, dims: Sequence[str]) -> Iterator[tuple[int, Ints]]:
        """For each question its place, and people by answer, group and some dimensions."""
        together = self.places.by(dims)
        together = together.reshape(*self.sizes, *together.shape[1:])
        for axis, number in enumerate(self.numbers):
            others = tuple(each for each in range(len(self.sizes)) if each != axis)
            yield number, together.sum(axis=others)


class RowScores:
    """The scores of a measure that come row by row; each value has its row when it first comes.

    They come as how far they lie above that of no score: of a scale of any size that fits here,
    these are small numbers.
    """

    def __init__(self, column: str, made: Measure, codes: Sequence[Packed]) -> None:
        self.column, self.places = column, Places(0, codes)
        self.values: Ints = np.empty(0, dtype=np.int64)
        self.nothing = no_score(made)
        width = ceil(made.high * made.denominator) - self.nothing + 1
        if width > MOST_PLACES:
            raise TooWide
        self._row = np.full(width, -1, dtype=np.int32)

    def add(self, place: npt.NDArray[np.int32], codes: Sequence[Ints]) -> None:
        if place.min() < 0 or place.max() >= len(self._row):
            raise TooWide
        new = np.unique(place[self._row[place] < 0])
        if new.size:
            self._row[new] = np.arange(len(new)) + len(self.values)
            self.values = np.concatenate([self.values, new.astype(np.int64) + self.nothing])
            self.places.grow(len(new))
        self.places.add(self._row[place], codes)
