"""No text of ours becomes a formula in a spreadsheet, and every text can be had back."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.release.formulas import inert, inert_table, meant

# OWASP, CSV Injection: what Excel and its relatives take for the start of a formula.
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
starts = st.sampled_from([*STARTS, "'", "''", "", "x"])
texts = st.builds(str.__add__, starts, st.text(max_size=20))


@pytest.mark.parametrize("start", STARTS)
def test_a_formula_becomes_text(start):
    assert inert(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("text", ["", "burnout", "region=europe", "a=b", "'quoted'", "1", " =1"])
def test_other_text_stays_as_it_is(text):
    assert inert(text) == text


@given(texts)
@example("'=1")
@example("''=1")
def test_no_cell_begins_a_formula_and_the_text_can_be_had_back(text):
    assert not inert(text).startswith(STARTS)
    assert meant(inert(text)) == text


@given(st.lists(texts | st.none(), max_size=8), st.sampled_from([pa.string(), pa.large_string()]))
def test_a_column_s_text_becomes_inert_and_its_numbers_stay(told, kind):
    numbers = [-1.5] * len(told)
    table = inert_table(pa.table({"told": pa.array(told, kind), "number": numbers}))
    assert table["told"].to_pylist() == [None if each is None else inert(each) for each in told]
    assert table["number"].to_pylist() == numbers
