"""What a release says of groups that are alike, apart, constant, tiny or of ten million people."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

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
    # bands 32, 2, 2 and 2, 2, 42: solo comes out higher in 0.068 of all pairs, or 0 to 0.16
    assert (order.value, order.method) == (0.06, "newcombe-method-5")  # in units of 0.02
    assert order.low == 0
    assert 0.16 < order.high < 0.25
    assert (p.method, p.reason) == ("rank-sum-without-ties", "below 0.0001")
    assert -8 < told["log10_p_brunner_munzel", ""].value < -4


def test_that_all_are_alike_is_not_to_be_seen():
    """All rows are those of groups in which a few are not: the bands don't tell them apart."""
    alike = figures_of(SURVEY, {"tired": np.array([[[0, 0, 60, 0, 0], [0, 0, 90, 0, 0]]])})
    mixed = figures_of(SURVEY, {"tired": np.array([[[1, 1, 60, 1, 1], [2, 0, 90, 0, 2]]])})
    pd.testing.assert_frame_equal(alike, mixed)
    told = by_measure(alike)
    assert told["mean", "solo"].value == 50
    assert told["mean", "solo"].low < 50 < told["mean", "solo"].high


def test_large_groups_of_everyone_that_are_alike_show_no_spread():
    told = figures("tired", [0, 0, 600, 0, 0], [0, 0, 900, 0, 0])
    assert (told["sd", "solo"].value, told["sd", "team"].value) == (0, 0)
    for measure in ("mean_difference", "equivalence", "hedges_g", "minimum_detectable", "p_welch"):
        assert np.isnan(told[measure, ""].value)
        assert told[measure, ""].reason == "the rounded scores show no spread in either group"


def test_constant_groups_apart_have_an_order_and_a_difference():
    told = figures("tired", [60, 0, 0, 0, 0], [0, 0, 0, 0, 90])
    assert told["superiority", ""].value == 0.03  # nobody, or a few of 122 pairs each
    assert told["mean_difference", ""].value == -100


def test_the_spread_of_a_yes_or_no_is_never_published():
    """It would tell how many said yes more closely than the rounded count does."""
    assert ("sd", "solo") not in figures("mentor", [9_000, 1_000], [9_000, 1_000])


@pytest.mark.parametrize(("people", "there"), [(499, False), (500, True)])
def test_a_spread_is_published_from_five_hundred_people_on_and_of_everyone_only(people, there):
    """It is the fewest that the counts of the bands stand for: 495 of 499."""
    solo, team = [0, 0, people - 400, 200, 200], [5, 5, 5, 5, 5]
    rows = figures_of(SURVEY, {"tired": np.array([[solo, team], [solo, team]])})
    told = rows[rows["measure"] == "sd"]
    assert told[["cohort", "group"]].values.tolist() == ([["", "solo"]] if there else [])


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


@pytest.mark.parametrize(
    ("solo", "team"),
    [((96, 4), (282, 18)), ((100, 0), (291, 9)), ((48, 2), (190, 15))],
)
def test_a_share_near_zero_is_not_lower_than_one_that_exact_counts_do_not_tell_apart(solo, team):
    """4 of 100 against 18 of 300: Fisher's exact p = .46, Barnard's .41."""
    told = figures("mentor", list(solo), list(team))
    exact = stats.fisher_exact([solo, team]).pvalue
    assert told["mean_difference", ""].verdict == "too uncertain to call"
    assert told["p_newcombe", ""].value > 0.05
    assert exact > 0.05
    row = told["mean_difference", ""]
    assert row.low < 0 < row.high


def test_a_share_of_nobody_has_no_ratio_and_one_of_everybody_no_interval():
    nobody = figures("mentor", [60, 0], [60, 30])["share_ratio", ""]
    assert np.isnan(nobody.value)
    assert nobody.reason == "the share of a group may be zero, so there is no ratio"
    everybody = figures("mentor", [0, 60], [0, 90])["share_ratio", ""]
    assert everybody.value == 0.99  # 62 of 64, 92 of 94
    assert np.isnan(everybody.low)
    assert everybody.reason == "both shares may be one, so the ratio has no interval"


def test_no_row_is_spent_on_what_an_indicator_does_not_have():
    told = figures("posts", [5] * 30, [6] * 30)
    assert not {"share", "share_difference", "share_ratio"} & {measure for measure, _ in told}
    assert not {"equivalence", "p_equivalence"} & {measure for measure, _ in told}
    assert not {"median", "placement_sd", "tie_factor"} & {m for m, _ in figures("mentor", *ODDS)}


ODDS = ([40, 20], [40, 50])


@pytest.mark.parametrize(
    ("heads", "told"),
    [(60, (2, 0, 4)), (64, (2, 0, 4)), (65, (4, 0, 9)), (70, (8, 2, 14))],
)
def test_how_many_have_no_score_is_the_difference_of_the_two_published_counts(heads, told):
    row = figures("mentor", *ODDS, heads=np.array([[heads, 92]]))["unscored", "solo"]
    assert (row.value, row.low, row.high) == told
    assert row.low <= heads - 60 <= row.high


def test_nothing_is_said_of_those_without_a_score_where_the_heads_are_not_told():
    told = figures("mentor", *ODDS, heads_shown=False)
    assert ("unscored", "solo") not in told
    assert ("n", "solo") in told


def test_the_share_at_a_cut_is_that_of_the_bands_and_its_step_what_these_leave_open():
    solo, team = [10, 10, 20, 30, 30], [40, 30, 20, 20, 10]  # 75 and 100 reach two thirds
    told = figures("tired", solo, team)
    shares = [told["share", side] for side in ("solo", "team")]
    assert [row.value for row in shares] == [0.58, 0.255]  # 62 of 22 + 22 + 62, 32 of 126
    # 60 to 64 of 106 in all, give or take 2: 0.556 to 0.615; 30 to 34 of 126: 0.234 to 0.279
    assert [row.step for row in shares] == [0.1, 0.05]
    assert told["share_difference", ""].value == 0.325
    assert told["share_difference", ""].step == pytest.approx(0.15)
    assert told["share_ratio", ""].value == 2.3


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
