"""What crosses from private to public: rounded numbers in the contract's form, and no more."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from tests.surveys import answers, book, ordinal, published

COLUMNS = {
    "counts": "cohort group indicator band_low band_high count count_low count_high as_of",
    "estimates": "cohort indicator group measure term value low high step "
    "verdict reason method as_of",
    "items": "cohort group item answer count count_low count_high as_of",
}
SIX = [f"i{n}" for n in range(6)]
SURVEY = book(
    {
        "tired": ordinal(0, 25, 50, 75, 100, text="Tired"),
        "mentor": {"text": "Mentor", "kind": "yes-no"},
        **{name: ordinal(0, 25, 50, 75, 100, text=name) for name in SIX},
    },
    {
        "tired": {"label": "Tired", "items": ["tired"], "headline": True},
        "mentor": {"label": "Mentor", "kind": "share", "where": {"mentor": ["yes"]}},
        "six": {"label": "Six", "items": SIX},
    },
)
YES, NO = 0, 1


def release(solo, team, question="tired"):
    """The published tables of two groups' answers to one question."""
    group = [0] * len(solo) + [1] * len(team)
    return published(SURVEY, answers({"team": group, question: [*solo, *team]}))


def spread(n):
    """n people over the five answers, two fifths of them at both ends."""
    return [(0, 4, 2, 1, 3)[each % 5] for each in range(n)]


@pytest.mark.parametrize("name", COLUMNS)
def test_the_columns_are_those_of_the_contract(name):
    table = getattr(release(spread(30), spread(40)), name)
    assert list(table.columns) == COLUMNS[name].split()
    assert set(table["as_of"]) == {"2026-11-22.1"}
    assert len(table) > 0


def test_counts_are_whole_numbers_and_bands_and_values_are_floats():
    told = release(spread(30), spread(40))
    for table in (told.counts, told.items):
        assert {str(table[name].dtype) for name in ("count", "count_low", "count_high")} == {
            "int64"
        }
    assert {str(told.counts[name].dtype) for name in ("band_low", "band_high")} == {"float64"}
    numbers = told.estimates[["value", "low", "high", "step"]]
    assert {str(dtype) for dtype in numbers.dtypes} == {"float64"}


def test_the_head_count_has_no_indicator_and_no_band():
    counts = release(spread(33), spread(41)).counts
    heads = counts[counts["indicator"].isna()]
    assert heads[["cohort", "group"]].values.tolist() == [["", "solo"], ["", "team"]]
    assert heads[["band_low", "band_high"]].isna().all(axis=None)
    assert heads[["count", "count_low", "count_high"]].values.tolist() == [
        [32, 30, 34],
        [42, 40, 44],
    ]


def test_a_known_case_is_told_in_rounded_numbers():
    told = release(solo=[0] * 8 + [2] * 10 + [4] * 22, team=[0] * 21 + [2] * 10 + [4] * 9)
    bands = told.counts.query("indicator == 'tired' and group == 'solo'")
    assert bands["count"].tolist() == [7, 12, 22]
    # solo: mean (10 * 50 + 22 * 100) / 40 = 67.5, step 4 * 25 / 40 = 2.5 -> 5; to even: 70
    rows = told.estimates.query("group == 'solo' and indicator == 'tired'").set_index("measure")
    assert rows.loc["mean", ["value", "step"]].tolist() == [70, 5]
    # the bands add up to 7 + 12 + 22, each standing for two people more or fewer; 40 to 44 answered
    assert rows.loc["n", ["value", "low", "high"]].tolist() == [41, 35, 44]
    assert "sd" not in rows.index


def test_no_published_count_is_exact():
    told = release(spread(57), spread(83))
    for table in (told.counts, told.items):
        assert set(table["count"] % 5) == {2}
        assert (table["count_high"] - table["count_low"] == 4).all()


def test_no_number_is_infinite_and_nothing_is_told_twice():
    told = release([0] * 30_000 + [4] * 90_000, [0] * 90_000 + [4] * 30_000)
    numbers = told.estimates[["value", "low", "high", "step"]]
    assert not np.isinf(numbers.to_numpy(dtype=float)).any()
    keys = ["cohort", "indicator", "group", "measure"]
    assert not told.estimates.duplicated(keys).any()
    difference = told.estimates.query("measure == 'mean_difference'")
    assert difference["verdict"].tolist() == ["higher"]


def test_the_same_published_moments_give_the_same_derived_figures():
    # 20 and 20 people at the ends, or 22 and 22: mean 50, n 40 to 48, step 5
    few = release([0] * 20 + [4] * 20, spread(40))
    more = release([0] * 22 + [4] * 22, spread(43))
    pd.testing.assert_frame_equal(few.estimates, more.estimates)
    pd.testing.assert_frame_equal(few.counts, more.counts)


@pytest.mark.parametrize("lowest", [15, 30, 40, 80])
def test_a_step_does_not_tell_the_size_more_exactly_than_the_count_does(lowest):
    steps = set()
    for n in (lowest, lowest + 4):
        columns = {name: [*spread(n), *spread(60)] for name in SIX}
        told = published(SURVEY, answers({"team": [0] * n + [1] * 60, **columns})).estimates
        row = told.query("indicator == 'six' and group == 'solo' and measure == 'mean'")
        steps.add(round(float(row["step"].item()), 9))
    assert len(steps) == 1, f"a group of {lowest} to {lowest + 4} is told apart by {steps}"


