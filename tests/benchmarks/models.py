"""How long the models of a release take, from the answers of the demo survey to rounded rows.

``python -m tests.benchmarks.models`` counts the cells of every model of the shipped codebook with
DuckDB, fits all of them as if every dimension value were published, and rounds what they give.
"""

from __future__ import annotations

import time
from datetime import date

from analysis.counting.model_cells import count_models
from analysis.estimates.models.told import model_rows
from data.codebooks import load
from data.demo import raw_table
from data.engines import run_duckdb
from data.intake import take_in
from data.settings import SHIPPED_CODEBOOK
from tests.model_surveys import untallied

SIZES = (10_000, 100_000, 1_000_000)


def main() -> None:
    print("models of the shipped codebook: seconds to count their cells, and to fit and round them")
    for rows in SIZES:
        answers = take_in(raw_table(rows), load(SHIPPED_CODEBOOK), "demo", date(2026, 11, 22))
        book, table = answers.codebook, answers.table
        began = time.perf_counter()
        cells = count_models(book, table.column_names, lambda sql, t=table: run_duckdb(sql, t))
        counted = time.perf_counter()
        told, _ = model_rows(untallied(book, table.column_names, cells))
        ended = time.perf_counter()
        print(
            f"  {rows:9,} answers: {counted - began:5.2f} s + {ended - counted:5.2f} s, "
            f"{len(told)} figures"
        )


if __name__ == "__main__":
    main()
