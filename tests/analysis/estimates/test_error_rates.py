"""How often published verdicts and intervals err: drawn surveys, rounded as they are published.

Of each pair of sizes and each population the figures are made of what the gate lets out. Run with
``-s`` to see the table.
"""

from __future__ import annotations

import numpy as np
import pytest
from scipy import optimize

from analysis.estimates.figures.contrast import contrast
from analysis.estimates.figures.shown import published
from analysis.statistics.calculator import compare
from analysis.statistics.comparison import verdicts, within
from analysis.statistics.tally import Tally
from tests.tallied import LEVELS, SPACING, SURVEY, gate_tables, tallies_of

SAMPLES = 1000  # the standard error of a rate of 5%: 0.7 points
SIZES = (
    (10, 10), (10, 100), (10, 1000), (20, 30), (45, 45), (45, 150), (100, 100), (100, 300),
    (300, 1000), (1000, 1000),
)  # fmt: skip
RATES = (0.02, 0.05, 0.1, 0.3, 0.5)
SHAPES = {"middle": (50, 22), "floor": (20, 15)}  # of a scale of 0 to 100: where it lies, its SD
SESOI = 5
MOST, LEAST = 0.055, 0.95  # of errors; of intervals that hold the truth
NOISE = 3 * np.sqrt(0.05 * 0.95 / SAMPLES)  # three standard errors


class Drawn:
    """Surveys with the same two populations, as they are published and judged."""

    def __init__(self, indicator, sizes, solo, team, seed=1):
        rng = np.random.default_rng(seed)
        counts = [rng.multinomial(n, p, SAMPLES) for n, p in zip(sizes, (solo, team), strict=True)]
        held = {indicator: np.stack(counts, axis=1)}
        told = gate_tables(SURVEY, tallies_of(SURVEY, held))
        self.shown = published(told.counts, told.estimates, SURVEY)
        self.found = contrast(self.shown)
        self.told = ~self.shown.uncompared
        test, sesoi = self.found.test, self.shown.scale.sesoi
        same = within(self.found.equivalence, sesoi)
        self.verdicts = np.where(self.told, verdicts(test.difference, test.p, same), "")
        # of a family of one, so that the adjusted p is the plain one

    def called(self, *verdicts):
        """How often one of these verdicts is published."""
        return float(np.isin(self.verdicts, verdicts).mean())

    def holds(self, difference):
        """How often the 95% interval of the difference does, where it is published."""
        test = self.found.test
        held = (test.low <= difference + 1e-9) & (difference - 1e-9 <= test.high)
        return float(held[self.told].mean()) if self.told.any() else np.nan

    def holds_share(self, side, share):
        """How often that of a group's share does, where it is published."""
        shares, told = self.shown.shares, self.shown.shares.telling[:, side]
        held = (shares.low[:, side] <= share) & (share <= shares.high[:, side])
        return float(held[told].mean()) if told.any() else np.nan


def scores(indicator, middle, sd):
    """The probabilities of the levels of a scale."""
    at = SPACING[indicator] * np.arange(LEVELS[indicator])
    chances = np.exp(-((at - middle) ** 2) / (2 * sd * sd))
    return chances / chances.sum()


def average(indicator, chances):
    return float(SPACING[indicator] * np.arange(len(chances)) @ chances)


def apart(indicator, middle, sd, difference):
    """Scores whose average is so much higher."""
    wanted = average(indicator, scores(indicator, middle, sd)) + difference

    def short(at):
        return average(indicator, scores(indicator, at, sd)) - wanted

    return scores(indicator, optimize.brentq(short, middle, middle + 60), sd)


@pytest.fixture(scope="module")
def shares():
    """(sizes, rate, over no difference, over the smallest that matters) of a yes or no."""
    return [
        (
            sizes, rate, Drawn("mentor", sizes, (1 - rate, rate), (1 - rate, rate)),
            Drawn("mentor", sizes, (0.95 - rate, 0.05 + rate), (1 - rate, rate)),
        )
        for sizes in SIZES
        for rate in RATES
    ]  # fmt: skip


