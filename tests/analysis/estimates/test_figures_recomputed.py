"""A reader with nothing but the release can compute every interval, p and effect in it again.

Each is made here from the published counts per band and the published means, by the textbook: what
can be made from public numbers tells nothing beyond them.
"""

from __future__ import annotations

from math import erfc, exp, hypot, lgamma, log10, sqrt

import numpy as np
import pytest
from scipy import optimize, stats
from statsmodels.stats.proportion import proportion_confint

from tests.tallied import EDGES, LEVELS, SURVEY, figures_of, published_bands, spread_of

Z = stats.norm.ppf(0.975)
CUT_BAND = 2  # of both scales with a cut
WIDTH = {"tired": 100, "strain": 100, "mentor": 100, "posts": 1000}


def drawn(evenness, seed, cohorts=5):
    rng = np.random.default_rng(seed)
    sizes = np.exp(rng.uniform(np.log(10), np.log(900), (cohorts, 2))).astype(int)
    return {
        name: rng.multinomial(sizes, rng.dirichlet(np.full(levels, evenness), (cohorts, 2)))
        for name, levels in LEVELS.items()
    }


@pytest.fixture(scope="module")
def cells():
    """Of each cohort and indicator its rows by measure and group, of ordinary and lopsided ones."""
    found = []
    for evenness, seed in ((5, 1), (1, 2), (0.1, 3), (0.1, 4), (0.03, 5)):
        held = drawn(evenness, seed)
        rows = figures_of(SURVEY, held)
        for at, cohort in enumerate(rows["cohort"].unique()):
            for name, own in rows[rows["cohort"] == cohort].groupby("indicator"):
                told = {(row.measure, row.group or ""): row for row in own.itertuples()}
                found.append(Cell(name, told, published_bands(name, held[name][at])))
    return found


class Cell:
    """The numbers of one cohort and indicator that everything else is made from."""

    def __init__(self, name, rows, bands):
        self.rows, self.width, self.two, self.bands = rows, WIDTH[name], name == "mentor", bands
        self.mean, self.step = (
            [getattr(rows["mean", side], end) for side in ("solo", "team")]
            for end in ("value", "step")
        )
        self.n = [max(sum(counts - 2), 10) for counts in bands]  # the fewest; k is 10
        self.sd = [
            rows["sd", side].value
            if ("sd", side) in rows
            else spread_of(counts, EDGES[name], mean, self.two)
            for side, counts, mean in zip(("solo", "team"), bands, self.mean, strict=True)
        ]
        self.lead_step = rows["superiority", ""].step
        self.lead, self.placed, self.blur = by_bands(*bands)
        if self.two:
            self.placed = [sd / (2 * self.width) for sd in self.sd]
            self.blur = [step / (2 * self.width) for step in self.step]
            self.lead = (self.mean[0] - self.mean[1]) / (2 * self.width)

    def says(self, measure, group=""):
        return self.rows[measure, group]

    def t_test(self, difference, sd, blur):
        """Welch's t with the rounding of both means on top: error, degrees of freedom."""
        parts = [s * s / n + b * b / 12 for s, n, b in zip(sd, self.n, blur, strict=True)]
        df = sum(parts) ** 2 / sum(p * p / (n - 1) for p, n in zip(parts, self.n, strict=True))
        return sqrt(sum(parts)), df

    def shares(self):
        """The shares, and the steps they count as rounded to; of a scale from its bands."""
        told = [self.says("share", side) for side in ("solo", "team")]
        if self.two:
            return [row.value for row in told], [row.step for row in told]
        blurs = []
        for row, counts in zip(told, self.bands, strict=True):
            exact = counts[CUT_BAND:].sum() / counts.sum()
            assert row.value == pytest.approx(exact, abs=0.501 * row.step)
            below, above = CUT_BAND, len(counts) - CUT_BAND
            variance = 2 * (below * exact**2 + above * (1 - exact) ** 2) / counts.sum() ** 2
            blurs.append(sqrt(row.step**2 + 12 * variance))
        return [row.value for row in told], blurs


