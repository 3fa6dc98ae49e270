"""The words of every chart, in many groups: readable numbers, no causes, no advice."""

from __future__ import annotations

import re

import pytest

from analysis.exhibits.barriers import barriers
from analysis.exhibits.likeness import likeness
from analysis.exhibits.moderation import moderation
from analysis.exhibits.opposing import opposing
from analysis.exhibits.people import people
from analysis.exhibits.support_gaps import support_gaps
from analysis.exhibits.supports import supports
from analysis.exhibits.waves import waves
from analysis.release.missing import moderated_outcomes, shown_supports
from tests.pages.drawn import Pictured, pictured
from tests.told import WRONG

HEADLINES = ("burnout", "isolation", "praise")
ALLOWED = re.compile(
    "not what causes what|not shown, to protect people who answered", re.IGNORECASE
)
NEVER = re.compile(
    r"protect|driver|\bdrives\b|at risk|diagnos|should|because of|leads? to\b|reduces",
    re.IGNORECASE,
)


def charts_of(demo, cohort):
    """Every chart of a cohort that this module's pages draw."""
    for name in HEADLINES:
        for make in (waves, likeness, opposing):
            yield pictured(make(demo, name, cohort))
    for dim in demo.codebook.dimensions:
        if not cohort.startswith(dim):
            yield pictured(people(demo, dim, cohort))
    ranked = shown_supports(demo, cohort)
    if ranked:
        yield pictured(supports(demo, ranked, cohort))
        yield pictured(support_gaps(demo, ranked, cohort))
        for group in ("solo", "team"):
            yield pictured(barriers(demo, ranked, group, cohort))
    if not cohort:
        for outcome in moderated_outcomes(demo):
            yield pictured(moderation(demo, outcome))


def cohorts(demo):
    """Everyone, and every third single group."""
    singles = [f"{d}={code}" for d in demo.codebook.dimensions for code in demo.values(d)]
    return ["", *singles[::3]]


@pytest.fixture(scope="module")
def drawn(demo):
    return [
        (cohort, made)
        for cohort in cohorts(demo)
        for made in charts_of(demo, cohort)
        if isinstance(made, Pictured)
    ]


def test_no_chart_says_what_nobody_can_read_or_what_nobody_may_say(drawn):
    assert len(drawn) > 80
    for cohort, made in drawn:
        for told in (made.title, made.subtitle, made.alt):
            assert not WRONG.search(told), (cohort, told)
            assert not NEVER.search(ALLOWED.sub("", told)), (cohort, told)


def test_every_title_is_short_enough_to_be_a_title_and_ends_without_a_full_stop(drawn):
    for cohort, made in drawn:
        assert not made.title.endswith("."), (cohort, made.title)
        assert len(made.title) <= 200, (cohort, len(made.title), made.title)


def test_every_chart_has_a_whole_table_and_words_that_end(drawn):
    for cohort, made in drawn:
        columns = list(made.table.values())
        assert len({len(column) for column in columns}) == 1, cohort
        assert made.alt.endswith("."), (cohort, made.alt[-40:])
        assert made.how is not None
        assert made.how.technical
