"""A column of a sheet, as a draft looks at it: by its distinct answers, never row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from math import ceil

import numpy as np
import numpy.typing as npt

from analysis.answers.choices import ERRORS, undressed
from analysis.codebook.matching import plain
from analysis.drafting.words import FILLERS, NOT_ANSWERED

OFTEN = 10  # rows in which a value must stand before it is shown
FEWEST = 3  # such rows in a sheet of fewer than a hundred, of which it must be a tenth
LOOKED_AT = 5_000  # distinct cells, the most common ones

Shows = Callable[[str], bool]


def enough_rows(rows: int) -> int:
    """In how many rows a value must stand, in a sheet of so many, before it is shown."""
    return min(OFTEN, max(FEWEST, ceil(rows / 10)))


@dataclass(frozen=True)
class Value:
    """An answer in all its spellings: as it is compared, as most cells write it, in how many."""

    key: str
    text: str
    rows: int


@dataclass(frozen=True)
class Column:
    """Private: a column by its distinct cells; ``index`` tells which of them each row holds.

    ``text`` is the wording asked and ``headers`` what else the sheet calls the column. ``heading``
    is what it shares with its neighbours, and ``row`` the rest of its text, where it is part of a
    grid. ``formatted`` is the column's number format, where the source knows one.
    """

    text: str
    cells: tuple[str, ...]
    index: npt.NDArray[np.int64]
    headers: tuple[str, ...] = ()
    heading: str = ""
    row: str = ""
    formatted: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return (self.text, *self.headers)

    @property
    def rows(self) -> int:
        return len(self.index)

    @property
    def is_grid_row(self) -> bool:
        """Whether the header is written as a codebook writes that of a grid's row."""
        return bool(self.heading) and self.text == f"{self.heading} [{self.row}]"

    @cached_property
    def _filled(self) -> tuple[Value, ...]:
        """What the cells hold, the most common first; without blanks."""
        counts = np.bincount(self.index, minlength=len(self.cells)).tolist()
        order = sorted(range(len(self.cells)), key=lambda n: -counts[n])[: LOOKED_AT + 1]
        told = ((self.cells[n].strip(), counts[n]) for n in order)
        return tuple(_together((cell, rows) for cell, rows in told if cell and rows))

    @cached_property
    def _own_names(self) -> set[str]:
        return {undressed(name) for name in (*self.names, self.row)}

    @cached_property
    def values(self) -> tuple[Value, ...]:
        """The answers, the most common first; the column's own header and what means none aside."""
        return tuple(
            value
            for value in self._filled
            if value.key not in self._own_names and not means_no_answer(value.text)
        )

    @cached_property
    def missing(self) -> tuple[Value, ...]:
        """What stands in cells but means no answer, such as 'Prefer not to say' or NA."""
        return tuple(value for value in self._filled if means_no_answer(value.text))

    @property
    def repeats(self) -> int:
        """How many rows hold the column's own header, as a tick does in a column of its own."""
        return sum(value.rows for value in self._filled if value.key in self._own_names)

    @cached_property
    def answered(self) -> int:
        """The rows that hold an answer."""
        counts = np.bincount(self.index, minlength=len(self.cells))
        filled = sum(n for cell, n in zip(self.cells, counts, strict=True) if cell.strip())
        return int(filled) - sum(value.rows for value in self.missing) - self.repeats


def means_no_answer(text: str) -> bool:
    """Whether a cell says in known words that there is no answer."""
    said = plain(text)
    return said in NOT_ANSWERED or said in FILLERS or said in ERRORS


def _together(counted: Iterable[tuple[str, int]]) -> list[Value]:
    """Cells that are compared as one, together, under the spelling of most."""
    spelled: dict[str, Counter[str]] = {}
    for cell, rows in counted:
        lines = (" ".join(line.split()) for line in cell.splitlines())
        spelled.setdefault(undressed(cell), Counter())["\n".join(lines)] += rows
    values = [
        Value(key, texts.most_common(1)[0][0], texts.total()) for key, texts in spelled.items()
    ]
    return sorted(values, key=lambda value: -value.rows)
