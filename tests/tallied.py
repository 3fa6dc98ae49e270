"""Private tallies made up by a test or a benchmark: counts of levels, no rows of people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import sqrt

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.codebook import Codebook
from analysis.codebook.scoring import measures
from analysis.counting.cohorts import EVERYONE
from analysis.counting.counted import Counted
from analysis.counting.tabulation import GROUPS, ItemTallies, Tallies
from analysis.disclosure.public_tables import PublicTables, fresh_tables
from analysis.estimates.figures.cohort_figures import cohort_figures
from tests.surveys import book, ordinal

Counts = npt.NDArray[np.int64]

SIX = [f"i{n}" for n in range(6)]
SURVEY = book(
    {name: ordinal(0, 25, 50, 75, 100, text=name) for name in SIX}
    | {"mentor": {"text": "Mentor", "kind": "yes-no"}, "posts": {"text": "Posts", "kind": "count"}},
    {
        "tired": {"label": "Tired", "items": ["i0"], "headline": True, "cut": 66.67},
        "strain": {"label": "Strain", "items": SIX, "cut": 40},
        "mentor": {"label": "Mentor", "kind": "share", "where": {"mentor": ["yes"]}},
        "posts": {"label": "Posts", "items": ["posts"], "bands": [0, 1, 5, 20]},
    },
)
LEVELS = {"tired": 5, "strain": 25, "mentor": 2, "posts": 30}
BANDS = {  # the first level of each
    "tired": [0, 2, 3], "strain": [0, 5, 10, 15, 20], "mentor": [0, 1], "posts": [0, 1, 5, 20],
}  # fmt: skip
EDGES = {  # as published
    "tired": [0, 33.3333, 66.6667, 100], "strain": [0, 20, 40, 60, 80, 100],
    "mentor": [0, 50, 100], "posts": [0, 1, 5, 20, 1000],
}  # fmt: skip
SPACING = {"tired": 25, "strain": 100 / 24, "mentor": 100, "posts": 1}


def tallies_of(
    codebook: Codebook, counts: Mapping[str, Counts], heads: Counts | None = None
) -> Tallies:
    """Tallies of these counts, (cohorts, groups, levels) for each indicator.

    The levels rise from the lowest score by the distance of neighbouring ones. ``heads`` (cohorts,
    groups) are as many as the first indicator has where they are not given.
    """
    made = {each.id: each for each in measures(codebook)}
    rules = tuple(made[name] for name in counts)
    cohorts = len(next(iter(counts.values())))
    first = next(iter(counts.values())).sum(axis=-1) if heads is None else heads
    parts = [(0, np.zeros(1, dtype=np.int64), first[..., None])]
    for number, rule in enumerate(rules, start=1):
        held = counts[rule.id]
        scores = rule.low + rule.spacing * np.arange(held.shape[-1])
        levels = np.round(scores * rule.denominator).astype(np.int64)
        parts.append((number, levels, held))
    rows = [_rows(*part) for part in parts]
    columns = (np.concatenate(each) for each in zip(*rows, strict=True))
    return Tallies(cohort_ids(cohorts), rules, *columns)


def cohort_ids(cohorts: int) -> tuple[str, ...]:
    """Everyone, then values of one dimension, in the order of the alphabet, as a release has them.

    Nothing says that these are everyone's parts.
    """
    digits = len(str(cohorts - 1))
    return EVERYONE, *(f"region=r{number:0{digits}}" for number in range(1, cohorts))


def _rows(measure: int, levels: Counts, held: Counts) -> tuple[Counts, ...]:
    """Cohort, measure, group, level and count of every count above 0."""
    cohort, group, at = np.nonzero(held)
    assert held.shape[1] == len(GROUPS)
    return cohort, np.full(len(cohort), measure), group, levels[at], held[cohort, group, at]


def figures_of(
    codebook: Codebook,
    counts: Mapping[str, Counts],
    heads: Counts | None = None,
    heads_shown: bool = True,
) -> pd.DataFrame:
    """The published figures of these counts (``tallies_of``), with nothing withheld."""
    told = gate_tables(codebook, tallies_of(codebook, counts, heads), heads_shown)
    return cohort_figures(told.counts, told.estimates, codebook)


def gate_tables(codebook: Codebook, tallies: Tallies, heads_shown: bool = True) -> PublicTables:
    """The counts and averages of these tallies as the gate lets them out, nothing withheld."""
    allowed = np.ones(tallies.shape[:2], dtype=bool)
    allowed[:, 0] = heads_shown
    none = np.zeros(0, dtype=np.int64)
    items = ItemTallies(*[none.astype(object)] * 2, *[none] * 3)
    return fresh_tables(Counted(tallies, items), codebook, allowed, {}, "2026-11-22.1")


def published_bands(name: str, held: Counts) -> Counts:
    """The rounded counts per band of SURVEY's indicators, as the release's other table has them.

    ``held`` is (groups, levels), the result (groups, bands).
    """
    return 5 * (np.add.reduceat(held, BANDS[name], axis=1) // 5) + 2


def spread_of(counts: Sequence[float], edges: Sequence[float], mean: float) -> float:
    """The SD that the release's bands allow, written out: what a reader computes again.

    Every band's people stand at its edges, the same share of each at the upper one, so that their
    average is the mean. Where the last band is
    wider than half of the scale the others stand half and half at their lowest and highest whole
    number, and the last's distances from its edge have an SD as large as their average.
    """
    n = sum(counts)
    if 2 * (edges[-1] - edges[-2]) > edges[-1] - edges[0]:
        ends = [*zip(edges[:-2], (each - 1 for each in edges[1:-1]), strict=True)]
        left = n * mean - sum(c * sum(pair) / 2 for c, pair in zip(counts, ends, strict=False))
        away = min(max(left / counts[-1] - edges[-2], 0), edges[-1] - edges[-2])
        own = (edges[-2] + away - mean) ** 2
        own += min(away**2, away * (edges[-1] - edges[-2] - away))
        squares = counts[-1] * own + sum(
            c * sum((end - mean) ** 2 for end in pair) / 2
            for c, pair in zip(counts, ends, strict=False)
        )
        return sqrt(squares / (n - 1))
    ends = [*pairwise(edges)]
    low, high = (sum(c * each[at] for c, each in zip(counts, ends, strict=True)) for at in (0, 1))
    share = min(max((n * mean - low) / (high - low), 0), 1) if high > low else 0
    squares = sum(
        c * ((1 - share) * (start - mean) ** 2 + share * (end - mean) ** 2)
        for c, (start, end) in zip(counts, ends, strict=True)
    )
    return sqrt(squares / (n - 1))
