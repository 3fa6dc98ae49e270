"""The synthetic demo survey, shaped like the response sheet of our own form.

``model`` says what is true in it, ``people`` draws respondents, ``sheet`` writes their answers as
a form would, ``dirt`` soils them as real sheets are.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import csv, parquet

from analysis.errors import SurveyError
from data.codebooks import load
from data.demo.dirt import soil
from data.demo.model import TRUE_EFFECTS, TRUE_ISOLATION_GAPS
from data.demo.people import respondents
from data.demo.sheet import LAST_DAY, Column, columns
from data.settings import SHIPPED_CODEBOOK
from data.sources.raw import RawTable

__all__ = ["LAST_DAY", "TRUE_EFFECTS", "TRUE_ISOLATION_GAPS", "raw_table", "write"]

BLOCK = 100_000  # rows turned into text at a time, so that a large file needs little memory
WRITERS = {".csv": csv.CSVWriter, ".parquet": parquet.ParquetWriter}


def raw_table(rows: int = 1400, seed: int = 2026) -> RawTable:
    """The demo survey: one text column per header, ``rows`` long; the same for the same seed."""
    made = _soiled(rows, seed)
    texts = tuple(pa.chunked_array([column.cells(0, rows)]) for column in made)
    return RawTable(tuple(column.header for column in made), texts)


def write(path: Path, rows: int = 1400, seed: int = 2026) -> None:
    """Writes the demo survey as UTF-8 .csv or .parquet; SurveyError where that can't be."""
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        raise SurveyError(
            f"{path.name} is no file the demo survey can be written to.",
            "Give it a name that ends in .csv or .parquet.",
        )
    made = _soiled(rows, seed)
    schema = pa.schema([(column.header, pa.string()) for column in made])
    try:
        with writer(path, schema) as file:
            for start in range(0, rows, BLOCK):
                cells = [column.cells(start, start + BLOCK) for column in made]
                file.write_batch(pa.record_batch(cells, schema=schema))
    except OSError as error:
        raise SurveyError(
            f"{path} can't be written: {error.strerror or error}.",
            "Choose a folder that exists and that you may write to.",
        ) from error


def _soiled(rows: int, seed: int) -> list[Column]:
    if rows < 1 or seed < 0:
        raise SurveyError(
            f"A demo survey of {rows} rows with seed {seed} can't be made.",
            "Ask for at least 1 row and a seed of 0 or more.",
        )
    rng = np.random.default_rng(seed)
    made = columns(respondents(rows, rng), load(SHIPPED_CODEBOOK), rng)
    soil(made, rng)
    return made
