"""Rows of a table are found by two of its columns, whatever their order and however many."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.release.lookup import Blocks, Texts
from analysis.release.tables import Counts, Estimates
from tests.told import ESTIMATES, groups, row

names = st.sampled_from(["", "a", "b", None])


@given(st.lists(st.tuples(names, names), max_size=40))
def test_a_block_holds_its_rows_in_the_table_s_order_and_no_others(pairs):
    frame = pd.DataFrame(pairs, columns=["x", "y"], dtype=object)
    blocks = Blocks.of(Texts.of(frame["x"]), Texts.of(frame["y"]))
    for first in ("", "a", "b", None):
        for second in ("", "a", "b", None):
            wanted = [n for n, pair in enumerate(pairs) if pair == (first, second)]
            assert blocks.rows(first, second).tolist() == wanted


@pytest.mark.parametrize("dtype", ["object", "str", "category"])
def test_texts_read_back_whatever_holds_them(dtype):
    column = pd.Series(["solo", None, "team", "solo"], dtype=dtype)
    told = Texts.of(column)
    assert [told.at(n) for n in range(4)] == ["solo", None, "team", "solo"]
    assert {*told.texts} == {"solo", "team"}


def test_a_column_without_any_text_has_none():
    told = Texts.of(pd.Series([None, None], dtype=object))
    assert (told.at(0), told.texts) == (None, ())


def test_an_estimate_is_found_by_measure_group_and_term():
    rows = [*groups(), row("dif", 0.003, term="alone"), row("dif", 0.034, term="apart")]
    table = Estimates.of(pd.DataFrame(rows).reindex(columns=ESTIMATES.split()))
    block = table.block("", "isolation")
    assert block.get("dif", None, "apart").value == 0.034
    assert block["mean", "team", None].value == 47.0
    assert block.get("dif") is None
    assert len(block.all()) == len(rows)
    assert table.indicators == {"isolation"}
    assert not table.block("place=north", "isolation")
    with pytest.raises(KeyError):
        _ = block["mean", None, None]


def test_no_number_of_a_figure_is_nan():
    table = Estimates.of(pd.DataFrame([row("mean")]).reindex(columns=ESTIMATES.split()))
    (figure,) = table.block("", "isolation").all()
    assert (figure.value, figure.low, figure.high, figure.reason) == (None, None, None, None)


def test_counts_are_found_by_cohort_and_by_what_they_are_of():
    frame = pd.DataFrame(
        [("", "solo", None, 42, 40, 44), ("", "solo", "x", 12, 10, 14), ("", "team", "x", 7, 5, 9)],
        columns=["cohort", "group", "indicator", "count", "count_low", "count_high"],
    )
    counts = Counts.of(frame, "indicator")
    assert [(row, group, each.about) for row, group, each in counts.block("", "x")] == [
        (1, "solo", 12),
        (2, "team", 7),
    ]
    assert [group for _, group, _ in counts.block("", None)] == ["solo"]
    assert counts.known == {"x"}