def by_bands(solo, team):
    """The superiority less 1/2, the SDs of both groups' placements and what rounding blurs."""
    sd, blur, lead = [], [], []
    for own, other in ((solo, team), (team, solo)):
        place = (np.cumsum(other) - other / 2) / other.sum()
        everyone = np.repeat(place, own)
        lead.append(everyone.mean() - 0.5)
        sd.append(everyone.std(ddof=1))
        blur.append(sqrt(24 * ((place - everyone.mean()) ** 2).sum()) / own.sum())
    return lead[0], sd, blur


def agrees(row, value, low, high, bounds=(-np.inf, np.inf)):
    """The value is rounded to the nearest step, the interval outward, within its bounds."""
    low, high = np.clip([low, high], *bounds)
    dust = 1e-7
    assert abs(row.value - value) <= row.step * (0.5 + dust)
    assert -dust <= (low - row.low) / row.step <= 1 + dust
    assert -dust <= (row.high - high) / row.step <= 1 + dust


def agrees_p(cell, measure, p, log10_p=None):
    row = cell.says(measure)
    if p < 1e-4:
        assert row.reason == "below 0.0001"
        if log10_p is not None:
            assert cell.says(f"log10_{measure}").value == pytest.approx(log10_p, abs=0.0501)
    else:
        assert row.value == pytest.approx(p, rel=0.051)
        assert row.value == float(f"{row.value:.2g}")


def telling(cells, measure, method=None):
    """The cells in which a measure is told (by a method)."""
    found = [
        cell
        for cell in cells
        if (row := cell.rows.get((measure, ""))) is not None
        and row.value == row.value
        and method in (None, row.method)
    ]
    assert len(found) >= 5
    return found


def test_equivalence(cells):
    for cell in telling(cells, "equivalence"):
        error, df = cell.t_test(0, cell.sd, cell.step)
        difference = cell.mean[0] - cell.mean[1]
        reach = stats.t.ppf(0.95, df) * error
        agrees(cell.says("equivalence"), difference, difference - reach, difference + reach)
        agrees_p(cell, "p_equivalence", stats.t.sf((5 - abs(difference)) / error, df))


def test_the_order_by_brunner_and_munzel(cells):
    for cell in telling(cells, "superiority", "brunner-munzel"):
        error, df = cell.t_test(0, cell.placed, cell.blur)
        ends = [cell.lead + way * stats.t.ppf(0.975, df) * error for way in (-1, 1)]
        agrees(cell.says("superiority"), cell.lead + 0.5, *(0.5 + e for e in ends), (0, 1))
        agrees(cell.says("cliffs_delta"), 2 * cell.lead, *(2 * e for e in ends), (-1, 1))
        t = abs(cell.lead) / error
        log10_p = (stats.t.logsf(t, df) + np.log(2)) / np.log(10)
        agrees_p(cell, "p_brunner_munzel", 2 * stats.t.sf(t, df), log10_p)


def test_the_order_of_groups_that_hardly_overlap(cells):
    for cell in telling(cells, "superiority", "newcombe-method-5"):
        m, n = cell.n
        blur = sum(b * b for b in cell.blur) / 12

        def outside(t, theta, mn=(m, n), blur=blur):
            shape = 1 + ((mn[0] + mn[1]) / 2 - 1) * ((1 - t) / (2 - t) + t / (1 + t))
            return (theta - t) ** 2 - Z * Z * (t * (1 - t) * shape / (mn[0] * mn[1]) + blur)

        def lower(theta, outside=outside):
            low = outside(0, theta) > 0
            return optimize.brentq(outside, 0, theta - 1e-12, (theta,)) if low else 0

        theta = cell.lead + 0.5
        ends = lower(theta), 1 - lower(1 - theta)
        agrees(cell.says("superiority"), theta, *ends, (0, 1))
        z = abs(cell.lead) / sqrt((m + n + 1) / (12 * m * n) + blur)
        agrees_p(cell, "p_brunner_munzel", erfc(z / sqrt(2)))