@pytest.fixture(scope="module")
def scales():
    """The same of scales of five and of 25 levels; the third number is the shape's name."""
    return [
        (
            sizes, f"{indicator}, {name}", Drawn(indicator, sizes, even, even),
            Drawn(indicator, sizes, apart(indicator, *shape, SESOI), even),
        )
        for sizes in SIZES
        for indicator in ("tired", "strain")
        for name, shape in SHAPES.items()
        for even in [scores(indicator, *shape)]
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["shares", "scales"])
def test_over_no_difference_hardly_any_is_called(kind, request):
    drawn = request.getfixturevalue(kind)
    _print(kind, drawn)
    for sizes, about, none, _ in drawn:
        assert none.called("higher", "lower") <= MOST, (sizes, about)


@pytest.mark.parametrize("kind", ["shares", "scales"])
def test_over_the_smallest_difference_that_matters_hardly_any_is_called_none(kind, request):
    for sizes, about, _, least in request.getfixturevalue(kind):
        assert least.called("about the same") <= MOST, (sizes, about)


@pytest.mark.parametrize("kind", ["shares", "scales"])
def test_intervals_hold_the_true_difference(kind, request):
    for sizes, about, none, least in request.getfixturevalue(kind):
        for drawn, truth in ((none, 0), (least, SESOI)):
            if drawn.told.any():
                assert drawn.holds(truth) >= LEAST - NOISE, (sizes, about, truth)


def test_intervals_of_shares_hold_them_and_hardly_more_where_five_and_more_said_so(shares):
    """Below that a count of one or two people is any of five, and no interval that holds them
    all can be as narrow as one that errs in 5 of 100."""
    seen = 0
    for sizes, rate, none, _ in shares:
        for side, n in enumerate(sizes):
            held = none.holds_share(side, rate)
            assert np.isnan(held) == (n < 40)
            if not np.isnan(held):
                assert held >= LEAST - NOISE, (sizes, rate)
                assert held <= 0.995 or n * rate < 10, (sizes, rate)
                seen += 1
    assert seen > 40


def test_large_groups_pay_little_for_the_rounding(shares, scales):
    """Two groups of a thousand: intervals hold the truth 95 to 99.5 times in 100.

    Those of a question with five answers more often, as three bands leave its spread open.
    """
    for sizes, about, none, _ in (*shares, *scales):
        if sizes == (1000, 1000) and not str(about).startswith("tired"):
            assert LEAST - NOISE <= none.holds(0) <= 0.995, about


@pytest.mark.parametrize("indicator", ["tired", "strain"])
def test_no_difference_is_found_that_exact_data_would_not_give(indicator):
    """Of two hundred surveys of all sizes and shapes: whatever is called higher or lower after
    rounding has a smaller p of its own."""
    rng, found = np.random.default_rng(6), 0
    levels = tuple((float(SPACING[indicator]) * np.arange(LEVELS[indicator])).tolist())
    sizes = np.exp(rng.uniform(np.log(10), np.log(600), (200, 2))).astype(int)
    shapes = [scores(indicator, *each) for each in rng.uniform((20, 12), (80, 30), (200, 2))]
    others = [scores(indicator, *each) for each in rng.uniform((20, 12), (80, 30), (200, 2))]
    held = np.stack(
        [
            [rng.multinomial(n, p) for n, p in zip(sizes[:, side], chances, strict=True)]
            for side, chances in enumerate((shapes, others))
        ],
        axis=1,
    )
    told = gate_tables(SURVEY, tallies_of(SURVEY, {indicator: held}))
    shown = published(told.counts, told.estimates, SURVEY)
    test = contrast(shown).test
    for cohort, p in zip(shown.cohort, test.p, strict=True):
        if p < 0.05:
            at = int(cohort.removeprefix("region=r") or 0)
            tally = Tally(levels, *(tuple(each) for each in held[at].tolist()), None, None)
            exact = next(e for e in compare(tally) if e.measure == "mean_difference")
            assert exact.p is not None
            assert exact.p <= p, (cohort, exact)
            found += 1
    assert found > 50


def _print(kind, drawn):
    print(f"\n{kind}: sizes, population, called over none, none over {SESOI}, interval holds")
    for sizes, about, none, least in drawn:
        print(
            f"{sizes[0]:5}{sizes[1]:6}  {about!s:16} {none.called('higher', 'lower'):7.3f}"
            f" {least.called('about the same'):7.3f} {none.holds(0):7.3f} {least.holds(SESOI):7.3f}"
        )
