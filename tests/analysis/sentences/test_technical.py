"""What stands behind a sentence: a technical paragraph, its method and reference, other figures."""

from __future__ import annotations

import pytest

from analysis import sentences as say
from analysis.methods import METHODS
from tests.told import MINUS, groups, row, told_release
from tests.told_figures import (
    ADJUSTED,
    ALIKE,
    SUPERIORITY,
    TWIN,
    UNLIKE,
    WELCH,
    told,
)


def test_the_technical_paragraph_holds_what_a_statistician_asks_for():
    release = told_release(
        *groups(),
        WELCH,
        row("p_welch", None, reason="below 0.0001", step=None),
        row("log10_p_welch", -7.2),
        row("p_adjusted", 0.0093, step=None, method="holm"),
        row("minimum_detectable", 4.2),
    )
    found = say.tell(release, release.comparison("isolation"))
    assert found.plain == "Teams of one score 5 points higher on isolation (95% interval 1 to 8)."
    assert found.explained.startswith("Teams of one minus people in teams: how far")
    assert found.technical.startswith("Welch's t interval and two-sided test from the published")
    assert found.technical.endswith(
        "Estimate 4.7, 95% interval 1.2 to 8.2, exact to 0.1 by rounding. p < 0.0001, log10 p "
        f"{MINUS}7.2; within its family (Holm, 2 headline indicators) p = 0.0093. Rounded n: about "
        "562 teams of one, about 562 people in teams. Minimum detectable difference (80% power): "
        "4.2."
    )
    assert (
        found.reference
        == "Welch 1947, Biometrika 34, 28-35; Imbens & Manski 2004, Econometrica 72, 1845-1857."
    )
    assert say.tell(release, release.figure("isolation", "mean_difference")) == found


@pytest.mark.parametrize(
    ("figure", "end"),
    [
        (row("equivalence", 4.7, 1.7, 7.8), "Estimate 4.7, 90% interval 1.7 to 7.8"),
        (row("n", 562, 560, 564, group="solo", step=5), "Estimate 562, standing for 560 to 564"),
        (row("se_trend", 0.21, step=0.01), "Estimate 0.21, exact to 0.01 by rounding"),
        (row("p_trend", 0.3, step=None), "p = 0.30"),
    ],
)
def test_it_names_the_level_of_the_interval_or_what_a_count_stands_for(figure, end):
    assert end in told(figure).technical


def test_a_figure_says_the_size_of_what_it_is_about():
    sizes = [
        row("n_adjusted_difference", about, about - 2, about + 2, group=side, term="like")
        for side, about in (("solo", 412), ("team", 632))
    ]
    assert "Rounded n: about 412 teams of one, about 632 people in teams." in (
        told(*sizes, ADJUSTED).technical
    )
    assert "Rounded n: about 562 people in teams." in told(row("sd", 20, group="team")).technical


def test_the_method_is_the_one_that_the_row_names():
    by_t = told(SUPERIORITY | {"method": "brunner-munzel"})
    by_score = told(SUPERIORITY | {"method": "newcombe-method-5"})
    assert by_t.reference.startswith("Brunner & Munzel 2000")
    assert by_score.reference.startswith("Newcombe 2006")
    assert told(SUPERIORITY).reference == by_t.reference  # releases of schema version 1


def test_mean_and_rank_answers_that_disagree_are_said_to():
    def ways(difference, order):
        release = told_release(*groups(), difference, order)
        return next(say.other_ways(release, "isolation")).plain

    unclear = row("mean_difference", 4.7, -1.0, 10.4, verdict="too uncertain to call")
    no_order = row("superiority", 0.52, 0.48, 0.56, step=0.01)
    assert "who comes out higher does not" in ways(WELCH, no_order)
    assert "the averages of the two groups do not" in ways(unclear, SUPERIORITY)
    assert "by who comes out higher the other" in ways(
        WELCH, row("superiority", 0.4, 0.36, 0.44, step=0.01)
    )
    for each in (ways(WELCH, SUPERIORITY), ways(unclear, no_order)):
        assert "far from all others" not in each


