"""What a stranger reads out of the files of a release: intervals around sums of a tally."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from math import floor, inf, log10
from pathlib import Path

import pandas as pd

from analysis.disclosure.blocks import Beginning
from tests.privacy.closed_set import BANDS, EDGES, PLACE, SHARES

GROUPS = ("solo", "team")
TABLES = ("counts", "estimates", "items")
DUST = 1e-7
Interval = tuple[int, int]


@dataclass(frozen=True)
class Fact:
    """low <= sum of weights * tally[cohort, column] <= high in a group, on the day ``as_of``."""

    cohort: str
    group: int
    weights: Mapping[int, float]
    low: float
    high: float
    as_of: str


@dataclass(frozen=True)
class Tables:
    """The three tables of a release, as its files hold them, and the files."""

    id: str
    counts: pd.DataFrame
    estimates: pd.DataFrame
    items: pd.DataFrame
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    def heads(self) -> set[str]:
        """The cohorts whose head counts are shown."""
        return set(self.counts.loc[self.counts["indicator"].isna(), "cohort"])

    def shown(self, indicator: str) -> set[str]:
        """The cohorts in which an indicator is shown."""
        return set(self.counts.loc[self.counts["indicator"] == indicator, "cohort"])


def opened(folder: Path) -> Tables:
    """The tables in a release's folder."""
    tables = (pd.read_parquet(folder / f"{name}.parquet") for name in TABLES)
    return Tables(folder.name, *tables, {each.name: each.read_bytes() for each in folder.iterdir()})


def facts(tables: Tables) -> list[Fact]:
    """Everything a release says of its tallies."""
    counts = [*_counts(tables.counts), *_items(tables.items), *_added_up(tables)]
    means = list(_telling(tables))
    told = [fact for each in means for fact in each.facts()]
    return [*counts, *told, *_joined(tables, means)]


def _counts(counts: pd.DataFrame) -> Iterator[Fact]:
    for row in counts.itertuples(index=False):
        if pd.isna(row.indicator):
            column = PLACE["head",]
        else:
            column = BANDS[row.indicator][EDGES[row.indicator].index(row.band_low)]
        yield _interval(row, column)


def _items(items: pd.DataFrame) -> Iterator[Fact]:
    for row in items.itertuples(index=False):
        yield _interval(row, PLACE[row.item, row.answer])


def _added_up(tables: Tables) -> Iterator[Fact]:
    """Of everyone, what each group leaves the other of the responses that a release holds."""
    held, head = Beginning.held_by(tables.id), {PLACE["head",]: 1.0}
    for fact in _counts(tables.counts):
        said = fact.cohort, fact.weights, fact.as_of
        if held is not None and said == ("", head, tables.id):
            low, high = held.responses - fact.high, held.responses - fact.low
            yield replace(fact, group=1 - fact.group, low=low, high=high)


def _interval(row: object, column: int) -> Fact:
    group = GROUPS.index(row.group)
    return Fact(row.cohort, group, {column: 1.0}, row.count_low, row.count_high, row.as_of)


@dataclass(frozen=True)
class Moments:
    """The published n and mean of one group, scores from 0 to 1, as intervals."""

    cohort: str
    group: int
    indicator: str
    n: tuple[float, float]
    value: float
    step: float
    as_of: str

    @property
    def mean(self) -> tuple[float, float]:
        """Between which two the mean lies; a step of infinity tells nothing."""
        half = self.step / 2 + DUST
        return max(self.value - half, 0.0), min(self.value + half, 1.0)

    def facts(self) -> Iterator[Fact]:
        bands = BANDS[self.indicator]
        yield self._fact(dict.fromkeys(bands, 1.0), *self.n)
        total = {bands[1]: 1.0} if self.indicator in SHARES else {PLACE["sum",]: 1.0}
        low, high = self.mean
        yield self._fact(_added(dict.fromkeys(bands, -low), total), -DUST, float("inf"))
        yield self._fact(_added(dict.fromkeys(bands, -high), total), -float("inf"), DUST)

    def _fact(self, weights: Mapping[int, float], low: float, high: float) -> Fact:
        return Fact(self.cohort, self.group, weights, low, high, self.as_of)


