"""The SD that bands and average leave: by hand, and seldom smaller than that of the people."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest

from analysis.counting.moments import moments
from analysis.estimates.figures.shown import published
from tests.tallied import SURVEY, gate_tables, tallies_of


def spread(indicator, held):
    """The SDs of a release of these counts (cohorts, groups, levels), and those of the people."""
    tallies = tallies_of(SURVEY, {indicator: np.array(held)})
    told = gate_tables(SURVEY, tallies)
    shown = published(told.counts, told.estimates, SURVEY)
    places = [tallies.cohorts.index(each) for each in shown.cohort]
    return shown.moments.sd, moments(tallies).sd[places, 1]


def test_every_band_stands_half_at_each_end_where_the_average_is_in_the_middle():
    told, _ = spread("tired", [[[6, 6, 22, 6, 6], [6, 6, 22, 6, 6]]])  # bands 12, 22, 12, mean 50
    squares = 12 * (50**2 + 16.6667**2) + 22 * 16.6667**2  # of both ends, halves
    assert told[0, 0] == pytest.approx(sqrt(squares / 45), rel=1e-4)


def test_that_of_a_yes_or_no_is_the_widest_its_two_counts_allow():
    told, _ = spread("mentor", [[[30, 15], [30, 15]]])  # 32 and 17 of 49, or 30 and 19; 45 at least
    assert told[0, 0] == pytest.approx(100 * sqrt(19 / 49 * 30 / 49 * 45 / 44))


@pytest.mark.parametrize(("indicator", "levels"), [("tired", 5), ("strain", 25), ("mentor", 2)])
def test_none_is_smaller_than_the_smallest_there_may_be(indicator, levels):
    rng = np.random.default_rng(2)
    held = rng.multinomial(60, rng.dirichlet(np.ones(levels), (100, 2)))
    tallies = tallies_of(SURVEY, {indicator: held})
    told = gate_tables(SURVEY, tallies)
    shown = published(told.counts, told.estimates, SURVEY)
    places = [tallies.cohorts.index(each) for each in shown.cohort]
    exact = moments(tallies).sd[places, 1]
    assert (shown.least_sd <= exact * (1 + 1e-9)).all()
    assert (shown.least_sd > 0).mean() > 0.75


def test_a_last_band_that_reaches_far_is_not_filled():
    few = [20, 10, 8, 6, 4, 3, 3] + [1] * 13 + [0] * 9 + [3]  # three people post 29 times
    told, exact = spread("posts", [[few, few]])
    assert exact[0, 0] < told[0, 0] < 3 * exact[0, 0]


@pytest.mark.parametrize(("indicator", "levels"), [("tired", 5), ("strain", 25)])
@pytest.mark.parametrize("middle", [0.25, 0.5, 0.7])
def test_it_is_seldom_smaller_than_that_of_the_people(indicator, levels, middle):
    place = np.arange(levels) / (levels - 1)
    chances = np.exp(-0.5 * ((place - middle) / 0.22) ** 2)
    rng = np.random.default_rng(1)
    held = rng.multinomial(120, chances / chances.sum(), (100, 2))
    told, exact = spread(indicator, held)
    assert (told >= exact).mean() > 0.95
    assert np.median(told / exact) < 1.5
