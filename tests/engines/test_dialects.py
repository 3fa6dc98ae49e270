"""The generated SQL is every warehouse's: translated for five of them, and run on PostgreSQL."""

from __future__ import annotations

import pyarrow as pa
import pytest
import sqlglot
from sqlglot.errors import ErrorLevel

from analysis.counting.cells import cells_sql, item_cells_sql
from analysis.counting.counted import count
from analysis.counting.model_cells import margins_sql, model_sql, scale_sql, scales_of
from data import codebooks, demo
from data.engines import run_duckdb
from data.intake import take_in
from data.settings import SHIPPED_CODEBOOK
from tests.surveys import NOON

WAREHOUSES = ("bigquery", "snowflake", "trino", "clickhouse", "postgres")
ROWS = 800


@pytest.fixture(scope="module")
def answers():
    """The demo's answers to the shipped survey, coded."""
    book = codebooks.load(SHIPPED_CODEBOOK)
    return take_in(demo.raw_table(ROWS), book, "demo", NOON.date())


@pytest.fixture(scope="module")
def generated(answers):
    """Every query that counting a release makes, by name."""
    book, columns = answers.codebook, answers.table.column_names
    models = {name: model_sql(book, columns, model) for name, model in book.models.items()}
    scales = {f"scale {name}": scale_sql(book, name) for name in scales_of(book, columns)}
    found = {
        "cells": cells_sql(book, columns),
        "items": item_cells_sql(book, columns),
        "margins": margins_sql(book, columns),
        **models,
        **scales,
    }
    return {name: sql for name, sql in found.items() if sql}


def translated(sql, warehouse):
    (told,) = sqlglot.transpile(
        sql, read="duckdb", write=warehouse,
        error_level=ErrorLevel.RAISE, unsupported_level=ErrorLevel.RAISE,
    )  # fmt: skip
    return told


def counted(table: pa.Table) -> list[tuple]:
    """The rows as numbers, in an order of their own; names in lower case."""
    columns = [table[name].cast(pa.int64()).to_pylist() for name in table.column_names]
    rows = zip(*columns, strict=True)
    return sorted(rows, key=lambda row: [(cell is not None, cell) for cell in row])


@pytest.mark.parametrize("warehouse", WAREHOUSES)
def test_every_query_is_translated_for_each_warehouse_without_a_loss(generated, answers, warehouse):
    """What is translated, and read back as that warehouse reads it, counts the same."""
    assert len(generated) >= 5
    for name, sql in generated.items():
        there = translated(sql, warehouse)
        (back,) = sqlglot.transpile(there, read=warehouse, write="duckdb")
        ours, theirs = (run_duckdb(each, answers.table) for each in (sql, back))
        assert ours.column_names == theirs.column_names
        assert counted(ours) == counted(theirs), name


@pytest.mark.postgres
def test_postgresql_counts_what_duckdb_counts(generated, answers, database):
    database.fill(answers.table)
    for name, sql in generated.items():
        ours = run_duckdb(sql, answers.table)
        theirs = database.query(translated(sql, "postgres"))
        assert ours.column_names == theirs.column_names
        assert counted(ours) == counted(theirs), name
        assert ours.num_rows > 0


@pytest.mark.postgres
def test_postgresql_runs_them_unchanged_too(answers, database):
    database.fill(answers.table)
    book, columns = answers.codebook, answers.table.column_names
    ours = count(book, columns, lambda sql: run_duckdb(sql, answers.table))
    theirs = count(book, columns, database.query)
    assert ours.tallies.cohorts == theirs.tallies.cohorts
    assert ours.tallies.n.tolist() == theirs.tallies.n.tolist()
    assert ours.items.n.tolist() == theirs.items.n.tolist()
    assert ours.models.scales.keys() == theirs.models.scales.keys()
