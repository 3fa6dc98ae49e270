"""The ordered logit beside the adjusted difference: of the same people, told or not."""

from __future__ import annotations

import warnings
from dataclasses import replace

import numpy as np
import pytest

from analysis.models.modelled import Unmodelled
from analysis.models.rows import ModelRows
from analysis.models.sensitivity import ordinal_difference
from tests.model_rows import assert_not_estimable


def rows(people: int, seed: int = 2, levels: int = 5) -> ModelRows:
    rng = np.random.default_rng(seed)
    solo, field = np.arange(people) % 2 == 0, rng.integers(0, 3, people)
    outcome = 25.0 * np.clip(rng.integers(0, levels, people) + solo, 0, levels - 1)
    return ModelRows(outcome, solo, {"field": field}, np.ones(people, dtype=np.int64))


def test_only_the_order_of_scores_counts():
    made = rows(300)
    found, bent = (
        ordinal_difference(each) for each in (made, replace(made, outcome=made.outcome**3))
    )
    assert bent.value == pytest.approx(found.value, rel=1e-9)
    assert found.value > 0


def test_counting_people_is_repeating_them():
    made = rows(300)
    twice = ModelRows(
        *(np.tile(each, 2) for each in (made.outcome, made.solo)),
        {"field": np.tile(made.covariates["field"], 2)},
        np.tile(made.n, 2),
    )
    found, other = ordinal_difference(replace(made, n=2 * made.n)), ordinal_difference(twice)
    assert (other.value, other.error) == pytest.approx((found.value, found.error), rel=1e-9)


def test_swapping_the_groups_flips_the_sign():
    made = rows(300)
    found, swapped = ordinal_difference(made), ordinal_difference(replace(made, solo=~made.solo))
    assert swapped.value == pytest.approx(-found.value, rel=1e-9)
    assert swapped.error == pytest.approx(found.error, rel=1e-9)


@pytest.mark.parametrize(("people", "told"), [(36, False), (37, True), (38, True)])
def test_it_asks_for_thirty_residual_degrees_of_freedom(people, told):
    made = rows(people)  # four thresholds, the group, two dummies
    field = np.arange(people) // 2 % 3
    found = ordinal_difference(replace(made, covariates={"field": field}), k=1)
    assert (found.reason is None) == told
    if not told:
        assert_not_estimable(found, Unmodelled.TOO_FEW)


@pytest.mark.parametrize(("solo", "told"), [(9, False), (10, True), (11, True)])
def test_each_group_needs_k_people(solo, told):
    found = ordinal_difference(replace(rows(90), solo=np.arange(90) < solo))
    assert (found.reason is None) == told
    if not told:
        assert_not_estimable(found, Unmodelled.ONE_GROUP)


def test_covariates_that_cannot_be_told_apart_are_a_reason_without_a_warning():
    made = rows(200)
    twins = replace(made, covariates={"field": made.covariates["field"]} | made.covariates)
    twins.covariates["again"] = 5 - made.covariates["field"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert_not_estimable(ordinal_difference(twins), Unmodelled.SINGULAR)


def test_groups_that_score_apart_are_separated():
    made = rows(200)
    apart = replace(made, outcome=made.outcome + 1000 * made.solo)
    assert_not_estimable(ordinal_difference(apart), Unmodelled.SEPARATED)


def test_equal_scores_are_not_estimable():
    assert_not_estimable(
        ordinal_difference(replace(rows(200), outcome=np.full(200, 1 / 3))), Unmodelled.SAME_SCORE
    )
