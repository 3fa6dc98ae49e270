"""The order by bands is that of the published counts, as if these were the people."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.estimates.figures.shown import published
from analysis.statistics.ranks import order_of
from tests.tallied import BANDS, SURVEY, gate_tables, tallies_of


def shown(name, held):
    told = gate_tables(SURVEY, tallies_of(SURVEY, {name: np.array([held])}))
    return published(told.counts, told.estimates, SURVEY)


def test_it_equals_a_case_worked_by_hand():
    # bands of solo 12, 12, 2 and of team 2, 12, 12 people
    order = shown("tired", [[12, 0, 12, 0, 2], [2, 0, 12, 0, 12]]).order
    wins = 12 * 1 + 12 * (2 + 6) + 2 * (14 + 6)
    assert order.lead[0] == pytest.approx(wins / 26**2 - 0.5)
    assert order.ties[0] == pytest.approx(1 - (2 * (14**3 - 14) + 24**3 - 24) / (52**3 - 52))
    places = np.repeat([1 / 26, 8 / 26, 20 / 26], [12, 12, 2])
    assert order.sd[0, 0] == pytest.approx(places.std(ddof=1))
    # the most that solo may be ahead: 10, 10 and 4 people against 4, 14 and 10, or a corner beyond
    assert order.most[0] >= (10 * 2 + 10 * (4 + 7) + 4 * (18 + 5)) / (24 * 28) - 0.5
    assert order.step[0] >= order.most[0] - order.least[0]


def test_every_order_that_the_counts_stand_for_lies_between_its_ends():
    rng = np.random.default_rng(8)
    for _ in range(20):
        held = rng.integers(0, 40, (2, 5))
        found = shown("tired", held.tolist()).order
        merged = np.add.reduceat(held, BANDS["tired"], axis=1)
        exact = order_of(*(tuple(each) for each in merged.tolist())).superiority - 0.5
        assert found.least[0] - 1e-12 <= exact <= found.most[0] + 1e-12


@pytest.mark.parametrize("seed", range(5))
def test_it_is_the_calculators_of_the_published_counts(seed):
    rng = np.random.default_rng(seed)
    held = rng.integers(1, 30, (2, 25))
    found = shown("strain", held)
    exact = order_of(*(tuple(each) for each in found.bands[0].tolist()))
    assert found.order.lead[0] == pytest.approx(exact.superiority - 0.5, abs=1e-12)
    variance = found.order.sd[0] ** 2 / found.bands[0].sum(axis=-1)
    assert variance.sum() == pytest.approx(exact.variance, rel=1e-9)
