"""Moments and bands from a tally equal those of the people in it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.counting.moments import band_counts, moments
from tests.surveys import answers, book, ordinal, tally

FREQUENCY = book(
    {"tired": ordinal(0, 25, 50, 75, 100, text="Tired"), "posts": {"text": "P", "kind": "count"}},
    {
        "tired": {"label": "Tired", "items": ["tired"]},
        "posts": {"label": "Posts", "items": ["posts"], "bands": [0, 1, 5, 20]},
    },
)


def tallied(solo, team, posts=None):
    """The tally of option positions (0 to 4) in each group."""
    group = [0] * len(solo) + [1] * len(team)
    told = {"team": group, "tired": [*solo, *team], "posts": posts or [None] * len(group)}
    return tally(FREQUENCY, answers(told))[0]


def test_mean_and_sd_of_a_case_worked_by_hand():
    found = moments(tallied(solo=[0, 1, 2, 3, 4], team=[0, 4, 4, 4]))
    # solo: 0 25 50 75 100, squares around 50: 2500 625 0 625 2500, 6250 / 4
    assert found.n[0, 1].tolist() == [5, 4]
    assert found.mean[0, 1].tolist() == [50, 75]
    assert found.sd[0, 1] == pytest.approx([np.sqrt(6250 / 4), 50], rel=1e-12)


POSITIONS = st.lists(st.one_of(st.none(), st.integers(0, 4)), min_size=2, max_size=60)


@settings(max_examples=25, deadline=None)
@given(POSITIONS, POSITIONS)
def test_moments_equal_those_of_the_expanded_rows(solo, team):
    found = moments(tallied(solo, team))
    for side, held in enumerate((solo, team)):
        people = pd.Series(held, dtype=float).dropna() * 25
        assert found.n[0, 1, side] == len(people)
        expected = [people.mean(), people.std()]
        told = [found.mean[0, 1, side], found.sd[0, 1, side]]
        np.testing.assert_allclose(told, expected, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(("solo", "mean", "sd"), [([], None, None), ([2], 50, None)])
def test_what_is_not_there_is_not_a_number_and_not_zero(solo, mean, sd):
    found = moments(tallied(solo, team=[0, 1]))
    for told, expected in ((found.mean[0, 1, 0], mean), (found.sd[0, 1, 0], sd)):
        assert np.isnan(told) if expected is None else told == expected


def test_a_large_offset_does_not_spoil_the_sd():
    far = book(
        {"x": {"text": "X", "kind": "count", "min": 10**6 - 10, "max": 10**6}},
        {"x": {"label": "X", "items": ["x"]}},
    )
    held = [10**6 - 2, 10**6 - 1, 10**6]
    found = moments(tally(far, answers({"team": [0] * 3 + [1] * 3, "x": held * 2}))[0])
    assert found.sd[0, 1] == pytest.approx([1, 1], rel=1e-9)


def test_a_band_holds_its_lower_edge_and_the_last_band_both():
    posts = [0, 1, 4, 5, 19, 20, 1000]
    found = band_counts(tallied(solo=[None] * 7, team=[], posts=posts))
    assert found[0, 2, 0, :4].tolist() == [1, 2, 2, 2]


def test_five_levels_are_told_in_three_bands():
    found = band_counts(tallied(solo=[0, 1, 1, 2, 3, 3, 3, 4], team=[4]))
    # 0 and 25 below 33.3, 50 between, 75 and 100 above 66.7
    assert found[0, 1, :, :3].tolist() == [[3, 1, 4], [0, 0, 1]]


@settings(max_examples=10, deadline=None)
@given(POSITIONS, POSITIONS)
def test_the_bands_hold_everybody_with_a_score(solo, team):
    tallies = tallied(solo, team)
    np.testing.assert_array_equal(band_counts(tallies).sum(axis=-1), tallies.sizes())
