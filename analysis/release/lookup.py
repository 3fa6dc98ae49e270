"""Finding rows of a large published table without making an object for every row of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

Codes = npt.NDArray[np.int32]
Rows = npt.NDArray[np.intp]

NO_TEXT = -1


@dataclass(frozen=True)
class Texts:
    """A column of few distinct texts: ``codes`` (rows,) are places in ``texts``, -1 for none."""

    codes: Codes
    texts: tuple[str, ...]

    @classmethod
    def of(cls, column: pd.Series) -> Texts:
        codes, found = pd.factorize(column)
        return cls(codes.astype(np.int32), tuple(str(text) for text in found))

    def at(self, row: int) -> str | None:
        code = int(self.codes[row])
        return None if code == NO_TEXT else self.texts[code]


@dataclass(frozen=True)
class Blocks:
    """Which rows share two texts, such as cohort and indicator; None stands for no text.

    ``order`` (rows,) are the row positions with each block's next to each other, in the table's
    order; ``spans`` says from where to where a block reaches in it.
    """

    order: Rows
    spans: Mapping[tuple[str | None, str | None], tuple[int, int]]

    @classmethod
    def of(cls, first: Texts, second: Texts) -> Blocks:
        width = len(second.texts) + 1
        key = (first.codes.astype(np.int64) + 1) * width + second.codes + 1
        order = np.argsort(key, kind="stable")  # next to nothing where the table is sorted
        found, starts = np.unique(key[order], return_index=True)
        ends = pairwise([*starts.tolist(), len(key)])
        outer, inner = (_named(texts) for texts in (first, second))
        return cls(
            order,
            {
                (outer[each // width], inner[each % width]): span
                for each, span in zip(found.tolist(), ends, strict=True)
            },
        )

    def rows(self, first: str | None, second: str | None) -> Rows:
        """The positions of a block's rows, in the table's order; none where there is no block."""
        start, end = self.spans.get((first, second), (0, 0))
        return self.order[start:end]


def _named(texts: Texts) -> list[str | None]:
    """The texts by their place plus one; no text comes first."""
    return [None, *texts.texts]
