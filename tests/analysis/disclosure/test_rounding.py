"""Counts, means and p-values are rounded as the disclosure rules 4 and 5 say."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.disclosure.rounding import (
    counted,
    moment_step,
    outward,
    rounded_count,
    step_at_least,
    to_step,
    two_digits,
)


@pytest.mark.parametrize(
    ("exact", "about"),
    [(0, 2), (1, 2), (4, 2), (5, 7), (9, 7), (10, 12), (14, 12), (1380, 1382), (1384, 1382)],
)
def test_a_count_becomes_the_middle_of_its_five(exact, about):
    assert rounded_count(np.array(exact)) == about


@given(st.integers(0, 10**9))
def test_the_interval_of_a_count_holds_the_exact_one_and_four_others(exact):
    told = counted(np.array([exact]))
    assert told["count_low"][0] <= exact <= told["count_high"][0]
    assert told["count_high"][0] - told["count_low"][0] == 4
    assert told["count"][0] == told["count_low"][0] + 2
    assert told["count_low"][0] % 5 == 0


@pytest.mark.parametrize(
    ("spacing", "n", "step"),
    [
        (100 / 24, 40, 0.5),  # the two examples of the rule: six items of 0-100 by 25
        (100 / 24, 1000, 0.02),
        (25, 10, 10),  # 4 * 25 / 10 = 10, no more than asked
        (25, 11, 10),
        (1, 20, 0.2),
        (1, 19, 0.5),  # 0.2105
        (1, 21, 0.2),  # 0.1905
        (100, 50, 10),  # 8
        (100, 1_000_000, 0.0005),  # 0.0004
    ],
)
def test_the_step_of_a_mean_is_the_next_round_one(spacing, n, step):
    assert moment_step(np.array(spacing), np.array(n)) == pytest.approx(step, rel=1e-12)


ROUND = sorted(lead * 10.0**power for power in range(-9, 7) for lead in (1, 2, 5))


@given(st.floats(1e-7, 1e4))
def test_the_step_is_the_smallest_round_one_that_is_large_enough(width):
    step = float(step_at_least(np.array(width)))
    smallest = next(each for each in ROUND if each >= width * (1 - 1e-8))
    assert step == pytest.approx(smallest, rel=1e-9)


def test_a_step_of_nothing_is_nothing():
    assert np.isnan(step_at_least(np.array(np.nan)))


@given(st.floats(-1e4, 1e4), st.sampled_from([step for step in ROUND if 1e-5 <= step <= 100]))
def test_a_rounded_value_is_the_nearest_multiple_of_its_step(value, step):
    told = float(to_step(np.array(value), np.array(step)))
    assert abs(told - value) <= step / 2 + 1e-9 * max(1, abs(value))
    assert told / step == pytest.approx(round(told / step), abs=1e-6)
    assert not (told == 0 and math.copysign(1, told) < 0), "minus zero"


def test_a_rounded_value_carries_no_binary_dust():
    assert repr(float(to_step(np.array(47.31), np.array(0.1)))) == "47.3"
    assert repr(float(to_step(np.array(0.3000001), np.array(0.1)))) == "0.3"


@pytest.mark.parametrize(
    ("p", "told"),
    [(0.00357, 0.0036), (0.0309, 0.031), (0.5, 0.5), (0.996, 1.0), (1.0, 1.0), (0.000123, 0.00012)],
)
def test_a_p_value_keeps_two_significant_digits(p, told):
    assert float(two_digits(np.array(p))) == pytest.approx(told, rel=1e-12)


def test_a_p_value_of_nothing_is_nothing():
    assert np.isnan(two_digits(np.array(np.nan)))


@settings(max_examples=200, deadline=None)
@given(st.floats(-1e4, 1e4), st.floats(0, 1e3), st.sampled_from([0.002, 0.05, 0.1, 1, 5, 20]))
def test_an_interval_is_rounded_so_that_it_holds_what_it_held(low, width, step):
    ends = np.array(low), np.array(low + width), np.array(step)
    start, end = outward(*ends)
    assert start <= low + step * 1e-8
    assert end >= low + width - step * 1e-8
    assert low - start < step * (1 + 1e-8)
    assert end - low - width < step * (1 + 1e-8)


def test_ends_on_a_multiple_of_the_step_stay_where_they_are():
    start, end = outward(np.array([0.3, -0.3]), np.array([0.7, 0.1]), np.array(0.1))
    assert start.tolist() == [0.3, -0.3]
    assert end.tolist() == [0.7, 0.1]
