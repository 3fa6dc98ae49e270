"""Counted block by block in arrays, people are as many as the generated queries find."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.counting import counted, dense
from analysis.counting.cells import cells_sql, item_cells_sql, rows_sql
from analysis.counting.counted import count
from analysis.counting.dense import TooWide, counted_densely
from data import codebooks, demo
from data.engines import engine, run_duckdb
from data.intake import take_in
from data.settings import SHIPPED_CODEBOOK
from tests.surveys import NOON, book, ordinal, people, take

SIX = (0, 1, 2, 3, 4, None)
SMALL = book(
    {f"i{n}": ordinal(0, 1, 2, 3, 4, text=f"Item {n}") for n in range(3)}
    | {"posts": {"text": "Posts", "kind": "count", "max": 50}},
    {
        "scale": {
            "label": "Scale", "kind": "mean", "direction": "neutral",
            "items": ["i0", "i1", "i2"], "reversed": ["i2"],
        },
        "posts": {"label": "Posts", "kind": "sum", "direction": "neutral", "items": ["posts"]},
    },
    dimensions=["i0"],
)  # fmt: skip


def in_blocks(table: pa.Table, size: int):
    """Hands the rows of a query over in blocks of a size."""

    def blocks(sql: str) -> Iterator[pa.RecordBatch]:
        yield from run_duckdb(sql, table).to_batches(max_chunksize=size)

    return blocks


def rows(cells: pa.Table) -> list[tuple]:
    """Cells as rows in an order of their own."""
    columns = [cells[name].cast(pa.int64()).to_pylist() for name in sorted(cells.column_names)]
    told = zip(*columns, strict=True)
    return sorted(told, key=lambda row: [(cell is not None, cell) for cell in row])


def same(codebook, table, size=1 << 17) -> int:
    """Asserts that both ways find the same cells; how many."""
    columns = table.column_names
    made = counted_densely(codebook, columns, in_blocks(table, size))
    cells = made.rolled_up(codebook.dimensions).rename_columns({"n_sum": "n"})
    assert rows(cells) == rows(run_duckdb(cells_sql(codebook, columns), table))
    assert rows(made.item_cells()) == rows(run_duckdb(item_cells_sql(codebook, columns), table))
    return cells.num_rows


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from((0, 1, None)), *[st.sampled_from(SIX)] * 3, st.integers(0, 50)),
        min_size=1, max_size=60,
    ),
    st.integers(1, 70),
)  # fmt: skip
def test_it_finds_what_the_queries_find_in_blocks_of_any_size(said, size):
    names = ("q_team", "q_i0", "q_i1", "q_i2", "q_posts")
    columns = zip(*said, strict=True)
    table = pa.table(
        {name: pa.array(held, pa.int32()) for name, held in zip(names, columns, strict=True)}
    )
    same(SMALL, table, size)


def test_in_the_shipped_survey_too():
    demo_book = codebooks.load(SHIPPED_CODEBOOK)
    narrow = demo_book.model_copy(update={"dimensions": ("industry", "seniority", "wave")})
    found = take_in(demo.raw_table(1500), narrow, "demo", NOON.date())
    assert same(found.codebook, found.table, 400) > 3000


def test_nobody_is_nobody():
    table = pa.table({f"q_{n}": pa.array([], pa.int32()) for n in ("team", "i0", "i1", "i2")})
    columns = table.column_names
    made = counted_densely(SMALL, columns, in_blocks(table, 10))
    assert made.rolled_up(SMALL.dimensions).num_rows == 0
    assert made.item_cells().num_rows == 0


def test_an_engine_with_many_rows_is_asked_for_blocks_and_tells_the_same(monkeypatch):
    found = take(_sheet())
    columns = found.table.column_names
    by_query = count(found.codebook, columns, lambda sql: run_duckdb(sql, found.table))
    asked = []
    monkeypatch.setattr(counted, "WORTH_IT", 100)
    with engine("duckdb")(found.table) as query:
        monkeypatch.setattr(type(query), "__call__", _noting(asked, type(query).__call__))
        by_block = count(found.codebook, columns, query)
    for told in ("tallies", "items"):
        ours, theirs = getattr(by_query, told), getattr(by_block, told)
        for name in ("cohort", "group", "n"):
            np.testing.assert_array_equal(getattr(ours, name), getattr(theirs, name), name)
    assert cells_sql(found.codebook, columns) not in asked
    assert rows_sql(found.codebook, columns).startswith("SELECT CASE q_team")


def test_where_the_arrays_would_be_too_large_the_queries_count(monkeypatch):
    found = take(_sheet())
    columns, asked = found.table.column_names, []
    monkeypatch.setattr(counted, "WORTH_IT", 100)
    monkeypatch.setattr(dense, "MOST_PLACES", 300)
    with pytest.raises(TooWide):
        counted_densely(found.codebook, columns, in_blocks(found.table, 50))
    with engine("duckdb")(found.table) as query:
        monkeypatch.setattr(type(query), "__call__", _noting(asked, type(query).__call__))
        assert count(found.codebook, columns, query).tallies.n.sum() > 0
    assert cells_sql(found.codebook, columns) in asked


def _sheet():
    """The tiny survey's answers as a drawn table, as intake reads it."""
    said = people(60, 70)
    heads = list(said[0])
    lines = [heads, *(list(row.values()) for row in said)]
    return "\n".join(f"|{'|'.join(line)}|" for line in lines)


def _noting(asked, call):
    def noted(self, sql):
        asked.append(sql)
        return call(self, sql)

    return noted
