"""Shares of many cohorts at once: statsmodels' intervals, wider where shares were rounded."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from analysis.statistics.proportions import katz_error, newcombe_difference, wilson

SIZES = st.integers(1, 10**6)


@settings(max_examples=60, deadline=None)
@given(SIZES, SIZES, st.floats(0, 1), st.floats(0, 1))
def test_unrounded_shares_have_the_intervals_of_statsmodels(m, n, p, q):
    x, y = round(p * m), round(q * n)
    share, sizes = np.array([x / m, y / n]), np.array([m, n], dtype=float)
    low, high = wilson(share, sizes)
    for at, (count, size) in enumerate(((x, m), (y, n))):
        expected = proportion_confint(count, size, method="wilson")
        assert (low[at], high[at]) == pytest.approx(expected, abs=1e-12)
    expected = confint_proportions_2indep(x, m, y, n, method="newcomb")
    assert newcombe_difference(share, low, high) == pytest.approx(expected, abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(st.floats(0, 1), st.integers(10, 5000), st.floats(0.001, 0.5))
def test_rounding_only_ever_widens_and_never_leaves_0_to_1(share, n, step):
    low, high = wilson(np.array(share), np.array(float(n)))
    wide_low, wide_high = wilson(np.array(share), np.array(float(n)), step)
    assert 0 <= wide_low <= low <= share <= high <= wide_high <= 1


def test_a_rounded_share_keeps_z_errors_at_its_bounds():
    low, high = wilson(np.array(0.3), np.array(40.0), 0.1)
    for end in (low, high):
        error = np.sqrt(end * (1 - end) / 40 + 0.1**2 / 12)
        assert abs(end - 0.3) / error == pytest.approx(1.959964, abs=1e-6)


def test_the_error_of_a_ratio_is_katzs():
    # sqrt(1/30 - 1/100 + 1/20 - 1/80) = sqrt(0.0608333)
    share, n = np.array([0.3, 0.25]), np.array([100.0, 80.0])
    assert katz_error(share, 1 - share, n) == pytest.approx(0.246644, abs=1e-6)
    assert katz_error(share, 1 - share, n, 0.05) > 0.2467
