"""Spark counts scores beyond 32 bits and numbers with decimals exactly."""

from __future__ import annotations

import pyarrow as pa
import pytest

from analysis.codebook.scoring import measures
from analysis.counting.cells import cells_sql
from analysis.counting.tabulation import tabulate
from data.engines import engine
from tests import by_hand, spark, wide
from tests.surveys import book

pytestmark = pytest.mark.spark


@pytest.fixture(scope="module", autouse=True)
def one_machine():
    """Spark on this machine; a test fails, with a remedy, where it is not."""
    assert spark.has_java(), spark.missing()
    assert spark.has_pyspark(), spark.missing()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_MASTER", "local[2]")
        yield


def tallies(codebook, table):
    """The exact tallies of scores, counted by Spark."""
    with engine("spark")(table) as query:
        cells = query(cells_sql(codebook, table.column_names))
    return tabulate(cells, codebook, measures(codebook, table.column_names))


def test_the_largest_scores_that_are_accepted_are_counted_exactly():
    codebook = wide.widest()
    table = wide.drawn(codebook, 300)
    found = tallies(codebook, table)
    expected = by_hand.scored(codebook, table)
    assert found.level.max() == wide.UNIT * wide.TOP
    assert len(expected) > 200
    assert by_hand.tallied(found) == expected


def test_numbers_with_decimals_are_counted_exactly():
    hours = {"text": "Hours?", "kind": "count", "max": 80, "decimals": True}
    days = {"text": "Days?", "kind": "count", "max": 80}
    made = {"label": "X", "items": ["hours", "days"], "reversed": ["hours"]}
    codebook = book({"hours": hours, "days": days}, {"x": made})
    columns = {
        "q_team": [0, 1, 0, 1, 0],
        "q_hours": [750, 750, 8000, None, None],
        "q_days": [3, 3, None, 80, None],
    }
    table = pa.table({name: pa.array(held, pa.int32()) for name, held in columns.items()})
    found = tallies(codebook, table)
    # (80 - 7.5 + 3) / 2, 80 - 80, 80
    assert by_hand.tallied(found) == {
        ("solo", 37.75): 1, ("team", 37.75): 1, ("solo", 0): 1, ("team", 80): 1,
    }  # fmt: skip
