"""Every derived figure can be recomputed from the published ones, and from nothing else."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from statsmodels.stats.multitest import multipletests

from tests.surveys import answers, book, ordinal, published
from tests.tallied import spread_of

SCALE = (0, 25, 50, 75, 100)
NAMES = ("a", "b", "c", "d", "e", "f")
VALUES = [{"code": code, "text": code.upper()} for code in ("x", "y", "z")]
SURVEY = book(
    {name: ordinal(*SCALE, text=name) for name in NAMES}
    | {"region": {"text": "Region", "kind": "category", "options": VALUES}},
    {name: {"label": name, "items": [name], "headline": name in "abc"} for name in NAMES},
    dimensions=["region"],
    families={"extra": {"indicators": ["e", "f"], "method": "benjamini-hochberg"}},
)
SHIFT = {"a": 0.1, "b": 0.45, "c": 1.5, "d": -0.9, "e": 0.0, "f": 0.3}


def respondents(people=420, seed=3):
    """Answers of people of whom soloists lie ``SHIFT`` options above teams."""
    rng = np.random.default_rng(seed)
    team = rng.permutation(np.arange(people) % 5 > 1)
    columns = {"team": team, "region": rng.choice(3, people, p=(0.5, 0.3, 0.2))}
    for name, shift in SHIFT.items():
        held = rng.normal(2 + np.where(team, 0, shift), 1.1).round()
        columns[name] = np.clip(held, 0, 4)
    return answers({name: held.astype(int).tolist() for name, held in columns.items()})


@pytest.fixture(scope="module")
def tables():
    return published(SURVEY, respondents())


@pytest.fixture(scope="module")
def estimates(tables):
    return tables.estimates


def told(estimates, measure, group=None):
    """The rows of one measure, by cohort and indicator."""
    side = estimates["group"].isna() if group is None else estimates["group"] == group
    rows = estimates[(estimates["measure"] == measure) & side]
    return rows.set_index(["cohort", "indicator"]).sort_index()


@pytest.fixture(scope="module")
def basis(tables):
    """By group the fewest people and the SD of each cohort and indicator, from its bands."""
    bands = tables.counts[tables.counts["indicator"].notna()]
    found = {}
    for group in ("solo", "team"):
        means, rows = told(tables.estimates, "mean", group)["value"], {}
        for key, own in bands[bands["group"] == group].groupby(["cohort", "indicator"]):
            edges = [own["band_low"].iloc[0], *own["band_high"]]
            sd = spread_of(own["count"].tolist(), edges, means[key])
            rows[key] = max(own["count_low"].sum(), 10), sd
        found[group] = pd.DataFrame(rows, index=["n", "sd"]).T.reindex(means.index)
    return found


@pytest.fixture(scope="module")
def recomputed(estimates, basis):
    """Welch's figures from the published counts, means and steps, by the textbook."""
    part, single, mean, step = {}, {}, {}, {}
    for group in ("solo", "team"):
        n, sd = basis[group]["n"], basis[group]["sd"]
        mean[group] = told(estimates, "mean", group)["value"]
        step[group] = told(estimates, "mean", group)["step"]
        part[group] = sd**2 / n
        single[group] = part[group] ** 2 / (n - 1)
    error = np.sqrt(part["solo"] + part["team"])
    df = error**4 / (single["solo"] + single["team"])
    difference = mean["solo"] - mean["team"]
    apart = (step["solo"] + step["team"]) / 2  # how far the exact difference may be from it
    least, most = difference - apart, difference + apart
    reach = stats.t.ppf(0.975, df) * error
    inner = stats.t.ppf(0.95, df) * error
    return pd.DataFrame(
        {
            "value": difference,
            "low": least - reach,
            "high": most + reach,
            "step": step["solo"] + step["team"],
            "unit": np.minimum(step["solo"], step["team"]),
            "p": 2 * stats.t.sf(np.maximum(abs(difference) - apart, 0) / error, df),
            "same": (least - inner > -5) & (most + inner < 5),
        }
    )


def test_the_survey_holds_every_case(estimates, recomputed):
    assert len(recomputed) == 24  # six indicators for everyone and three regions
    verdicts = told(estimates, "mean_difference")["verdict"]
    assert {*verdicts} == {"higher", "lower", "too uncertain to call"}
    assert (verdicts[recomputed["p"] < 0.06] == "too uncertain to call").any()


# of a unit: the value goes to the nearest multiple, an interval to the next ones outside it
ROUNDED = {"value": (-0.5, 0.5), "low": (-1, 0), "high": (0, 1)}


@pytest.mark.parametrize("figure", ROUNDED)
def test_the_difference_and_its_interval_follow_from_the_published_means(
    estimates, recomputed, figure
):
    rows = told(estimates, "mean_difference")
    np.testing.assert_allclose(rows["step"], recomputed["step"])
    off = (rows[figure] - recomputed[figure]) / recomputed["unit"]
    least, most = ROUNDED[figure]
    assert off.between(least - 1e-9, most + 1e-9).all()
    multiples = rows[figure] / recomputed["unit"]
    np.testing.assert_allclose(multiples, multiples.round(), atol=1e-6)


