"""Simulated surveys: the 95% intervals hold the true value about 95 times in 100.

Everything is seeded. Ordinary groups must be covered 93 to 97 times in 100; where the groups
hardly overlap the fallback may err to the safe side only.
"""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from analysis.counting.moments import Moments
from analysis.statistics.averages import group_of, moments_of, welch_of
from analysis.statistics.comparison import welch
from analysis.statistics.effects import standardised
from analysis.statistics.permutation import (
    DRAWS,
    MOST_TABLES,
    drawn_p,
    exact_p,
    number_of_tables,
    permutation_p,
)
from analysis.statistics.proportions import difference, ratio, share
from analysis.statistics.ranks import BRUNNER_MUNZEL, by_placements, newcombe, order_of

LEVELS = tuple(range(0, 101, 5))
SAMPLES = 2000  # standard error of a coverage of 95%: 0.49 points


def scores(mean, sd):
    """The probabilities of the 21 levels: a normal score held within 0 to 100."""
    edges = np.array([-np.inf, *(np.array(LEVELS[1:]) - 2.5), np.inf])
    return np.diff(stats.norm.cdf(edges, mean, sd))


FLOOR = np.array([0.5, 0.2, 0.1, 0.06, *[0.14 / 17] * 17])
# sizes and populations: equal, unequal spreads with unequal sizes both ways round, and a floor
ORDINARY = {
    "alike": (60, 80, scores(50, 20), scores(50, 20)),
    "apart": (60, 80, scores(60, 20), scores(50, 20)),
    "few wide, many narrow": (40, 160, scores(50, 30), scores(45, 8)),
    "few narrow, many wide": (40, 160, scores(50, 8), scores(45, 30)),
    "at the floor": (80, 120, FLOOR, FLOOR),
    "small": (12, 15, scores(55, 20), scores(50, 25)),
}
HARDLY_OVERLAPPING = {
    "10 against 20": (10, 20, scores(80, 15), scores(30, 15)),
    "10 against 20, further": (10, 20, scores(85, 10), scores(25, 10)),
    "5 against 6": (5, 6, scores(80, 15), scores(30, 15)),
    "30 against 40": (30, 40, scores(85, 10), scores(25, 10)),
}


def samples(m, n, solo, team, seed=3, times=SAMPLES):
    """Pairs of counts over the levels."""
    rng = np.random.default_rng(seed)
    drawn = (rng.multinomial(m, solo, times).tolist(), rng.multinomial(n, team, times).tolist())
    return [(tuple(x), tuple(y)) for x, y in zip(*drawn, strict=True)]


def held(intervals, truth):
    """Of how many in 100 the truth lies within the bounds."""
    low, high = np.array(intervals).T
    return 100 * float(np.mean((low <= truth) & (truth <= high)))


def superiority_of(solo, team):
    return float((solo * (np.cumsum(team) - team / 2)).sum())


def superiorities(drawn):
    """The bounds that the calculator gives of each pair, and whether they are by t."""
    found = [order_of(x, y) for x, y in drawn]
    sizes = np.array([(each.superiority, each.m, each.n) for each in found]).T
    by_score = zip(*newcombe(*sizes), strict=True)
    told = [by_placements(each) for each in found]
    return [
        (*ends, False) if t is None else (t.low, t.high, t.method == BRUNNER_MUNZEL)
        for t, ends in zip(told, by_score, strict=True)
    ]


@pytest.mark.parametrize("name", ORDINARY)
def test_welchs_interval_holds_the_difference_of_the_means(name):
    m, n, solo, team = ORDINARY[name]
    truth = float(np.array(LEVELS) @ (solo - team))
    found = []
    for x, y in samples(m, n, solo, team):
        told = welch_of(group_of(LEVELS, x), group_of(LEVELS, y))
        found.append((told.low, told.high))
    assert 93 <= held(found, truth) <= 97


@pytest.mark.parametrize("name", ORDINARY)
def test_brunner_and_munzels_interval_holds_the_superiority(name):
    m, n, solo, team = ORDINARY[name]
    found = superiorities(samples(m, n, solo, team))
    assert np.mean([by_t for *_, by_t in found]) > 0.99
    assert 93 <= held([ends for *ends, _ in found], superiority_of(solo, team)) <= 97


