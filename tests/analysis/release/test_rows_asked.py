"""Rows asked for by an address are those that were meant, and nothing odd gets into a file name."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import SurveyError
from analysis.release.rows import Rows
from analysis.release.rows_asked import COLUMNS, LONGEST, MOST, Asked, parsed, query
from tests.surveys import tiny

BOOK = tiny()
cells = st.text(min_size=1, max_size=20)


@st.composite
def asked(draw):
    table = draw(st.sampled_from(sorted(COLUMNS)))
    columns = draw(st.lists(st.sampled_from(COLUMNS[table]), unique=True))
    where = tuple(
        (name, tuple(draw(st.lists(_cells(name), min_size=1, max_size=4)))) for name in columns
    )
    indicators = st.lists(st.sampled_from(sorted(BOOK.indicators)), max_size=3)
    cohorts = st.sampled_from(["", "region=north", "region=north&wave=2026-q1"])
    named = draw(st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True))
    return Asked(Rows(table, where), named, tuple(draw(indicators)), draw(cohorts))


def _cells(column):
    return st.one_of(cells, st.just("")) if column == "cohort" else st.one_of(cells, st.none())


@given(asked())
def test_an_address_asks_for_the_rows_that_were_meant(meant):
    words = parse_qsl(urlencode(query(meant)), keep_blank_values=True)
    if "wave" in meant.cohort:  # this codebook names no waves: a release's does
        meant, words = Asked(meant.rows, meant.called, meant.indicators), [
            word for word in words if word[0] != "within"
        ]  # fmt: skip
    assert parsed(meant.rows.table, words, BOOK) == meant


def test_a_column_of_which_nothing_is_wanted_never_asks_for_all_of_it():
    words = query(Asked(Rows("counts", (("indicator", ()),))))
    assert ("indicator", "-") in words
    assert parsed("counts", words, BOOK).rows.where == (("indicator", ("-",)),)


def test_no_word_at_all_asks_for_the_whole_table():
    assert parsed("counts", [], BOOK) == Asked(Rows("counts", ()))


def test_words_that_nobody_knows_are_passed_over():
    assert parsed("items", [("utm_source", "x")], BOOK) == Asked(Rows("items", ()))


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("people", []),
        ("counts", [("item", "tired")]),  # a column of another table
        ("counts", [("measure", "mean")]),
        ("counts", [("chart", "../../x")]),
        ("counts", [("chart", 'a"; filename="b.exe')]),
        ("counts", [("chart", "a\r\nSet-Cookie: x")]),
        ("counts", [("chart", "")]),
        ("counts", [("chart", "a" * 81)]),
        ("counts", [("on", "nothing")]),
        ("counts", [("within", "region=atlantis")]),
        ("counts", [("within", "region")]),
        ("counts", [("within", "team=solo")]),  # asked, but nothing to filter by
        ("counts", [("within", "region=north&region=north")]),
        ("counts", [("within", "&region=north")]),
        ("counts", [("cohort", "x" * (LONGEST + 1))]),
        ("counts", [("cohort", "x")] * (MOST + 1)),
    ],
)
def test_what_is_not_there_is_refused_in_two_short_sentences(table, words):
    with pytest.raises(SurveyError) as refused:
        parsed(table, words, BOOK)
    assert len(refused.value.problem) < 120
    assert len(refused.value.remedy) < 200
