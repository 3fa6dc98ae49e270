"""Shares of many cohorts at once: statsmodels' intervals, and their union over what may be."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from analysis.statistics.proportions import (
    FAR,
    Shares,
    katz,
    katz_error,
    newcombe,
    newcombe_z,
    wilson,
)

SIZES = st.integers(1, 10**6)
COUNTS = st.tuples(st.integers(0, 60), st.integers(0, 60)).filter(any)


@settings(max_examples=60, deadline=None)
@given(SIZES, SIZES, st.floats(0, 1), st.floats(0, 1))
def test_exact_shares_have_the_intervals_of_statsmodels(m, n, p, q):
    x, y = round(p * m), round(q * n)
    share, sizes = np.array([x / m, y / n]), np.array([m, n], dtype=float)
    low, high = wilson(share, sizes)
    for at, (count, size) in enumerate(((x, m), (y, n))):
        expected = proportion_confint(count, size, method="wilson")
        assert (low[at], high[at]) == pytest.approx(expected, abs=1e-12)
    expected = confint_proportions_2indep(x, m, y, n, method="newcomb")
    assert newcombe(Shares.exact(share, sizes)) == pytest.approx(expected, abs=1e-12)


def around(*groups):
    """The shares of groups of which (above, below) are known to two people."""
    counts = np.array(groups, dtype=float)
    low, high = np.maximum(counts - 2, 0), counts + 2
    return Shares.between((low[:, 0], high[:, 0]), (low[:, 1], high[:, 1]))


@settings(max_examples=40, deadline=None)
@given(COUNTS, COUNTS, st.lists(st.integers(-2, 2), min_size=4, max_size=4))
def test_the_bounds_hold_those_of_all_counts_in_between(solo, team, moved):
    found = around(solo, team)
    x, r, y, t = np.maximum(np.array([*solo, *team]) + moved, 0).astype(float)
    if not x + r or not y + t:
        return
    exact = Shares.exact(np.array([x / (x + r), y / (y + t)]), np.array([x + r, y + t]))
    dust = 1e-12
    for made in (Shares.bounds, newcombe, katz):
        (low, high), (start, end) = made(found), made(exact)
        known = ~np.isnan(start) & ~np.isnan(end)
        assert (low <= start + dust)[known].all()
        assert (end <= high * (1 + dust) + dust)[known].all()
    for beyond in (0.0, -0.05):
        assert newcombe_z(found, beyond) <= newcombe_z(exact, beyond) + 1e-9


@settings(max_examples=40, deadline=None)
@given(COUNTS, COUNTS)
def test_what_is_known_to_two_people_has_bounds_that_some_such_counts_have(solo, team):
    found = around(solo, team)
    ways = (-2, 2), (2, -2)
    counts = [np.maximum(np.array(each) + way, 0.0) for each in (solo, team) for way in ways]
    (a, b, c, d) = ((x / (x + r), x + r) for x, r in counts)
    lowest = Shares.exact(np.array([a[0], d[0]]), np.array([a[1], d[1]]))
    assert newcombe(found)[0] == pytest.approx(newcombe(lowest)[0], abs=1e-12)
    highest = Shares.exact(np.array([b[0], c[0]]), np.array([b[1], c[1]]))
    assert newcombe(found)[1] == pytest.approx(newcombe(highest)[1], abs=1e-12)


@pytest.mark.parametrize("beyond", [0.0, -0.05, 0.1])
def test_at_the_z_of_the_test_the_bound_is_where_it_was_asked_for(beyond):
    rng = np.random.default_rng(3)
    n = rng.integers(10, 3000, (50, 2)).astype(float)
    found = Shares.exact(rng.binomial(n.astype(int), rng.uniform(0, 1, (50, 2))) / n, n)
    z = newcombe_z(found, beyond)
    assert (z > 0).any()
    for at in np.flatnonzero((z > 0) & (z < FAR)):
        own = Shares(*(each[at] for each in vars(found).values()))
        assert newcombe(own, float(z[at]))[0] == pytest.approx(beyond, abs=1e-9)
    away = found.least[:, 0] - found.most[:, 1] < beyond
    assert (z[away] < 0).all()
    assert newcombe_z(found.swapped(), -beyond) == pytest.approx(-z)


def test_the_test_agrees_with_the_interval():
    found = around((10, 90), (30, 70))
    z = newcombe_z(found.swapped())
    assert (newcombe(found)[1] < 0) == (2 * stats.norm.sf(z) < 0.05)


def test_a_difference_that_matters_is_no_sign_of_one_that_does_not():
    """50 against 30 of 100: that it is within 5 points is less likely than not."""
    found = around((50, 50), (30, 70))
    assert stats.norm.sf(newcombe_z(found.swapped(), -0.05)) > 0.95


def test_shares_that_may_be_alike_are_not_told_apart():
    """4 of 100 against 18 of 300, as they are published: exact p = .41."""
    found = around((2, 97), (17, 282))
    assert newcombe_z(found) < 0  # nor does it lie above
    assert 2 * stats.norm.sf(newcombe_z(found.swapped())) > 0.41
    low, high = newcombe(found)
    assert low < 0 < high


def test_the_error_of_a_ratio_is_katzs():
    # sqrt(1/30 - 1/100 + 1/20 - 1/80) = sqrt(0.0608333)
    x, y, m, n = (np.array(each) for each in (0.3, 0.25, 100.0, 80.0))
    assert katz_error(x, 1 - x, m, y, 1 - y, n) == pytest.approx(0.246644, abs=1e-6)