def test_the_rank_sum(cells):
    for cell in telling(cells, "p_mann_whitney"):
        m, n = cell.n
        both = cell.bands.sum(axis=0).astype(float)
        ties = 1 - (both**3 - both).sum() / (both.sum() ** 3 - both.sum())
        blur = sum(b * b for b in cell.blur) / 12
        z = abs(cell.lead) / sqrt((m + n + 1) / (12 * m * n) * ties + blur)
        agrees_p(cell, "p_mann_whitney", erfc(z / sqrt(2)))


def noncentrality(t, df, share):
    """scipy's noncentral t, which is exact enough for moderate sizes."""
    start = 0 if t > 4 else -4  # below it scipy gives up
    return optimize.brentq(lambda d: stats.nct.cdf(t, df, d) - share, start, 2 * t + 6)


def test_hedges_g(cells):
    for cell in telling(cells, "hedges_g"):
        m, n = cell.n
        df = m + n - 2
        pooled = sqrt(((m - 1) * cell.sd[0] ** 2 + (n - 1) * cell.sd[1] ** 2) / df)
        blur = sum(step * step for step in cell.step) / 12
        error = sqrt(pooled**2 * (1 / m + 1 / n) + blur)
        difference = abs(cell.mean[0] - cell.mean[1])
        if difference / error > 8:
            continue  # scipy gives up
        j = exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2)
        ends = [noncentrality(difference / error, df, q) * error / pooled for q in (0.975, 0.025)]
        value, low, high = (j * each for each in (difference / pooled, *ends))
        if cell.mean[0] < cell.mean[1]:
            value, low, high = -value, -high, -low
        agrees(cell.says("hedges_g"), value, low, high)


def test_the_minimum_detectable_difference(cells):
    for cell in telling(cells, "minimum_detectable"):
        error, df = cell.t_test(0, cell.sd, cell.step)
        critical = stats.t.ppf(0.975, df)

        def power(d, critical=critical, df=df):
            return stats.nct.sf(critical, df, d) + stats.nct.sf(critical, df, -d) - 0.8

        found = optimize.brentq(power, 0.5, 9) * error
        row = cell.says("minimum_detectable")
        assert abs(row.value - found) <= row.step * 0.501


def wilson(share, n, step):
    """Bounds where z errors lie between, the rounding's variance in the error."""

    def beyond(at):
        return (share - at) ** 2 - Z * Z * (at * (1 - at) / n + step * step / 12)

    low = optimize.brentq(beyond, 0, share) if beyond(0) > 0 else 0
    return low, optimize.brentq(beyond, share, 1) if beyond(1) > 0 else 1


def test_shares_their_difference_and_their_ratio(cells):
    assert wilson(0.3, 40, 0) == pytest.approx(proportion_confint(12, 40, method="wilson"))
    for cell in telling(cells, "share_difference"):
        shares = [cell.says("share", side) for side in ("solo", "team")]
        p, steps = cell.shares()
        ends = [wilson(*each) for each in zip(p, cell.n, steps, strict=True)]
        for row, (low, high) in zip(shares, ends, strict=True):
            agrees(row, row.value, low, high, (0, 1))
        (l1, u1), (l2, u2) = ends
        low = p[0] - p[1] - hypot(p[0] - l1, u2 - p[1])
        high = p[0] - p[1] + hypot(u1 - p[0], p[1] - l2)
        agrees(cell.says("share_difference"), p[0] - p[1], low, high, (-1, 1))
        if min(p) > 0 and min(p) < 1:
            parts = zip(p, cell.n, steps, strict=True)
            error = sqrt(sum((1 - q) / (q * n) + (s / q) ** 2 / 12 for q, n, s in parts))
            row, ratio = cell.says("share_ratio"), p[0] / p[1]
            assert row.value == pytest.approx(ratio, rel=0.051)
            low, high = ratio / exp(Z * error), ratio * exp(Z * error)
            assert low - 10.0 ** (np.floor(log10(low)) - 1) <= row.low <= low * (1 + 1e-9)
            assert high * (1 - 1e-9) <= row.high <= high + 10.0 ** (np.floor(log10(high)) - 1)
