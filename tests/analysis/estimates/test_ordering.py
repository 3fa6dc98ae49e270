"""The order by bands is that of the published counts, as if these were the people."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest

from analysis.estimates.figures.shown import published
from analysis.statistics.ranks import order_of
from tests.tallied import SURVEY, gate_tables, tallies_of


def shown(name, held):
    told = gate_tables(SURVEY, tallies_of(SURVEY, {name: np.array([held])}))
    return published(told.counts, told.estimates, SURVEY)


def test_it_equals_a_case_worked_by_hand():
    # bands of solo 12, 12, 2 and of team 2, 12, 12 people
    order = shown("tired", [[12, 0, 12, 0, 2], [2, 0, 12, 0, 12]]).order
    wins = 12 * 1 + 12 * (2 + 6) + 2 * (14 + 6)
    assert order.placed.mean[0, 0] == pytest.approx(wins / 26**2 - 0.5)
    assert order.placed.mean[0, 1] == 0
    assert order.ties[0] == pytest.approx(1 - (2 * (14**3 - 14) + 24**3 - 24) / (52**3 - 52))
    places = np.repeat([1 / 26, 8 / 26, 20 / 26], [12, 12, 2])
    assert order.placed.sd[0, 0] == pytest.approx(places.std(ddof=1))
    away = np.array([1 / 26, 8 / 26, 20 / 26]) - wins / 26**2
    assert order.rounding[0, 0] == pytest.approx(sqrt(24 * (away**2).sum()) / 26)


@pytest.mark.parametrize("seed", range(5))
def test_it_is_the_calculators_of_the_published_counts(seed):
    rng = np.random.default_rng(seed)
    held = rng.integers(1, 30, (2, 25))
    found = shown("strain", held)
    exact = order_of(*(tuple(each) for each in found.bands[0].tolist()))
    assert found.order.placed.mean[0, 0] == pytest.approx(exact.superiority - 0.5, abs=1e-12)
    variance = found.order.placed.sd[0] ** 2 / found.bands[0].sum(axis=-1)
    assert variance.sum() == pytest.approx(exact.variance, rel=1e-9)
