"""Raking meets its margins as R's loop does, and says where it can't."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.errors import SurveyError
from analysis.models.modelled import Unmodelled
from analysis.models.weighting import NO_CONVERGENCE, Margin, effective_n, rake, weighted_difference
from tests.model_rows import CLOSED, arrays, assert_not_estimable, assert_same, demo, reference


def usual():
    told = reference("weighting")["usual"]
    held = arrays(told)
    margins = [Margin(name, held[name], held[f"{name}_shares"]) for name in ("size", "field")]
    return told, held, margins


def margin(levels, shares) -> Margin:
    return Margin("size", np.array(levels), np.array(shares))


def ones(rows: int) -> np.ndarray:
    return np.ones(rows, dtype=np.int64)


def shares_of(each: Margin, weights, n) -> np.ndarray:
    totals = np.bincount(each.levels[each.levels >= 0], (weights * n)[each.levels >= 0])
    return totals / totals.sum()


def test_weights_and_effective_size_agree_with_r():
    told, held, margins = usual()
    found = rake(margins, held["n"])
    assert found.weights == pytest.approx(held["weights"], rel=1e-9)
    assert found.effective == pytest.approx(told["effective"], rel=1e-9)
    assert found.largest == pytest.approx(held["weights"].max(), rel=1e-9)


def test_the_weighted_difference_agrees_with_r():
    told, held, margins = usual()
    weights = rake(margins, held["n"]).weights
    found = weighted_difference(
        held["outcome"].astype(float), held["solo"] == 1, weights, held["n"]
    )
    assert_same(found, told["difference"], CLOSED)


def test_every_margin_is_met_and_weights_are_one_on_average():
    _, held, margins = usual()
    found = rake(margins, held["n"])
    for each in margins:
        assert shares_of(each, found.weights, held["n"]) == pytest.approx(each.shares, rel=1e-9)
    assert found.weights @ held["n"] / held["n"].sum() == pytest.approx(1)


def test_the_order_of_margins_and_rows_and_the_counting_do_not_matter():
    _, held, margins = usual()
    told = rake(margins, held["n"]).weights
    place = np.repeat(np.arange(len(told)), held["n"])[::-1]
    apart = [Margin(m.question, m.levels[place], m.shares) for m in reversed(margins)]
    assert rake(apart, ones(len(place))).weights == pytest.approx(told[place], rel=1e-9)


def test_margins_that_hold_already_weight_nobody():
    levels = [0, 0, 0, 1]
    found = rake([margin(levels, [0.75, 0.25])], ones(4))
    assert found.weights == pytest.approx(np.ones(4))
    assert found.effective == pytest.approx(4)


def test_one_margin_is_post_stratification():
    found = rake([margin([0, 0, 0, 1], [0.5, 0.5])], ones(4))
    assert found.weights == pytest.approx([2 / 3, 2 / 3, 2 / 3, 2])
    assert found.effective == pytest.approx(16 / (3 * 4 / 9 + 4))


def test_an_unanswered_question_moves_nobody_s_weight():
    levels = np.array([0, 0, 0, 1, -1])
    found = rake([margin(levels, [0.5, 0.5])], ones(5))
    assert shares_of(margin(levels, [0.5, 0.5]), found.weights, ones(5)) == pytest.approx(0.5)
    assert found.weights[4] == pytest.approx(1)


def test_effective_size_is_kish_s():
    assert effective_n(np.array([1.0, 3.0]), np.array([2, 1])) == pytest.approx(25 / 11)
    assert effective_n(np.full(9, 4.2), ones(9)) == pytest.approx(9)


def test_a_level_nobody_is_at_is_a_reason():
    found = rake([margin([0, 0, 1], [0.4, 0.4, 0.2])], ones(3))
    assert found.weights is None
    assert found.reason == "nobody gave answer 3 of 'size'"
    counted = rake([margin([0, 1, 2], [0.4, 0.4, 0.2])], np.array([5, 5, 0]))
    assert counted.reason == "nobody gave answer 3 of 'size'"


def test_margins_that_contradict_each_other_are_a_reason():
    levels = [0, 0, 1, 1]
    found = rake([margin(levels, [0.5, 0.5]), margin(levels, [0.6, 0.4])], ones(4))
    assert (found.weights, found.reason) == (None, NO_CONVERGENCE)


@pytest.mark.parametrize("shares", [[0.5, 0.4], [1.2, -0.2], [1.0, 0.0], [], [0.5, np.nan]])
def test_shares_nobody_could_meet_are_the_codebook_s_fault(shares):
    with pytest.raises(SurveyError, match="no set of shares"):
        rake([margin([0, 1], shares)], ones(2))


def test_a_level_without_a_share_is_the_codebook_s_fault():
    with pytest.raises(SurveyError, match="2 shares but the question has more"):
        rake([margin([0, 1, 2], [0.5, 0.5])], ones(3))


def test_with_equal_weights_it_is_the_plain_difference_of_means():
    rng = np.random.default_rng(6)
    y, solo = rng.normal(size=90), np.arange(90) < 30
    found = weighted_difference(y, solo, np.ones(90), ones(90))
    variance = y[solo].var(ddof=1) / 30 + y[~solo].var(ddof=1) / 60
    assert found.value == pytest.approx(y[solo].mean() - y[~solo].mean())
    assert found.error == pytest.approx(np.sqrt(variance), rel=1e-9)


def test_a_weighted_difference_of_nothing_is_not_estimable():
    solo = np.array([True, False, False])
    assert_not_estimable(
        weighted_difference(np.arange(3.0), solo, np.ones(3), ones(3)), Unmodelled.ONE_GROUP
    )
    flat = weighted_difference(np.full(4, 0.1), np.arange(4) < 2, np.array([1, 2, 3, 4.0]), ones(4))
    assert_not_estimable(flat, Unmodelled.NO_SPREAD_LEFT)


def test_weights_bring_back_shares_that_were_thinned_out():
    """Half of the small organisations are dropped from the demo; raking finds them again."""
    sizes = demo(60_000)["org_size"]
    true = np.bincount(sizes) / len(sizes)
    kept = sizes[(sizes > 1) | (np.arange(len(sizes)) % 2 == 0)]
    found = rake([Margin("org_size", kept, true)], ones(len(kept)))
    weighted = Margin("org_size", kept, true)
    assert shares_of(weighted, found.weights, ones(len(kept))) == pytest.approx(true)
    assert found.effective < len(kept)
