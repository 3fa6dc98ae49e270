"""One published table as Parquet and as CSV; the same table gives the same bytes."""

from __future__ import annotations

import io

import pandas as pd
import pyarrow.parquet as pq
from pyarrow import csv

from analysis.release.formulas import inert_table
from data.exports.columns import typed


def parquet(frame: pd.DataFrame) -> bytes:
    """The table as a Parquet file."""
    held = io.BytesIO()
    pq.write_table(typed(frame), held)
    return held.getvalue()


def comma_separated(frame: pd.DataFrame) -> bytes:
    """The table as a CSV file in UTF-8 whose text no spreadsheet takes for a formula."""
    held = io.BytesIO()
    csv.write_csv(inert_table(typed(frame)), held, csv.WriteOptions(quoting_style="needed"))
    return held.getvalue()
