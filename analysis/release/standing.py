"""Where one person's answers stand among the published bands.

The answers come in as arguments and go out as numbers: nothing here keeps, writes or logs them.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil

from analysis.codebook import Codebook, ScoreKind
from analysis.codebook.scoring import Measure, column, tick_column
from analysis.published import Band, Count, Withheld
from analysis.release.release import Release

FEWEST_FOR_A_PERCENTILE = 50
FEWEST_FOR_A_WHOLE_ONE = 500
COARSE = 5  # the step of percentiles in smaller groups, and of every share that is told
RARE = 10  # per cent after rounding; a share up to this is told as 'fewer people'
DUST = 1e-3  # published edges are rounded to 4 decimals, possible scores are binary
# Question -> the position of the chosen option, the count in units of its column, or the
# positions of the ticks.
Given = Mapping[str, int | frozenset[int]]


class Peers(StrEnum):
    """Whom a person is compared with."""

    SOLO = "solo"
    TEAM = "team"
    EVERYONE = "everyone"

    def of(self, solo: Count, team: Count) -> Count:
        """Of two groups' published counts the one that is meant, or their sum."""
        if self is Peers.EVERYONE:
            return Count(solo.about + team.about, solo.low + team.low, solo.high + team.high)
        return solo if self is Peers.SOLO else team


@dataclass(frozen=True)
class Place:
    """A person's score on one indicator among its peers.

    ``band`` is the position of the person's band, ``within`` how far up in it the score lies
    (0 to 1), ``shares`` the peers in each band (0 to 100, adding up to 100), ``size`` how many
    peers there are. ``percentile`` is None where the group is too small for one.
    """

    indicator: str
    score: float
    band: int
    within: float
    shares: tuple[float, ...]
    size: Count
    percentile: int | None

    @property
    def alike(self) -> int:
        """How many in 100 peers are in the person's band, rounded to 5."""
        return coarse(self.shares[self.band])


def askable(release: Release) -> tuple[str, ...]:
    """The featured indicators whose bands are published: those a person can be placed on."""
    featured = (name for name in release.codebook.featured if name in release.measures)
    return tuple(name for name in featured if not isinstance(release.bands(name), Withheld))


def questions(codebook: Codebook, indicator: str) -> tuple[str, ...]:
    """The questions an indicator is made from, in order."""
    made = codebook.indicators[indicator]
    return tuple(dict.fromkeys((*made.items, *made.where)))


def score(codebook: Codebook, measure: Measure, given: Given) -> Fraction | None:
    """A person's score in the measure's unit, None where too little is answered.

    It is computed by the very expression that scores the survey, in an empty database in memory:
    so no second scoring rule can come to differ from the first.
    """
    cells: dict[str, int] = {}
    for question, said in given.items():
        if isinstance(said, frozenset):
            options = range(len(codebook.options(question)))
            cells |= {tick_column(question, n): int(n in said) for n in options}
        else:
            cells[column(question)] = said
    names = tuple(dict.fromkeys(measure.columns))
    row = ", ".join(f"? AS {name}" for name in names)
    with closing(sqlite3.connect(":memory:")) as nothing:
        asked = nothing.execute(
            f"SELECT {measure.sql} FROM (SELECT {row})", [cells.get(name) for name in names]
        )
        (found,) = asked.fetchone()
    return None if found is None else Fraction(found, measure.denominator)


def place(release: Release, indicator: str, scored: Fraction, peers: Peers) -> Place | Withheld:
    """Where a score stands among the published bands of the peers."""
    bands, compared = release.bands(indicator), release.comparison(indicator)
    if isinstance(bands, Withheld) or isinstance(compared, Withheld):
        return Withheld.together(e for e in (bands, compared) if isinstance(e, Withheld))
    measure = release.measures[indicator]
    at = _band(bands, measure, scored)
    shares = percentages([peers.of(band.solo, band.team) for band in bands])
    size = peers.of(compared.solo.n, compared.team.n)
    within = _within(bands[at], measure, float(scored), last=at == len(bands) - 1)
    place_of_100 = sum(shares[:at]) + shares[at] * within
    told = None if measure.kind is ScoreKind.SHARE else percentile(place_of_100, size)
    return Place(indicator, float(scored), at, within, shares, size, told)


def percentages(counts: Sequence[Count]) -> tuple[float, ...]:
    """Published counts as percentages of their sum."""
    whole = sum(each.about for each in counts) or 1
    return tuple(100 * each.about / whole for each in counts)


def coarse(share: float) -> int:
    """A percentage rounded to 5, halves up: as precise as rounded counts let a person be told."""
    return COARSE * int(share / COARSE + 0.5)


def percentile(place: float, size: Count) -> int | None:
    """A place of 0 to 100 as it may be told: nothing, in steps of 5, or whole, by group size.

    The size counts as the smallest that its rounded count may stand for. Never 0 or 100: the bands
    do not tell who is last or first.
    """
    if size.low < FEWEST_FOR_A_PERCENTILE:
        return None
    if size.low < FEWEST_FOR_A_WHOLE_ONE:
        return min(max(coarse(place), COARSE), 100 - COARSE)
    return min(max(int(place + 0.5), 1), 99)


def _band(bands: Sequence[Band], measure: Measure, scored: Fraction) -> int:
    """The position of the band that holds a score, by exact integers as publishing does it."""
    edges = [_whole(band.low, measure) for band in bands]
    return max(bisect_right(edges, scored * measure.denominator) - 1, 0)


def _whole(edge: float, measure: Measure) -> int:
    """The lowest integer score from an edge on."""
    return ceil(Fraction(edge).limit_denominator(1000) * measure.denominator)


def _within(band: Band, measure: Measure, scored: float, *, last: bool) -> float:
    """How far up in its band a score lies, 0 to 1.

    The percentile rank of grouped data: each possible score takes an equal part of its band and
    stands in the middle of its part, so that a band of one score gives one half.
    """
    top = measure.high + measure.spacing if last else band.high
    first, after = (ceil((edge - DUST - measure.low) / measure.spacing) for edge in (band.low, top))
    below = (scored - measure.low) / measure.spacing - first + 0.5
    return min(max(below / max(after - first, 1), 0.0), 1.0)
