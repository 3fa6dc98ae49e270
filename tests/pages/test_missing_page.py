"""What is missing: the ranking, what fades, both groups, barriers, and the permitted words."""

from __future__ import annotations

import re

import pytest

from analysis.disclosure.lattice import closed_set
from analysis.exhibits import words as heads
from analysis.exhibits.barriers import barriers
from analysis.exhibits.exhibit import NotShown
from analysis.exhibits.moderation import WORDS, moderated, moderation
from analysis.exhibits.support_gaps import support_gaps
from analysis.exhibits.supports import supports
from analysis.published import Comparison, Withheld
from analysis.release.missing import (
    gap_indicators,
    hidden_supports,
    moderated_outcomes,
    shown_supports,
)
from analysis.release.rows_behind import taken
from tests.pages.drawn import intervals, pictured, words
from tests.pages.stores import behind, plain, read

COHORTS = ("", "industry=technology", "region=europe&employment=in-house")
CAUSAL = re.compile(r"protect|driv|because of|leads? to|reduc|at risk|should|causes\b(?! what)")


@pytest.fixture(params=COHORTS, ids=lambda cohort: cohort or "everyone")
def cohort(request):
    return request.param


def test_supports_are_ranked_by_how_many_solo_people_want_them_and_did_not_receive_them(
    demo, cohort
):
    ranked = shown_supports(demo, cohort)
    shares = [demo.comparison(f"gap_{each.support}", cohort).solo.mean for each in ranked]
    assert shares == sorted(shares, reverse=True)
    assert {each.support for each in ranked} | {n for n, _ in hidden_supports(demo, cohort)} == {
        *demo.codebook.supports
    }


def test_the_dumbbells_are_the_published_shares_of_both_groups(demo, cohort):
    ranked = shown_supports(demo, cohort)
    made = pictured(supports(demo, ranked, cohort))
    wanted, received = made.picture.data[0], made.picture.data[1]
    assert list(wanted.x) == [each.wanted.solo.mean for each in ranked]
    assert list(received.x) == [each.received.solo.mean for each in ranked]
    assert list(made.picture.data[2].x) == [each.wanted.team.mean for each in ranked]
    assert list(wanted.y) == sorted(wanted.y, reverse=True)
    assert set(wanted.marker.opacity) == {1.0}
    first = demo.codebook.supports[ranked[0].support].label
    assert made.table[heads.SUPPORT][:3] == [f"{first}: {of}" for of in heads.OF_SUPPORTS]
    assert made.table["Teams of one"][2] == f"{ranked[0].missing.solo.mean:.0f}"
    assert len(made.table["People in teams"]) == 3 * len(ranked)


def test_what_is_given_already_fades_and_is_marked_in_words_too(demo):
    ranked = shown_supports(demo)
    given = {ranked[0].support, ranked[3].support}
    made = pictured(supports(demo, ranked, "", given))
    faint = [opacity < 0.5 for opacity in made.picture.data[0].marker.opacity]
    assert faint == [each.support in given for each in ranked]
    marked = [word for word in words(made.picture) if word.startswith(heads.TICK)]
    assert marked == [
        f"{heads.TICK} {demo.codebook.supports[each.support].label}"
        for each in ranked
        if each.support in given
    ]


def test_both_groups_are_compared_with_interval_and_verdict(demo, cohort):
    ranked = shown_supports(demo, cohort)
    made = pictured(support_gaps(demo, ranked, cohort))
    published = [(each.missing.low, each.missing.difference, each.missing.high) for each in ranked]
    assert [tuple(each) for each in intervals(made.picture.data[0])] == [
        pytest.approx(each) for each in published
    ]
    for each, cell in zip(ranked, made.table[heads.DIFFERENCE], strict=True):
        assert cell.startswith(each.missing.verdict)


@pytest.mark.parametrize("group", ["solo", "team"])
def test_barriers_are_shares_of_those_who_gave_an_answer(demo, group):
    ranked = shown_supports(demo)
    made = pictured(barriers(demo, ranked, group, ""))
    first = demo.codebook.supports[ranked[0].support]
    said = getattr(demo.answers(first.barrier), group)
    codes = [option.code for option in demo.codebook.options(first.barrier)]
    whole = sum(said[code].about for code in codes)
    told = list(made.table.values())[1]
    assert told[:4] == [f"{100 * said[code].about / whole:.0f}" for code in codes]
    assert told[4].startswith("about ")
    assert len(told) == 11 * 5


