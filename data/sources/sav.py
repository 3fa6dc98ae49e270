"""Raw answers from an SPSS file, every value told by its label."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar

import numpy as np
import pyarrow as pa

from analysis.errors import SurveyError
from data.sources.columns import Cell, text_array, without_blank_rows
from data.sources.local_file import LocalFile
from data.sources.raw import RawTable

LABELS_ROW = 0  # above the first case, which SPSS numbers 1
FIRST_DAY = datetime(1582, 10, 14)  # of the Gregorian calendar, from which SPSS counts seconds
DATES = (
    *("DATE", "ADATE", "EDATE", "JDATE", "SDATE", "DATETIME", "YMDHMS"),
    *("MOYR", "QYR", "WKYR"),
)
TIMES = ("TIME", "DTIME", "MTIME")
READER = (sys.executable, "-P", str(Path(__file__).with_name("sav_reader.py")))
PATIENCE = 600  # seconds; a hundred thousand cases of 30 variables take one or two


@dataclass(frozen=True)
class SpssFile(LocalFile):
    """A .sav file with one case per respondent.

    The headers are the names of the variables. Their labels, which hold the wording of the
    questions, stand in a first row of cells as in exports with two header rows; it has the number
    0, and the cases are numbered as SPSS shows them, from 1. Without any label there is no such
    row. What SPSS was told to take for missing is null.
    """

    kind: ClassVar[str] = "sav"

    def read(self) -> RawTable:
        """Every case in the file; SurveyError when it is missing, damaged or empty."""
        self.try_to_open()
        variables = self._variables()
        if not variables.num_columns:
            raise SurveyError(
                f"The file {self.name} has no variables.",
                "Save it again in SPSS with one variable for each question.",
            )
        return _below_labels(variables)

    def _variables(self) -> pa.Table:
        """The variables, read by a process of their own; see sav_reader.py."""
        try:
            done = subprocess.run(
                [*READER, self.identity], capture_output=True, check=True, timeout=PATIENCE
            )
            return pa.ipc.open_stream(done.stdout).read_all()
        except (subprocess.SubprocessError, pa.ArrowException) as error:
            raise SurveyError(
                f"The file {self.name} is damaged, or not an SPSS file.",
                "Save it again in SPSS as .sav, or export the answers as .csv.",
            ) from error


def _below_labels(variables: pa.Table) -> RawTable:
    """The cases as text, below a row with the labels of the variables."""
    kinds = [_said(field, "format").rstrip("0123456789.") for field in variables.schema]
    columns = []
    for field, column, kind in zip(variables.schema, variables.columns, kinds, strict=True):
        label = text_array([_said(field, "label")])
        cases = _told_by_labels(column, kind, dict(json.loads(_said(field, "labels"))))
        columns.append(pa.chunked_array([label, cases], pa.string()))
    numbers = np.arange(LABELS_ROW, LABELS_ROW + 1 + variables.num_rows)
    columns, numbers = without_blank_rows(columns, numbers)
    formats = tuple("date" if kind in DATES else None for kind in kinds)
    headers = tuple(variables.column_names)
    return RawTable(headers, tuple(columns), numbers, typed=True, formats=formats)


def _said(field: pa.Field, key: str) -> str:
    return str(field.metadata[key.encode()].decode())


def _told_by_labels(
    column: pa.ChunkedArray, kind: str, labels: Mapping[str | float, str]
) -> pa.Array:
    """The cells as text: each value that has a label told by it, days and times as such."""
    distinct = column.combine_chunks().dictionary_encode()
    values = distinct.dictionary.to_pylist()
    texts = [labels[value] if value in labels else _moment(value, kind) for value in values]
    return text_array(texts).take(distinct.indices)


def _moment(value: str | float, kind: str) -> Cell:
    if isinstance(value, str) or kind not in (*DATES, *TIMES):
        return value
    try:
        since = timedelta(seconds=value)
        return since if kind in TIMES else FIRST_DAY + since
    except (OverflowError, ValueError):
        return value
