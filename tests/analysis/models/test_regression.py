"""Adjusted differences and moderation: as R gives them, and honest where there are none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st

from analysis.models.modelled import Unmodelled, log10_p_of_t
from analysis.models.regression import adjusted_difference, fit_hc3, moderation
from analysis.models.rows import ModelRows, pooled
from data.demo import TRUE_EFFECTS, TRUE_ISOLATION_GAPS
from tests.model_rows import (
    arrays,
    assert_finite,
    assert_not_estimable,
    assert_same,
    demo,
    isolation,
    reference,
)

SETS = ("small", "usual", "many")


def rows_of(name: str) -> tuple[ModelRows, np.ndarray]:
    cells = arrays(reference("regression")[name]["rows"])
    covariates = {"size": cells["size"], "field": cells["field"]}
    rows = ModelRows(cells["outcome"].astype(float), cells["solo"] == 1, covariates, cells["n"])
    return rows, cells["received"]


def simple(outcome, solo, covariate=None, n=None) -> ModelRows:
    covariates = {} if covariate is None else {"field": np.array(covariate)}
    ones = np.ones(len(outcome), dtype=np.int64) if n is None else np.array(n)
    return ModelRows(np.array(outcome, dtype=float), np.array(solo, dtype=bool), covariates, ones)


@pytest.mark.parametrize("name", SETS)
def test_adjusted_and_unadjusted_agree_with_lm_and_sandwich(name):
    found = adjusted_difference(rows_of(name)[0], k=1)
    assert_same(found.adjusted, reference("regression")[name]["adjusted"])
    assert_same(found.unadjusted, reference("regression")[name]["unadjusted"])


@pytest.mark.parametrize("name", SETS)
def test_moderation_agrees_with_lm_and_sandwich(name):
    found = moderation(*rows_of(name), k=1)
    for part in ("interaction", "gap_with", "gap_without"):
        assert_same(getattr(found, part), reference("regression")[name][part])


def test_hc3_of_counted_rows_is_statsmodels_of_people():
    rng = np.random.default_rng(5)
    n = rng.integers(1, 9, 40)
    x = np.column_stack([np.ones(40), rng.integers(0, 2, 40), rng.normal(size=40)])
    outcomes = [rng.integers(0, 5, size) * 25.0 for size in n]
    mean = np.array([each.mean() for each in outcomes])
    within = np.array([((each - each.mean()) ** 2).sum() for each in outcomes])
    found = fit_hc3(x, mean, within, n)
    people = sm.OLS(np.concatenate(outcomes), np.repeat(x, n, axis=0)).fit(cov_type="HC3")
    assert found.coefficients == pytest.approx(people.params, rel=1e-9)
    assert found.covariance == pytest.approx(people.cov_params(), rel=1e-9)
    assert found.df == people.df_resid


def test_without_covariates_adjusting_changes_nothing():
    found = adjusted_difference(replace(rows_of("usual")[0], covariates={}))
    assert found.adjusted.value == found.unadjusted.value
    assert found.adjusted.error == found.unadjusted.error


def test_both_are_of_the_same_people():
    rows, _ = rows_of("usual")
    rows.covariates["field"][:5] = -1
    holes = replace(rows, outcome=np.where(np.arange(len(rows.n)) == 9, np.nan, rows.outcome))
    found = adjusted_difference(holes)
    assert found.adjusted.n == found.unadjusted.n == found.solo + found.team
    assert found.left_out == rows.n[[0, 1, 2, 3, 4, 9]].sum()


@given(st.randoms(use_true_random=False))
def test_neither_order_nor_splitting_of_rows_matters(random):
    rows, received = rows_of("small")
    order = list(range(len(rows.n))) * 2
    random.shuffle(order)
    seen, counts = set(), []
    for at in order:  # each row comes twice: once with all but one person, once with the one
        counts.append(1 if at in seen else rows.n[at] - 1)
        seen.add(at)
    mixed = ModelRows(
        rows.outcome[order],
        rows.solo[order],
        {name: levels[order] for name, levels in rows.covariates.items()},
        np.array(counts),
    )
    told, again = moderation(rows, received, k=1), moderation(mixed, received[order], k=1)
    assert again.interaction.value == pytest.approx(told.interaction.value, rel=1e-9)
    assert again.interaction.error == pytest.approx(told.interaction.error, rel=1e-9)


def test_swapping_the_groups_flips_the_sign_and_nothing_else():
    rows, received = rows_of("usual")
    swapped = replace(rows, solo=~rows.solo)
    for model in (
        lambda given: adjusted_difference(given).adjusted,
        lambda given: moderation(given, received).interaction,
    ):
        found, other = model(rows), model(swapped)
        assert (other.value, other.low) == pytest.approx((-found.value, -found.high), rel=1e-9)
        assert (other.error, other.p) == pytest.approx((found.error, found.p), rel=1e-9)


def test_the_outcome_s_unit_carries_over():
    rows, _ = rows_of("usual")
    found = adjusted_difference(rows).adjusted
    scaled = adjusted_difference(replace(rows, outcome=3 * rows.outcome + 7)).adjusted
    assert scaled.value == pytest.approx(3 * found.value, rel=1e-9)
    assert scaled.error == pytest.approx(3 * found.error, rel=1e-9)
    assert scaled.p == pytest.approx(found.p, rel=1e-7)


def test_how_levels_are_numbered_does_not_matter():
    rows, _ = rows_of("usual")
    renumbered = {"size": 3 - rows.covariates["size"], "field": 5 * rows.covariates["field"]}
    assert adjusted_difference(replace(rows, covariates=renumbered)).adjusted.value == (
        pytest.approx(adjusted_difference(rows).adjusted.value, rel=1e-9)
    )


@pytest.mark.parametrize(("people", "told"), [(31, False), (32, True), (33, True)])
def test_it_asks_for_thirty_residual_degrees_of_freedom(people, told):
    found = adjusted_difference(simple(np.arange(people), np.arange(people) % 2)).unadjusted
    if told:
        assert found.df == people - 2
    else:
        assert_not_estimable(found, Unmodelled.TOO_FEW)


@pytest.mark.parametrize(("solo", "told"), [(9, False), (10, True), (11, True)])
def test_each_group_needs_k_people(solo, told):
    outcome = [0, 50, 100] * 20
    found = adjusted_difference(simple(outcome, [1] * solo + [0] * (60 - solo)))
    assert (found.adjusted.reason is None) is told
    if not told:
        assert_not_estimable(found.adjusted, Unmodelled.ONE_GROUP)


def test_rare_answers_are_pooled_until_each_has_k_of_both_groups():
    levels, solo = np.array([0, 0, 1, 1, 2, 2, 3, 3]), np.array([True, False] * 4)
    n = np.array([10, 10, 9, 40, 50, 50, 3, 30])
    assert list(pooled(levels, solo, n, 10)) == [0, 0, 1, 1, 2, 2, 1, 1]
    assert list(pooled(levels, solo, n, 3)) == list(levels)
    assert len(set(pooled(levels, solo, n, 60))) == 1


def test_pooling_is_told():
    outcome, solo = [0, 50, 100, 75] * 25, [1, 0] * 50
    found = adjusted_difference(simple(outcome, solo, [0] * 45 + [1] * 45 + [2] * 10))
    assert found.pooled == ("field",)
    assert found.adjusted.df == 97


def test_constant_separate_and_collinear_are_not_estimable():
    solo = [1, 0] * 40
    assert_not_estimable(
        adjusted_difference(simple([1 / 3] * 80, solo)).unadjusted, Unmodelled.SAME_SCORE
    )
    assert_not_estimable(
        adjusted_difference(simple([70, 20] * 40, solo)).unadjusted, Unmodelled.NO_SPREAD_LEFT
    )
    twins = simple([0, 30, 60, 100] * 20, solo, [0, 0, 1, 1] * 20)
    twins.covariates["again"] = twins.covariates["field"]
    assert_not_estimable(adjusted_difference(twins).adjusted, Unmodelled.SINGULAR)


def test_nobody_at_all_is_not_estimable():
    found = adjusted_difference(simple([np.nan] * 50, [1, 0] * 25, [0] * 50))
    assert (found.solo, found.team, found.left_out) == (0, 0, 50)
    assert_not_estimable(found.adjusted, Unmodelled.ONE_GROUP)


def test_an_answer_that_decides_alone_is_not_estimable():
    x = np.column_stack([np.ones(50), np.arange(50) == 0]).astype(float)
    assert fit_hc3(x, np.arange(50.0), np.zeros(50), np.ones(50, dtype=int)) == Unmodelled.ALONE


@pytest.mark.parametrize(("few", "told"), [(9, False), (10, True)])
def test_moderation_needs_k_people_with_and_without_in_both_groups(few, told):
    solo = np.array([1] * 50 + [0] * 50)
    received = np.array([1] * few + [0] * (50 - few) + [1, 0] * 25)
    found = moderation(simple([0, 25, 50, 100] * 25, solo), received)
    if told:
        assert_finite(found.interaction)
        assert found.interaction.value == pytest.approx(
            found.gap_with.value - found.gap_without.value
        )
    else:
        assert_not_estimable(found.interaction, Unmodelled.TOO_FEW_RECEIVED)


def test_p_stays_told_where_it_underflows():
    found = adjusted_difference(simple([0, 50, 60, 100], [0, 0, 1, 1], n=[10**6] * 4)).unadjusted
    assert found.p == 0
    assert found.log10_p < -300
    assert_finite(found)


@pytest.mark.parametrize(
    ("t", "df", "wanted"),  # (pt(-t, df, log.p = TRUE) + log(2)) / log(10) in R
    [
        (0.0, 40, 0.0),
        (45.0, 500, -177.222901791165),
        (1000.0, 200, -371.154760261842),
        (1e9, 40, -328.8606041656),
        (58.895803736980177, 99974, -742.310540586585),
        (185.6, 999974, -7356.55388869566),
    ],
)
def test_log10_p_agrees_with_r_below_what_p_can_hold(t, df, wanted):
    assert log10_p_of_t(t, df) == pytest.approx(wanted, rel=1e-9)
    assert log10_p_of_t(-t, df) == log10_p_of_t(t, df)


def test_log10_p_with_millions_of_degrees_of_freedom_nears_the_normal_one():
    for df in (1e6, 1e7, 1e8):
        assert log10_p_of_t(60.0, df) == pytest.approx(log10_p_of_t(60.0, None), rel=2e3 / df)


ROWS = 60_000


@pytest.fixture(scope="module")
def survey() -> ModelRows:
    told = demo(ROWS)
    covariates = {name: told[name] for name in ("org_size", "industry", "wave")}
    ones = np.ones(ROWS, dtype=np.int64)
    return ModelRows(isolation(ROWS).mean(axis=1), told["team_size"] == 0, covariates, ones)


def test_the_demo_s_true_gap_is_found_again(survey):
    found = adjusted_difference(survey)
    assert found.unadjusted.value == pytest.approx(TRUE_EFFECTS["isolation"], abs=0.7)
    # Small organisations give less and hold more teams of one: like with like, the gap is smaller.
    assert found.adjusted.value < found.unadjusted.value
    assert found.adjusted.value == pytest.approx(9.4, abs=0.7)


def test_the_demo_s_gap_is_smaller_with_introductions_to_peers(survey):
    received = 1 - demo(ROWS)["received_introductions"]
    found = moderation(replace(survey, covariates={}), received)
    yes, no = (TRUE_ISOLATION_GAPS[f"received_introductions={said}"] for said in ("yes", "no"))
    assert found.gap_with.value == pytest.approx(yes, abs=1.2)
    assert found.gap_without.value == pytest.approx(no, abs=1.2)
    assert found.interaction.low < yes - no < found.interaction.high < 0


def test_a_support_the_demo_gives_no_part_to_shows_none(survey):
    received = 1 - demo(ROWS)["received_memberships"]
    found = moderation(survey, received).interaction
    assert found.low < 0 < found.high
