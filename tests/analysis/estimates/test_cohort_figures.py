"""What a release says of its cohorts is what the calculator says of each, as far as it is told."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from analysis.statistics.calculator import compare
from analysis.statistics.tally import Tally
from tests.tallied import BANDS, LEVELS, SPACING, SURVEY, cohort_ids, figures_of

CUT = {"tired": 75, "strain": 41, "mentor": 100, "posts": None}  # the level that reaches it
SMALL = 10  # a release never shows groups of fewer
RANGES = {
    "share": (0, 1), "superiority": (0, 1), "share_difference": (-1, 1), "cliffs_delta": (-1, 1),
    "p_welch": (0, 1), "p_newcombe": (0, 1), "p_adjusted": (0, 1),
    "p_brunner_munzel": (0, 1), "p_mann_whitney": (0, 1), "p_equivalence": (0, 1),
}  # fmt: skip
WITH_INTERVALS = {
    "n", "unscored", "mean", "share", "mean_difference", "equivalence", "superiority",
    "cliffs_delta", "hedges_g", "share_difference", "share_ratio",
}  # fmt: skip


COHORTS = 25
AS_DRAWN = settings(
    deadline=None, derandomize=True, phases=[Phase.generate]
)  # a seed has nothing to shrink
KEYS = ["cohort", "indicator", "measure", "group"]


@st.composite
def counts(draw, least=SMALL, most=400, cohorts=COHORTS, evenness=(0.03, 0.3, 1, 5)):
    """Counts of cohorts with groups of many sizes, even and lopsided, (cohorts, 2, levels) each."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    sizes = np.exp(rng.uniform(np.log(least), np.log(most), (cohorts, 2))).astype(int)
    even = draw(st.sampled_from(evenness))
    return {
        name: rng.multinomial(sizes, rng.dirichlet(np.full(levels, even), (cohorts, 2)))
        for name, levels in LEVELS.items()
    }


def by_key(rows):
    """The rows by cohort, indicator, measure and group ('' for solo against team)."""
    return rows.assign(group=rows["group"].fillna("")).set_index(KEYS).sort_index()


def calculated(held):
    """What the calculator says of the same counts, in the same form."""
    found = []
    for name, every in held.items():
        levels = tuple(float(each) for each in SPACING[name] * np.arange(every.shape[-1]))
        for cohort, (solo, team) in zip(cohort_ids(len(every)), every.tolist(), strict=True):
            made = compare(Tally(levels, tuple(solo), tuple(team), CUT[name], None))
            found += [
                (cohort, name, e.measure, e.group or "", e.value, e.low, e.high) for e in made
            ]
    told = pd.DataFrame(found, columns=[*KEYS, "value", "low", "high"])
    return told[told["measure"] != "mann_whitney"].set_index(KEYS).sort_index().astype(float)


def most_off(rows):
    """How far a value may lie from the exact one, by the rounding of what it is made from."""
    steps = rows["step"].unstack(["measure", "group"])
    least = rows["low"].unstack(["measure", "group"])["n"]
    own = {key: steps[key] / 2 for key in steps if key[0] in ("mean", "share")}
    for part, made in (("mean", ["mean_difference", "equivalence"]), ("share", SHARE)):
        both = (steps[part, "solo"] + steps[part, "team"]) / 2
        own |= {(each, ""): both + steps[each, ""] / 2 for each in made}
    two = steps.index.get_level_values("indicator") == "mentor"
    for side in ("solo", "team"):  # a share of a scale is made from up to five rounded counts
        own["share", side] += np.where(two, 0, 10 / least[side])
    own["share_difference", ""] += np.where(two, 0, 10 / least["solo"] + 10 / least["team"])
    means = (steps["mean", "solo"] + steps["mean", "team"]) / 400
    own["superiority", ""] = np.where(two, steps["superiority", ""] / 2 + means, np.nan)
    own["cliffs_delta", ""] = 2 * own["superiority", ""]
    wide = pd.DataFrame(own)
    wide.columns = pd.MultiIndex.from_tuples(wide.columns, names=["measure", "group"])
    return wide.stack(["measure", "group"]).reorder_levels(KEYS)


SHARE = ["share_difference"]


