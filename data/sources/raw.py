"""Raw answers as any source delivers them."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa


@dataclass(frozen=True)
class RawTable:
    """Private: the header row and one Arrow column per header, as found.

    Headers may repeat and may be empty, so they stand beside the columns instead of naming
    them. Every column has the same length. An empty cell is null; text keeps its white space.
    Numbers from a sheet are numbers written as text ("7", "0.5"); a date in a sheet is its
    serial number, as Google sends it, or the text a CSV holds.
    """

    headers: tuple[str, ...]
    columns: tuple[pa.ChunkedArray, ...]

    def __len__(self) -> int:
        return len(self.columns[0]) if self.columns else 0
