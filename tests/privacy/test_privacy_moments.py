"""No figure gives back a more precise n, mean or SD than the rounded one that is printed.

Tried: surveys that differ in one person's answer and print alike in a cohort, compared in every
figure (intervals, differences, p, effect sizes, the SD of a share); the rounding step as a hint at
the exact n; the mean of a share as a hint at the count beside it; figures finer than their step.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from tests.privacy.bare import bare
from tests.privacy.chains import Read, cut
from tests.privacy.closed_set import BANDS, INDICATORS, PLACE, SPACING, ClosedSet
from tests.privacy.derived import alike, readings, told_apart
from tests.privacy.outsider import GROUPS, SHARES, TABLES, made_of_counts, share_of, step_of
from tests.privacy.respondents import AT, Shape, drawn
from tests.privacy.truth import tally

SHAPE = Shape(300, ("region",), 20.0, 0.05, 0.45)
CLOSED = ClosedSet(SHAPE.dimensions)
ANSWERS = ("tired", "tense", "eager", "got", "wish")
TWINS = 3


def one_answer_changed(rows, person):
    """The same survey, but for one answer of one person: the one below, or none."""
    found, question = rows.copy(), ANSWERS[person % len(ANSWERS)]
    level = found[person, AT[question]]
    found[person, AT[question]] = level - 1 if level >= 0 else 0
    return found


def truly_different(one, other):
    """Cohorts and indicators in which the private tallies of two surveys differ."""
    differ = (tally(one, CLOSED) != tally(other, CLOSED)).reshape(2, len(CLOSED.cohorts), -1)
    columns = BANDS | {"strain": [*BANDS["strain"], PLACE["sum",]]}
    return {
        (cohort, name)
        for at, cohort in enumerate(CLOSED.cohorts)
        for name in INDICATORS
        if differ[:, at, columns[name]].any()
    }


@pytest.fixture(scope="module")
def twins(tmp_path_factory):
    """A survey and others that differ from it in one answer: their rows and their tables."""
    first = drawn(SHAPE, 4)
    every = [first, *(one_answer_changed(first, person) for person in range(TWINS))]
    folder = tmp_path_factory.mktemp("twins")
    cuts = [cut(folder / str(n), SHAPE.dimensions, [Read(rows)]) for n, rows in enumerate(every)]
    return [each for (each,) in cuts]


@pytest.fixture(scope="module")
def read(twins):
    """What each of them prints."""
    return [readings(each.tables) for each in twins]


def test_one_changed_answer_shows_nowhere_if_not_in_what_is_printed(twins, read):
    hidden = [
        truly_different(twins[0].rows, other.rows) & alike(read[0], said)
        for other, said in zip(twins[1:], read[1:], strict=True)
    ]
    assert sum(map(len, hidden)) >= TWINS  # else nothing was tried
    assert [each for other in read[1:] for each in told_apart(read[0], other)] == []


def test_a_p_made_from_exact_scores_is_caught(twins):
    first, *others = (readings(with_exact_p(each)) for each in twins)
    assert [each for other in others for each in told_apart(first, other)]


def with_exact_p(made):
    """The release with the Welch p of everyone's strain from the answers themselves."""
    estimates = made.tables.estimates.copy()
    here = estimates["cohort"].eq("") & estimates["indicator"].eq("strain")
    said = made.rows[:, [AT["tired"], AT["tense"], AT["eager"]]]
    whole = (said >= 0).all(axis=1)
    scores = said[:, 0] + said[:, 1] + 4 - said[:, 2]
    solo = made.rows[:, AT["team"]] == 0
    p = stats.ttest_ind(scores[whole & solo], scores[whole & ~solo], equal_var=False).pvalue
    estimates.loc[here & (estimates["measure"] == "p_welch"), "value"] = float(f"{p:.2g}")
    return replace(made.tables, estimates=estimates)


def test_the_step_says_no_more_of_n_than_the_count(twins):
    told = [each.tables.estimates for each in twins]
    steps = {}
    for estimates in told:
        shares = estimates["indicator"].isin(SHARES)  # whose steps come from their counts
        rows = estimates[estimates["group"].notna() & ~shares]
        for place, by in rows.groupby(["cohort", "indicator", "group"]):
            by = by.set_index("measure")
            for measure in {"mean", "sd"} & {*by.index}:
                key = (SPACING[place[1]], measure, by.loc["n", "low"])
                steps.setdefault(key, set()).add(by.loc[measure, "step"])
    assert len(steps) > 5
    assert {key: found for key, found in steps.items() if len(found) > 1} == {}


def test_means_and_sds_are_rounded_as_far_as_rule_5_asks(twins):
    made = twins[0]
    held = tally(made.rows, CLOSED).reshape(2, len(CLOSED.cohorts), -1)
    rows = made.tables.estimates.query("measure in ['mean', 'sd'] and group.notna()")
    rows = rows[~rows["indicator"].isin(SHARES)]  # which come from their counts, and tell no more
    assert len(rows) > 8
    for row in rows.itertuples():
        columns = BANDS[row.indicator]
        n = held[GROUPS.index(row.group), CLOSED.at[row.cohort], columns].sum()
        assert row.step >= step_of(4 * SPACING[row.indicator] / n) * (1 - 1e-9)
        for figure in (row.value, row.low, row.high):
            assert np.isnan(figure) or figure / row.step == pytest.approx(round(figure / row.step))


def test_the_package_says_what_the_tables_say(twins):
    tables = twins[0].tables
    package = zipfile.ZipFile(io.BytesIO(tables.files["package.zip"]))
    for name in TABLES:
        table = getattr(tables, name)
        assert package.read(f"{name}.parquet") == tables.files[f"{name}.parquet"]
        said = pd.read_csv(package.open(f"{name}.csv"), keep_default_na=False, dtype=str)
        for column in table.select_dtypes("number"):
            numbers = pd.to_numeric(said[column])
            assert np.allclose(numbers, table[column], rtol=1e-12, atol=0, equal_nan=True)


def test_p_has_two_digits(twins):
    rows = twins[0].tables.estimates
    p = rows[rows["measure"].str.startswith("p_")]["value"].dropna()
    assert len(p) > 20
    assert [each for each in p if float(f"{each:.2g}") != each] == []
    assert p.min() >= 1e-4


def test_the_mean_of_a_share_is_made_from_its_published_counts(twins):
    told, counted = twins[0].tables.estimates, twins[0].tables.counts
    means = told[(told["measure"] == "mean") & told["indicator"].isin(SHARES)]
    means = means.dropna(subset="value")
    assert len(means) > 10
    keys = ["cohort", "group", "indicator"]
    bands = counted.dropna(subset="indicator").sort_values("band_low").groupby(keys)["count"]
    for row in means.itertuples():
        without, having = bands.get_group((row.cohort, row.group, row.indicator))
        assert row.value == pytest.approx(share_of(without, having))


def test_means_of_shares_made_of_answers_are_told_from_those_made_of_counts(twins):
    assert all(made_of_counts(each.tables) for each in twins)
    assert not made_of_counts(bare(twins[0].rows, CLOSED, "bare"))
