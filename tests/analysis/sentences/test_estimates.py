"""The lines of the table of all estimates: every number as published, nothing rounded off."""

from __future__ import annotations

import pytest

from analysis.published import Figure, Verdict
from analysis.sentences.estimates import line
from analysis.sentences.subject import Subject
from tests.told import groups, told_release


@pytest.fixture(scope="module")
def subject():
    return Subject(told_release(*groups()), "isolation")


def figure(measure, value=None, low=None, high=None, step=None, **more):
    said = {"group": None, "term": None, "verdict": None, "reason": None} | more
    return Figure(
        "isolation", "", measure, said["group"], said["term"], value, low, high, step,
        said["verdict"], said["reason"], None, "2026-11-22.1",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("published", "value", "between"),
    [
        (figure("hedges_g", 0.39, 0.275, 0.5, 0.005), "0.390", "0.275 to 0.500"),
        (figure("mean_difference", 9.25, 6.65, 11.85, 0.05), "9.25 points", "6.65 to 11.85"),
        (figure("gap_with", 11.0, 5.5, 16.5, 1.0), "11", "5.5 to 16.5"),
        (figure("cliffs_delta", -0.034, -0.096, 0.028, 0.002), "−0.034", "−0.096 to 0.028"),
        (figure("n", 517, 515, 519, 5, group="solo"), "about 517", ""),
        (figure("unscored", 2, 0, 4, group="solo"), "under 5", ""),
        (figure("p_welch", 0.031), "p = 0.031", ""),
        (figure("p_welch", reason="below 0.0001"), "p < 0.0001", ""),
        (figure("log10_p_welch", -11.5, step=0.1), "−11.5", ""),
        (figure("df_heterogeneity", 2.0, step=1.0), "2", ""),
        (figure("hedges_g", reason="all scores are equal"), "All scores are equal", ""),
        (
            figure("mean_difference", 9.25, 6.65, 11.85, 0.05, verdict=Verdict.HIGHER),
            "9.25 points, higher",
            "6.65 to 11.85",
        ),
    ],
    ids=lambda each: getattr(each, "measure", None),
)
def test_a_number_has_the_decimals_it_was_published_with(subject, published, value, between):
    told = line(subject, published)
    assert (told.value, told.between) == (value, between)


@pytest.mark.parametrize(
    ("published", "what"),
    [
        (figure("mean", 58.8, group="solo"), "Average, teams of one"),
        (figure("p_welch", 0.2), "Welch's test, p"),
        (figure("se_trend", 1.8), "Change of the gap per wave, standard error"),
        (figure("n_complete", 482, 480, 484, group="team"), None),
        (figure("something_new", 1.0), "Something new"),
    ],
    ids=lambda each: getattr(each, "measure", None),
)
def test_a_line_says_what_it_is_and_of_whom(subject, published, what):
    told = line(subject, published).what
    assert told == (what or "People who answered every question, people in teams")


def test_what_a_count_stands_for_is_no_interval(subject):
    told = line(subject, figure("n", 517, 515, 519, 5, group="solo"))
    assert (told.between, told.stands_for) == ("", "515 to 519")


def test_an_interval_that_is_not_the_95_percent_one_says_so(subject):
    told = line(subject, figure("equivalence", 1.5, -0.5, 3.5, 0.5))
    assert told.between == "−0.5 to 3.5 (90%)"
