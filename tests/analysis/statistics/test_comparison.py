"""Solo against team: Welch's test, equivalence and the verdict agree with those who know them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.weightstats import ttost_ind

from analysis.counting.moments import Moments
from analysis.statistics.comparison import (
    adjusted,
    equivalent,
    tost,
    verdict,
    verdicts,
    welch,
)


def moments(n, mean, sd):
    """The moments of two groups, shape (2,)."""
    return Moments(np.array(n), np.array(mean, dtype=float), np.array(sd, dtype=float))


def of_rows(first, second):
    pairs = (np.asarray(first, dtype=float), np.asarray(second, dtype=float))
    return moments(*([f(p) for p in pairs] for f in (len, np.mean, lambda p: np.std(p, ddof=1))))


def test_it_equals_a_case_worked_by_hand():
    found = welch(moments((13, 11), (15, 12), (87.5**0.5, 39**0.5)))
    # parts 87.5 / 13 = 6.73077 and 39 / 11 = 3.54545, their sum 10.27622, its root 3.20565;
    # df = 10.27622^2 / (6.73077^2 / 12 + 3.54545^2 / 10) = 105.6008 / 5.03228
    assert found.difference == 3
    assert found.error == pytest.approx(3.20565, abs=1e-5)
    assert found.df == pytest.approx(20.9847, abs=5e-4)
    expected = stats.ttest_ind_from_stats(15, 87.5**0.5, 13, 12, 39**0.5, 11, equal_var=False)
    assert found.p == pytest.approx(expected.pvalue, rel=1e-12)


SCORES = st.lists(st.integers(0, 20), min_size=2, max_size=40).filter(lambda x: len({*x}) > 1)


@settings(max_examples=60, deadline=None)
@given(SCORES, SCORES)
def test_it_equals_the_row_wise_test_of_scipy(solo, team):
    found = welch(of_rows(solo, team))
    expected = stats.ttest_ind(solo, team, equal_var=False)
    interval = expected.confidence_interval(0.95)
    assert found.p == pytest.approx(expected.pvalue, rel=1e-9)
    assert found.df == pytest.approx(expected.df, rel=1e-9)
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high), abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(SCORES, SCORES)
def test_exchanging_the_groups_turns_the_signs(solo, team):
    one, other = welch(of_rows(solo, team)), welch(of_rows(team, solo))
    assert other.difference == pytest.approx(-one.difference, abs=1e-12)
    assert (other.low, other.high) == pytest.approx((-one.high, -one.low), abs=1e-9)
    assert other.p == pytest.approx(one.p, rel=1e-12)


@settings(max_examples=40, deadline=None)
@given(SCORES, SCORES, st.floats(0.5, 8))
def test_equivalence_equals_two_one_sided_tests_on_the_rows(solo, team, smallest):
    p, *_ = ttost_ind(np.array(solo, float), np.array(team, float), -smallest, smallest, "unequal")
    if abs(p - 0.05) > 1e-9:
        assert bool(equivalent(welch(of_rows(solo, team)), np.array(smallest))) == (p < 0.05)


def test_where_p_underflows_its_logarithm_goes_on():
    found = welch(moments((10**6, 10**6), (51.7, 50), (20, 20)))
    # t = 1.7 / sqrt(2 * 400 / 10^6) = 60.1; the normal tail is exp(-t^2 / 2) / (t sqrt(pi / 2))
    t = 1.7 / np.sqrt(800 / 10**6)
    normal = -(t**2 / 2 + np.log(t * np.sqrt(np.pi / 2))) / np.log(10)
    assert found.p == 0
    assert found.log10_p == pytest.approx(normal, rel=0.01)


def test_the_logarithm_is_that_of_p_where_both_can_be_told():
    found = welch(moments((40, 60), (60, 40), (20, 25)))
    assert 10**found.log10_p == pytest.approx(found.p, rel=1e-9)


def test_of_rounded_means_the_interval_is_the_union_and_p_the_most_cautious():
    told, by = np.array([57.0, 50.0]), np.array([3.0, 0.5])
    found = welch(moments((50, 50), told, (20, 20)), told - by, told + by)
    exact = [
        welch(moments((50, 50), (a, b), (20, 20)))
        for a in np.linspace(54, 60, 7)
        for b in (49.5, 50, 50.5)
    ]
    assert found.difference == 7
    assert (found.least, found.most) == (3.5, 10.5)
    assert found.low == pytest.approx(min(each.low for each in exact))
    assert found.high == pytest.approx(max(each.high for each in exact))
    assert found.p == pytest.approx(max(each.p for each in exact))
    same = [tost(each, 9) for each in exact]
    assert tost(found, 9).p == pytest.approx(max(each.p for each in same))
    assert tost(found, 9).high == pytest.approx(max(each.high for each in same))


def test_means_that_may_be_alike_are_not_told_apart():
    told = np.array([51.0, 50.0])
    found = welch(moments((5000, 5000), told, (2, 2)), told - 0.6, told + 0.6)
    assert found.p == 1


def test_two_groups_without_any_spread_have_no_interval_and_no_p():
    found = welch(moments((20, 20), (100, 0), (0, 0)))
    assert np.isnan([found.error, found.low, found.high, found.p]).all()


@pytest.mark.parametrize(
    ("difference", "p", "same", "told"),
    [
        (3, 1e-9, True, "about the same"),  # surely not zero, yet smaller than what matters
        (3, 0.0499, False, "higher"),
        (-3, 0.0499, False, "lower"),
        (3, 0.05, False, "too uncertain to call"),
        (-3, 0.9, False, "too uncertain to call"),
    ],
)
def test_the_verdict_asks_first_whether_the_difference_matters(difference, p, same, told):
    assert verdict(difference, p, same=same) == told


def test_verdicts_on_many_are_those_on_each():
    difference, p = np.array([3, 3, -3, 3, -3.0]), np.array([1e-9, 0.0499, 0.0499, 0.05, 0.9])
    same = np.array([True, False, False, False, False])
    told = ["about the same", "higher", "lower", *["too uncertain to call"] * 2]
    assert verdicts(difference, p, same).tolist() == told
    assert verdicts(difference[:0], p[:0], same[:0]).tolist() == []


@settings(max_examples=40, deadline=None)
@given(SCORES, SCORES, st.floats(0.1, 10))
def test_two_one_sided_tests_equal_those_of_statsmodels(solo, team, smallest):
    found = tost(welch(of_rows(solo, team)), smallest)
    p, *_ = ttost_ind(solo, team, -smallest, smallest, usevar="unequal")
    assert found.p == pytest.approx(p, rel=1e-9, abs=1e-15)
    assert 10**found.log10_p == pytest.approx(float(found.p), rel=1e-9, abs=1e-300)
    # p < 5% exactly where the 90% interval lies within the smallest difference that matters
    inside = found.low > -smallest and found.high < smallest
    assert inside == (found.p < 0.05) or found.p == pytest.approx(0.05, abs=1e-9)


def test_adjusted_p_values_worked_by_hand():
    p = [0.01, 0.04, 0.03, 0.005]
    assert adjusted(p, "holm") == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert adjusted(p, "benjamini-hochberg") == pytest.approx([0.02, 0.04, 0.04, 0.02])
    assert adjusted([], "holm") == []


@pytest.mark.parametrize(("method", "name"), [("holm", "holm"), ("benjamini-hochberg", "fdr_bh")])
def test_adjusted_p_values_equal_those_of_statsmodels(method, name):
    p = [0.001, 0.2, 0.049, 0.03, 0.04, 0.8]
    assert adjusted(p, method) == pytest.approx(multipletests(p, method=name)[1].tolist())