@pytest.mark.parametrize("name", HARDLY_OVERLAPPING)
def test_where_groups_hardly_overlap_the_fallback_holds_what_the_t_interval_misses(name):
    m, n, solo, team = HARDLY_OVERLAPPING[name]
    truth, drawn = superiority_of(solo, team), samples(m, n, solo, team)
    found = superiorities(drawn)
    assert np.mean([by_t for *_, by_t in found]) < 0.05
    assert held([ends for *ends, _ in found], truth) >= 93
    assert held([t_interval(order_of(x, y)) for x, y in drawn], truth) < 70


def t_interval(found):
    """What Brunner and Munzel's interval would be without the fallback."""
    reach = 0 if found.df is None else stats.t.ppf(0.975, found.df) * np.sqrt(found.variance)
    return found.superiority - reach, found.superiority + reach


@pytest.mark.parametrize(("m", "n"), [(3, 4), (5, 6), (8, 8), (4, 20)])
def test_of_tiny_groups_the_superiority_is_held_too(m, n):
    solo, team = scores(60, 20), scores(50, 20)
    found = superiorities(samples(m, n, solo, team))
    assert held([ends for *ends, _ in found], superiority_of(solo, team)) >= 93


def test_the_noncentral_interval_holds_the_standardised_difference():
    solo, team = scores(60, 20), scores(50, 20)
    levels = np.array(LEVELS)
    mean = [float(levels @ p) for p in (solo, team)]
    variance = [float(levels**2 @ p) - a * a for p, a in zip((solo, team), mean, strict=True)]
    truth = (mean[0] - mean[1]) / np.sqrt(np.mean(variance))
    drawn = samples(40, 40, solo, team)
    pairs = [moments_of(group_of(LEVELS, x), group_of(LEVELS, y)) for x, y in drawn]
    fields = (np.stack([getattr(pair, name) for pair in pairs]) for name in ("n", "mean", "sd"))
    found = Moments(*fields)
    told = standardised(found, welch(found))
    assert 93 <= held(list(zip(told.low, told.high, strict=True)), truth) <= 97


@pytest.mark.parametrize(("m", "n", "p", "q"), [(60, 90, 0.35, 0.25), (40, 200, 0.6, 0.5)])
def test_the_intervals_of_shares_hold_them(m, n, p, q):
    rng = np.random.default_rng(5)
    drawn = zip(rng.binomial(m, p, SAMPLES), rng.binomial(n, q, SAMPLES), strict=True)
    pairs = [((int(x), m), (int(y), n)) for x, y in drawn]
    kinds = (
        ([share("solo", x) for x, _ in pairs], p),
        ([difference(x, y) for x, y in pairs], p - q),
        ([ratio(x, y) for x, y in pairs], p / q),
    )
    for found, truth in kinds:
        assert 93 <= held([(each.low, each.high) for each in found], truth) <= 97


@pytest.mark.parametrize(
    ("m", "n", "solo", "team"),
    [(4, 5, scores(50, 20), scores(50, 20)), (6, 9, scores(50, 20), scores(50, 20))],
)
def test_the_permutation_p_is_below_5_percent_no_more_often_than_it_says(m, n, solo, team):
    found = [permutation_p(x, y, seed=1)[0] for x, y in samples(m, n, solo, team, times=100)]
    # 5% of 100 are 5; 12 or more would be seen in 4 of 1,000 such tests
    assert sum(p < 0.05 for p in found) <= 11


def test_drawn_and_exact_permutation_p_agree():
    x, y = (0, 0, 2, 3, 4), (3, 5, 4, 1, 0)
    assert number_of_tables(tuple(a + b for a, b in zip(x, y, strict=True)), 9) <= MOST_TABLES
    exact, drawn = exact_p(x, y), drawn_p(x, y, seed=1)
    assert drawn == pytest.approx(exact, abs=4 * np.sqrt(exact / DRAWS))
    assert permutation_p(x, y, seed=2) == (exact, True)
