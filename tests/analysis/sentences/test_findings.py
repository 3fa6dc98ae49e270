"""The sentence of a comparison, word for word: way, size, interval, verdict, one and many."""

from __future__ import annotations

import pytest

from analysis import sentences as say
from analysis.published import Verdict
from tests.told import MINUS, groups, row, told_release

HIGHER, LOWER, SAME, UNCERTAIN = (verdict.value for verdict in Verdict)
MANY = "With this many answers only a difference of about"


def found(indicator, difference, low, high, verdict, *, base=50, n=562, mde=6.2, **rest):
    about = {"indicator": indicator} | rest
    release = told_release(
        *groups(indicator, base + difference, base, n, **rest),
        row("mean_difference", difference, low, high, verdict=verdict, **about),
        row("minimum_detectable", mde, **about),
    )
    return say.finding(release, release.comparison(indicator, rest.get("cohort", "")))


@pytest.mark.parametrize("indicator", ["isolation", "thanks"], ids=["more is worse", "is better"])
@pytest.mark.parametrize(
    ("numbers", "verdict", "sentence"),
    [
        (
            (4.7, 1.2, 8.2),
            HIGHER,
            "Teams of one score 5 points higher on {} (95% interval 1 to 8).",
        ),
        (
            (-4.7, -8.2, -1.2),
            LOWER,
            "Teams of one score 5 points lower on {} (95% interval 1 to 8).",
        ),
        (
            (1.2, 0.6, 1.8),
            HIGHER,
            "Teams of one score 1 point higher on {} (95% interval 1 to 2).",
        ),
        (
            (-1.2, -1.8, -0.6),
            LOWER,
            "Teams of one score 1 point lower on {} (95% interval 1 to 2).",
        ),
        # An end that is not zero never reads as zero.
        (
            (-1.2, -2.1, -0.3),
            LOWER,
            "Teams of one score 1.2 points lower on {} (95% interval 0.3 to 2.1).",
        ),
        (
            (0.3, -2.0, 2.6),
            SAME,
            "Teams of one and people in teams score about the same on {}: teams of one 0.3 points "
            f"higher (95% interval {MINUS}2.0 to 2.6).",
        ),
        (
            (-0.3, -2.6, 2.0),
            SAME,
            "Teams of one and people in teams score about the same on {}: teams of one 0.3 points "
            "lower (95% interval 2.6 lower to 2.0 higher).",
        ),
        (
            (0.0, -2.0, 2.0),
            SAME,
            "Teams of one and people in teams score about the same on {}: no difference on "
            f"average (95% interval {MINUS}2 to 2).",
        ),
        (
            (4.7, -1.0, 10.4),
            UNCERTAIN,
            "Too uncertain to call on {}: teams of one score 5 points higher (95% interval "
            f"{MINUS}1 to 10). {MANY} 6 points or more would show.",
        ),
        (
            (-4.7, -10.4, 1.0),
            UNCERTAIN,
            "Too uncertain to call on {}: teams of one score 5 points lower (95% interval 10 "
            f"lower to 1 higher). {MANY} 6 points or more would show.",
        ),
        (
            (0.0, -6.0, 6.0),
            UNCERTAIN,
            "Too uncertain to call on {}: both groups score alike (95% interval "
            f"{MINUS}6 to 6). {MANY} 6 points or more would show.",
        ),
        (
            (4.7, 1.2, 8.2),
            UNCERTAIN,
            "Too uncertain to call on {}: teams of one score 5 points higher (95% interval 1 to "
            "8). Several measures were compared; allowing for that, it may be chance.",
        ),
    ],
)
def test_a_scale_is_told_in_points(indicator, numbers, verdict, sentence):
    about = {"isolation": "isolation", "thanks": "“Being thanked”"}[indicator]
    assert found(indicator, *numbers, verdict) == sentence.format(about)


