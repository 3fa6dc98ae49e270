"""Raw answers as any source delivers them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analysis.answers.intake_report import Finding

FIRST_ROW = 2  # of answers, where the header is the sheet's first row


@dataclass(frozen=True)
class RawTable:
    """Private: the header row and one Arrow column per header, as found.

    Headers may repeat and may be empty, so they stand beside the columns instead of naming
    them. Every column has the same length. An empty cell is null; text keeps its white space.
    Numbers from a sheet are numbers written as text ("7", "0.5"); a date in a sheet is its
    serial number, as Google sends it, or the text a CSV holds.

    ``headers`` is the first row that isn't blank, whatever it holds: rows of titles and second
    header rows are told from answers in data/intake, which knows the codebook. ``numbers`` holds
    the number of each row as the sheet shows it (None: from FIRST_ROW on, none left out); a row
    with the number 0 holds labels of the columns, which no sheet shows, and is never a response.
    ``typed`` says that the source knows numbers, texts and places of cells by itself (a sheet, a
    workbook, Parquet, SPSS), so that 1.234 is a number with decimals and no row can be longer than
    the header by mistake. ``formats`` holds the format of a column's numbers where the source
    knows one: "percent", "date", "number", "text" or None; texts among them don't count.
    ``locale`` is the sheet's own, such as "de_DE"; ``tab`` the title of the tab that was read;
    ``findings`` what the source itself has to report.
    """

    headers: tuple[str, ...]
    columns: tuple[pa.ChunkedArray, ...]
    numbers: npt.NDArray[np.int64] | None = None
    typed: bool = False
    formats: tuple[str | None, ...] = ()
    locale: str | None = None
    tab: str | None = None
    findings: tuple[Finding, ...] = ()
    cells: npt.NDArray[np.int64] | None = None

    def __len__(self) -> int:
        return len(self.columns[0]) if self.columns else 0

    def row_numbers(self) -> npt.NDArray[np.int64]:
        """The number of each row in the sheet, counted from 1."""
        if self.numbers is not None:
            return self.numbers
        return np.arange(FIRST_ROW, FIRST_ROW + len(self), dtype=np.int64)
