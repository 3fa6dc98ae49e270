"""Placements of all cohorts at once equal those of each alone, and those of the rows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.counting.moments import Moments
from analysis.counting.placements import placements
from analysis.statistics.comparison import welch
from analysis.statistics.ranks import order_of
from tests.surveys import book, ordinal
from tests.tallied import tallies_of

SURVEY = book(
    {name: ordinal(0, 25, 50, 75, 100, text=name) for name in ("tired", "tense")},
    {name: {"label": name, "items": [name]} for name in ("tired", "tense")},
)


def placed(*cohorts, indicator="tired"):
    """The placements of counts (2, 5) of cohorts: lead, SDs and ties of the indicator."""
    found = placements(tallies_of(SURVEY, {indicator: np.array(cohorts)}))
    return found.lead[:, 1], found.sd[:, 1], found.ties[:, 1]


def test_it_equals_a_case_worked_by_hand():
    lead, sd, ties = placed([[1, 0, 1, 0, 0], [1, 1, 0, 0, 0]])
    # solo 0 and 50, team 0 and 25; solo's places in team 0.25 and 1, team's in solo 0.25 and 0.5
    assert lead[0] == 0.625 - 0.5
    assert sd[0] == pytest.approx([0.75 / 2**0.5, 0.25 / 2**0.5], rel=1e-12)
    assert ties[0] == pytest.approx(1 - (8 - 2) / (64 - 4), rel=1e-12)  # two people at 0


COUNTS = st.lists(st.integers(0, 30), min_size=10, max_size=10).map(
    lambda counts: np.array(counts).reshape(2, 5)
)


@settings(max_examples=60, deadline=None)
@given(st.lists(COUNTS, min_size=2, max_size=5))
def test_every_cohort_is_told_as_if_it_were_alone(cohorts):
    lead, sd, _ = placed(*cohorts)
    for at, (solo, team) in enumerate(np.array(cohorts).tolist()):
        if min(sum(solo), sum(team)) < 2:
            continue
        exact = order_of(tuple(solo), tuple(team))
        assert lead[at] == pytest.approx(exact.superiority - 0.5, abs=1e-15)
        variance = sd[at] ** 2 / [sum(solo), sum(team)]
        assert variance.sum() == pytest.approx(exact.variance, rel=1e-12, abs=1e-15)


@settings(max_examples=40, deadline=None)
@given(COUNTS.filter(lambda c: (c.sum(axis=1) > 1).all() and ((c > 0).sum(axis=1) > 1).all()))
def test_welchs_test_of_placements_is_brunner_and_munzels(held):
    lead, sd, ties = placed(held)
    pair = Moments(held.sum(axis=1)[None], np.array([[lead[0], 0]]), sd)
    found = welch(pair)
    solo, team = (np.repeat(range(5), counts) for counts in held)
    rows = stats.brunnermunzel(solo, team)
    if np.isfinite(rows.statistic):  # groups that don't overlap have none
        assert found.p[0] == pytest.approx(rows.pvalue, rel=1e-9, abs=1e-15)
    assert ties[0] == pytest.approx(stats.tiecorrect(stats.rankdata([*solo, *team])), abs=1e-12)


@settings(max_examples=30, deadline=None)
@given(COUNTS.filter(lambda c: c.sum(axis=1).all()), st.integers(1, 10**5))
def test_exchanging_the_groups_turns_the_sign_to_the_last_bit(held, times):
    lead, sd, ties = placed(held * times)
    turned, other, same = placed(held[::-1] * times)
    assert turned[0] == -lead[0]
    assert other[0].tolist() == pytest.approx(sd[0][::-1].tolist(), abs=1e-12, nan_ok=True)
    assert same.tolist() == pytest.approx(ties.tolist(), nan_ok=True)


def test_indicators_and_cohorts_do_not_mix():
    one, two = np.array([[[3, 1, 0, 0, 2], [1, 1, 4, 0, 0]]]), np.array([[[0, 2, 5, 1, 0]] * 2])
    both = placements(tallies_of(SURVEY, {"tired": one, "tense": two}))
    for number, held in ((1, one), (2, two)):
        alone = placed(held[0])
        told = both.lead[0, number], both.sd[0, number].tolist(), both.ties[0, number]
        assert told == (alone[0][0], alone[1][0].tolist(), alone[2][0])


@pytest.mark.parametrize("nobody", [[0] * 5, [0, 0, 1, 0, 0]])
def test_what_is_not_there_is_not_a_number(nobody):
    lead, sd, _ = placed([nobody, [1, 2, 3, 4, 5]])
    assert np.isnan(lead[0]) == (sum(nobody) == 0)
    assert np.isnan(sd[0, 0])
