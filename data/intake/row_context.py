"""What the rules about rows look at: the sheet, its codebook, and where its questions stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.answers.intake_report import Found
from analysis.codebook import Codebook, Kind
from analysis.codebook.matching import plain
from data.intake.layout import Sheet
from data.intake.places import Place

Mask = npt.NDArray[np.bool_]
NOTHING = pa.scalar(None, pa.string())


@dataclass(frozen=True)
class RowContext:
    """What the rules look at: the sheet, its codebook, and where its questions stand."""

    sheet: Sheet
    codebook: Codebook
    places: Mapping[str, Place]

    @cached_property
    def matched(self) -> list[int]:
        return sorted({at for place in self.places.values() for at in place.columns})

    @cached_property
    def moments(self) -> tuple[int, ...]:
        """The columns of the question whose answer is the moment of answering."""
        question = self.codebook.timestamp()
        return self.places[question].columns if question and question in self.places else ()

    def answers(self, at: int) -> set[str]:
        """The texts that answer the question of a column, if it is one with options."""
        asked = [name for name, place in self.places.items() if at in place.whole]
        options = [
            option
            for name in asked
            if self.codebook.questions[name].kind is not Kind.DATE
            for option in self.codebook.options(name)
        ]
        return {plain(text) for each in options for text in (each.text, each.code, *each.aliases)}

    def filled(self, at: int) -> Mask:
        return filled(self.sheet.raw.columns[at])

    def cell(self, at: int, row: int) -> str:
        return self.sheet.raw.columns[at][row].as_py() or ""


def filled(column: pa.ChunkedArray) -> Mask:
    """Which cells hold anything but white space."""
    return ~pc.fill_null(pc.utf8_is_space(column), True).to_numpy()


Verdict = tuple[Mask, Found, str, str]  # rows to set aside, why, where, and in which words
Rule = Callable[[RowContext, Mask], Iterator[Verdict]]


def is_one_of(column: pa.ChunkedArray, holds: Callable[[str], bool]) -> Mask:
    """Which cells of a column satisfy a condition, as they are compared."""
    return cells_with(column, lambda cell: holds(plain(cell)))


def cells_with(column: pa.ChunkedArray, holds: Callable[[str], bool]) -> Mask:
    """Which cells of a column satisfy a condition, asked of each distinct text once."""
    encoded = column.dictionary_encode().combine_chunks()
    hits = [bool(cell) and holds(cell) for cell in encoded.dictionary.to_pylist()]
    index = pc.fill_null(encoded.indices, len(hits)).to_numpy()
    return np.array([*hits, False], dtype=bool)[index]
