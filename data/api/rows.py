"""Rows of a release as a file: exactly those that a chart draws, or that somebody asks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.codebook import Codebook
from analysis.errors import SurveyError
from analysis.release import Release
from analysis.release.corrections import Correction, of_release
from analysis.release.rows_asked import COLUMNS, parsed
from analysis.release.rows_behind import file_name, rows_file, taken
from data.api.released import Damaged, Released, ReleasedFile
from data.release_files import LATER

NOTHING = pd.DataFrame()
MOST_ROWS = 20_000  # of one answer, which is made anew each time


@dataclass(frozen=True)
class RowsFile:
    """Published rows as CSV, under a name of ids and codes only."""

    release: str
    name: str
    content: bytes


def some_rows(
    released: Released, said: str, table: str, words: Iterable[tuple[str, str]]
) -> RowsFile:
    """The rows that a query asks of a table of a release; SurveyError where there is no such."""
    if table not in COLUMNS:
        raise SurveyError(f"There is no table {table[:40]!r}.", f"There are: {', '.join(COLUMNS)}.")
    held = released.file(said, f"{table}.parquet")
    book = released.file(held.release, "codebook.json")
    codebook = _codebook(book)
    asked = parsed(table, words, codebook)
    release = _with_one_table(released, held, codebook, table)
    if len(taken(release, asked.rows)) > MOST_ROWS:
        whole = f"Name more cells, or take the whole table: {table}.csv or {table}.parquet."
        raise SurveyError(f"These are more than {MOST_ROWS} rows.", whole)
    about = asked.called, asked.indicators, asked.cohort
    content = rows_file(release, asked.rows, *about, _corrected(released, held.release))
    return RowsFile(held.release, file_name(release, *about), content)


def _with_one_table(
    released: Released, file: ReleasedFile, codebook: Codebook, table: str
) -> Release:
    """The release with one of its tables; the others are not read."""
    held = pq.read_table(pa.BufferReader(file.read())).to_pandas()
    for column in LATER if table == "estimates" else ():  # schema version 1 has none
        if column not in held:
            held[column] = pd.Series(dtype="str")
    tables = {name: held if name == table else NOTHING for name in COLUMNS}
    return Release(released.store.manifest(file.release), codebook, **tables)


def _corrected(released: Released, release: str) -> tuple[Correction, ...]:
    """The release's corrections; Damaged where a file that cites it could not say so."""
    try:
        return of_release(released.store.corrections(), release)
    except SurveyError as error:
        raise Damaged(error.problem, error.remedy) from None


@lru_cache(maxsize=4)
def _codebook(file: ReleasedFile) -> Codebook:
    """A release's codebook, read once for each content."""
    return Codebook.model_validate_json(file.read())
