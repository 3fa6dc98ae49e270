"""Effects of many cohorts at once are those of each, and R's.

R's effectsize 0.8.3 finds the ends of its interval by a search that stops at about 1e-7.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from analysis.counting.moments import Moments
from analysis.statistics.comparison import welch
from analysis.statistics.effects import (
    correction,
    detectable,
    noncentralities,
    pooled_sd,
    standardised,
)

CASES = json.loads((Path(__file__).parents[2] / "reference" / "tallies.json").read_text("utf-8"))
# hedges_g(solo, team, pooled_sd = TRUE) of the reference tallies: value, low, high
EFFECTSIZE = {
    "bell": (0.345254505, 0.150729185, 0.539372621),
    "floor": (0.250347771, -0.013028609, 0.513167265),
    "tiny": (0.705439243, -0.653467419, 2.003445031),
    "separated": (3.911508935, 1.803525902, 5.965599132),
    "unequal_spread": (0.460258084, 0.114702549, 0.804671015),
    "same": (-0.020296233, -0.081500539, 0.040910539),
}


def moments_of(*names):
    """The moments of reference tallies, shape (tallies, 2)."""
    n, mean, sd = [], [], []
    for name in names:
        tally = CASES[name]["tally"]
        groups = [np.repeat(tally["levels"], tally[side]) for side in ("solo", "team")]
        n.append([len(each) for each in groups])
        mean.append([each.mean() for each in groups])
        sd.append([each.std(ddof=1) for each in groups])
    return Moments(np.array(n), np.array(mean), np.array(sd))


def exact(found):
    """Of means and SDs that are known."""
    return standardised(found, welch(found))


def test_hedges_g_and_its_interval_times_j_are_those_of_effectsize():
    found = exact(moments_of(*EFFECTSIZE))
    told = np.stack([found.value, found.low, found.high], axis=1)
    np.testing.assert_allclose(told, list(EFFECTSIZE.values()), atol=3e-7)


def test_many_at_once_are_the_same_as_one_by_one():
    names = [name for name in CASES if "hedges_g" in CASES[name]["expected"]]
    names = [name for name in names if not name.startswith("million")]
    together = moments_of(*names)
    found, least = exact(together), detectable(welch(together))
    for at, name in enumerate(names):
        expected = CASES[name]["expected"]
        for field in ("value", "low", "high"):
            number = expected["hedges_g"][field]
            assert getattr(found, field)[at] == pytest.approx(number, rel=1e-9, abs=1e-12), name
        assert least[at] == pytest.approx(expected["minimum_detectable"]["value"], rel=1e-9)


def test_the_interval_holds_those_of_all_means_and_spreads_there_may_be():
    told, by = np.array([55.0, 50.0]), np.array([2.0, 1.0])
    wide, narrow = np.array([20.0, 22.0]), np.array([15.0, 18.0])
    n = np.array([40, 60])
    found = Moments(n, told, wide)
    rounded = standardised(found, welch(found, told - by, told + by), narrow)
    assert rounded.value == exact(found).value
    ends = [
        exact(Moments(n, np.array([a, b]), sd))
        for a in (53, 55, 57)
        for b in (49, 50, 51)
        for sd in (wide, narrow)
    ]
    assert rounded.low == pytest.approx(min(each.low for each in ends))
    assert rounded.high == pytest.approx(max(each.high for each in ends))


def test_what_rounding_may_take_comes_on_top_of_what_can_be_seen():
    told, by = np.array([55.0, 50.0]), np.array([2.0, 1.0])
    found = Moments(np.array([40, 60]), told, np.array([20.0, 20.0]))
    plain, rounded = welch(found), welch(found, told - by, told + by)
    assert detectable(rounded) == pytest.approx(detectable(plain) + 3)


def test_the_noncentralities_put_t_where_they_should():
    rng = np.random.default_rng(4)
    t, df = rng.uniform(-15, 15, 40), np.exp(rng.uniform(np.log(2), np.log(500), 40))
    low, high = noncentralities(t, df)
    np.testing.assert_allclose(stats.nct.cdf(t, df, low), 0.975, atol=1e-8)
    np.testing.assert_allclose(stats.nct.cdf(t, df, high), 0.025, atol=1e-8)
    mirrored = noncentralities(-t, df)
    np.testing.assert_allclose((-mirrored[1], -mirrored[0]), (low, high), atol=1e-9)


def test_shapes_broadcast_and_what_is_not_known_stays_unknown():
    low, high = noncentralities(np.array([[1.0], [np.nan]]), np.array([10.0, 20.0, 30.0]))
    assert low.shape == high.shape == (2, 3)
    assert np.isnan(low[1]).all()
    assert (low[0] < 1).all()
    assert (high[0] > 1).all()


def test_without_spread_there_is_no_effect_and_nothing_to_detect():
    pair = Moments(np.array([[20, 20]]), np.array([[50.0, 60.0]]), np.zeros((1, 2)))
    found = exact(pair)
    assert pooled_sd(pair) == 0
    assert np.isnan([found.value, found.low, found.high]).all()
    assert np.isnan(detectable(welch(pair))).all()


def test_the_correction_is_hedges():
    # df 2: Gamma(1) / Gamma(1/2) = 1 / sqrt(pi); df 3: Gamma(3/2) / (sqrt(3/2) Gamma(1)); from
    # there on about 1 - 3 / (4 df - 1)
    told = correction(np.array([2, 3, 50, 10**9]))
    expected = [np.pi**-0.5, np.pi**0.5 / 2 / 1.5**0.5, 1 - 3 / 199, 1 - 3 / (4e9 - 1)]
    np.testing.assert_allclose(told, expected, rtol=2e-5)
    np.testing.assert_allclose(told[:2], expected[:2], rtol=1e-13)


def test_a_million_cohorts_worth_of_people_takes_no_longer():
    pair = Moments(np.array([10**12, 10**12]), np.array([50.01, 50.0]), np.array([20.0, 20.0]))
    found = exact(pair)
    assert found.value == pytest.approx(0.0005, rel=1e-9)
    assert found.high - found.low == pytest.approx(2 * 1.959964 * np.sqrt(2 / 1e12), rel=1e-3)
