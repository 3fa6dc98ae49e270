"""DuckDB inside this process: no server, every processor of one machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

AT_ONCE = 1 << 16  # rows in a block: a few MB


@dataclass(frozen=True)
class Connection:
    """Runs queries over the table ``answers``, and hands rows over."""

    duckdb: duckdb.DuckDBPyConnection
    rows: int

    def __call__(self, sql: str) -> pa.Table:
        return self.duckdb.sql(sql).to_arrow_table()

    def blocks(self, sql: str) -> Iterator[pa.RecordBatch]:
        """What a query gives, a block of rows at a time."""
        yield from self.duckdb.sql(sql).to_arrow_reader(AT_ONCE)


@contextmanager
def duckdb_over(answers: pa.Table | Path) -> Iterator[Connection]:
    """DuckDB over the table ``answers``, which is in memory or in a Parquet file."""
    with duckdb.connect() as connection:
        if isinstance(answers, Path):
            connection.read_parquet(str(answers)).create_view("answers")
            rows = pq.read_metadata(answers).num_rows
        else:
            connection.register("answers", answers.combine_chunks())  # blocks are as long as chunks
            rows = answers.num_rows
        yield Connection(connection, rows)
