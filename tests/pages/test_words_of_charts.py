"""The words of every chart, in many groups: readable numbers, no causes, no advice."""

from __future__ import annotations

import re

import pytest

from analysis.release.missing import moderated_outcomes, shown_supports
from pages.parts.charts.barriers import barrier_chart
from pages.parts.charts.chart import Chart
from pages.parts.charts.likeness import likeness_chart
from pages.parts.charts.moderated import moderation_chart
from pages.parts.charts.opposing import opposing_chart
from pages.parts.charts.people import people_chart
from pages.parts.charts.supports import support_chart, support_gap_chart
from pages.parts.charts.waves import wave_chart
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
        for make in (wave_chart, likeness_chart, opposing_chart):
            yield make(demo, name, cohort, "light")
    for dim in demo.codebook.dimensions:
        if not cohort.startswith(dim):
            yield people_chart(demo, dim, cohort, "light")
    ranked = shown_supports(demo, cohort)
    if ranked:
        yield support_chart(demo, ranked, (), cohort, "light")
        yield support_gap_chart(demo, ranked, "light")
        for group in ("solo", "team"):
            yield barrier_chart(demo, ranked, group, cohort, "light")
    if not cohort:
        for outcome in moderated_outcomes(demo):
            yield moderation_chart(demo, outcome, "light")


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
        if isinstance(made, Chart)
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
