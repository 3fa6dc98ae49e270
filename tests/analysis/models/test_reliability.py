"""Alpha and omega as psych, lavaan and factanal give them; reasons where there are none."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.models import reliability
from analysis.models.modelled import Unmodelled
from analysis.models.reliability import (
    CONSTANT_ITEM,
    FEW_FOR_FACTOR,
    FEW_ITEMS,
    IMPROPER,
    Patterns,
    cronbach_alpha,
    omega_total,
    one_factor,
)
from data.demo.model import LOADING
from tests.model_rows import (
    CLOSED,
    FITTED,
    arrays,
    assert_not_estimable,
    assert_same,
    isolation,
    reference,
)

SETS = ("six", "three", "unequal_points", "floor")


def patterns(name: str) -> Patterns:
    cells = arrays(reference("reliability")[name]["rows"])
    n = cells.pop("n")
    return Patterns(np.stack(list(cells.values()), axis=1).astype(float), n)


def people(scores) -> Patterns:
    held = np.array(scores, dtype=float)
    return Patterns(held, np.ones(len(held), dtype=np.int64))


def drawn(rows: int, loadings, seed: int = 1) -> np.ndarray:
    rng = np.random.default_rng(seed)
    weights = np.array(loadings)
    noise = rng.normal(size=(rows, len(weights))) * np.sqrt(1 - weights**2)
    return np.round(2 * (rng.normal(size=(rows, 1)) * weights + noise))


@pytest.mark.parametrize("name", SETS)
def test_alpha_and_feldt_s_interval_agree_with_psych(name):
    assert_same(cronbach_alpha(patterns(name)), reference("reliability")[name]["alpha"], CLOSED)


@pytest.mark.parametrize("name", SETS)
def test_omega_and_its_interval_agree_with_lavaan(name):
    assert_same(omega_total(patterns(name)), reference("reliability")[name]["omega"], FITTED)


@pytest.mark.parametrize("name", SETS)
def test_the_one_factor_fit_agrees_with_factanal_and_psych_omega(name):
    told = reference("reliability")[name]
    correlation = np.array(told["correlation"])
    found = one_factor(correlation)
    assert found.unique == pytest.approx(np.array(told["factanal"]["unique"]), **FITTED)
    assert np.abs(found.loadings) == pytest.approx(np.array(told["factanal"]["loadings"]), **FITTED)
    # psych::omega is of standardised items and divides by the observed variance of their sum.
    standardised = 1 - found.unique.sum() / correlation.sum()
    assert standardised == pytest.approx(told["psych_omega"], **FITTED)


def test_counted_patterns_are_the_same_as_people():
    counted = patterns("three")
    order = np.random.default_rng(3).permutation(counted.n.sum())
    apart = people(np.repeat(counted.scores, counted.n, axis=0)[order])
    for measure in (cronbach_alpha, omega_total):
        assert measure(apart).value == pytest.approx(measure(counted).value, rel=1e-9)
        assert measure(apart).low == pytest.approx(measure(counted).low, rel=1e-9)


def test_the_unit_of_the_scale_and_the_order_of_items_do_not_matter():
    told = patterns("unequal_points")
    other = Patterns(7 * told.scores[:, ::-1] + 3, told.n)
    for measure in (cronbach_alpha, omega_total):
        assert measure(other).value == pytest.approx(measure(told).value, rel=1e-9)
        assert measure(other).high == pytest.approx(measure(told).high, rel=1e-9)


def test_mirroring_the_whole_scale_changes_nothing():
    told = patterns("six")
    mirrored = Patterns(100 - told.scores, told.n)
    assert omega_total(mirrored).value == pytest.approx(omega_total(told).value, rel=1e-9)


def test_an_item_left_unmirrored_lowers_both():
    told = patterns("six")
    turned = told.scores.copy()
    turned[:, 0] = 100 - turned[:, 0]
    for measure in (cronbach_alpha, omega_total):
        assert measure(Patterns(turned, told.n)).value < measure(told).value - 0.1


def test_identical_items_have_an_alpha_of_one():
    told = cronbach_alpha(people(np.arange(60)[:, None] * [1, 1, 1]))
    assert (told.value, told.low, told.high) == pytest.approx((1, 1, 1))


def test_only_complete_answers_count():
    scores = drawn(200, [0.7] * 4)
    holed = np.vstack([scores, np.where(np.eye(4), np.nan, 1.0)])
    assert cronbach_alpha(people(holed)) == cronbach_alpha(people(scores))


@pytest.mark.parametrize(("measure", "fewest"), [(cronbach_alpha, 31), (omega_total, 30 + 2 * 3)])
def test_both_ask_for_thirty_degrees_of_freedom(measure, fewest):
    scores = drawn(fewest, [0.8] * 3)
    assert measure(people(scores)).reason is None
    assert_not_estimable(measure(people(scores[1:])), Unmodelled.TOO_FEW)


def test_reasons_where_there_is_nothing_to_tell():
    scores = drawn(100, [0.7] * 4)
    constant = scores * [1, 1, 1, 0]
    for measure in (cronbach_alpha, omega_total):
        assert_not_estimable(measure(people(constant)), CONSTANT_ITEM)
        assert_not_estimable(measure(people(scores * np.nan)), Unmodelled.NOBODY)
    assert_not_estimable(cronbach_alpha(people(scores[:, :1])), FEW_ITEMS)
    assert_not_estimable(omega_total(people(scores[:, :2])), FEW_FOR_FACTOR)
    opposed = np.column_stack([scores[:, 0], -scores[:, 0]])
    assert_not_estimable(cronbach_alpha(people(opposed)), Unmodelled.SAME_SCORE)


def test_items_that_one_factor_can_t_describe_have_no_omega():
    told = omega_total(people(np.arange(60)[:, None] * [1, 1, 1]))  # nothing of their own
    assert_not_estimable(told, IMPROPER)
    pairs = np.array([[1, 0.9, 0.1], [0.9, 1, 0.7], [0.1, 0.7, 1]])
    assert one_factor(pairs) == IMPROPER


def test_the_intervals_cover_the_true_reliability():
    """Four parallel items, loading .7: alpha = omega = 4 .49 / (1 + 3 .49); normal answers."""
    truth, rng = 4 * 0.49 / (1 + 3 * 0.49), np.random.default_rng(11)
    held = {cronbach_alpha: 0, omega_total: 0}
    for _ in range(600):
        scores = 0.7 * rng.normal(size=(150, 1)) + np.sqrt(0.51) * rng.normal(size=(150, 4))
        for measure in held:
            told = measure(people(scores))
            held[measure] += told.low <= truth <= told.high
    for hits in held.values():
        assert 0.93 <= hits / 600 <= 0.97


def test_the_demo_s_isolation_items_hang_together_as_they_were_made_to():
    told = omega_total(people(isolation(60_000)))
    # Loadings of .75 on the answers before they were cut into five, a little less after.
    latent = 16 * LOADING**2 / (16 * LOADING**2 + 4 * (1 - LOADING**2))
    assert latent - 0.04 < told.value < latent
    assert cronbach_alpha(people(isolation(60_000))).value == pytest.approx(told.value, abs=0.002)


def test_omega_has_no_value_where_other_loadings_would_fit_as_well(monkeypatch):
    """One item alone on the factor: what its loading is can't be told from the covariances."""
    alone = reliability.OneFactor(np.array([0.5, 0.0, 0.0]), np.array([0.75, 1.0, 1.0]))
    monkeypatch.setattr(reliability, "one_factor", lambda _: alone)
    scores = np.random.default_rng(7).integers(0, 5, (200, 3)).astype(float)
    found = omega_total(Patterns(scores, np.ones(200, int)))
    assert (found.value, found.reason) == (None, reliability.IMPROPER)
