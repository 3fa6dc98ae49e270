"""What stands above charts of waves, models and supports, for releases a test writes down."""

from __future__ import annotations

import pytest

from analysis.exhibits import people, supports, waves
from analysis.exhibits.likeness import beside, likeness, size_of
from analysis.exhibits.moderation import caption as of_moderation
from analysis.exhibits.moderation import moderated
from analysis.exhibits.support_gaps import caption as of_support_gaps
from analysis.published import Count, Reason, Withheld
from analysis.release.missing import hidden_supports, moderated_outcomes, shown_supports
from analysis.release.wave_gaps import WaveGap
from analysis.sentences.headlines import dated
from analysis.sentences.missing import ALL_TICKED, missing_headline, not_told, still_open
from analysis.sentences.subject import Subject
from tests.told import MINUS, groups, row, told_release

WELCH = row("mean_difference", 4.7, 1.2, 8.2, verdict="higher", method="welch")
GAPS = (
    row("gap_with", 6.0, 3.0, 9.0, term="mentoring"),
    row("gap_without", 11.0, 8.0, 14.0, term="mentoring"),
)


def trend(value, low, high, verdict, p=0.5):
    return (row("trend", value, low, high, verdict=verdict), row("p_heterogeneity", p))


def waves_told(*rows):
    release = told_release(*groups(), WELCH, *rows)
    found = release.comparison("isolation")
    each = [("Q1", Withheld(Reason.TOO_FEW)), ("Q2", found), ("Q3", found)]
    gaps = [WaveGap(label, f"wave={label}", one) for label, one in each]
    return waves.caption(release, "isolation", "", gaps)


def test_waves_that_differ_without_a_trend_are_said_to():
    unclear = (-3.5, -7.0, 0.0, "too uncertain to call")
    told = waves_told(*trend(*unclear, p=0.014)).title
    assert told == (
        "The gap on isolation differs from wave to wave, with no clear trend "
        f"(change per wave between {MINUS}7.0 and 0.0 points)"
    )
    assert waves_told(*trend(*unclear, p=0.3)).title.startswith("No clear change over the waves")
    growing = waves_told(*trend(1.2, 0.4, 2.0, "higher", p=0.01)).title
    assert growing == "The gap on isolation grows by 1.2 points per wave (95% interval 0.4 to 2.0)"


def test_without_a_trend_the_waves_are_told_by_their_verdicts_and_hidden_ones_by_name():
    told = waves_told()
    assert told.title == "Teams of one: more isolation in 2 of 2 waves shown, clear by itself in 2"
    assert told.subtitle.endswith("Q1: too few people answered to show this.")
    assert "Q2: higher (possibly too little to matter), 5 (1 to 8)." in told.alt


def like(**changed):
    adjusted = row("adjusted_difference", 8.0, 5.0, 11.0, term="like", verdict="higher") | changed
    twin = row("unadjusted_difference", 9.0, 6.0, 12.0, term="like")
    sizes = [row("n_adjusted_difference", 512, 510, 514, term="like", group=g, step=5)
             for g in ("solo", "team")]  # fmt: skip
    return told_release(*groups(), WELCH, adjusted, twin, *sizes)


def test_like_with_like_is_told_beside_the_same_people_without():
    release = like()
    rows = beside(release, "isolation", "")
    assert [figure.measure for _, figure in rows] == [
        "mean_difference",
        "unadjusted_difference",
        "adjusted_difference",
    ]
    said = likeness(release, "isolation", "").caption
    assert said.title == (
        "Comparing like with like: teams of one score 8 points higher on isolation "
        "(95% interval 5 to 11)"
    )
    assert "with the same organisation size and region" in said.subtitle
    subject = Subject(release, "isolation")
    assert size_of(subject, rows[2][1]) == (
        "8 points higher (95% interval 5 to 11); about 512 teams of one and about 512 people in "
        "teams"
    )


def test_a_model_that_can_t_be_told_leaves_its_row_out():
    failed = like(value=None, low=None, high=None, verdict=None, reason="too few are alike")
    assert [each.measure for _, each in beside(failed, "isolation", "")] == [
        "mean_difference",
        "unadjusted_difference",
    ]
    assert likeness(failed, "isolation", "").caption.title == "The difference in other ways"
    assert beside(told_release(*groups(), WELCH), "isolation", "") == []


