"""Scores beyond 32 bits and numbers with decimals are counted as by hand, by every way to count."""

from __future__ import annotations

import random

import numpy as np
import pyarrow as pa
import pytest

from analysis.counting import counted, packing
from analysis.counting.counted import count
from analysis.counting.dense import Dense
from analysis.counting.moments import moments
from analysis.counting.places import TooWide
from data.engines import duckdb_over, run_duckdb
from tests import by_hand, wide
from tests.surveys import book, rule

PEOPLE = 600
INT32 = 2**31 - 1  # the most that 32 bits hold


def by_queries(codebook, table):
    return count(codebook, table.column_names, lambda sql: run_duckdb(sql, table)).tallies


def by_blocks(codebook, table, monkeypatch):
    """The tallies counted row by row, and whether they were: there may be too many places."""
    monkeypatch.setattr(counted, "WORTH_IT", 1)
    with duckdb_over(table) as query:
        try:
            Dense(codebook, table.column_names, query)
            is_dense = True
        except TooWide:
            is_dense = False
        return count(codebook, table.column_names, query).tallies, is_dense


def numbers(low, high, people=PEOPLE, **asked):
    """A survey of one number, and answers to it as the column holds them."""
    codebook = book(
        {"n": {"text": "N?", "kind": "count", "min": low, "max": high} | asked},
        {"x": {"label": "X", "items": ["n"]}},
    )
    rng, unit = random.Random(7), 100 if asked.get("decimals") else 1
    said = [low * unit, high * unit, None]
    said += [rng.randint(low * unit, high * unit) for _ in range(people - len(said))]
    sides = [n % 2 for n in range(people)]
    return codebook, pa.table({"q_team": pa.array(sides, pa.int32()), "q_n": pa.array(said)})


def test_the_largest_scores_that_are_accepted_are_counted_exactly(monkeypatch):
    codebook = wide.widest()
    table = wide.drawn(codebook, PEOPLE)
    expected = by_hand.scored(codebook, table)
    assert len(expected) > 400
    assert by_hand.tallied(by_queries(codebook, table)) == expected
    found, is_dense = by_blocks(codebook, table, monkeypatch)
    assert not is_dense
    assert by_hand.tallied(found) == expected


def test_their_moments_are_those_of_the_exact_scores():
    codebook = wide.widest()
    table = wide.drawn(codebook, PEOPLE)
    held = moments(by_queries(codebook, table))
    for place, group in enumerate(("solo", "team")):
        scores = [
            float(score)
            for (side, score), n in by_hand.scored(codebook, table).items()
            for _ in range(n)
            if side == group
        ]
        assert held.n[0, 1, place] == len(scores)
        assert held.mean[0, 1, place] == pytest.approx(np.mean(scores), rel=1e-13)
        assert held.sd[0, 1, place] == pytest.approx(np.std(scores, ddof=1), rel=1e-12)


def test_large_scores_of_few_patterns_are_counted_in_arrays(monkeypatch):
    codebook = wide.scale(9, 0, 1_000_000)  # 2520 * 1 000 000, of 3^9 patterns
    table = wide.drawn(codebook, PEOPLE)
    expected = by_hand.scored(codebook, table)
    assert rule(codebook, "x").denominator * 1_000_000 > INT32
    found, is_dense = by_blocks(codebook, table, monkeypatch)
    assert is_dense
    assert by_hand.tallied(found) == by_hand.tallied(by_queries(codebook, table)) == expected


def test_large_scores_that_lie_close_together_are_counted_row_by_row(monkeypatch):
    monkeypatch.setattr(packing, "MOST_PATTERNS", 1)
    codebook = wide.scale(9, 999_990, 999_995, 1_000_000)
    table = wide.drawn(codebook, PEOPLE)
    expected = by_hand.scored(codebook, table)
    found, is_dense = by_blocks(codebook, table, monkeypatch)
    assert is_dense
    assert min(found.level[found.measure == 1]) > INT32
    assert by_hand.tallied(found) == by_hand.tallied(by_queries(codebook, table)) == expected


@pytest.mark.parametrize(("low", "high"), [(0, 1), (0, 80), (990_000, 991_000)])
@pytest.mark.parametrize("decimals", [False, True])
def test_numbers_are_counted_as_they_are(low, high, decimals, monkeypatch):
    codebook, table = numbers(low, high, decimals=decimals)
    expected = by_hand.scored(codebook, table)
    assert max(score for _, score in expected) == high
    found, is_dense = by_blocks(codebook, table, monkeypatch)
    assert is_dense
    assert by_hand.tallied(found) == by_hand.tallied(by_queries(codebook, table)) == expected
