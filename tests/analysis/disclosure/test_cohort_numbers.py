"""A manifest's numbers of cohorts are those that any reader of the release can count himself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.disclosure.public_tables import cohort_numbers
from tests.surveys import answers, book, ordinal, published

VALUES = ("n", "s", "e")
SURVEY = book(
    {
        "region": {
            "text": "Region",
            "kind": "category",
            "options": [{"code": code, "text": code.upper()} for code in VALUES],
        },
        "tired": ordinal(0, 25, 50, 75, 100, text="Tired"),
    },
    {"tired": {"label": "Tired", "items": ["tired"]}},
    dimensions=["region"],
)
CLOSED = {"", *(f"region={code}" for code in VALUES)}


def release(*sizes):
    """So many soloists and so many in teams in each region, the last of which nobody gave."""
    columns = {"team": [], "region": []}
    for at, people in enumerate(sizes):
        for group, size in enumerate(people):
            columns["team"] += [group] * size
            columns["region"] += [at if at < len(VALUES) else None] * size
    tired = [n % 5 for n in range(len(columns["team"]))]
    return published(SURVEY, answers(columns | {"tired": tired}))


def counted_by_a_reader(counts, as_of):
    heads = counts[counts["indicator"].isna()]
    shown = {*heads["cohort"]}
    fresh = {*heads[heads["as_of"] == as_of]["cohort"]}
    numbers = {"published": len(fresh), "carried-over": len(shown - fresh)}
    return numbers | {"withheld": len(CLOSED - shown)}


SIZES = st.lists(st.tuples(*[st.integers(0, 30)] * 2), min_size=3, max_size=3)


@settings(deadline=None)
@given(SIZES)
def test_what_is_told_of_cohorts_can_be_counted_in_the_release(sizes):
    counts = release((40, 40), *sizes).counts
    for as_of in ("2026-11-22.1", "2026-11-29.1"):  # all of it fresh, then all carried over
        assert cohort_numbers(counts, SURVEY, as_of) == counted_by_a_reader(counts, as_of)


@pytest.mark.parametrize("sizes", [((9, 9), (9, 9)), ((9, 30), (30, 9)), ((1, 0), (0, 0))])
def test_however_many_are_behind_what_is_withheld_all_of_the_closed_set_counts(sizes):
    counts = release((40, 40), *sizes).counts
    assert sum(cohort_numbers(counts, SURVEY, "2026-11-22.1").values()) == len(CLOSED)
