"""Counted block by block in arrays, people are as many as the generated queries find."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from itertools import combinations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.counting import counted, dense, packing
from analysis.counting.cells import cells_sql
from analysis.counting.counted import count, count_cohorts
from analysis.counting.dense import counted_densely
from analysis.counting.places import TooWide
from data import codebooks, demo
from data.engines import engine, run_duckdb
from data.intake import take_in
from data.settings import SHIPPED_CODEBOOK
from tests.surveys import NOON, book, ordinal, people, take

SIX = (0, 1, 2, 3, 4, None)
SMALL = book(
    {f"i{n}": ordinal(0, 1, 2, 3, 4, text=f"Item {n}") for n in range(3)}
    | {
        "tasks": {"text": "Tasks", "kind": "count", "min": 2, "max": 50},
        "posts": {"text": "Posts", "kind": "count", "max": 5000},
    },
    {
        "scale": {
            "label": "Scale", "kind": "mean", "direction": "neutral",
            "items": ["i0", "i1", "i2"], "reversed": ["i2"],
        },
        "tasks": {"label": "Tasks", "kind": "sum", "direction": "neutral", "items": ["tasks"]},
        "posts": {"label": "Posts", "kind": "sum", "direction": "neutral", "items": ["posts"]},
    },
    dimensions=["i0", "i1", "i2"],
)  # fmt: skip
NAMES = ("q_team", "q_i0", "q_i1", "q_i2", "q_tasks", "q_posts")
PEOPLE = st.lists(
    st.tuples(
        st.sampled_from((0, 1, None)), *[st.sampled_from(SIX)] * 3,
        st.none() | st.integers(2, 50), st.none() | st.integers(0, 5000),
    ),
    min_size=1, max_size=60,
)  # fmt: skip


class Blocks:
    """DuckDB over a table, that hands rows over in blocks of a size."""

    rows = 10**9

    def __init__(self, table: pa.Table, size: int) -> None:
        self.table, self.size = table, size

    def __call__(self, sql: str) -> pa.Table:
        return run_duckdb(sql, self.table)

    def blocks(self, sql: str) -> Iterator[pa.RecordBatch]:
        yield from self(sql).to_batches(max_chunksize=self.size)


def same(codebook, table, size=1 << 17) -> int:
    """Asserts that both ways find as many people everywhere; in how many cells of scores."""
    columns = table.column_names
    ours, theirs = (
        count_cohorts(codebook, columns, query)
        for query in (Blocks(table, size), lambda sql: run_duckdb(sql, table))
    )
    for one, other in zip(ours, theirs, strict=True):
        for part in fields(one):
            np.testing.assert_array_equal(
                np.array(getattr(one, part.name), dtype=object),
                np.array(getattr(other, part.name), dtype=object),
                part.name,
            )
    return len(ours[0].n)


@pytest.fixture(params=["all together", "few together", "each by itself"])
def room(request, monkeypatch):
    """How much is packed into one number, and counted in one array."""
    if request.param != "all together":
        few = request.param == "few together"
        monkeypatch.setattr(packing, "MOST_CODES", 80 if few else 1)
        monkeypatch.setattr(packing, "FEW_PATTERNS", 40 if few else 1)
        monkeypatch.setattr(packing, "MOST_PATTERNS", 300 if few else 1)
        monkeypatch.setattr(dense, "AT_ONCE", 3000 if few else 1)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(PEOPLE, st.integers(1, 70))
def test_it_finds_what_the_queries_find_in_blocks_of_any_size(room, said, size):
    columns = zip(*said, strict=True)
    table = pa.table(
        {name: pa.array(held, pa.int32()) for name, held in zip(NAMES, columns, strict=True)}
    )
    same(SMALL, table, size)


@pytest.mark.parametrize("dimensions", [(), ("i0",)])
def test_with_one_dimension_or_none(dimensions):
    said = [(0, 1, 2, 3, 4, 5), (1, 0, None, 4, 2, 9), (1, 3, 3, 3, 3, 3)]
    columns = zip(*said, strict=True)
    table = pa.table({name: pa.array(held) for name, held in zip(NAMES, columns, strict=True)})
    same(SMALL.model_copy(update={"dimensions": dimensions}), table)


def test_every_two_dimensions_are_packed_together_somewhere(room):
    for shipped in (SMALL, codebooks.load(SHIPPED_CODEBOOK)):
        columns = [f"q_{name}" for name in shipped.questions]
        codes = packing.packing(shipped, columns).codes
        for pair in combinations(shipped.dimensions, 2):
            assert any(each.holds(pair) for each in codes), pair


def test_in_the_shipped_survey_too():
    demo_book = codebooks.load(SHIPPED_CODEBOOK)
    found = take_in(demo.raw_table(700), demo_book, "demo", NOON.date())
    assert same(found.codebook, found.table, 400) > 3000


def test_nobody_is_nobody():
    table = pa.table({name: pa.array([], pa.int32()) for name in NAMES})
    made = counted_densely(SMALL, table.column_names, Blocks(table, 10))
    assert made.rolled_up(SMALL.dimensions[:2]).num_rows == 0
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


def test_where_the_arrays_would_be_too_large_the_queries_count(monkeypatch):
    found = take(_sheet())
    columns, asked = found.table.column_names, []
    monkeypatch.setattr(counted, "WORTH_IT", 100)
    monkeypatch.setattr(dense, "MOST_PLACES", 300)
    with pytest.raises(TooWide):
        counted_densely(found.codebook, columns, Blocks(found.table, 50))
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
