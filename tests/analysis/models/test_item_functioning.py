"""Do items work alike in both groups: as MASS::polr tells it, counted or person by person."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from statsmodels.miscmodels.ordinal_model import OrderedModel

from analysis.models.item_functioning import NEGLIGIBLE, SAME_REST, item_functioning
from analysis.models.modelled import Unmodelled
from analysis.models.ordered_logit import fit_ordered
from tests.model_rows import (
    CLOSED,
    FITTED,
    ISOLATION,
    arrays,
    assert_finite,
    assert_not_estimable,
    assert_same,
    demo,
    isolation,
    reference,
)


def cells(name: str):
    told = reference("item_functioning")[name]
    held = arrays(told["rows"])
    scores = np.stack([held[item] for item in told["items"]], axis=1).astype(float)
    return told["items"], scores, held["solo"] == 1, held["n"]


def ones(rows: int) -> np.ndarray:
    return np.ones(rows, dtype=np.int64)


@pytest.mark.parametrize("name", ["alike", "unlike"])
def test_tests_and_effects_agree_with_polr(name):
    for found, told in zip(
        item_functioning(*cells(name)), reference("item_functioning")[name]["told"], strict=True
    ):
        test = {part: told[part] for part in ("statistic", "p")}
        assert_same(found.odds, test, CLOSED)
        assert_same(found.odds, {part: told[part] for part in ("value", "error")}, FITTED)
        assert found.change == pytest.approx(told["change"], rel=1e-7)


def test_the_item_that_was_moved_is_the_one_found():
    assert [found.works_alike for found in item_functioning(*cells("unlike"))] == [
        True, False, True, True, True,
    ]  # fmt: skip
    assert all(found.works_alike for found in item_functioning(*cells("alike")))


def test_a_counted_fit_is_statsmodels_of_people():
    rng = np.random.default_rng(8)
    x = np.column_stack([rng.integers(0, 6, 80), rng.integers(0, 2, 80)]).astype(float)
    y, n = rng.integers(0, 4, 80), rng.integers(1, 6, 80)
    found = fit_ordered(x, y, n)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = OrderedModel(np.repeat(y, n), np.repeat(x, n, axis=0), distr="logit")
        people = model.fit(method="newton", disp=0, tol=1e-12)
    assert found.log_likelihood == pytest.approx(people.llf, rel=1e-9)
    assert found.coefficients == pytest.approx(people.params[:2], rel=1e-5)
    assert found.errors == pytest.approx(people.bse[:2], rel=1e-5)


def test_neither_order_nor_counting_of_rows_matters():
    items, scores, solo, n = cells("alike")
    order = np.random.default_rng(2).permutation(n.sum())
    apart = item_functioning(
        items, np.repeat(scores, n, axis=0)[order], np.repeat(solo, n)[order], ones(n.sum())
    )
    for found, told in zip(apart, item_functioning(items, scores, solo, n), strict=True):
        assert found.odds.statistic == pytest.approx(told.odds.statistic, rel=1e-7)
        assert found.change == pytest.approx(told.change, rel=1e-7)


def test_swapping_the_groups_flips_the_odds_and_keeps_the_test():
    items, scores, solo, n = cells("unlike")
    told, swapped = (item_functioning(items, scores, side, n)[1] for side in (solo, ~solo))
    assert swapped.odds.value == pytest.approx(-told.odds.value, rel=1e-7)
    assert swapped.odds.low == pytest.approx(-told.odds.high, rel=1e-7)
    assert swapped.change == pytest.approx(told.change, rel=1e-7)


def test_more_people_of_the_same_kind_change_no_effect():
    items, scores, solo, n = cells("unlike")
    for told, more in zip(
        item_functioning(items, scores, solo, n),
        item_functioning(items, scores, solo, 1000 * n),
        strict=True,
    ):
        assert more.change == pytest.approx(told.change, rel=1e-6)
        assert more.odds.statistic == pytest.approx(1000 * told.odds.statistic, rel=1e-6)
        assert_finite(more.odds)


def test_scoring_in_other_points_changes_nothing():
    items, scores, solo, n = cells("unlike")
    for told, other in zip(
        item_functioning(items, scores, solo, n),
        item_functioning(items, scores / 25 + 1, solo, n),
        strict=True,
    ):
        assert other.odds.value == pytest.approx(told.odds.value, rel=1e-7)


def test_reasons_where_there_is_nothing_to_tell():
    rng = np.random.default_rng(4)
    scores, solo = rng.integers(0, 5, (80, 3)) * 25.0, np.arange(80) < 40

    def first(held, side=solo):
        return item_functioning("abc", held, side, ones(len(held)))[0]

    assert first(scores).odds.reason is None
    assert_not_estimable(first(scores * [0, 1, 1]).odds, Unmodelled.SAME_SCORE)
    assert_not_estimable(first(scores * [1, 0, 0]).odds, SAME_REST)
    assert_not_estimable(first(scores * np.nan).odds, Unmodelled.NOBODY)
    assert_not_estimable(first(scores, np.arange(80) < 9).odds, Unmodelled.ONE_GROUP)
    assert first(scores * np.nan).change is None
    assert first(scores * np.nan).works_alike is None


@pytest.mark.parametrize(("people", "told"), [(33, False), (34, True)])
def test_it_asks_for_thirty_residual_degrees_of_freedom(people, told):
    answers = np.arange(people)
    scores = np.column_stack([answers % 3, answers % 5, answers % 7]).astype(float)
    found = item_functioning("abc", scores, answers % 2 == 0, ones(people))[0].odds
    assert (found.reason is None) is told


def test_a_group_that_predicts_the_answer_without_exception_is_not_estimable():
    solo = np.arange(80) < 40
    scores = np.column_stack([solo * 100.0, np.arange(80) % 5, np.arange(80) % 3])
    assert_not_estimable(
        item_functioning("abc", scores, solo, ones(80))[0].odds, Unmodelled.SEPARATED
    )


def test_a_rest_score_that_predicts_the_answer_without_exception_is_not_estimable():
    scores = np.repeat(np.arange(80)[:, None] % 5, 3, axis=1) * 25.0
    found = item_functioning("abc", scores, np.arange(80) < 40, ones(80))[0].odds
    assert_not_estimable(found, Unmodelled.SEPARATED)


def test_x_that_does_not_vary_is_singular():
    x = np.zeros((50, 1))
    assert fit_ordered(x, np.arange(50) % 2, ones(50)) == Unmodelled.SINGULAR


def test_the_demo_s_items_work_alike():
    """The groups differ in the trait alone; a rest score with error leaves a trace of that."""
    solo = demo(60_000)["team_size"] == 0
    for found in item_functioning(ISOLATION, isolation(60_000), solo, ones(60_000)):
        assert 0 <= found.change < NEGLIGIBLE / 5
        assert found.works_alike


def test_an_item_made_to_differ_in_the_demo_is_found():
    solo = demo(60_000)["team_size"] == 0
    scores = isolation(60_000)
    scores[:, 0] = np.clip(scores[:, 0] + 25 * solo, 0, 100)
    found = item_functioning(ISOLATION, scores, solo, ones(60_000))
    assert found[0].works_alike is False
    assert found[0].odds.low > 0
