"""A reader with nothing but the release can compute every interval, p and effect in it again.

Each is made here from the published counts per band and the published means, by the textbook, over
all that these stand for: what can be made from public numbers tells nothing beyond them.
"""

from __future__ import annotations

from math import erfc, exp, lgamma, log10, sqrt

import numpy as np
import pytest
from scipy import optimize, stats
from statsmodels.stats.proportion import proportion_confint

from tests.published_cell import (
    Cell,
    Z,
    nearest,
    newcombe,
    noncentrality,
    step_of,
    unit_of,
    wilson,
)
from tests.tallied import LEVELS, SURVEY, figures_of, published_bands


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


def agrees(row, value, low, high, unit, bounds=(-np.inf, np.inf)):
    """The value is rounded to the nearest unit, the interval outward, within its bounds."""
    low, high = np.clip([low, high], *bounds)
    dust = 1e-6
    assert abs(row.value - value) <= unit * (0.5 + dust)
    assert -dust <= (low - row.low) / unit <= 1 + dust
    assert -dust <= (row.high - high) / unit <= 1 + dust


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
    for cell in telling(cells, "equivalence", "tost"):
        error, df = cell.t_test(cell.sd)
        low, high = cell.apart
        reach = stats.t.ppf(0.95, df) * error
        agrees(cell.says("equivalence"), cell.difference, low - reach, high + reach, cell.fine)
        agrees_p(cell, "p_equivalence", stats.t.sf((5 - max(-low, high)) / error, df))


def test_the_difference_of_averages(cells):
    for cell in telling(cells, "mean_difference", "welch"):
        error, df = cell.t_test(cell.sd)
        low, high = cell.apart
        reach = stats.t.ppf(0.975, df) * error
        row = cell.says("mean_difference")
        agrees(row, cell.difference, low - reach, high + reach, cell.fine)
        assert row.step == pytest.approx(sum(cell.says("mean", s).step for s in ("solo", "team")))
        t = nearest(low, high) / error
        log10_p = (stats.t.logsf(t, df) + np.log(2)) / np.log(10)
        agrees_p(cell, "p_welch", 2 * stats.t.sf(t, df), log10_p)


def test_the_order_by_brunner_and_munzel(cells):
    for cell in telling(cells, "superiority", "brunner-munzel"):
        error, df = cell.t_test(cell.placed)
        reach = stats.t.ppf(0.975, df) * error
        low, high = cell.leads
        row, ends = cell.says("superiority"), (low - reach, high + reach)
        unit = unit_of(high - low)
        agrees(row, cell.lead + 0.5, *(0.5 + e for e in ends), unit, (0, 1))
        twice = (2 * e for e in ends)
        agrees(cell.says("cliffs_delta"), 2 * cell.lead, *twice, 2 * unit, (-1, 1))
        t = nearest(low, high) / error
        log10_p = (stats.t.logsf(t, df) + np.log(2)) / np.log(10)
        agrees_p(cell, "p_brunner_munzel", 2 * stats.t.sf(t, df), log10_p)


def test_the_order_of_groups_that_hardly_overlap(cells):
    for cell in telling(cells, "superiority", "newcombe-method-5"):
        m, n = cell.n

        def outside(t, theta, mn=(m, n)):
            shape = 1 + ((mn[0] + mn[1]) / 2 - 1) * ((1 - t) / (2 - t) + t / (1 + t))
            return (theta - t) ** 2 - Z * Z * t * (1 - t) * shape / (mn[0] * mn[1])

        def lower(theta, outside=outside):
            return optimize.brentq(outside, 0, theta - 1e-12, (theta,)) if theta > 0 else 0

        low, high = (min(max(each + 0.5, 0), 1) for each in cell.leads)
        row = cell.says("superiority")
        unit = unit_of(cell.leads[1] - cell.leads[0])
        agrees(row, cell.lead + 0.5, lower(low), 1 - lower(1 - high), unit, (0, 1))
        z = nearest(*cell.leads) / sqrt((m + n + 1) / (12 * m * n))
        agrees_p(cell, "p_brunner_munzel", erfc(z / sqrt(2)))


def test_the_rank_sum(cells):
    for cell in telling(cells, "p_mann_whitney"):
        m, n = cell.n
        both = cell.bands.sum(axis=0).astype(float)
        ties = 1 - (both**3 - both).sum() / (both.sum() ** 3 - both.sum())
        z = nearest(*cell.leads) / sqrt((m + n + 1) / (12 * m * n) * ties)
        agrees_p(cell, "p_mann_whitney", erfc(z / sqrt(2)))


