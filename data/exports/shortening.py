"""Which rows the formats for desktop programs hold: all, or in long tables those without pairs.

A workbook of 800 000 rows took 40 s to write and opens in no spreadsheet with pleasure. Pairs of
filters are most of a long table, and CSV and Parquet hold every row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from analysis.counting.cohorts import EVERYONE

LONGEST = 50_000  # rows of a table that the workbook and the SPSS files hold whole
SHEET = 1_048_575  # rows of a worksheet below its header


def is_long(frame: pd.DataFrame) -> bool:
    """Whether a table's pairs of filters are left out of the workbook and the SPSS files."""
    return "cohort" in frame and len(frame) > LONGEST


def shortened(frame: pd.DataFrame) -> pd.DataFrame:
    """The table, if it is long without its pairs of filters; never longer than a worksheet."""
    if not is_long(frame):
        return frame
    single = frame[~frame["cohort"].str.contains("&", regex=False)]
    return single if len(single) <= SHEET else single[single["cohort"] == EVERYONE]


def long_ones(frames: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    """The names of the tables whose pairs of filters are left out."""
    return (name for name, frame in frames.items() if is_long(frame))
