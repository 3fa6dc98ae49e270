"""The trend of a gap over waves, as weighted least squares and Cochran's Q give it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from analysis.models.trend import ONE_MOMENT, TOO_FEW, trend
from tests.model_rows import CLOSED_P, arrays, assert_finite, assert_not_estimable, assert_same
from tests.model_rows import reference as read

SETS = ("flat", "steep", "sharp")


def waves(name: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    held = arrays(read("trend")[name])
    return tuple(held[part].astype(float) for part in ("times", "gaps", "errors"))


@pytest.mark.parametrize("name", SETS)
def test_slope_interval_and_test_agree_with_r(name):
    told, found = read("trend")[name], trend(*waves(name))
    assert_same(found.slope, told["slope"])
    assert found.pooled == pytest.approx(told["pooled"], rel=1e-9)


@pytest.mark.parametrize("name", SETS)
def test_cochran_s_q_agrees_with_r(name):
    told, found = read("trend")[name], trend(*waves(name)).heterogeneity
    assert found.q == pytest.approx(told["q"], rel=1e-9)
    assert found.df == told["q_df"]
    assert found.p == pytest.approx(told["q_p"], **CLOSED_P)
    assert found.log10_p == pytest.approx(told["q_log10_p"], **CLOSED_P)


def test_the_order_of_waves_does_not_matter():
    told, order = trend(*waves("steep")), [3, 0, 4, 1, 2]
    mixed = trend(*(each[order] for each in waves("steep")))
    assert mixed.slope.value == pytest.approx(told.slope.value, rel=1e-9)
    assert mixed.heterogeneity.q == pytest.approx(told.heterogeneity.q, rel=1e-9)


def test_swapping_the_groups_flips_the_slope():
    times, gaps, errors = waves("steep")
    told, swapped = trend(times, gaps, errors).slope, trend(times, -gaps, errors).slope
    assert (swapped.value, swapped.low) == pytest.approx((-told.value, -told.high), rel=1e-9)
    assert swapped.p == told.p


def test_a_year_may_be_told_in_quarters():
    times, gaps, errors = waves("flat")
    told, quarters = trend(times, gaps, errors).slope, trend(4 * times + 9, gaps, errors).slope
    assert 4 * quarters.value == pytest.approx(told.value, rel=1e-9)
    assert quarters.p == pytest.approx(told.p, rel=1e-7)


def test_equal_gaps_have_neither_trend_nor_spread():
    found = trend(np.arange(4.0), np.full(4, 2.5), np.ones(4))
    assert (found.slope.value, found.slope.p, found.slope.log10_p) == (0, 1, 0)
    assert (found.heterogeneity.q, found.heterogeneity.p) == (0, 1)
    assert_finite(found.slope)


def test_the_least_q_and_the_furthest_slope_of_gaps_that_may_lie_off():
    """Against many draws of gaps from the box: none goes beyond, and some come near."""
    times, gaps, errors = waves("steep")
    away = np.array([0.5, 1.0, 0.2, 0.8, 0.4])[: len(times)]
    found, chance = trend(times, gaps, errors, away=away), np.random.default_rng(3)
    signs = chance.choice([-1, 1], (200, len(times)))
    inside = chance.uniform(-1, 1, (2000, len(times)))
    drawn = [trend(times, gaps + each * away, errors) for each in (*signs, *inside)]
    slopes = np.array([each.slope.value for each in drawn])
    furthest = np.abs(slopes - found.slope.value).max()
    assert furthest <= found.slope_away * (1 + 1e-9)
    assert furthest >= 0.99 * found.slope_away
    means = np.array([each.pooled for each in drawn])
    assert np.abs(means - found.pooled).max() <= found.pooled_away * (1 + 1e-9)
    p = max(each.heterogeneity.p for each in drawn)
    assert p <= found.heterogeneity.p * (1 + 1e-6)
    assert math.log10(p) >= found.heterogeneity.log10_p - 0.5
    assert found.heterogeneity.q == trend(times, gaps, errors).heterogeneity.q


@pytest.mark.parametrize(("known", "told"), [(2, False), (3, True), (4, True)])
def test_three_waves_are_needed(known, told):
    gaps = np.where(np.arange(5) < known, [1.0, 2, 2, 5, 4], np.nan)
    found = trend(np.arange(5.0), gaps, np.ones(5), people=80)
    assert (found.waves, found.left_out) == (known, 5 - known)
    if told:
        assert found.slope.value is not None
    else:
        assert_not_estimable(found.slope, TOO_FEW)
        assert (found.pooled, found.heterogeneity, found.slope.n) == (None, None, 80)


@pytest.mark.parametrize("error", [0.0, np.nan, np.inf, -1.0])
def test_a_wave_without_an_error_is_left_out(error):
    times, gaps, errors = waves("flat")
    holed = trend(times, gaps, np.array([*errors[:3], error]))
    assert holed.left_out == 1
    assert holed.slope == trend(times[:3], gaps[:3], errors[:3]).slope


def test_waves_of_one_moment_have_no_trend():
    assert_not_estimable(trend(np.ones(3), np.arange(3.0), np.ones(3)).slope, ONE_MOMENT)


def test_interval_and_both_tests_hold_their_levels():
    """2,000 surveys of five waves without a change: each test errs in about 5 of 100."""
    rng = np.random.default_rng(17)
    errors = np.array([0.5, 1.0, 1.5, 0.7, 2.0])
    found = [trend(np.arange(5.0), 3 + errors * rng.normal(size=5), errors) for _ in range(2000)]
    assert 0.93 < np.mean([each.slope.low <= 0 <= each.slope.high for each in found]) < 0.97
    assert 0.03 < np.mean([each.heterogeneity.p < 0.05 for each in found]) < 0.07