def _added(one: dict[int, float], other: dict[int, float]) -> dict[int, float]:
    return one | {column: one.get(column, 0) + held for column, held in other.items()}


def moments(estimates: pd.DataFrame) -> Iterator[Moments]:
    """The published sizes and means of every group."""
    told = estimates[estimates["measure"].isin(["n", "mean"]) & estimates["group"].notna()]
    told = told.dropna(subset="value")
    for (cohort, indicator, group), rows in told.groupby(["cohort", "indicator", "group"]):
        by = rows.set_index("measure")
        if "mean" not in by.index:
            continue  # a share of too few people is not told
        mean, step = by.loc["mean", "value"] / 100, by.loc["mean", "step"] / 100
        n = float(by.loc["n", "low"]), float(by.loc["n", "high"])
        as_of = str(by["as_of"].iloc[0])
        yield Moments(cohort, GROUPS.index(group), indicator, n, mean, step, as_of)


def _telling(tables: Tables) -> Iterator[Moments]:
    """The means, those of shares without a value where their counts have said it already."""
    said = made_of_counts(tables)
    for each in moments(tables.estimates):
        yield replace(each, step=inf) if said and each.indicator in SHARES else each


def _joined(tables: Tables, means: Sequence[Moments]) -> Iterator[Fact]:
    """What n, mean and both bands of a share leave possible when taken together."""
    counts = intervals(tables)
    for each in (each for each in means if each.indicator in SHARES):
        keys = [(each.cohort, each.group, band, each.as_of) for band in BANDS[each.indicator]]
        if all(key in counts for key in keys):
            for key, held in zip(keys, joint(each, *(counts[key] for key in keys)), strict=True):
                yield Fact(each.cohort, each.group, {key[2]: 1.0}, *held, each.as_of)


def intervals(tables: Tables) -> dict[tuple[str, int, int, str], Interval]:
    """What each published count stands for, by cohort, group, column and day."""
    return {
        (fact.cohort, fact.group, min(fact.weights), fact.as_of): (int(fact.low), int(fact.high))
        for fact in _counts(tables.counts)
    }


def joint(told: Moments, without: Interval, having: Interval) -> tuple[Interval, Interval]:
    """How many people without and with something a share's n and mean leave possible.

    The SD of a share is made from its mean, which test_privacy_moments.py holds it to.
    """
    counts = product(*(range(low, high + 1) for low, high in (without, having)))
    possible = [pair for pair in counts if _fits(*pair, told)]
    first, second = ((min(held), max(held)) for held in zip(*possible, strict=True))
    return first, second


def _fits(without: int, having: int, told: Moments) -> bool:
    """Whether so many people without and with something round to the published n and mean."""
    n = without + having
    return told.n[0] <= n <= told.n[1] and told.mean[0] * n <= having <= told.mean[1] * n


def step_of(least: float) -> float:
    """The smallest of 1, 2, 5 times a power of ten that is at least this; rule 5."""
    power = 10.0 ** floor(log10(least))
    return next(m * power for m in (1, 2, 5, 10) if m * power >= least * (1 - 1e-12))


def share_of(without: float, having: float) -> float:
    """The published share, in 100, of two published counts: in tenths of what these leave open."""
    n = without + having
    unit = 10 * step_of(4 / n)
    return round(100 * having / n / unit) * unit


def made_of_counts(tables: Tables) -> bool:
    """Whether every share's mean is what its published counts come to, and so tells nothing."""
    counts = intervals(tables)
    for each in (each for each in moments(tables.estimates) if each.indicator in SHARES):
        keys = [(each.cohort, each.group, band, each.as_of) for band in BANDS[each.indicator]]
        if not all(key in counts for key in keys):
            continue
        without, having = (sum(counts[key]) / 2 for key in keys)
        told, share = 100 * each.value, 100 * having / (without + having)
        unit = 10 * step_of(4 / (without + having))
        tied = abs(share / unit % 1 - 0.5) < DUST
        if abs(share_of(without, having) - told) > DUST and not tied:
            return False
    return True
