"""k - 1, k and k + 1 of each group, for everything that hangs on ten people."""

from __future__ import annotations

import numpy as np
import pytest

from tests.privacy.chains import Read, cut
from tests.privacy.closed_set import ClosedSet
from tests.privacy.respondents import AT, CODES, K, Shape, drawn, stacked, varied
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
    """The tables cut from each version of the sheet, a wave that ends with all of its people."""
    reads = [Read(rows, close=True) for rows in versions]
    return [each.tables for each in cut(folder, ("region",), reads)]


@pytest.mark.parametrize("people", NEAR)
def test_a_cohort_needs_ten_of_each_group(tmp_path, people):
    few_solo, few_team = (people, 30), (30, people)
    (tables,) = released(tmp_path, regions(few_solo, few_team, (40, 40), (40, 40)))
    for shown in (tables.heads(), tables.shown("strain"), tables.shown("weary")):
        assert (NORTH in shown, SOUTH in shown) == (people >= K, people >= K)
        assert {"", EAST, WEST} <= shown


@pytest.mark.parametrize("people", NEAR)
def test_an_indicator_needs_ten_answers_of_each_group(tmp_path, people):
    solo = stacked(varied(people, 1, team=0), varied(60 - people, 2, team=0, tired=-1, tense=-1))
    team = stacked(varied(people, 3, team=1), varied(60 - people, 4, team=1, wish=-1))
    (tables,) = released(tmp_path, stacked(solo, team))
    for name in ("strain", "wants_mentor"):  # few of the soloists, few of the team
        assert ("" in tables.shown(name)) == (people >= K)
    assert "" in tables.heads()


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("rest", NEAR)
def test_what_is_left_over_takes_no_shown_group_along(tmp_path, side, rest):
    """Rounding leaves enough between the two that are too small, so that the audit lets it be."""
    rows = regions(of(side, 5, 30), of(side, rest - 5, 30), (28, 28), (40, 40))
    (tables,) = released(tmp_path, rows)
    assert tables.heads() == {"", EAST, WEST}


def days(tables):
    """Since when the head counts are, by cohort."""
    return tables.counts[tables.counts["indicator"].isna()].groupby("cohort")["as_of"].first()


@pytest.mark.parametrize("more", NEAR)
def test_numbers_are_refreshed_after_ten_more_of_each_group(tmp_path, more):
    before = regions((30, 30), (30, 30), (30, 30), (30, 30))
    came = regions((more, 20), (20, more), (20, 20), (20, 20))
    first, second = released(tmp_path, before, stacked(before, came))
    told = days(second)
    assert set(told[[NORTH, SOUTH]]) == {second.id if more >= K else first.id}
    assert set(told[["", EAST, WEST]]) == {second.id}


def test_numbers_are_not_carried_over_alone(tmp_path):
    before = regions((30, 30), (30, 30), (30, 30), (30, 30))
    came = regions((K - 1, 20), (20, 20), (20, 20), (20, 20))
    first, second = released(tmp_path, before, stacked(before, came))
    told = days(second)
    assert told[""] == second.id
    # What came to the north could be had by subtraction if all others were refreshed.
    assert told[NORTH] == first.id
    assert first.id in set(told[[SOUTH, EAST, WEST]])


@pytest.mark.parametrize(
    ("solo", "shown", "too_many"), [(49, 44, 45), (40, 36, 37), (50, 46, None)]
)
def test_nine_in_ten_alike_are_not_shown_below_fifty(tmp_path, solo, shown, too_many):
    rows = stacked(varied(solo, team=0), varied(110 - solo, 1, team=1))
    rows[:solo, AT["tired"]] = np.where(np.arange(solo) < shown, 1, 4)
    rows[:solo, AT["wish"]] = np.where(np.arange(solo) < (too_many or shown), 0, 2)
    (tables,) = released(tmp_path, rows)
    assert "" in tables.shown("weary")
    assert ("" in tables.shown("wants_mentor")) == (too_many is None)


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