@settings(AS_DRAWN, max_examples=2)
@given(counts())
def test_every_value_is_the_calculators_within_its_rounding(held):
    rows, exact = by_key(figures_of(SURVEY, held)), calculated(held)
    allowed = most_off(rows).dropna()
    for measure in ("mean_difference", "superiority", "share"):
        assert measure in allowed.index.get_level_values("measure")
    both = (
        rows.join(exact["value"].rename("exact"))
        .join(allowed.rename("most"))
        .dropna(subset=["value", "exact", "most"])
    )
    # Of two values the mean comes from rounded counts: both roundings add up to a step.
    both.loc[both.index.get_level_values("indicator") == "mentor", "most"] *= 3
    off = (both["value"] - both["exact"]).abs()
    assert (off <= both["most"] + 1e-9).all()
    sizes = rows.xs("n", level="measure")
    for name, every in held.items():
        for side, group in enumerate(("solo", "team")):
            own = sizes.xs((name, group), level=["indicator", "group"])
            n = pd.Series(every[:, side].sum(axis=1), index=cohort_ids(len(every))).reindex(
                own.index
            )
            assert n.between(own["low"], own["high"]).all()


STEPPED = ("mean", "share", "mean_difference", "share_difference", "equivalence")


@settings(AS_DRAWN, max_examples=4)
@given(counts())
def test_every_estimate_is_within_half_its_stated_step_of_the_exact_one(held):
    rows, exact = by_key(figures_of(SURVEY, held)), calculated(held)
    both = rows.join(exact["value"].rename("exact")).dropna(subset=["value", "exact"])
    measure = both.index.get_level_values("measure")
    of_two = both.index.get_level_values("indicator") == "mentor"
    stepped = both[measure.isin(STEPPED) | (of_two & measure.isin(["superiority", "cliffs_delta"]))]
    assert {*stepped.index.get_level_values("measure")} >= {*STEPPED, "superiority"}
    assert ((stepped["value"] - stepped["exact"]).abs() <= stepped["step"] / 2 + 1e-9).all()
    for end, way in (("low", 1), ("high", -1)):  # the interval holds what it is about
        assert (way * (stepped["exact"] - stepped[end]) >= -1e-9).all()


@settings(AS_DRAWN, max_examples=2)
@given(counts(least=10**6, most=2 * 10**6, cohorts=8, evenness=(1, 5)))
def test_of_a_million_people_every_figure_and_interval_is_the_calculators(held):
    rows, exact = by_key(figures_of(SURVEY, held)), calculated(held).add_suffix("_exact")
    both = rows.join(exact).dropna(subset=["value_exact"]).drop(index="median", level="measure")
    ratio = both.xs("share_ratio", level="measure").query("0.05 < value_exact < 20")
    assert (abs(ratio["value"] / ratio["value_exact"] - 1) < 0.051).all()  # two digits
    measure, indicator = (both.index.get_level_values(name) for name in ("measure", "indicator"))
    # bands blur the order of scales, and the spread of all but everyone
    order, cohort = measure.isin(["superiority", "cliffs_delta"]), both.index.get_level_values(0)
    spread = measure.isin(["hedges_g", "minimum_detectable", "equivalence"]) & (cohort != "")
    both = both[both["step"].notna() & ~((order | spread) & (indicator != "mentor"))]
    assert len(both) > 200
    # of both groups' steps or counts and of the ends; an SD blurs g in proportion
    measure, cohort = (both.index.get_level_values(name) for name in ("measure", "cohort"))
    steps = 8 + np.where(measure == "hedges_g", both["value"].abs(), 0)
    wider = measure.isin(["mean", "mean_difference"]) & (cohort != "")
    for end in ("value", "low", "high"):
        off = (both[end] - both[f"{end}_exact"]).abs() / both["step"]
        counted = (end == "value") | ~wider
        assert not (off > steps)[counted].any(), end


