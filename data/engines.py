"""Where the generated SQL runs: DuckDB inside the process."""

from __future__ import annotations

from collections.abc import Callable

import duckdb
import pyarrow as pa

from analysis.errors import SurveyError

Engine = Callable[[str, pa.Table], pa.Table]


def run_duckdb(sql: str, answers: pa.Table) -> pa.Table:
    """The result of a query over the table ``answers``."""
    with duckdb.connect() as connection:
        connection.register("answers", answers)
        return connection.sql(sql).to_arrow_table()


ENGINES: dict[str, Engine] = {"duckdb": run_duckdb}


def engine(name: str) -> Engine:
    """The engine of that name; SurveyError for one that is not here."""
    if name not in ENGINES:
        raise SurveyError(
            f"There is no engine {name!r}.", f"Set SURVEY_ENGINE to {' or '.join(ENGINES)}."
        )
    return ENGINES[name]
