"""A coefficient leaves rounded, and all that is said of it follows from the rounded numbers."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.estimates.models.coefficients import coefficient, fewest, from_rounded
from analysis.models.modelled import Modelled, from_error
from analysis.published import Verdict

SIZES = st.integers(10, 2_000_000)
VALUES = st.floats(-100, 100).filter(lambda x: abs(x) > 1e-9)
ERRORS = st.floats(1e-3, 50)


def found(value: float, error: float, df: float | None = 96) -> Modelled:
    return from_error(value, error, df, 100, "test")


def digits(value: float) -> int:
    """The significant digits of a number."""
    return len(f"{value:.12g}".replace("-", "").replace(".", "").strip("0").split("e")[0])


def test_a_known_coefficient_by_hand():
    # 100 people, scores 25 / 4 apart: steps of at least 4 * 6.25 / 100 = 0.25, so 0.5
    shown = coefficient(found(9.4321, 2.8765), people=100, df=95, spacing=6.25)
    assert (shown.value, shown.error, shown.step) == (9.5, 2.9, 0.5)
    assert shown.error_step == 0.1  # more than 0.5 / sqrt(100)
    lowest = 9.5 - 0.25 - stats.t.ppf(0.975, 95) * 2.95
    assert lowest - 0.5 < shown.low <= lowest
    assert shown.p == pytest.approx(2 * stats.t.sf((9.5 - 0.25) / 2.95, 95), rel=1e-9)
    assert shown.log10_p == pytest.approx(math.log10(shown.p), rel=1e-9)


def test_with_many_people_it_keeps_two_significant_digits():
    shown = coefficient(found(9.4321, 0.28765), people=100_000, df=10**5, spacing=6.25)
    assert (shown.value, shown.error) == (9.4, 0.29)


@pytest.mark.parametrize(("people", "step"), [(10, 5.0), (40, 1.0), (399, 0.1), (400, 0.1)])
def test_fewer_people_are_told_in_coarser_steps_as_their_means_are(people, step):
    # 4 * 6.25 / people, up to the next of 1, 2, 5 x 10^j; two digits of 9.4 are steps of 0.1
    shown = coefficient(found(9.4, 3.0), people, df=None, spacing=6.25)
    assert shown.step == pytest.approx(step)


@given(VALUES, ERRORS, SIZES)
def test_no_more_than_two_significant_digits_of_value_and_error_leave(value, error, people):
    shown = coefficient(found(value, error), people, 95)
    if shown is not None:
        assert max(digits(shown.value), digits(shown.error)) <= 2
        assert abs(shown.value - value) <= shown.step / 2 * (1 + 1e-9)
        assert abs(shown.error - error) <= shown.error_step / 2 * (1 + 1e-9)


@given(VALUES, ERRORS, SIZES)
def test_everything_else_is_made_of_the_rounded_numbers(value, error, people):
    shown = coefficient(found(value, error), people, 95)
    if shown is not None:
        again = from_rounded(shown.value, shown.error, shown.step, shown.error_step, 95)
        assert again == shown
        assert shown.low <= shown.value <= shown.high
        assert 0 <= shown.p <= 1


@given(VALUES, ERRORS, SIZES)
def test_swapping_the_groups_flips_it(value, error, people):
    one, other = (coefficient(found(each, error), people, 95) for each in (value, -value))
    assert (one is None) == (other is None)
    if one is not None:
        assert (other.value, other.low, other.high) == (-one.value, -one.high, -one.low)
        assert other.p == one.p


def test_where_the_rounding_leaves_no_spread_there_is_nothing_to_tell():
    assert coefficient(found(9.4, 0.01), people=10, df=95, spacing=6.25) is None
    assert coefficient(Modelled("test", 100, reason="why"), people=10, df=95) is None


def test_the_rounding_counts_as_uncertainty():
    sharp = from_rounded(10.0, 0.05, step=1.0, error_step=0.001, df=None)
    # half a step of 1, and 1.96 * 0.0505
    assert (sharp.low, sharp.high) == pytest.approx((9.4, 10.6))


@given(VALUES, ERRORS, SIZES)
def test_the_interval_holds_that_of_the_exact_numbers_and_p_is_no_smaller(value, error, people):
    exact, shown = found(value, error, 95), coefficient(found(value, error), people, 95)
    if shown is not None:
        assert shown.low <= exact.low + 1e-9 * abs(exact.low)
        assert shown.high >= exact.high - 1e-9 * abs(exact.high)
        assert shown.log10_p >= exact.log10_p - 1e-9


def test_a_coefficient_that_may_be_nothing_has_a_p_of_one():
    assert from_rounded(0.4, 0.01, step=1.0, error_step=0.001, df=None).p == 1


@pytest.mark.parametrize(
    ("value", "error", "p_family", "verdict"),
    [
        (0.5, 0.5, 0.001, Verdict.SAME),  # 0.5 + 1.645 * 0.5 = 1.3 is within 5
        (6.0, 1.0, 0.049, Verdict.HIGHER),
        (-6.0, 1.0, 0.049, Verdict.LOWER),
        (6.0, 1.0, 0.05, Verdict.UNCERTAIN),
        (4.0, 1.0, 0.2, Verdict.UNCERTAIN),  # 4 + 1.645 is not within 5
    ],
)
def test_the_verdict_follows_the_rule_in_its_order(value, error, p_family, verdict):
    shown = from_rounded(value, error, 0.1, 0.1, None)
    assert shown.verdict(p_family, 5.0) is verdict


def test_without_a_smallest_difference_of_interest_nothing_is_about_the_same():
    shown = from_rounded(0.1, 0.1, 0.1, 0.1, None)
    assert shown.verdict(0.3, None) is Verdict.UNCERTAIN


@pytest.mark.parametrize(("people", "least"), [(10, 10), (14, 10), (15, 15), (1234, 1230)])
def test_sizes_count_as_the_fewest_that_their_rounded_count_stands_for(people, least):
    assert fewest(people) == least
