"""k - 1, k and k + 1 of each group, for everything that hangs on ten people."""

from __future__ import annotations

import pytest

from tests.privacy.chains import Read, cut
from tests.privacy.closed_set import ClosedSet
from tests.privacy.respondents import CODES, K, Shape, drawn, stacked, varied
from tests.privacy.rules import refreshed_too_early, rewritten

NEAR = (K - 1, K, K + 1)
SIDES = ("solo", "team")
NORTH, SOUTH, EAST, WEST = (f"region={code}" for code in CODES["region"])


def regions(*sizes):
    """People by region, in its order: (solo, team) of each."""
    return stacked(
        *(
            varied(people, 10 * region + side, region=region, team=side)
            for region, both in enumerate(sizes)
            for side, people in enumerate(both)
        )
    )


def of(side, few, many):
    """So few in one group and so many in the other, as (solo, team)."""
    return (few, many) if side == "solo" else (many, few)


def released(folder, *versions):
    """The tables cut from each version of the sheet."""
    return [each.tables for each in cut(folder, ("region",), [Read(rows) for rows in versions])]


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("people", NEAR)
def test_a_cohort_needs_ten_of_each_group(tmp_path, side, people):
    rows = regions(of(side, people, 30), (28, 28), (40, 40), (40, 40))
    (tables,) = released(tmp_path, rows)
    for shown in (tables.heads(), tables.shown("strain"), tables.shown("weary")):
        assert (NORTH in shown) == (people >= K)
        # A cohort hidden alone would be what is left over: the next smallest goes with it.
        assert (SOUTH in shown) == (people >= K)
        assert {"", EAST, WEST} <= shown


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("people", NEAR)
def test_an_indicator_needs_ten_scores_of_each_group(tmp_path, side, people):
    group = SIDES.index(side)
    silent = varied(45 - people, 7, team=group, tired=-1, tense=-1)
    scored = varied(people, 8, team=group)
    (tables,) = released(tmp_path, stacked(silent, scored, varied(70, 9, team=1 - group)))
    assert ("" in tables.shown("strain")) == (people >= K)
    assert "" in tables.heads()


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("rest", NEAR)
def test_what_is_left_over_needs_ten_of_each_group(tmp_path, side, rest):
    rows = regions(of(side, 5, 30), of(side, rest - 5, 30), (28, 28), (40, 40))
    (tables,) = released(tmp_path, rows)
    shown = tables.heads()
    assert shown.isdisjoint({NORTH, SOUTH})
    assert (EAST in shown) == (rest >= K)  # its smaller group is the smallest of what is shown
    assert {"", WEST} <= shown


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("more", NEAR)
def test_numbers_are_refreshed_after_ten_more_of_each_group(tmp_path, side, more):
    sizes = (30, 30), (30, 30), (30, 30), (30, 30)
    before = regions(*sizes)
    came = regions(of(side, more, 20), (20, 20), (20, 20), (20, 20))
    first, second = released(tmp_path, before, stacked(before, came))
    days = second.counts[second.counts["indicator"].isna()].groupby("cohort")["as_of"].first()
    assert days[NORTH] == (second.id if more >= K else first.id)
    assert days[""] == second.id
    # What came to a cohort carried over alone could be had by subtraction.
    assert (days[[NORTH, SOUTH, EAST, WEST]] == first.id).sum() in (
        (0,) if more >= K else (2, 3, 4)
    )


@pytest.mark.parametrize(
    ("solo", "alike", "shown"),
    [(49, 45, False), (49, 44, True), (50, 46, True), (40, 36, True), (40, 37, False)],
)
def test_nine_in_ten_alike_are_not_shown_below_fifty(tmp_path, solo, alike, shown):
    rows = stacked(
        varied(alike, team=0, tired=1), varied(solo - alike, team=0, tired=4), varied(61, team=1)
    )
    (tables,) = released(tmp_path, rows)
    assert ("" in tables.shown("weary")) == shown
    assert "" in tables.heads()


@pytest.mark.parametrize(("people", "cut_open"), [(99, 0), (100, 1), (101, 1)])
def test_fewer_than_a_hundred_are_shown_once_closed_and_for_everyone_only(
    tmp_path, people, cut_open
):
    rows = drawn(Shape(people, ("region",), 20.0, 0.0, 0.5), 3)
    reads = [Read(rows)] if cut_open else [Read(rows), Read(rows, close=True)]
    (made,) = cut(tmp_path, ("region",), reads)  # a hundred need not be closed
    assert (made.tables.heads() == {""}) == (not cut_open)
    assert (set(made.tables.items["cohort"]) == {""}) == (not cut_open)


def test_a_small_survey_closed_twice_says_nothing_new(tmp_path):
    rows = drawn(Shape(81, ("region",), 20.0, 0.0, 0.5), 3)
    reads = [Read(rows[:80], close=True), Read(rows, close=True)]
    chain = cut(tmp_path, ("region",), reads)
    assert refreshed_too_early(chain, ClosedSet(("region",))) == rewritten(chain) == []
    assert {day for each in chain for day in each.tables.counts["as_of"]} == {chain[0].tables.id}
