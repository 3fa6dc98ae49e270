"""Raw answers from a Parquet file, its columns of any flat type turned to text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow import types

from analysis.errors import SurveyError
from data.sources.columns import null_if_empty, without_blank_rows
from data.sources.local_file import LocalFile
from data.sources.raw import FIRST_ROW, RawTable

WHOLE_UP_TO = 2.0**53  # above it a float can't tell a whole number from its neighbour


@dataclass(frozen=True)
class ParquetFile(LocalFile):
    """A Parquet file with one row per respondent.

    Its rows are numbered as a spreadsheet would number them, below a row of headers.
    """

    kind: ClassVar[str] = "parquet"

    def read(self) -> RawTable:
        """Every answer in the file; SurveyError when it is missing, damaged or nested."""
        table = self._table()
        headers = tuple(table.column_names)
        if not headers:
            raise SurveyError(
                f"The file {self.name} has no columns.",
                "Write it again with one column for each question.",
            )
        columns = [
            _named_text(column, header, self.name)
            for column, header in zip(table.columns, headers, strict=True)
        ]
        numbers = np.arange(FIRST_ROW, FIRST_ROW + table.num_rows)
        columns, numbers = without_blank_rows(columns, numbers)
        formats = tuple("date" if _is_date(kind) else None for kind in table.schema.types)
        return RawTable(headers, tuple(columns), numbers, typed=True, formats=formats)

    def _table(self) -> pa.Table:
        self.try_to_open()
        try:
            # Not read_table, which would take a folder named "a=b" for a column.
            return pq.ParquetFile(self.path).read()
        except (pa.ArrowException, OSError) as error:
            raise SurveyError(
                f"The file {self.name} isn't a complete Parquet file.",
                "Write it again, and copy it only once it is closed.",
            ) from error


def _is_date(kind: pa.DataType) -> bool:
    value = kind.value_type if types.is_dictionary(kind) else kind
    return types.is_date(value) or types.is_timestamp(value)


def _named_text(column: pa.ChunkedArray, header: str, file: str) -> pa.ChunkedArray:
    try:
        return null_if_empty(as_text(column))
    except pa.ArrowException as error:
        raise SurveyError(
            f"The column {header!r} of {file} holds {column.type}, which isn't one answer a cell.",
            "Write that column as text, one answer a cell, or leave it out.",
        ) from error


def as_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The column as text, null where it is missing; ArrowException for a type without a text."""
    kind = column.type
    if isinstance(kind, pa.BaseExtensionType):
        return as_text(column.cast(kind.storage_type))
    if types.is_dictionary(kind):
        return as_text(column.cast(kind.value_type))
    if types.is_boolean(kind):
        return pc.if_else(column, "TRUE", "FALSE")
    if types.is_float16(kind):
        return as_text(column.cast(pa.float32()))  # Arrow has no arithmetic for half floats
    if types.is_floating(kind):
        return _numbers(column)
    if types.is_decimal(kind):
        return pc.replace_substring_regex(column.cast(pa.string()), r"\.0*$|(\.\d*?)0+$", r"\1")
    if types.is_timestamp(kind):
        return _moments(column)
    if types.is_time(kind):
        return column.cast(pa.time32("s"), safe=False).cast(pa.string())
    if types.is_duration(kind) or types.is_nested(kind):
        raise pa.ArrowTypeError(f"no text for {kind}")
    return column.cast(pa.string())


def _numbers(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Whole numbers without a point, others in the fewest digits that read back the same."""
    known = pc.if_else(pc.is_nan(column), pa.scalar(None, column.type), column)
    whole = pc.and_(pc.equal(pc.floor(known), known), pc.less(pc.abs(known), WHOLE_UP_TO))
    integers = pc.if_else(whole, known, pa.scalar(None, column.type)).cast(pa.int64())
    return pc.if_else(whole, integers.cast(pa.string()), known.cast(pa.string()))


def _moments(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The clock's reading where it was written, as YYYY-MM-DD HH:MM:SS."""
    local = pc.local_timestamp(column) if column.type.tz else column
    return pc.floor_temporal(local, unit="second").cast(pa.timestamp("s")).cast(pa.string())