def test_p_follows_from_the_published_means(estimates, recomputed):
    rows, logs = told(estimates, "p_welch"), told(estimates, "log10_p_welch")
    small = recomputed["p"] < 1e-4
    assert small.any()
    assert not small.all()
    assert rows["value"].isna().equals(small)
    assert (rows.loc[small, "reason"] == "below 0.0001").all()
    digits = [float(f"{p:.2g}") for p in recomputed.loc[~small, "p"]]
    np.testing.assert_allclose(rows.loc[~small, "value"], digits, rtol=1e-9)
    np.testing.assert_allclose(
        logs["value"], np.log10(recomputed.loc[small, "p"]).round(1), atol=1e-9
    )


def families(recomputed):
    """(rows, method) of each family: what is tested together, and how."""
    everyone = [("", name) for name in NAMES]
    yield everyone[:3], "holm"  # the headline indicators
    yield everyone[3:4], "fdr_bh"  # declared nowhere
    yield everyone[4:], "fdr_bh"  # the family of the codebook
    for name in NAMES:
        rows = [key for key in recomputed.index if key[0] and key[1] == name]
        yield rows, "fdr_bh"  # the segments of one indicator


def test_p_is_adjusted_within_its_family_and_the_verdict_follows(estimates, recomputed):
    shown, verdicts = told(estimates, "p_adjusted"), told(estimates, "mean_difference")["verdict"]
    seen = 0
    for rows, method in families(recomputed):
        adjusted = multipletests(recomputed.loc[rows, "p"], method=method)[1]
        for key, p in zip(rows, adjusted, strict=True):
            published_p = shown.loc[key, "value"]
            assert np.isnan(published_p) if p < 1e-4 else published_p == float(f"{p:.2g}")
            way = "higher" if recomputed.loc[key, "value"] > 0 else "lower"
            called = way if p < 0.05 else "too uncertain to call"
            assert verdicts[key] == ("about the same" if recomputed.loc[key, "same"] else called)
            seen += 1
    assert seen == len(recomputed)


def test_how_many_have_a_score_is_what_the_bands_add_up_to_and_no_more_than_answered(
    tables, estimates, basis
):
    scored = tables.counts["indicator"].notna()
    bands, heads = tables.counts[scored], tables.counts[~scored]
    for group in ("solo", "team"):
        rows = told(estimates, "n", group)
        whole = heads[heads["group"] == group].set_index("cohort")
        whole = whole[["count", "count_high"]].reindex(rows.index.get_level_values("cohort"))
        added = (
            bands[bands["group"] == group]
            .groupby(["cohort", "indicator"])[["count", "count_high"]]
            .sum()
        )
        added = added.reindex(rows.index)
        added = added.where(~(added.to_numpy() > whole.to_numpy()), whole.to_numpy())
        assert (rows["value"] == added["count"]).all()
        assert (rows["low"] == basis[group]["n"]).all()
        assert (rows["high"] == added["count_high"]).all()
        assert {*rows["method"]} == {"sum-of-bands"}


def test_no_spread_of_a_cohort_is_published(estimates):
    measures = {*estimates["measure"]}
    assert "sd" not in measures
    assert not {"placement_sd", "tie_factor", "minimum", "maximum", "mode"} & measures


@pytest.mark.parametrize(("people", "shown"), [(1000, False), (1100, True)])
def test_the_spread_of_everyone_is_published_from_five_hundred_of_a_group_on(people, shown):
    rows = published(SURVEY, respondents(people)).estimates.query("measure == 'sd'")
    assert {*rows["cohort"]} <= {""}
    assert {*rows["group"]} == ({"team"} if shown or len(rows) else set())
    assert (len(rows) > 0) or not shown


def test_a_groups_interval_follows_from_its_own_row_and_stays_on_the_scale(estimates, basis):
    for group in ("solo", "team"):
        mean, n, sd = told(estimates, "mean", group), basis[group]["n"], basis[group]["sd"]
        reach = mean["step"] / 2 + stats.t.ppf(0.975, n - 1) * np.sqrt(sd**2 / n)
        low, high = (mean["value"] - reach).clip(0, 100), (mean["value"] + reach).clip(0, 100)
        assert ((low - mean["low"]) / mean["step"]).between(-1e-9, 1 + 1e-9).all()
        assert ((mean["high"] - high) / mean["step"]).between(-1e-9, 1 + 1e-9).all()


def test_a_difference_that_does_not_matter_is_called_the_same_even_where_p_is_tiny():
    people = 4000
    rng = np.random.default_rng(5)
    columns = {"team": [0, 1] * (people // 2), "region": [0] * people}
    for name in NAMES:
        held = rng.normal(2 + 0.08 * np.array([1, 0] * (people // 2)), 0.6).round().clip(0, 4)
        columns[name] = held.astype(int).tolist()
    rows = published(SURVEY, answers(columns)).estimates
    told_p = told(rows, "p_adjusted").loc[""]["value"].fillna(0)
    verdicts = told(rows, "mean_difference").loc[""]["verdict"]
    assert (told_p < 0.001).any()
    assert set(verdicts) == {"about the same"}
