"""Tails of the t distributions hold their digits where the usual functions give up."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import special, stats

from analysis.statistics.tails import log_t_tail, noncentral_t_cdf


def test_the_logarithm_of_a_vanishing_p_is_exact():
    # R 4.2: pt(60, 2e6, lower.tail = FALSE, log.p = TRUE), and so on
    assert float(log_t_tail(60, 2e6)) == pytest.approx(-1803.394602993693, rel=1e-13)
    assert float(log_t_tail(1e4, 500)) == pytest.approx(-3055.546151471467, rel=1e-13)
    assert float(log_t_tail(1e30, 20)) == pytest.approx(-1354.023032538044, rel=1e-13)


@pytest.mark.parametrize("df", [1, 1.3, 2, 7.5, 60, 3000])
@pytest.mark.parametrize(("t", "ncp"), [(0.1, 1), (2, 0.5), (5, 4), (40, 42)])
def test_the_noncentral_t_is_scipys_where_that_answers(t, df, ncp):
    expected = stats.nct.cdf(t, df, ncp)
    assert noncentral_t_cdf(t, df, ncp) == pytest.approx(expected, abs=2e-11)


def test_the_noncentral_t_of_very_many_people_is_nearly_normal():
    t, df, ncp = 5e5, 2e12, 5e5 - 2
    # Johnson & Welch's normal approximation, whose error vanishes with 1 / sqrt(df)
    z = (t * (1 - 1 / (4 * df)) - ncp) / math.sqrt(1 + t * t / (2 * df))
    assert noncentral_t_cdf(t, df, ncp) == pytest.approx(stats.norm.cdf(z), abs=1e-6)


@pytest.mark.parametrize("share", [0.7, 0.9, 1, 1.1, 1.3])
def test_far_out_the_noncentral_t_is_a_matter_of_the_spread_alone(share):
    # (Z + ncp) / S <= t where S >= ncp / t, as Z is nothing against 1e8
    expected = special.gammaincc(15, 15 * share**2)
    assert noncentral_t_cdf(1e8, 30, share * 1e8) == pytest.approx(expected, abs=1e-12)


def test_arrays_broadcast_and_each_element_is_told_as_if_alone():
    t = np.array([0.1, 2.0, 5.0, 40.0, 1e8, np.nan])[:, None]
    df, noncentrality = np.array([1.0, 7.5, 60.0, 3000.0, 2e12]), 1.5
    found = noncentral_t_cdf(t, df, noncentrality)
    assert found.shape == (6, 5)
    assert np.isnan(found[5]).all()
    for i, j in np.ndindex(5, 5):
        assert found[i, j] == noncentral_t_cdf(float(t[i, 0]), float(df[j]), noncentrality)


def test_more_elements_than_are_held_at_once_come_back_in_their_order():
    df = np.linspace(2, 400, 9001)
    found = noncentral_t_cdf(2.0, df, 1.0)
    expected = stats.nct.cdf(2.0, df[::1000], 1.0)
    np.testing.assert_allclose(found[::1000], expected, atol=2e-11)


def test_no_elements_give_none():
    assert noncentral_t_cdf(np.empty((0, 2)), 10.0, 0.0).shape == (0, 2)
