"""Two real surveys, read and counted as published analyses of them do.

The files are not part of this project; they stand in ../shared/real, whose PROVENANCE.md gives
the reference values: n, Hedges g and Welch's p of each comparison. Every figure is also computed
here from the file itself, row by row, with pandas and scipy.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import lgamma
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.counting.moments import moments
from analysis.statistics.comparison import welch
from data.engines import engine
from data.publish import count
from data.reading import read
from data.releases import Store
from data.settings import Settings
from tests.surveys import CODEBOOKS, NOON

REAL = Path(__file__).parents[2].parent / "shared" / "real"
# Real people's answers are never copied into the project, so that a checkout by itself lacks them.
pytestmark = pytest.mark.skipif(
    not REAL.is_dir(), reason="not run: the two real surveys are not beside the project"
)


@dataclass(frozen=True)
class Reference:
    """What PROVENANCE.md says of one comparison; ``spacing`` lies between neighbouring scores."""

    file: str
    codebook: str
    indicator: str
    rows: int
    people: tuple[int, int]
    scored: tuple[int, int]
    hedges_g: float
    p: float
    spacing: float

    @property
    def settings(self) -> Settings:
        return Settings(source=str(REAL / self.file), codebook=CODEBOOKS / self.codebook)


PANDEMIC = Reference(
    "pandemic_programming_export.csv", "pandemic.toml", "wellbeing",
    2225, (398, 1719), (394, 1700), -0.170, 0.00357, 1,
)  # fmt: skip
OSMI = Reference(
    "osmi2014_survey.csv", "osmi2014.toml", "work_interfere",
    1259, (162, 1097), (142, 853), 0.192, 0.0309, 1,
)  # fmt: skip
BOTH = pytest.mark.parametrize("survey", [PANDEMIC, OSMI], ids=["pandemic", "osmi"])


@cache
def by_row(survey):
    """The scores of both groups, read from the file by hand."""
    table = pd.read_csv(REAL / survey.file)
    if survey is PANDEMIC:
        scores = table[[f"WHO5S{n}" for n in range(1, 6)]].sub(1).sum(axis=1, skipna=False)
        first = table["AdultCohabitants"] == 0
        other = table["AdultCohabitants"] > 0
    else:
        values = {"Never": 0, "Rarely": 1, "Sometimes": 2, "Often": 3}
        scores = table["work_interfere"].map(values)
        first = table["no_employees"].isin(["1-5", "5-Jan"])
        other = ~first
    return scores[first].dropna(), scores[other].dropna()


@cache
def counted(survey):
    """The exact moments of the product, for everyone: (n, mean, sd) of both groups, and Welch."""
    tallies = count(read(survey.settings, NOON).answers, engine("duckdb")).tallies
    found = moments(tallies)
    at = 1 + [made.id for made in tallies.measures].index(survey.indicator)
    test = welch(found)
    return found.n[0, at], found.mean[0, at], found.sd[0, at], test.p[0, at]


def hedges_g(n, mean, sd):
    """The difference in pooled SDs, with the exact gamma correction (Hedges 1981)."""
    df = n[0] + n[1] - 2
    pooled = np.sqrt(((n - 1) * sd**2).sum() / df)
    correction = np.exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / np.sqrt(df / 2)
    return correction * (mean[0] - mean[1]) / pooled


@BOTH
def test_the_groups_are_the_references(survey):
    report = read(survey.settings, NOON).answers.report
    assert (report.rows, (report.solo, report.team)) == (survey.rows, survey.people)
    assert tuple(counted(survey)[0]) == survey.scored


@BOTH
def test_means_and_sds_equal_those_of_the_rows(survey):
    n, mean, sd, _ = counted(survey)
    for side, scores in enumerate(by_row(survey)):
        assert n[side] == len(scores)
        assert mean[side] == pytest.approx(scores.mean(), rel=1e-12)
        assert sd[side] == pytest.approx(scores.std(), rel=1e-12)


@BOTH
def test_welchs_p_equals_the_reference_and_that_of_the_rows(survey):
    p = counted(survey)[3]
    assert float(f"{p:.3g}") == survey.p
    assert p == pytest.approx(stats.ttest_ind(*by_row(survey), equal_var=False).pvalue, rel=1e-9)


@BOTH
def test_the_size_of_the_difference_equals_the_reference(survey):
    n, mean, sd, _ = counted(survey)
    assert round(hedges_g(n, mean, sd), 3) == survey.hedges_g


def test_the_who_5_index_is_four_times_the_sum():
    tallies = count(read(PANDEMIC.settings, NOON).answers, engine("duckdb")).tallies
    names = [made.id for made in tallies.measures]
    mean = moments(tallies).mean[0]
    assert mean[1 + names.index("who5")] == pytest.approx(4 * mean[1 + names.index("wellbeing")])


def test_what_real_dirt_is_set_aside_and_why(cli):
    told = cli("check", REAL / OSMI.file, "--codebook", CODEBOOKS / OSMI.codebook)
    assert (told.code, told.err) == (0, "")
    # eight impossible ages, from -1726 to 99999999999
    assert "8 answers set aside, not one of the options" in told.out
    assert "99999999999" not in told.out
    told = cli("check", REAL / PANDEMIC.file, "--codebook", CODEBOOKS / PANDEMIC.codebook)
    assert "108 responses are in neither group" in told.out
    assert "15 people answered too few of its questions; not scored" in told.out


@BOTH
def test_it_is_published_within_the_rounding(survey, cli):
    command = ("publish", REAL / survey.file, "--codebook", CODEBOOKS / survey.codebook)
    told = cli(*command, "--store", "here", "--close")
    assert (told.code, told.err) == (0, "")
    release = Store(Path("here")).load(told.out.strip())
    shown = release.comparison(survey.indicator)
    for side, scores in zip((shown.solo, shown.team), by_row(survey), strict=True):
        assert side.n.low <= len(scores) <= side.n.high
        step = 5 * survey.spacing / len(scores)  # rounded to at most 2.5 times 4 u / n
        assert side.mean == pytest.approx(scores.mean(), abs=step)
    assert np.sign(shown.difference) == np.sign(survey.hedges_g)
    # SDs from bands are rather too large, and the sizes the fewest there may be
    assert 0.65 * survey.p < shown.p_adjusted < 2.5 * survey.p
