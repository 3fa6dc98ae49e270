"""Where the generated SQL runs: DuckDB inside the process, or a Spark cluster."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pyarrow as pa

from analysis.errors import SurveyError
from analysis.quoting import quoted
from data.engines.embedded import duckdb_over

Query = Callable[[str], pa.Table]
Engine = Callable[[pa.Table | Path], AbstractContextManager[Query]]


def run_duckdb(sql: str, answers: pa.Table) -> pa.Table:
    """The result of one query over the table ``answers``."""
    with duckdb_over(answers) as query:
        return query(sql)


def _spark(answers: pa.Table | Path) -> AbstractContextManager[Query]:
    # Late, because PySpark is an extra and takes seconds to load.
    from data.engines.spark import spark_over

    return spark_over(answers)


ENGINES: dict[str, Engine] = {"duckdb": duckdb_over, "spark": _spark}


def engine(name: str) -> Engine:
    """The engine of that name: opened over answers, in memory or in a Parquet file, it runs SQL."""
    if name not in ENGINES:
        raise SurveyError(
            f"There is no engine {quoted(name)}.", f"Set SURVEY_ENGINE to {' or '.join(ENGINES)}."
        )
    return ENGINES[name]