def test_hedges_g(cells):
    for cell in telling(cells, "hedges_g"):
        m, n = cell.n
        df, scale = m + n - 2, 1 / sqrt(1 / m + 1 / n)
        wide, narrow = (
            sqrt(((m - 1) * sd[0] ** 2 + (n - 1) * sd[1] ** 2) / df)
            for sd in (cell.sd, cell.least_sd)
        )
        low, high = cell.apart
        sd = narrow if low < 0 else wide, narrow if high > 0 else wide
        t = scale * low / sd[0], scale * high / sd[1]
        if max(map(abs, t)) > 8:
            continue  # scipy gives up
        j = exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2)
        ends = [j * noncentrality(*each) / scale for each in ((t[0], df, 0.975), (t[1], df, 0.025))]
        unit = step_of(cell.fine / wide)
        agrees(cell.says("hedges_g"), j * cell.difference / wide, *ends, unit)


def test_the_minimum_detectable_difference(cells):
    for cell in telling(cells, "minimum_detectable"):
        error, df = cell.t_test(cell.sd)
        critical = stats.t.ppf(0.975, df)

        def power(d, critical=critical, df=df):
            return stats.nct.sf(critical, df, d) + stats.nct.sf(critical, df, -d) - 0.8

        low, high = cell.apart
        found = optimize.brentq(power, 0.5, 9) * error + (high - low) / 2
        assert abs(cell.says("minimum_detectable").value - found) <= cell.fine * 0.501


def test_shares_their_difference_and_their_ratio(cells):
    assert wilson(0.3, 40) == pytest.approx(proportion_confint(12, 40, method="wilson"))
    for cell in telling(cells, "share_difference"):
        shares, ends = [cell.says("share", side) for side in ("solo", "team")], cell.shares()
        p = [counts[cell.cut :].sum() / counts.sum() for counts in cell.bands]
        for row, value, (least, most) in zip(shares, p, ends, strict=True):
            low, high = wilson(*least)[0], wilson(*most)[1]
            agrees(row, value, low, high, unit_of(most[0] - least[0]), (0, 1))
            away = max(row.value - least[0], most[0] - row.value)
            assert row.step == pytest.approx(step_of(2 * away))
        row, fine = cell.says("share_difference"), min(unit_of(b[0] - a[0]) for a, b in ends)
        # the difference is that of the two published shares
        agrees(row, shares[0].value - shares[1].value, *newcombe(ends), fine, (-1, 1))
        assert row.step == pytest.approx(shares[0].step + shares[1].step)
    for cell in telling(cells, "share_ratio"):
        (a, b), (c, d) = cell.shares()
        row = cell.says("share_ratio")
        p, q = (cell.says("share", side).value for side in SIDES)
        assert row.value == pytest.approx(p / q, rel=0.051)
        if row.low != row.low:
            assert row.reason == "both shares may be one, so the ratio has no interval"
            continue
        low = a[0] / d[0] * exp(-Z * sqrt(sum((1 - q) / (q * n) for q, n in (a, d))))
        high = b[0] / c[0] * exp(Z * sqrt(sum((1 - q) / (q * n) for q, n in (b, c))))
        assert low - 10.0 ** (np.floor(log10(low)) - 1) <= row.low <= low * (1 + 1e-9)
        assert high * (1 - 1e-9) <= row.high <= high + 10.0 ** (np.floor(log10(high)) - 1)


SIDES = ("solo", "team")


def test_a_yes_or_no_is_judged_by_newcombes_interval(cells):
    for cell in telling(cells, "mean_difference", "newcombe"):
        row, ends = cell.says("mean_difference"), cell.shares()
        told = [cell.says("mean", side).value for side in SIDES]
        bounds = [100 * each for each in newcombe(ends)]
        agrees(row, told[0] - told[1], *bounds, cell.fine, (-100, 100))

        def beyond(z, ends=ends):
            low, high = newcombe(ends, z)
            return max(low, -high)

        z = optimize.brentq(beyond, 1e-9, 60) if beyond(1e-9) > 0 else 0
        log10_p = (stats.norm.logsf(z) + np.log(2)) / np.log(10)
        agrees_p(cell, "p_newcombe", 2 * stats.norm.sf(z), log10_p)
        inner = [100 * each for each in newcombe(ends, stats.norm.ppf(0.95))]
        agrees(cell.says("equivalence"), told[0] - told[1], *inner, cell.fine, (-100, 100))


def test_a_share_of_too_few_is_not_told(cells):
    silent = spoken = 0
    for cell in (each for each in cells if each.two):
        for side, (least, most) in zip(SIDES, cell.shares(), strict=True):
            row, share = cell.says("mean", side), cell.says("share", side)
            low, high = wilson(*least)[0], wilson(*most)[1]
            width = high - low
            few = step_of(2 * 2 / least[1] + unit_of(4 / least[1])) > 0.1 or width > 0.4
            assert few == (row.value != row.value) == (row.reason == "too few to say")
            assert few == (share.reason == "too few to say")
            silent, spoken = silent + few, spoken + (not few)
        either = any(cell.says("mean", side).reason for side in SIDES)
        for measure in ("mean_difference", "superiority", "hedges_g", "p_adjusted"):
            assert (cell.says(measure).reason == "too few to say") == either
    assert silent > 3
    assert spoken > 3
