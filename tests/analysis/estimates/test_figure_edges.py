"""What a release says of groups that are alike, apart, constant, tiny or of ten million people."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.tallied import SURVEY, figures_of


def by_measure(rows):
    """The rows of the one cohort and indicator by measure and group ('' for solo against team)."""
    return {(row.measure, row.group or ""): row for row in rows.itertuples()}


def figures(indicator, solo, team, **rest):
    """The rows of one indicator in one cohort, by measure and group."""
    held = np.array([[solo, team]])
    return by_measure(figures_of(SURVEY, {indicator: held}, **rest))


def test_a_separated_pair_of_groups_falls_back_on_newcombes_interval():
    told = figures("tired", [20, 10, 0, 0, 0], [0, 0, 0, 10, 30])
    order, p = told["superiority", ""], told["p_brunner_munzel", ""]
    assert (order.value, order.method) == (0, "newcombe-method-5")
    assert order.low == 0
    assert 0.03 < order.high < 0.12
    assert (p.method, p.reason) == ("rank-sum-without-ties", "below 0.0001")
    # z = 1/2 / sqrt(71 / (12 * 30 * 40)) = 7.12, and 2 P(Z > 7.12) = 1.1e-12, before the rounding
    assert -12 < told["log10_p_brunner_munzel", ""].value < -11


def test_where_all_are_alike_nothing_is_estimated_and_it_is_not_said_that_they_are():
    told = figures("tired", [0, 0, 60, 0, 0], [0, 0, 90, 0, 0])
    unsaid = {"mean_difference", "equivalence", "superiority", "cliffs_delta", "hedges_g"}
    unsaid |= {"minimum_detectable", "p_welch", "p_adjusted", "p_equivalence", "p_mann_whitney"}
    for measure in unsaid | {"p_brunner_munzel"}:
        row = told[measure, ""]
        assert np.isnan(row.value)
        assert row.reason == "the rounded scores show no spread in either group"
    assert told["mean", "solo"].value == 50


def test_constant_groups_apart_have_an_order_but_no_difference_in_sds():
    told = figures("tired", [60, 0, 0, 0, 0], [0, 0, 0, 0, 90])
    assert told["superiority", ""].value == 0
    assert np.isnan(told["hedges_g", ""].value)
    assert np.isnan(told["mean_difference", ""].value)


def test_a_constant_group_beside_one_that_is_not_is_estimated():
    told = figures("tired", [0, 0, 60, 0, 0], [20, 30, 20, 10, 10])
    for measure in ("mean_difference", "superiority", "hedges_g", "minimum_detectable"):
        assert told[measure, ""].value > 0
        assert told[measure, ""].reason is None


def test_ten_million_people_have_a_size_first_and_a_logarithm_instead_of_p():
    shares = np.array([[0.2, 0.2, 0.2, 0.2, 0.2], [0.21, 0.2, 0.2, 0.2, 0.19]])
    told = figures("tired", *(shares * 10**7).astype(int))
    for measure in ("p_welch", "p_brunner_munzel"):
        assert told[measure, ""].reason == "below 0.0001"
        assert told[f"log10_{measure}", ""].value < -500
    assert told["mean_difference", ""].value == pytest.approx(1, abs=0.01)
    assert told["mean_difference", ""].verdict == "about the same"


def test_a_share_of_nobody_has_no_ratio_and_one_of_everybody_no_interval():
    nobody = figures("mentor", [60, 0], [60, 30])["share_ratio", ""]
    assert np.isnan(nobody.value)
    assert nobody.reason == "the share of a group rounds to zero, so there is no ratio"
    everybody = figures("mentor", [0, 60], [0, 90])["share_ratio", ""]
    assert everybody.value == 1
    assert np.isnan(everybody.low)
    assert everybody.reason == "both shares round to one, so the ratio has no interval"


def test_no_row_is_spent_on_what_an_indicator_does_not_have():
    told = figures("posts", [5] * 30, [6] * 30)
    assert not {"share", "share_difference", "share_ratio"} & {measure for measure, _ in told}
    assert not {"equivalence", "p_equivalence"} & {measure for measure, _ in told}
    assert not {"median", "placement_sd", "tie_factor"} & {m for m, _ in figures("mentor", *ODDS)}


ODDS = ([40, 20], [40, 50])


@pytest.mark.parametrize(
    ("heads", "told"),
    [(60, (2, 0, 4)), (64, (2, 0, 4)), (65, (5, 1, 9)), (70, (10, 6, 14))],
)
def test_how_many_have_no_score_is_the_difference_of_the_two_published_counts(heads, told):
    row = figures("mentor", *ODDS, heads=np.array([[heads, 92]]))["unscored", "solo"]
    assert (row.value, row.low, row.high) == told
    assert row.low <= heads - 60 <= row.high


def test_nothing_is_said_of_those_without_a_score_where_the_heads_are_not_told():
    told = figures("mentor", *ODDS, heads_shown=False)
    assert ("unscored", "solo") not in told
    assert ("n", "solo") in told


def test_the_share_at_a_cut_is_that_of_the_bands_and_rounded_like_a_yes_or_no():
    solo, team = [10, 10, 20, 30, 30], [40, 30, 20, 20, 10]  # 75 and 100 reach two thirds
    told = figures("tired", solo, team)
    shares = [told["share", side] for side in ("solo", "team")]
    assert [row.value for row in shares] == [0.6, 0.25]
    assert [row.step for row in shares] == [0.05, 0.05]  # 4 / 100 and 4 / 120, to 1, 2, 5
    assert told["share_difference", ""].value == 0.35
    assert told["share_ratio", ""].value == 2.4


@pytest.mark.parametrize(("times", "median", "step"), [(1, None, None), (2, 55, 5), (20, 57, 1)])
def test_the_middle_is_read_off_the_bands_from_fifty_people_on(times, median, step):
    # of 40 people 8 lie below 20, 4 and 8 in the next two bands; the 20th lies at 60
    held = np.zeros(25, dtype=int)
    held[[0, 6, 12, 18, 24]] = np.array([8, 5, 8, 10, 9]) * times
    row = figures("strain", held, held)["median", "solo"]
    if median is None:
        assert np.isnan(row.value)
        assert row.reason == (
            "fewer than 50 people of this group have a score, too few for a middle score"
        )
    else:
        assert (row.value, row.step) == (median, step)


def test_a_middle_in_a_band_without_an_end_is_not_placed():
    row = figures("posts", [1] * 20 + [8] * 10, [5] * 30)["median", "solo"]
    assert np.isnan(row.value)
    assert row.reason == "the middle score lies in a band too wide to place it in"


def test_figures_stand_in_the_contracts_columns():
    rows = figures_of(SURVEY, {"mentor": np.array([ODDS])})
    texts = ["cohort", "indicator", "group", "measure", "verdict", "reason", "method"]
    assert {*rows.columns} == {*texts, "value", "low", "high", "step"}
    assert all(rows[name].dtype == object for name in texts)
    assert pd.concat([rows, rows]).shape[0] == 2 * len(rows)