@settings(AS_DRAWN, max_examples=4)
@given(counts(most=60))
def test_what_is_not_told_has_a_reason_and_what_is_told_lies_where_it_can(held):
    rows = figures_of(SURVEY, held)
    numbers = rows[NUMBERS].to_numpy(dtype=float)
    assert not np.isinf(numbers).any()
    told = numbers[~np.isnan(numbers)]
    assert [each for each in told.tolist() if each != float(f"{each:.10g}")] == []  # no dust
    silent = rows["value"].isna()
    assert (rows.loc[silent, "reason"].str.split().str.len() >= 2).all()
    assert rows.loc[silent, ["low", "high", "verdict"]].isna().all(axis=None)
    told = rows[rows["measure"].isin(WITH_INTERVALS) & ~silent & rows["reason"].isna()]
    assert told[["low", "high"]].notna().all(axis=None)
    assert (told["low"] <= told["value"] + 1e-9).all()
    assert (told["value"] <= told["high"] + 1e-9).all()
    for measure, (low, high) in RANGES.items():
        own = rows.loc[rows["measure"] == measure, ["value", "low", "high"]].to_numpy(dtype=float)
        assert np.nanmin(own, initial=low) >= low, measure
        assert np.nanmax(own, initial=high) <= high, measure
    assert rows["method"].notna().all()
    assert not rows.duplicated(KEYS).any()


NUMBERS = ["value", "low", "high", "step"]
MIRRORED = {"mean_difference": 0, "equivalence": 0, "hedges_g": 0, "share_difference": 0}
MIRRORED |= {"cliffs_delta": 0, "superiority": 1}
EXCHANGED = {"solo": "team", "team": "solo", "": "", "higher": "lower", "lower": "higher"}


@settings(AS_DRAWN, max_examples=4)
@given(counts())
def test_exchanging_the_groups_mirrors_every_figure(held):
    one = by_key(figures_of(SURVEY, held))
    other = figures_of(SURVEY, {name: each[:, ::-1] for name, each in held.items()})
    other["group"] = other["group"].fillna("").map(EXCHANGED)
    other = by_key(other).drop(index="share_ratio", level="measure")  # 1 / 1.4 has other digits
    one = one.drop(index="share_ratio", level="measure")
    measure = other.index.get_level_values("measure")
    about, turned = measure.map(MIRRORED), measure.isin([*MIRRORED])
    for end, opposite in (("value", "value"), ("low", "high"), ("high", "low")):
        expected = np.where(turned, about - other[opposite], other[end])
        np.testing.assert_allclose(one[end], expected, atol=1e-9)
    np.testing.assert_allclose(one["step"], other["step"])
    for said in ("reason", "method"):
        assert one[said].tolist() == other[said].tolist()
    verdicts = [EXCHANGED.get(each, each) for each in one["verdict"]]
    assert verdicts == other["verdict"].tolist()


PRIMARY = ("n", "unscored", "mean", "sd")
SAYS = ["measure", "group", "value"]


def cells(rows):
    """All rows of each cohort and indicator as text, and those that came from the people."""
    others = rows["measure"].str.endswith("p_adjusted")  # other cohorts decide them too
    rows = rows[~others].drop(columns="verdict")
    return {
        key: tuple(
            each.loc[chosen].to_csv(index=False, columns=columns)
            for chosen, columns in ((each["measure"].isin(PRIMARY), SAYS), (slice(None), None))
        )
        for key, each in rows.groupby(["cohort", "indicator"])
    }


def same_bands(name, one, other):
    told = (np.add.reduceat(each, BANDS[name], axis=1) // 5 for each in (one, other))
    return np.array_equal(*told)


@settings(AS_DRAWN, max_examples=3)
@given(counts(least=60, most=500), st.integers(0, 2**32))
def test_whoever_moves_without_moving_a_published_score_changes_no_figure_at_all(held, seed):
    """One person scores a level higher, or comes in addition: as long as no rounded mean or
    count shows it, no share, order, t, p, interval or effect does."""
    rng, moved = np.random.default_rng(seed), {name: each.copy() for name, each in held.items()}
    for each in moved.values():
        for cohort in each:
            group, more = rng.integers(2, size=2)
            at = rng.choice(np.flatnonzero(cohort[group]))
            cohort[group, at] -= 1 - more
            cohort[group, min(at + 1, each.shape[-1] - 1)] += 1
    heads, number = (
        held["tired"].sum(axis=-1) + 7,
        {each: n for n, each in enumerate(cohort_ids(COHORTS))},
    )
    before, after = (cells(figures_of(SURVEY, each, heads=heads)) for each in (held, moved))
    unseen = [
        (cohort, name)
        for cohort, name in before
        if before[cohort, name][0] == after[cohort, name][0]
        and same_bands(name, *(each[name][number[cohort]] for each in (held, moved)))
    ]
    assert len(unseen) > len(before) / 10
    for key in unseen:
        assert before[key][1] == after[key][1]