def test_barriers_of_a_hidden_group_are_withheld_and_of_a_survey_without_them_absent(
    demo, tiny_release
):
    hidden = next(
        cohort
        for cohort in closed_set(demo.codebook).cohorts
        if isinstance(demo.comparison("gap_mentoring", cohort), Withheld)
    )
    assert isinstance(barriers(demo, shown_supports(demo), "solo", hidden), NotShown)
    ranked = shown_supports(tiny_release)
    assert [each.support for each in ranked] == ["mentor"]
    assert pictured(barriers(tiny_release, ranked, "solo", "")) is None


def test_moderation_is_told_in_the_permitted_words_and_no_others(demo):
    assert moderated_outcomes(demo) == ["burnout", "isolation", "praise"]
    for outcome in moderated_outcomes(demo):
        made = pictured(moderation(demo, outcome))
        rows = moderated(demo, outcome)
        assert len(rows) == 11
        told = made.table[heads.DIFFERENCE]
        assert told[2::3] == [WORDS[each.difference.verdict] for each in rows]
        assert [low for low, _, _ in intervals(made.picture.data[0])] == pytest.approx(
            [each.given.low for each in rows]
        )
        told = " ".join((made.title, made.subtitle, made.alt))
        assert not CAUSAL.search(told), CAUSAL.search(told)
        assert "not what causes what" in told


@pytest.mark.parametrize(
    ("exhibit", "rows"),
    [
        (supports, 11 * 3 * 2),
        (support_gaps, 11),
        (lambda demo, ranked, cohort: barriers(demo, ranked, "solo", cohort), 11 * 2 * 5),
    ],
    ids=["supports", "support gaps", "barriers"],
)
def test_the_data_behind_are_exactly_the_rows_drawn(demo, exhibit, rows):
    assert len(taken(demo, exhibit(demo, shown_supports(demo), "").rows)) == rows


def test_the_data_behind_a_moderation_are_three_rows_a_support(demo):
    found = taken(demo, moderation(demo, "isolation").rows)
    assert len(found) == 33
    assert set(found["measure"]) == {"moderation", "gap_with", "gap_without"}


def test_ticking_names_what_is_left_and_touches_no_address(visit, demo, demo_survey):
    at = visit(demo_survey, "missing")
    first, second, *_ = shown_supports(demo)
    assert not at.info
    at.checkbox(key=f"given-{first.support}").check().run()
    assert not at.exception
    told = plain(at.info[0].value)
    assert demo.codebook.supports[second.support].label.lower() in told.lower()
    assert demo.codebook.supports[first.support].label.lower() not in told.lower()
    assert at.query_params == {}


@pytest.mark.parametrize("asked", [{}, {"industry": "technology"}], ids=["everyone", "segment"])
def test_the_page_tells_the_most_missing_and_every_picture_gives_its_data(
    visit, demo, demo_survey, asked
):
    at = visit(demo_survey, "missing", **asked)
    ranked = shown_supports(demo, "&".join(f"{d}={c}" for d, c in asked.items()))
    first = demo.codebook.supports[ranked[0].support].label
    assert first.lower() in plain(at.title[0].value).lower()
    assert "go without" in plain(at.title[0].value)
    charts = len(at.get("plotly_chart"))
    assert charts == (3 if asked else 4)
    assert len(behind(at)) == charts
    assert ("for everyone together only" in read(at)) == bool(asked)


def test_a_group_that_is_hidden_says_so(visit, demo, demo_survey):
    hidden = next(
        cohort
        for cohort, _ in demo.segments("gap_mentoring", "industry=charity")
        if not any(
            isinstance(demo.comparison(name, cohort), Comparison) for name in gap_indicators(demo)
        )
    )
    at = visit(demo_survey, "missing", **dict(part.split("=") for part in hidden.split("&")))
    assert "not shown, to protect people who answered" in read(at)
    assert not at.get("plotly_chart")
    assert at.button(key="instead")
