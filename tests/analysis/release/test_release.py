"""A page looks figures up in a release: it finds what is published and says why the rest is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.published import Band, Count, Reason, Withheld
from tests.surveys import answers, tiny
from tests.surveys import release as release_of

TIRED = {0: [2, 3, 4] * 14, 1: [0, 1, 2] * 14}  # soloists are two options more tired


@pytest.fixture(scope="module")
def release():
    """42 and 42 people; 18 and 18 of them in the south."""
    one_group = [0] * 24 + [1] * 18
    columns = {"team": [0] * 42 + [1] * 42, "region": one_group * 2}
    columns |= dict.fromkeys(("tired", "tense"), TIRED[0] + TIRED[1])
    columns["eager"] = [4 - each for each in columns["tired"]]
    return release_of(tiny(), answers(columns))


def test_a_comparison_holds_what_the_rows_hold(release):
    told = release.comparison("strain")
    # means 75 and 25; u = 25 / 3, 30 people at least in the five bands: step 2 (1.11)
    assert (told.solo.mean, told.team.mean, told.difference) == (76, 24, 52)
    assert told.step == 4  # both groups' steps
    assert told.solo.n == Count(40, 30, 44)  # of 40 to 44 who answered
    assert told.verdict == "higher"
    assert told.low < 50 < told.high
    assert told.p_adjusted is None  # below 0.0001: its place is the logarithm's
    assert (told.reason, told.as_of) == (None, "2026-11-22.1")


def test_bands_come_from_low_to_high_and_hold_both_groups(release):
    few, some = Count(2, 0, 4), Count(12, 10, 14)  # 14 soloists each score 50, 75 and 100
    assert release.bands("strain") == (
        Band(0, 20, few, some),
        Band(20, 40, few, some),
        Band(40, 60, some, some),
        Band(60, 80, some, few),
        Band(80, 100, some, few),
    )


def test_an_indicator_on_which_one_group_is_alike_is_withheld(release):
    assert release.bands("weary") == Withheld(Reason.COMPLEMENTARY)  # no team member is often tired
    assert release.comparison("weary") == Withheld(Reason.COMPLEMENTARY)


def test_answers_come_in_the_codebooks_order(release):
    told = release.answers("tense")
    assert list(told.solo) == ["never", "rarely", "sometimes", "often", "always", "not-given"]
    assert told.solo["always"] == Count(12, 10, 14)
    assert told.team["always"] == Count(2, 0, 4)


def test_heads_are_the_rounded_sizes(release):
    assert release.heads() == (Count(42, 40, 44), Count(42, 40, 44))
    assert release.heads("region=south") == (Count(17, 15, 19), Count(17, 15, 19))


@pytest.mark.parametrize(
    ("cohort", "reason"),
    [
        ("region=not-given", Reason.TOO_FEW),  # north and south leave nobody to four
        ("region=west", Reason.TOO_FEW),
        ("wave=2026-q1", Reason.COMPLEMENTARY),  # no wave is shown
    ],
)
def test_a_cohort_that_is_not_published_is_withheld_whether_it_exists_or_not(
    release, cohort, reason
):
    for told in (
        release.heads(cohort),
        release.comparison("strain", cohort),
        release.bands("strain", cohort),
        release.answers("tired", cohort),
    ):
        assert told == Withheld(reason)


def test_a_figure_holds_what_its_row_holds(release):
    told = release.figure("strain", "mean", group="solo")
    assert (told.indicator, told.cohort, told.measure) == ("strain", "", "mean")
    assert (told.group, told.term, told.value, told.step) == ("solo", None, 76, 2)
    assert told.low < 75 < told.high
    assert (told.verdict, told.reason, told.as_of) == (None, None, "2026-11-22.1")
    difference = release.figure("strain", "mean_difference")
    assert (difference.group, difference.value, difference.verdict) == (None, 52, "higher")
    assert difference.method == "welch"


def test_all_figures_of_an_indicator_are_those_of_its_rows(release):
    for cohort in ("", "region=south"):
        told = release.figures("strain", cohort)
        rows = release.estimates.query("cohort == @cohort and indicator == 'strain'")
        assert [each.measure for each in told] == rows["measure"].tolist()
        assert {each.cohort for each in told} == {cohort}
    assert release.figures("strain", "region=west") == Withheld(Reason.TOO_FEW)
    assert release.figures("joy") == Withheld(Reason.NOT_ASKED)


def test_a_figure_that_a_release_does_not_hold_is_said_not_to_be_there(release):
    assert release.figure("strain", "magic") == Withheld(Reason.NOT_COMPUTED)
    assert release.figure("strain", "mean") == Withheld(Reason.NOT_COMPUTED)  # of which group?
    assert release.figure("strain", "mean", "region=west", "solo") == Withheld(Reason.TOO_FEW)


def test_a_comparison_knows_what_so_many_answers_could_have_shown(release):
    told = release.comparison("strain").minimum_detectable
    assert told == release.figure("strain", "minimum_detectable").value > 0


def test_what_is_shown_is_what_has_a_comparison(release):
    for indicator, cohort in (
        ("strain", ""),
        ("strain", "region=west"),
        ("weary", ""),
        ("joy", ""),
    ):
        found = release.comparison(indicator, cohort)
        assert release.shows(indicator, cohort) == (not isinstance(found, Withheld))


def test_a_question_that_the_sheet_lacks_was_not_asked(release):
    asked = replace(release, manifest=replace(release.manifest, not_asked=("posts", "mentor_got")))
    assert release.comparison("posts") == Withheld(Reason.COMPLEMENTARY)
    for indicator in ("posts", "has_mentor", "gap_mentor"):
        assert asked.comparison(indicator) == Withheld(Reason.NOT_ASKED)
        assert asked.bands(indicator) == Withheld(Reason.NOT_ASKED)
    assert asked.comparison("wants_mentor") == Withheld(Reason.COMPLEMENTARY)
    assert asked.answers("mentor_got") == Withheld(Reason.NOT_ASKED)
    assert asked.answers("mentor_wish") == Withheld(Reason.COMPLEMENTARY)


def test_counts_and_ticks_have_no_answers_to_show(release):
    assert release.answers("posts") == Withheld(Reason.NOT_COMPUTED)
    assert release.answers("hats") == Withheld(Reason.NOT_COMPUTED)


def test_what_the_survey_does_not_ask_is_not_asked(release):
    assert release.comparison("joy") == Withheld(Reason.NOT_ASKED)
    assert release.bands("joy") == Withheld(Reason.NOT_ASKED)
    assert release.answers("joy") == Withheld(Reason.NOT_ASKED)


def test_every_reason_has_words_of_its_own():
    assert len({Withheld(reason).text for reason in Reason}) == len(Reason)


def test_segments_are_every_cohort_one_filter_narrower(release):
    told = dict(release.segments("strain"))
    assert list(told) == ["region=north", "region=south"]  # no wave was found in these answers
    assert told["region=south"].difference == 50
    assert list(release.segments("strain", "region=north&wave=2026-q1")) == []


@pytest.mark.parametrize(
    ("cohort", "nearest"),
    [
        ("region=south&wave=2026-q1", "region=south"),
        ("region=west&wave=2026-q1", ""),
        ("region=west", ""),
        ("", None),
    ],
)
def test_it_offers_the_nearest_wider_cohort_that_is_shown(release, cohort, nearest):
    assert release.nearest("strain", cohort) == nearest


def test_only_indicators_of_the_release_have_measures(release):
    assert list(release.measures) == ["strain"]