@pytest.mark.parametrize("size", [50, 400])
def test_all_that_is_told_of_a_share_is_what_its_two_counts_tell(size):
    told = [
        release([YES] * yes + [NO] * (size - yes), [YES, NO] * 40, "mentor").estimates
        for yes in range(1, 5)
    ]
    for each in told[1:]:
        pd.testing.assert_frame_equal(each, told[0])


def test_a_step_is_never_finer_than_four_people_can_move_the_mean():
    for n in (10, 333):
        rows = release(spread(n), spread(60)).estimates
        step = rows.query("group == 'solo' and measure == 'mean'")["step"].item()
        assert step >= 4 * 25 / n - 1e-9


def test_an_interval_does_not_leave_the_scale():
    # mean (10 * 100 + 2 * 0) / 12 = 83 -> 80 in steps of 10, SD 40: 80 + 2.26 * 13 is above 100
    rows = release([4] * 10 + [0] * 2, [0] * 10 + [4] * 2).estimates
    means = rows.query("measure == 'mean'").set_index("group")
    assert means.loc["solo", ["value", "high", "step"]].tolist() == [80, 100, 10]
    assert means.loc["team", ["value", "low", "step"]].tolist() == [20, 0, 10]


def test_what_cannot_be_estimated_says_why_and_gives_no_number():
    rows = release([NO] * 60, [NO] * 80, "mentor").estimates.set_index("measure")
    told = rows.loc["share_ratio"]
    assert len(told["reason"]) > 10
    assert told[["value", "low", "high", "verdict"]].isna().all()
    # all else is told as of a few who said yes: that nobody did is not
    assert rows.loc[["mean_difference", "p_adjusted", "minimum_detectable"], "value"].notna().all()
    assert len(rows.loc["hedges_g"]["reason"]) > 10  # perhaps there is no spread at all


def test_where_rounding_leaves_no_spread_nobody_is_said_to_have_answered_alike():
    # one yes of 60 and two of 60: both means round to 0 in steps of 10
    rows = release([YES] + [NO] * 59, [YES] * 2 + [NO] * 58, "mentor").estimates
    reasons = " ".join(rows["reason"].dropna().unique())
    assert "everybody" not in reasons
    assert "same score" not in reasons


def test_a_verdict_stands_exactly_where_a_difference_does():
    rows = release(spread(60), [2, 3] * 40).estimates
    differences = rows["measure"] == "mean_difference"
    assert (rows["verdict"].notna() == differences).all()
    assert rows.loc[differences, ["value", "low", "high"]].notna().all(axis=None)


def test_answers_to_a_question_are_told_where_its_scale_is():
    told = release(spread(30), spread(40))
    tired = told.items.query("item == 'tired' and group == 'solo'")
    assert tired["answer"].tolist() == ["not-given", "o0", "o1", "o2", "o3", "o4"]
    assert tired["count"].tolist() == [2, 7, 7, 7, 7, 7]
    assert set(told.items["item"]) == {"team", "tired"}


@pytest.mark.parametrize(
    ("last", "there"),
    [
        (spread(9) + [None] * 21, False),
        (spread(10) + [None] * 20, True),
        ([0] * 30, False),
        ([0] * 27 + [1] * 3, True),
    ],
    ids=["nine answered", "ten answered", "all alike", "nine in ten alike"],
)
def test_an_item_of_a_published_scale_must_pass_the_rules_itself(last, there):
    columns = {name: spread(60) for name in SIX} | {"i5": last + spread(30)}
    told = published(SURVEY, answers({"team": [0] * 30 + [1] * 30, **columns}))
    assert "six" in set(told.estimates["indicator"])
    assert {*SIX[:5]} <= set(told.items["item"])
    assert ("i5" in set(told.items["item"])) == there


@pytest.mark.parametrize(("rare", "there"), [(9, False), (10, True), (11, True)])
def test_the_sizes_of_teams_are_told_only_where_each_has_k_people(rare, there):
    sizes = [{"code": code, "text": code} for code in ("1", "2-3", "4-6")]
    side = {"one": "x", "many": "xs"}
    made = SURVEY.model_dump(exclude_defaults=True)
    made["questions"]["team"] = {"text": "Team", "kind": "category", "options": sizes}
    made["grouping"] = {
        "question": "team",
        "solo": side | {"answers": ["1"]},
        "team": side | {"answers": ["2-3", "4-6"]},
    }
    survey = type(SURVEY).model_validate(made)
    team = [0] * 30 + [1] * 30 + [2] * rare
    items = published(survey, answers({"team": team, "tired": spread(len(team))})).items
    assert ("team" in set(items["item"])) == there
    if there:
        own = items.query("item == 'team'")[["group", "answer"]].values.tolist()
        assert own == [["solo", "1"], ["team", "2-3"], ["team", "4-6"]]


def test_a_survey_without_indicators_still_says_how_many_answered():
    told = published(book({}), answers({"team": [0] * 12 + [1] * 12}))
    assert told.counts["count"].tolist() == [12, 12]
    assert len(told.estimates) == 0
    assert math.isnan(told.counts["band_low"].iloc[0])
