"""What changed between two counts of one survey."""

import pytest

from analysis.disclosure.changes import aligned, change
from tests.surveys import answers, book, ordinal, tally

SURVEY = book(
    {"tired": ordinal(0, 25, 50, 75, 100)}, {"tired": {"label": "Tired", "items": ["tired"]}}
)


def counted(solo, team):
    """The tallies of answers (positions of options) of both groups."""
    group = [0] * len(solo) + [1] * len(team)
    return tally(SURVEY, answers({"team": group, "tired": [*solo, *team]}))[0]


def changed(then, now):
    """Came, went and shows, for the scores of everyone, per group."""
    found = change(*aligned([counted(*then), counted(*now)]))
    return found.came[0, 1].tolist(), found.went[0, 1].tolist(), found.shows[0, 1].tolist()


TEAM = [0, 1, 2, 3, 4] * 4


def test_who_comes_is_counted():
    came, went, shows = changed(([0] * 5, TEAM), ([0] * 5 + [4, 4], TEAM))
    assert (came, went, shows) == ([2, 0], [0, 0], [False, False])


def test_an_edited_answer_comes_and_goes():
    came, went, _ = changed(([0] * 5, TEAM), ([0] * 4 + [1], TEAM))
    assert (came, went) == ([1, 0], [1, 0])


@pytest.mark.parametrize(("gone", "shows"), [(0, False), (1, False), (2, True)])
def test_that_somebody_went_shows_where_a_published_count_falls(gone, shows):
    """Of 11 people in a band, 10 to 14 are published; with 9 left it is 5 to 9."""
    then = [0] * 11 + [4] * 30
    now = [0] * (11 - gone) + [4] * 40
    assert changed((then, TEAM), (now, TEAM))[2] == [shows, False]


def test_that_somebody_went_shows_where_the_scores_sum_to_less():
    """The counts stay within their intervals, but 40 people now score less than 40 did."""
    then = [0, 4] * 20
    now = [0] * 24 + [4] * 16
    assert changed((then, TEAM), (then, TEAM))[2] == [False, False]
    assert changed((then, TEAM), (now, TEAM))[2] == [True, False]


def test_cohorts_that_are_gone_are_still_compared():
    then, now = aligned([counted([0] * 12, TEAM), counted([], TEAM)])
    assert then.cohorts == now.cohorts
    assert change(then, now).went[0, 0].tolist() == [12, 0]
