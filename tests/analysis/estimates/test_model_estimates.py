"""What is published of models: rounded, nothing below the thresholds, and why where nothing is."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.estimates.models.coefficients import from_rounded
from analysis.estimates.models.coherence import scale_rows
from analysis.estimates.models.figures import in_families
from analysis.estimates.models.regressions import Gaps, larger_or_smaller
from analysis.estimates.models.untold import Untold, public_reason
from analysis.estimates.models.weights import weighted_rows
from analysis.models.item_functioning import ItemFunctioning
from analysis.models.modelled import Modelled, Unmodelled, from_error
from analysis.models.modelling import Coherence, Scale
from analysis.models.reliability import feldt_interval
from analysis.models.weighted import Weighted
from analysis.published import Verdict
from tests.model_surveys import NO, YES, Columns, basis, people, survey, told, values
from tests.surveys import book, ordinal, rule

SAID = people(700, seed=4, gap=20.0, eased=14.0)
PUBLISHED = told(basis(survey(), SAID))


def row(rows: pd.DataFrame, measure: str, term: str | None = None, group: str | None = None):
    """The one row of a measure on strain."""
    found = rows[(rows["indicator"] == "strain") & (rows["measure"] == measure)]
    for name, said in (("term", term), ("group", group)):
        found = found[found[name].isna() if said is None else found[name] == said]
    (only,) = found.itertuples()
    return only


def crossed(solo_with: int, others: int = 30) -> Columns:
    """People of whom so many solo ones have a mentor; the other three crossings hold ``others``."""
    sides = [(0, YES)] * solo_with + [(0, NO)] * others + [(1, YES)] * others + [(1, NO)] * others
    made = people(len(sides))
    team, mentor = (list(each) for each in zip(*sides, strict=True))
    return made | {"team": team, "mentor_got": mentor}


def test_an_adjusted_difference_stands_beside_its_twin_and_all_behind_both():
    found = values(PUBLISHED, "strain", "alike")
    for name in ("adjusted_difference", "unadjusted_difference"):
        assert {name, f"se_{name}", f"df_{name}", f"p_{name}"} <= set(found)
    assert {"p_family_adjusted_difference", "ordinal_log_odds"} <= set(found)
    sizes = [row(PUBLISHED, "n_adjusted_difference", "alike", each) for each in ("solo", "team")]
    assert [(each.value, each.low, each.high) for each in sizes] == [
        (282, 280, 284), (422, 420, 424),
    ]  # fmt: skip


def test_interval_p_and_degrees_of_freedom_can_be_computed_again_from_the_rows():
    shown = row(PUBLISHED, "adjusted_difference", "alike")
    error = row(PUBLISHED, "se_adjusted_difference", "alike").value
    df = row(PUBLISHED, "df_adjusted_difference", "alike").value
    assert df == 280 + 420 - 5  # two groups, three regions, two sizes: five coefficients
    most = error + row(PUBLISHED, "se_adjusted_difference", "alike").step / 2
    reach = shown.step / 2 + stats.t.ppf(0.975, df) * most
    assert shown.value - reach - 0.1 <= shown.low <= shown.value - reach
    assert shown.value + reach <= shown.high <= shown.value + reach + 0.1
    log10_p = row(PUBLISHED, "log10_p_adjusted_difference", "alike").value
    t = (shown.value - shown.step / 2) / most
    assert log10_p == pytest.approx(math.log10(2 * stats.t.sf(t, df)), abs=0.06)
    p = row(PUBLISHED, "p_adjusted_difference", "alike")
    assert (math.isnan(p.value), p.reason) == (True, "below 0.0001")


def test_the_gap_is_smaller_where_the_support_was_received():
    shown = row(PUBLISHED, "moderation", "mentor")
    given, not_given = (values(PUBLISHED, "strain", "mentor")[f"gap_{way}"]
                        for way in ("with", "without"))  # fmt: skip
    assert (shown.verdict, shown.value < 0, given < not_given) == ("lower", True, True)
    other = row(PUBLISHED, "moderation", "time")
    assert (other.low < 0 < other.high, other.verdict) == (True, "too uncertain to call")


def test_moderation_counts_the_supports_of_an_outcome_as_one_family():
    p = [row(PUBLISHED, "p_moderation", each).value for each in ("mentor", "time")]
    found = [row(PUBLISHED, "p_family_moderation", each) for each in ("mentor", "time")]
    assert [each.method for each in found] == ["benjamini-hochberg"] * 2
    # the larger of two p stays, the smaller doubles but for being at most the larger
    assert found[1].value == pytest.approx(p[1])
    smaller = 1e-4 if math.isnan(p[0]) else p[0]
    assert math.isnan(found[0].value) or found[0].value <= 2 * smaller * 1.05


def test_nothing_but_two_significant_digits_leaves():
    exact = PUBLISHED["measure"].str.match(r"n_|df_|effective_n|log10_p")
    for one in PUBLISHED[~exact & PUBLISHED["value"].notna()].itertuples():
        told = f"{one.value:.10g}".lstrip("-0.").replace(".", "").rstrip("0")
        assert len(told) <= 2, (one.measure, one.value)
    counts = PUBLISHED[PUBLISHED["measure"].str.match(r"n_")]
    assert set(counts["value"] % 5) == {2}


def test_no_more_than_is_meant_is_told_of_a_model():
    kinds = {
        "adjusted_difference", "unadjusted_difference", "ordinal_log_odds", "moderation",
        "gap_with", "gap_without", "alpha", "omega", "dif", "dif_log_odds", "complete",
    }  # fmt: skip
    beside = r"^(?:log10_p|p_family|comparisons|se|df|p|n)_"
    assert set(PUBLISHED["measure"].str.replace(beside, "", regex=True)) == kinds
    assert set(PUBLISHED["cohort"]) == {""}
    assert not np.isinf(PUBLISHED[["value", "low", "high", "step"]].to_numpy(dtype=float)).any()


def test_every_row_has_a_value_or_a_reason_and_its_method():
    assert (PUBLISHED["value"].isna() == PUBLISHED["reason"].notna()).all()
    assert set(PUBLISHED["method"]) == {
        "hc3", "hc3-moderation", "ordinal-logit", "rounded-count", "feldt", "omega-ml",
        "ordinal-dif", "holm", "benjamini-hochberg",
    }  # fmt: skip
    assert not PUBLISHED.duplicated(["indicator", "measure", "group", "term"]).any()


def test_verdicts_are_of_the_closed_vocabulary_and_stand_where_something_is_judged():
    judged = PUBLISHED[PUBLISHED["verdict"].notna()]
    assert set(judged["verdict"]) <= {each.value for each in Verdict}
    assert set(judged["measure"]) == {"adjusted_difference", "moderation", "dif"}


def test_neither_the_order_of_rows_nor_running_again_changes_a_figure():
    order = np.random.default_rng(3).permutation(700)
    mixed = {name: [held[at] for at in order] for name, held in SAID.items()}
    pd.testing.assert_frame_equal(told(basis(survey(), mixed)), PUBLISHED)


@pytest.mark.parametrize(("few", "there"), [(9, False), (10, True), (11, True)])
def test_each_crossing_of_group_and_support_holds_k_people(few, there):
    found = told(basis(survey(), crossed(few)))
    shown = row(found, "moderation", "mentor")
    assert (shown.reason is None) == there
    if not there:
        assert shown.reason == "too few people of one of the groups have, or have not, received it"
        assert (
            not found["measure"].isin(["gap_with", "gap_without"])[found["term"] == "mentor"].any()
        )


@pytest.mark.parametrize(("few", "df"), [(9, 4), (10, 5), (11, 5)])
def test_each_dummy_holds_k_people_of_both_groups_or_is_pooled(few, df):
    said = people(400)
    east = [place for place, team in enumerate(said["team"]) if team == 0][:few]
    region = [each % 2 for each in said["region"]]
    for place in east:
        region[place] = 2
    for place in [place for place, team in enumerate(said["team"]) if team == 1][:50]:
        region[place] = 2
    found = told(basis(survey(), said | {"region": region}))
    sizes = sum(row(found, "n_adjusted_difference", "alike", g).low for g in ("solo", "team"))
    assert sizes - row(found, "df_adjusted_difference", "alike").value == df


@pytest.mark.parametrize(("spare", "there"), [(29, False), (30, True), (31, True)])
def test_thirty_residual_degrees_of_freedom_are_needed(spare, there):
    said = people(spare + 2)  # an intercept and the group
    for name in ("region", "size"):
        said[name] = [0] * (spare + 2)
    found = told(basis(survey(), said))
    shown = row(found, "adjusted_difference", "alike")
    assert (shown.reason is None) == there
    if not there:
        assert shown.reason == "too few people answered everything this needs"


@pytest.mark.parametrize(("solo", "there"), [(9, False), (10, True), (11, True)])
def test_each_group_of_a_model_and_of_a_scale_holds_k_people(solo, there):
    said = people(90) | {"team": [0] * solo + [1] * (90 - solo)}
    found = told(basis(survey(), said))
    assert (row(found, "adjusted_difference", "alike").reason is None) == there
    assert (row(found, "alpha").reason is None) == there
    assert found["measure"].eq("n_complete").any() == there
    assert found["measure"].eq("dif").any() == there


@pytest.mark.parametrize(("solo", "there"), [(30, False), (31, True), (32, True)])
def test_reliability_of_a_group_needs_thirty_degrees_of_freedom_or_neither_is_told(solo, there):
    said = people(120) | {"team": [0] * solo + [1] * (120 - solo)}
    found = told(basis(survey(), said))
    assert row(found, "alpha").reason is None
    for group in ("solo", "team"):
        assert (row(found, "alpha", group=group).reason is None) == there


def test_a_support_nobody_answered_has_a_reason_and_no_other_suffers():
    found = told(basis(survey(), SAID | {"mentor_got": [None] * 700}))
    assert row(found, "moderation", "mentor").reason == Untold.TOO_FEW_RECEIVED
    assert row(found, "moderation", "time").reason is None


def test_an_absent_support_or_covariate_is_simply_not_told():
    said = {name: held for name, held in SAID.items() if name not in ("mentor_got", "size")}
    found = told(basis(survey(), said))
    assert set(found["term"].dropna()) == {"alike", "time", "tired", "tense", "eager"}
    assert row(found, "df_adjusted_difference", "alike").value == 280 + 420 - 4


def test_without_models_and_margins_only_scales_are_told():
    found = told(basis(survey(models={}), SAID))
    assert set(found["method"]) == {"feldt", "omega-ml", "ordinal-dif", "rounded-count"}


def test_alpha_s_interval_follows_from_the_published_alpha_and_sizes():
    shown = row(PUBLISHED, "alpha")
    assert (shown.step, shown.value) == (0.01, round(shown.value, 2))
    least, _ = feldt_interval(shown.value - 0.005, 700, 3)
    _, most = feldt_interval(shown.value + 0.005, 700, 3)
    assert least - 0.01 < shown.low <= least < most <= shown.high < most + 0.01


def test_few_people_tell_alpha_in_coarser_steps():
    found = told(basis(survey(), people(80)))
    assert row(found, "alpha").step == 0.02  # at least 1 / 80
    assert row(found, "alpha", group="solo").step == 0.05  # at least 1 / 30


def test_items_that_work_alike_are_said_to_whatever_their_p():
    for item in ("tired", "tense", "eager"):
        shown = row(PUBLISHED, "dif", item)
        assert (shown.verdict, shown.value < 0.02) == ("about the same", True)
        assert row(PUBLISHED, "dif_log_odds", item).low is not None


@pytest.mark.parametrize(
    ("change", "odds", "told_as"),
    [
        (0.0194, 1.5, Verdict.SAME),
        (0.0196, 1.5, Verdict.HIGHER),  # is published as 0.020
        (0.0204, -1.5, Verdict.LOWER),
    ],
)
def test_alike_is_judged_by_the_published_gain_alone(change, odds, told_as):
    none = Coherence(*[Modelled("m", 100, reason=Unmodelled.SAME_SCORE)] * 2)
    odds_ = Modelled("m", 200, odds, 0.4, odds - 0.8, odds + 0.8, 0.95, 14.0, 1.0, 2e-4, -3.7)
    scale = Scale("strain", 100, 100, none, (none, none), (ItemFunctioning("a", odds_, change),))
    shown = next(each for each in scale_rows(scale, 10) if each.measure == "dif")
    assert shown.verdict == told_as


def test_an_item_that_works_otherwise_in_a_group_is_found():
    said = people(1500)
    shifted = [
        min(level + 2, 4) if team == 0 else level
        for level, team in zip(said["tired"], said["team"], strict=True)
    ]
    found = told(basis(survey(), said | {"tired": shifted}))
    assert row(found, "dif", "tired").verdict == "higher"


def gaps(given: float, not_given: float, error: float = 0.5) -> Gaps:
    """Two independent gaps of the same standard error."""
    made = (from_rounded(each, error, 0.1, 0.1, None) for each in (given, not_given))
    both = from_rounded(given - not_given, error * math.sqrt(2), 0.1, 0.1, None)
    return Gaps(both, *made)


@pytest.mark.parametrize(
    ("given", "not_given", "p_family", "verdict"),
    [
        (5.7, 10.8, 0.001, Verdict.LOWER),
        (10.8, 5.7, 0.001, Verdict.HIGHER),
        (-5.7, -10.8, 0.001, Verdict.LOWER),  # smaller in size, though the number is higher
        (-10.8, -5.7, 0.001, Verdict.HIGHER),
        (5.7, 10.8, 0.06, Verdict.UNCERTAIN),
        (-0.4, 9.0, 0.001, Verdict.LOWER),
        (-6.0, 6.5, 0.001, Verdict.UNCERTAIN),  # they differ, but neither is the smaller
        (9.0, 9.5, 0.6, Verdict.SAME),
        (9.0, 9.5, 0.001, Verdict.SAME),
    ],
)
def test_larger_and_smaller_are_about_the_size_of_the_gap(given, not_given, p_family, verdict):
    assert larger_or_smaller(gaps(given, not_given), p_family, 5.0) is verdict


def test_reasons_never_tell_of_one_person_or_of_none():
    for reason in [*Unmodelled, "everybody answered one of the questions alike", None]:
        said = public_reason(reason)
        assert not set(said.split()) & {"nobody", "everybody", "alone", "alike"}
        assert said in set(Untold)


def test_p_is_adjusted_within_declared_families_and_the_headlines_else():
    asked = {name: ordinal(0, 1, text=name) for name in "abcd"}
    made = {name: {"label": name, "items": [name], "headline": name in "ab"} for name in "abcd"}
    codebook = book(asked, made)
    found = in_families({"a": 0.01, "b": 0.03, "c": 0.01, "d": 0.03}, codebook)
    assert {name: (round(each.p, 9), each.method) for name, each in found.items()} == {
        "a": (0.02, "holm"), "b": (0.03, "holm"),
        "c": (0.02, "benjamini-hochberg"), "d": (0.03, "benjamini-hochberg"),
    }  # fmt: skip
    family = {"all": {"indicators": ["a", "c"], "method": "holm"}}
    declared = in_families({"a": 0.01, "c": 0.04}, book(asked, made, families=family))
    assert [each.p for each in declared.values()] == [0.02, 0.04]


EVENLY = {"region": {"source": "Atlas.", "shares": {"north": 0.2, "south": 0.5, "east": 0.3}}}


def test_weighted_differences_come_with_each_group_s_effective_size():
    found = told(basis(survey(margins=EVENLY), SAID))
    assert row(found, "weighted_difference").verdict == "higher"
    assert row(found, "weighted_difference").method == "raking"
    for group, people_ in (("solo", 280), ("team", 420)):
        size = row(found, "effective_n", group=group)
        assert (size.method, size.value % 5, size.step) == ("kish", 2, 5)
        assert 0.7 * people_ < size.value < people_
    least = min(row(found, "effective_n", group=group).low for group in ("solo", "team"))
    assert row(found, "df_weighted_difference").value == least - 1


def test_a_derived_indicator_is_weighted_too():
    found = told(basis(survey(margins=EVENLY), SAID))
    assert found[found["measure"] == "weighted_difference"]["indicator"].nunique() == 7


def test_margins_that_cannot_be_met_have_a_reason_in_words():
    both = EVENLY | {"size": {"source": "Atlas.", "shares": {"north": 0.9, "south": 0.1}}}
    tied = SAID | {"size": [min(each, 1) for each in SAID["region"]]}
    found = told(basis(survey(margins=both), tied))
    assert row(found, "weighted_difference").reason == "no weights meet all known shares at once"
    assert not found["measure"].eq("effective_n").any()


@pytest.mark.parametrize(("effective", "there"), [(9.9, False), (10.0, True), (11.0, True)])
def test_each_group_holds_k_effective_people(effective, there):
    made = basis(survey(margins=EVENLY), SAID)
    found = from_error(9.4, 2.0, 30.0, 700, "m")
    rows = list(weighted_rows([Weighted(rule(survey(), "strain"), found, (effective, 60.0))], made))
    assert any(each.measure == "effective_n" for each in rows) == there
    if not there:
        assert [each.reason for each in rows] == [Untold.TOO_FEW]


@pytest.mark.parametrize(("alike", "there"), [(19, False), (18, True)])
def test_a_crossing_that_scores_too_much_alike_is_not_told(alike, there):
    said = crossed(20)  # more than 18 of 20 in one of the bands are more than 90%
    for name, level in (("tired", 4), ("tense", 4), ("eager", 0)):
        said[name][:20] = [level] * alike + [2] * (20 - alike)
    shown = row(told(basis(survey(), said)), "moderation", "mentor")
    assert (shown.reason is None) == there
    assert there or shown.reason == Untold.TOO_ALIKE
