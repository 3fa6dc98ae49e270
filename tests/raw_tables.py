"""What a source delivered, in a form that a test can compare."""

from __future__ import annotations

import pytest

from analysis.errors import SurveyError
from data.sources import Source
from data.sources.raw import RawTable


def rows(table: RawTable) -> list[tuple[str | None, ...]]:
    """The cells row by row, None for an empty one."""
    return list(zip(*(column.to_pylist() for column in table.columns), strict=True))


def numbered(table: RawTable) -> dict[int, tuple[str | None, ...]]:
    """The rows by the numbers that the source shows them under."""
    return dict(zip(table.row_numbers().tolist(), rows(table), strict=True))


def error_of(source: Source) -> SurveyError:
    """The error that reading the source ends with."""
    with pytest.raises(SurveyError) as caught:
        source.read()
    return caught.value
