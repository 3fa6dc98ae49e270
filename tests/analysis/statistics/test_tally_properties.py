"""What must hold of every tally: it equals its rows, signs turn, scales do not matter."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.nonparametric import rank_compare_2ordinal

from analysis.statistics.calculator import as_json
from analysis.statistics.tally import Tally

SCALE_FREE = ("superiority", "cliffs_delta", "hedges_g", "share_difference", "mann_whitney")
BOUNDS = {
    "superiority": (0, 1),
    "cliffs_delta": (-1, 1),
    "share": (0, 1),
    "share_difference": (-1, 1),
    "minimum_detectable": (0, math.inf),
}


@st.composite
def tallies(draw, most=12, least=0):
    """Any valid tally of 1 to 6 levels with counts up to ``most``; a cut more often than not."""
    levels = tuple(sorted(draw(st.sets(st.integers(-40, 400), min_size=1, max_size=6))))
    counts = st.lists(st.integers(0, most), min_size=len(levels), max_size=len(levels)).map(tuple)
    solo, team = (draw(counts.filter(lambda c: sum(c) >= least)) for _ in range(2))
    return Tally(levels, solo, team, draw(st.none() | st.sampled_from(levels)), None)


def usual(least=2):
    """Tallies of which all can be estimated: two people or more, spread in both groups."""
    kinds = tallies(least=least)
    return kinds.filter(
        lambda t: min(sum(c > 0 for c in counts) for counts in (t.solo, t.team)) > 1
    )


def estimates(tally):
    return {(e["measure"], e["group"], e["method"]): e for e in as_json(tally)["estimates"]}


def of(tally, measure, way=""):
    return next(e for (m, _, how), e in estimates(tally).items() if m == measure and way in how)


@settings(max_examples=80, deadline=None)
@given(tallies(), st.sampled_from([1, 10**4, 10**12]), st.sampled_from([1, 1e-40, 1e40]))
def test_no_tally_gives_anything_but_numbers_within_bounds_or_a_reason(tally, times, unit):
    many = replace(
        tally,
        levels=tuple(level * unit for level in tally.levels),
        solo=tuple(times * count for count in tally.solo),
        cut=None if tally.cut is None else tally.cut * unit,
    )
    for (measure, _, _), each in estimates(many).items():
        if each["value"] is None:
            assert each["reason"]
            assert each["low"] is each["high"] is each["p"] is None
        elif each["low"] is not None:
            low, high = BOUNDS.get(measure, (-math.inf, math.inf))
            assert low <= each["low"] <= each["value"] <= each["high"] <= high
        assert each["p"] is None or 0 <= each["p"] <= 1
        assert each["log10_p"] is None or each["log10_p"] <= 0


@settings(max_examples=60, deadline=None)
@given(usual())
def test_it_equals_the_row_wise_calls_of_scipy(tally):
    solo, team = (np.repeat(tally.levels, counts) for counts in (tally.solo, tally.team))
    welch = stats.ttest_ind(solo, team, equal_var=False)
    assert of(tally, "mean_difference")["p"] == pytest.approx(welch.pvalue, rel=1e-9, abs=1e-12)
    for way, corrected in (("with continuity", True), ("without continuity", False)):
        rows = stats.mannwhitneyu(solo, team, use_continuity=corrected, method="asymptotic")
        found = of(tally, "mann_whitney", way)
        assert (found["value"], found["p"]) == (rows.statistic, pytest.approx(rows.pvalue))
    order = of(tally, "superiority")
    if "Brunner" in order["method"]:
        rows = stats.brunnermunzel(solo, team)
        assert (order["statistic"], order["p"]) == pytest.approx((-rows.statistic, rows.pvalue))


@settings(max_examples=60, deadline=None)
@given(usual())
def test_superiority_equals_that_of_statsmodels_from_counts(tally):
    order = of(tally, "superiority")
    assume("Brunner" in order["method"])
    expected = rank_compare_2ordinal(np.array(tally.solo), np.array(tally.team))
    low, high = np.clip(expected.conf_int(alpha=0.05), 0, 1)
    assert order["value"] == pytest.approx(expected.prob1)
    assert (order["low"], order["high"]) == pytest.approx((low, high), abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(tallies(least=2))
def test_exchanging_the_groups_turns_the_signs_and_keeps_the_p(tally):
    turned = replace(tally, solo=tally.team, team=tally.solo)
    for measure in ("mean_difference", "cliffs_delta", "hedges_g", "share_difference"):
        one, other = of(tally, measure), of(turned, measure)
        for end, opposite in (("value", "value"), ("low", "high"), ("high", "low")):
            assert (one[end] is None) == (other[opposite] is None)
            assert one[end] is None or other[opposite] == pytest.approx(-one[end], abs=1e-8)
        assert other["p"] == (one["p"] and pytest.approx(one["p"], rel=1e-8))


@settings(max_examples=40, deadline=None)
@given(usual(), st.sampled_from([0.5, 3, 1000]), st.sampled_from([-7, 0, 128]))
def test_a_new_unit_and_zero_move_means_with_them_and_leave_effects_alone(tally, unit, zero):
    moved = replace(
        tally,
        levels=tuple(unit * level + zero for level in tally.levels),
        cut=None if tally.cut is None else unit * tally.cut + zero,
    )
    for measure in SCALE_FREE:
        one, other = of(tally, measure), of(moved, measure)
        for field in ("value", "low", "high", "p"):
            assert other[field] == (one[field] and pytest.approx(one[field], rel=1e-8, abs=1e-10))
    for measure in ("mean_difference", "equivalence", "minimum_detectable"):
        one, other = of(tally, measure), of(moved, measure)
        assert other["value"] == pytest.approx(unit * one["value"], rel=1e-9, abs=1e-9)
        assert other["verdict"] == one["verdict"]
    mean = of(tally, "mean")["value"]
    assert of(moved, "mean")["value"] == pytest.approx(unit * mean + zero, abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(usual(), st.integers(2, 10**9))
def test_scaling_all_counts_leaves_the_sizes_of_effects_unchanged(tally, times):
    many = replace(
        tally,
        solo=tuple(times * count for count in tally.solo),
        team=tuple(times * count for count in tally.team),
    )
    for measure in ("mean", "median", "mean_difference", "superiority", "share", "share_ratio"):
        one, other = of(tally, measure), of(many, measure)
        assert other["value"] == (one["value"] and pytest.approx(one["value"], rel=1e-12))
        if measure == "mean_difference":
            assert other["high"] - other["low"] < one["high"] - one["low"]


@settings(max_examples=40, deadline=None)
@given(usual())
def test_a_level_that_nobody_has_changes_nothing(tally):
    wider = replace(
        tally,
        levels=(*tally.levels, tally.levels[-1] + 5),
        solo=(*tally.solo, 0),
        team=(*tally.team, 0),
        sesoi=3.0,
    )
    assert as_json(wider) == as_json(replace(tally, sesoi=3.0))


@settings(max_examples=40, deadline=None)
@given(usual())
def test_moving_a_solo_person_up_never_lowers_superiority_or_the_difference(tally):
    at = next(i for i, count in enumerate(tally.solo) if count)
    assume(at + 1 < len(tally.levels))
    solo = list(tally.solo)
    solo[at] -= 1
    solo[at + 1] += 1
    up = replace(tally, solo=tuple(solo))
    assert of(up, "superiority")["value"] >= of(tally, "superiority")["value"]
    assert of(up, "mean_difference")["value"] is None or (
        of(up, "mean_difference")["value"] > of(tally, "mean_difference")["value"]
    )


@settings(max_examples=40, deadline=None)
@given(tallies(least=2))
def test_cliffs_delta_is_twice_the_superiority_less_one(tally):
    order, delta = of(tally, "superiority"), of(tally, "cliffs_delta")
    assume(order["value"] is not None)
    for field in ("value", "low", "high"):
        assert delta[field] == pytest.approx(2 * order[field] - 1, abs=1e-12)
    assert delta["p"] == order["p"]


@settings(max_examples=30, deadline=None)
@given(*[st.integers(3, 40)] * 4)
def test_on_two_levels_the_rank_test_is_welchs(a, b, c, d):
    tally = Tally((0, 1), (a, b), (c, d))
    order, mean = of(tally, "superiority"), of(tally, "mean_difference")
    assume("Brunner" in order["method"])
    assert (order["p"], order["df"]) == pytest.approx((mean["p"], mean["df"]), rel=1e-9)