@pytest.mark.parametrize(
    ("verdict", "title", "word"),
    [
        ("lower", "The gap on isolation is smaller where people received mentoring: 6 against "
         "11 points", "smaller"),
        ("higher", "The gap on isolation is larger where people received mentoring: 6 against "
         "11 points", "larger"),
        ("about the same", "No clear difference in the gap on isolation with and without the one "
         "support that can be shown", "about the same"),
        ("too uncertain to call", "No clear difference in the gap on isolation with and without "
         "the one support that can be shown", "no clear difference"),
    ],
)  # fmt: skip
def test_moderation_is_larger_smaller_the_same_or_not_clear(verdict, title, word):
    difference = row("moderation", -5.0, -8.0, -2.0, term="mentoring", verdict=verdict)
    release = told_release(*groups(), WELCH, difference, *GAPS)
    assert moderated_outcomes(release) == ["isolation"]
    (found,) = moderated(release, "isolation")
    assert found.word == word
    said = of_moderation(release, "isolation", [found])
    assert said.title == title
    assert "not what causes what" in said.subtitle


def test_a_moderation_without_a_value_is_not_told():
    failed = row("moderation", term="mentoring", reason="the answers vary too little for this")
    release = told_release(*groups(), WELCH, failed)
    assert moderated(release, "isolation") == []
    assert moderated_outcomes(release) == []


def supported(difference=18.0, verdict="higher", **about):
    rows = []
    for kind, solo, team in (("has", 12, 30), ("wants", 62, 55), ("gap", 53, 35)):
        name = {"indicator": f"{kind}_mentoring", "step": 1} | about
        rows += groups(name["indicator"], solo, team, **about)
        rows.append(row("mean_difference", difference, 12, 24, verdict=verdict, **name))
    return told_release(*groups(**about), WELCH | about, *rows)


def test_supports_are_told_by_what_is_wanted_received_and_missing():
    release = supported()
    ranked = shown_supports(release)
    assert missing_headline(release, ranked) == "Teams of one most often go without mentoring"
    said = supports.caption(release, ranked)
    assert said.title == (
        "53 in 100 teams of one want mentoring and go without (95% interval 50 to 56)"
    )
    assert "importance 3 or more on a scale of 0 to 3" in said.subtitle
    assert "wanted by 62 in 100 teams of one, received by 12 in 100" in said.alt
    assert of_support_gaps(release, ranked).title == (
        "Teams of one go without more often for 1 of 1 support"
    )


@pytest.mark.parametrize("verdict", ["about the same", "too uncertain to call"])
def test_where_no_difference_can_be_called_nobody_goes_without_more(verdict):
    release = supported(2.0, verdict)
    assert of_support_gaps(release, shown_supports(release)).title == (
        "No clear difference in who goes without, for any of 1 support"
    )


def test_what_is_not_ticked_is_told_and_nothing_more():
    release = supported()
    ranked = shown_supports(release)
    assert still_open(release, ranked, ()) == (
        "Of what you did not tick, teams of one go without mentoring (53 in 100)."
    )
    assert still_open(release, ranked, {"mentoring"}) == ALL_TICKED


def test_supports_that_are_hidden_or_were_not_asked_are_named_with_the_reason():
    nothing = told_release(*groups(), WELCH)
    assert shown_supports(nothing) == ()
    assert missing_headline(nothing, ()) == "Too few people answered to show this"
    assert (
        missing_headline(nothing, (), "place=north")
        == "North: too few people answered to show this"
    )
    unasked = told_release(*groups(), WELCH, not_asked=("mentored",))
    assert (
        not_told(unasked, hidden_supports(unasked))
        == "Mentoring: this survey did not ask, or its answers could not be read."
    )


def test_who_answered_names_the_largest_part_and_every_hidden_one():
    release = told_release(*groups(), WELCH)
    small, large = (Count(42, 40, 44), Count(2, 0, 4)), (Count(112, 110, 114), Count(57, 55, 59))
    rows = [("Small", small), ("Large", large), ("None", Withheld(Reason.TOO_FEW))]
    said = people.caption(release, "size", "", rows)
    assert said.title == (
        "Organisation size: most often Large, about 112 teams of one and about 57 people in teams"
    )
    assert "None: too few people answered to show this." in said.alt
    assert "Small: about 42 teams of one and under 5 people in teams." in said.alt
    north = people.caption(release, "size", "place=north", rows).title
    assert north.startswith("North, by organisation size: most often Large")
    assert (people.bare_count(Count(112, 110, 114)), people.bare_count(Count(2, 0, 4))) == (
        "112",
        "under 5",
    )


def test_a_release_is_dated_in_words():
    assert dated(told_release(*groups(), wave="Q3 2026")) == (
        "Release 2026-11-22.1 of 22 November 2026, latest wave Q3 2026."
    )
    assert dated(told_release(*groups())) == "Release 2026-11-22.1 of 22 November 2026."
