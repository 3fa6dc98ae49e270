"""How long the statistics of a tally take against the row-wise library calls, and how they differ.

``python -m tests.benchmarks.statistics`` draws two groups of n people on 101 levels, tallies them
(the count is not timed: a release has it anyway) and prints, for each method and n, the seconds of
both, their ratio and the largest relative difference of what they give. Then it makes all published
estimates of 500 cohorts of n people by 15 indicators of the shipped survey. Nothing is asserted.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.stats.nonparametric import rank_compare_2indep

from analysis.codebook import Codebook
from analysis.codebook.scoring import measures
from analysis.counting.tabulation import Tallies
from analysis.estimates.figures.cohort_figures import cohort_figures
from analysis.statistics.averages import group_of, mean_difference
from analysis.statistics.calculator import SEED, compare
from analysis.statistics.ranks import mann_whitney, superiority
from analysis.statistics.tally import Tally
from data import codebooks
from data.settings import Settings
from tests.tallied import gate_tables, tallies_of

SIZES = (1_000, 100_000, 1_000_000)
COHORTS, INDICATORS = 500, 15
COHORT_SIZES = (1_000, 10_000_000)  # people of each cohort
LEVELS = tuple(range(101))
Numbers = tuple[float | None, ...]


def rows(n: int) -> tuple[np.ndarray, np.ndarray]:
    """Scores 0 to 100 of n people in each group; the gap shrinks so that p does not vanish."""
    rng = np.random.default_rng(n)
    gap = 40 / np.sqrt(n)
    drawn = (rng.normal(mean, 20, n) for mean in (50 + gap, 50))
    solo, team = (np.clip(np.rint(each), 0, 100) for each in drawn)
    return solo, team


def tallied(solo: np.ndarray, team: np.ndarray) -> Tally:
    counts = (np.bincount(each.astype(int), minlength=101).tolist() for each in (solo, team))
    first, second = (tuple(each) for each in counts)
    return Tally(LEVELS, first, second)


def welch_of_tally(tally: Tally) -> Numbers:
    solo, team = (group_of(LEVELS, counts) for counts in (tally.solo, tally.team))
    found = mean_difference(tally, solo, team)[0]
    return found.low, found.high, found.p


def welch_of_rows(solo: np.ndarray, team: np.ndarray) -> Numbers:
    found = stats.ttest_ind(solo, team, equal_var=False)
    return *found.confidence_interval(0.95), found.pvalue


def ranks_of_tally(tally: Tally) -> Numbers:
    found = mann_whitney(tally)[1]
    return found.value, found.p


def ranks_of_rows(solo: np.ndarray, team: np.ndarray) -> Numbers:
    found = stats.mannwhitneyu(solo, team, use_continuity=False, method="asymptotic")
    return found.statistic, found.pvalue


def order_of_tally(tally: Tally) -> Numbers:
    found = superiority(tally, SEED)[0]
    return found.statistic, found.p


def order_of_rows(solo: np.ndarray, team: np.ndarray) -> Numbers:
    found = stats.brunnermunzel(solo, team)
    return -found.statistic, found.pvalue


def delta_of_tally(tally: Tally) -> Numbers:
    found = superiority(tally, SEED)[1]
    return found.value, found.low, found.high


def delta_of_rows(solo: np.ndarray, team: np.ndarray) -> Numbers:
    found = rank_compare_2indep(solo, team)
    return tuple(2 * each - 1 for each in (found.prob1, *found.conf_int(alpha=0.05)))


METHODS: dict[str, tuple[Callable[..., Numbers], Callable[..., Numbers]]] = {
    "Welch": (welch_of_tally, welch_of_rows),
    "Mann-Whitney": (ranks_of_tally, ranks_of_rows),
    "Brunner-Munzel": (order_of_tally, order_of_rows),
    "Cliff's delta interval": (delta_of_tally, delta_of_rows),
}


def timed(call: Callable[[], object], least: float = 0.2) -> float:
    """The fastest of the calls that fit into ``least`` seconds, three or more, in seconds."""
    taken: list[float] = []
    while sum(taken) < least or len(taken) < 3:
        began = time.perf_counter()
        call()
        taken.append(time.perf_counter() - began)
    return min(taken)


def every_cohort(codebook: Codebook, n: int) -> Tallies:
    """Tallies of n people in each cohort, two in five solo, on at most 61 levels an indicator."""
    rng, counts = np.random.default_rng(n), {}
    for made in measures(codebook)[:INDICATORS]:
        levels = min(round((made.high - made.low) / made.spacing) + 1, 61)
        shares = rng.dirichlet(np.ones(levels), (COHORTS, 2))
        counts[made.id] = rng.multinomial(np.array([2 * n // 5, 3 * n // 5]), shares)
    return tallies_of(codebook, counts)


def all_estimates(tallies: Tallies, codebook: Codebook) -> pd.DataFrame:
    """Everything that a release says of the tallies but the counts, with nothing withheld."""
    told = gate_tables(codebook, tallies)
    return cohort_figures(told.counts, told.estimates, codebook)


def main() -> None:
    compare_with_rows()
    print(f"all estimates of {COHORTS} cohorts x {INDICATORS} indicators, in one process")
    codebook = codebooks.load(Settings().codebook)
    for n in COHORT_SIZES:
        tallies = every_cohort(codebook, n)
        rows = len(all_estimates(tallies, codebook))
        seconds = timed(partial(all_estimates, tallies, codebook))
        print(f"{n:10,} people a cohort {seconds:6.2f} s for {rows:,} rows")


def compare_with_rows() -> None:
    print("per group  method                       tally        rows     ratio   difference")
    for n in SIZES:
        solo, team = rows(n)
        tally = tallied(solo, team)
        for name, (of_tally, of_rows) in METHODS.items():
            ours, theirs = np.array(of_tally(tally)), np.array(of_rows(solo, team))
            apart = np.abs(ours / theirs - 1).max()
            short, long = timed(partial(of_tally, tally)), timed(partial(of_rows, solo, team))
            times = f"{short * 1e3:8.3f} ms {long * 1e3:8.2f} ms {long / short:8.0f}x"
            print(f"{n:9,}  {name:22} {times}   {apart:.0e}")
        every = timed(partial(compare, tally))
        print(f"{n:9,}  everything of the calculator {every * 1e3:5.1f} ms")


if __name__ == "__main__":
    main()