@pytest.mark.parametrize(
    ("numbers", "verdict", "sentence"),
    [
        (
            (9.0, 5.0, 12.0),
            HIGHER,
            "59 in 100 teams of one had a slip, against 50 in 100 people in teams: 9 percentage "
            "points higher (95% interval 5 to 12).",
        ),
        (
            (-9.0, -12.0, -5.0),
            LOWER,
            "41 in 100 teams of one had a slip, against 50 in 100 people in teams: 9 percentage "
            "points lower (95% interval 5 to 12).",
        ),
        (
            (0.3, -2.0, 2.6),
            SAME,
            "About the same: 50.3 in 100 teams of one had a slip, against 50.0 in 100 people in "
            f"teams, 0.3 percentage points higher (95% interval {MINUS}2.0 to 2.6).",
        ),
        (
            (0.0, -4.0, 4.0),
            SAME,
            "About the same: 50 in 100 teams of one had a slip, against 50 in 100 people in teams, "
            f"no difference (95% interval {MINUS}4 to 4).",
        ),
        (
            (3.0, -2.0, 8.0),
            UNCERTAIN,
            "Too uncertain to call: 53 in 100 teams of one had a slip, against 50 in 100 people in "
            f"teams, 3 percentage points higher (95% interval {MINUS}2 to 8). {MANY} 6 percentage "
            "points or more would show.",
        ),
    ],
)
def test_a_share_is_told_as_so_many_in_a_hundred(numbers, verdict, sentence):
    assert found("slip", *numbers, verdict) == sentence


@pytest.mark.parametrize(
    ("indicator", "numbers", "verdict", "sentence"),
    [
        (
            *("praised", (2.0, 1.0, 3.0), HIGHER),
            "Praise from colleagues: teams of one report 2 times in four weeks more than people in "
            "teams on average (95% interval 1 to 3).",
        ),
        (
            *("praised", (-1.0, -2.0, -1.0), LOWER),
            "Praise from colleagues: teams of one report 1 time in four weeks less than people in "
            "teams on average (95% interval 1 to 2).",
        ),
        (
            *("hours", (1.0, 0.4, 1.6), HIGHER),
            "Hours waiting: teams of one report 1.0 hours more than people in teams on average "
            "(95% interval 0.4 to 1.6).",
        ),
        (
            *("hours", (0.0, -6.0, 6.0), UNCERTAIN),
            "Too uncertain to call on “Hours waiting”: both groups report the same (95% interval "
            f"{MINUS}6 to 6). {MANY} 6.2 hours or more would show.",
        ),
        (
            *("hours", (0.4, -1.0, 1.8), SAME),
            "About the same on “Hours waiting”: teams of one report 0.4 hours more than people in "
            f"teams on average (95% interval {MINUS}1.0 to 1.8).",
        ),
    ],
)
def test_an_amount_is_told_in_its_own_unit(indicator, numbers, verdict, sentence):
    assert found(indicator, *numbers, verdict) == sentence


def test_a_tiny_group_is_named_where_it_is_why_nothing_can_be_called():
    told = found("isolation", 4.0, -8.0, 16.0, UNCERTAIN, n=12, mde=15.4)
    assert told.endswith(
        "With so few answers only a difference of about 15 points or more would show."
    )
    told = found("isolation", 4.0, -8.0, 16.0, UNCERTAIN, n=32, mde=15.4)
    assert told.endswith(f"{MANY} 15 points or more would show.")


def test_where_nothing_on_the_scale_could_be_seen_it_says_so():
    told = found("isolation", 4.0, -90.0, 98.0, UNCERTAIN, n=12, mde=110)
    assert told.endswith("With so few answers no difference would be sure to show.")


def test_among_segments_it_says_that_many_groups_were_compared():
    told = found("isolation", 4.7, 1.2, 8.2, UNCERTAIN, cohort="place=north")
    assert told.endswith("Many groups were compared; allowing for that, it may be chance.")


def test_without_the_minimum_detectable_difference_nothing_is_made_up():
    told = found("isolation", 4.7, -1.0, 10.4, UNCERTAIN, mde=None)
    assert told.endswith(f"(95% interval {MINUS}1 to 10).")


def test_what_can_not_be_estimated_says_why():
    why = "the rounded scores show no spread in either group"
    release = told_release(*groups(), row("mean_difference", reason=why))
    assert say.finding(release, release.comparison("isolation")) == (
        f"Isolation: the difference can't be estimated, because {why}."
    )