def test_beside_a_difference_stand_the_other_ways_to_look_at_it():
    rows = (SUPERIORITY, ADJUSTED, TWIN, row("alpha", 0.84, 0.83, 0.86, step=0.01), ALIKE, UNLIKE)
    rows += (row("alpha", 0.8, 0.7, 0.9, step=0.01, group="solo"),)
    release = told_release(*groups(), WELCH, *rows)
    plain = [each.plain for each in say.other_ways(release, "isolation")]
    assert [each.split(" ")[0] for each in plain] == ["Compare", "Comparing", "The", "The", "The"]
    assert plain[3] == (
        "The questions on isolation work alike in both groups, but “Apart” does not."
    )
    assert plain[4] == (
        "The numbers on isolation come from about 562 teams of one and about 562 people in teams."
    )
    assert all(each.explained and each.technical for each in say.other_ways(release, "isolation"))


def test_questions_that_could_not_be_checked_are_not_said_to_work_alike():
    unchecked = row("dif", term="left_out", reason="the answers vary too little for this")
    release = told_release(*groups(), ALIKE, unchecked)
    (told_of, _) = say.other_ways(release, "isolation")
    assert told_of.plain == (
        "The questions on isolation that could be checked work alike in both groups."
    )


def test_who_is_counted_and_who_is_not():
    left = [row("unscored", n, n - 2, n + 2, group=g) for g, n in (("solo", 2), ("team", 12))]
    (told_of,) = say.other_ways(told_release(*groups(), *left), "isolation")
    assert told_of.plain == (
        "The numbers on isolation come from about 562 teams of one and about 562 people in teams; "
        "under 5 and about 12 others skipped too many of its questions to count."
    )


def test_a_support_is_wanted_by_so_many_and_received_by_so_many():
    release = told_release(
        *groups("wants_mentoring", 62.0, 55.0), *groups("has_mentoring", 12.0, 30.0),
        *groups("gap_mentoring", 54.0, 38.0),
        *(
            row("mean_difference", d, d - 5, d + 5, verdict=v, indicator=f"{name}_mentoring")
            for name, d, v in (("wants", 7, "higher"), ("has", -18, "lower"), ("gap", 16, "higher"))
        ),
    )  # fmt: skip
    told_of = say.tell_support(release, "mentoring")
    assert told_of.plain == (
        "Mentoring: wanted by 62 in 100 teams of one, received by 12 in 100; wanted by 55 in 100 "
        "people in teams, received by 30 in 100. 54 in 100 teams of one want mentoring and go "
        "without, against 38 in 100 people in teams: 16 percentage points higher (95% "
        "interval 11 to 21)."
    )
    assert told_of.reference.startswith("Welch")
    hidden = say.tell_support(release, "mentoring", "place=north")
    assert hidden.plain == "Mentoring: too few people answered to show this."


def test_another_survey_s_groups_are_named_as_it_names_them(demo_words):
    assert "Soloists minus people in teams" in demo_words.explained


@pytest.fixture
def demo_words():
    from tests.surveys import answers, release, tiny

    tired = [0, 1, 2, 3, 4, 4] * 20 + [0, 0, 1, 2, 3, 4] * 20
    columns = dict.fromkeys(("tired", "tense", "eager"), tired)
    shown = release(tiny(), answers({"team": [0] * 120 + [1] * 120, **columns}))
    return say.tell(shown, shown.comparison("strain"))


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.id)
def test_every_measure_that_a_method_explains_can_be_told(method):
    for measure in method.measures:
        group = "solo" if measure in {"mean", "sd", "median", "share"} else None
        about = row(measure, 0.5, 0.4, 0.6, group=group, method=method.id)
        release = told_release(
            *groups(n=62), *([WELCH] if about["measure"][:2] == "p_" else []), about
        )
        found = release.figure("isolation", measure, "", group)
        words = say.tell(release, found)
        assert words.plain.endswith(".")
        assert words.technical.startswith(method.of(release.codebook.grouping).technical)
        assert words.reference == method.reference
