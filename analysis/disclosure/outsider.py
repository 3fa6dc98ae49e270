"""Published tables as an outsider reads them: what each number leaves possible."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
import pandas as pd

from analysis.codebook import NOT_GIVEN, SMALLEST_K, Codebook
from analysis.codebook.merging import known_large
from analysis.codebook.scoring import Measure
from analysis.counting.cells import MISSING_LEVEL
from analysis.counting.cohorts import EVERYONE
from analysis.counting.moments import Floats
from analysis.counting.tabulation import GROUPS
from analysis.disclosure.blocks import Beginning
from analysis.disclosure.kinds import HEADS, Column, Family
from analysis.disclosure.lattice import Lattice
from analysis.disclosure.public_tables import PublicTables
from analysis.disclosure.suppression import Mask
from analysis.levels import as_cohorts

MORE = 10.0  # times the largest number told: a bound where an outsider knows of none


@dataclass(frozen=True)
class Told:
    """What a release tells afresh of one column of one group: cohorts ``at``, least and most."""

    at: pd.Series
    low: pd.Series
    high: pd.Series


@dataclass(frozen=True)
class Disclosed:
    """What is known of a family's people; cohorts by position in a lattice.

    ``known`` (columns, cohorts) is told afresh by this very release; ``low`` and ``high`` (columns,
    cohorts) are the least and the most people, 0 and ``most`` where nothing is told. ``mean``: of
    indicators whose means tell something of their own, least and greatest mean, shape (cohorts,
    2), NaN where not told.
    """

    known: Mask
    low: Floats
    high: Floats
    mean: Mapping[str, Floats]
    most: float


@dataclass(frozen=True)
class Outside:
    """What one release tells by its own answers, not by those of an earlier one.

    What it tells by the answer that makes the groups counts as cohorts that add up to everyone. The
    ``large`` cohorts are known to hold ``k`` people of each group, shown or not.
    """

    release: str
    counts: pd.DataFrame
    estimates: pd.DataFrame
    items: pd.DataFrame
    large: frozenset[str] = frozenset()
    k: int = SMALLEST_K

    @classmethod
    def of(
        cls, release: str, tables: PublicTables, codebook: Codebook, *, first: bool = False
    ) -> Outside:
        """``first`` is a survey's first release, which decided what is told together."""
        estimates = as_cohorts(tables.estimates, codebook)
        large = known_large(codebook) if first else frozenset()
        return cls(release, tables.counts, estimates, tables.items, large, codebook.policy.k)

    @property
    def cohorts(self) -> set[str]:
        tables = (self.counts, self.estimates, self.items)
        return {cohort for each in tables for cohort in each["cohort"].unique()}


class Reader:
    """A release read once, for all families; the cohorts by their position in a lattice."""

    def __init__(
        self, outside: Outside, lattice: Lattice, measures: Sequence[Measure], codebook: Codebook
    ) -> None:
        self._outside, self._lattice, self._codebook = outside, lattice, codebook
        self._measures = {made.id: made for made in measures}

    @cached_property
    def _most(self) -> float:
        """More people than there are in any cohort, of which an outsider may know nothing."""
        return MORE * float(self._outside.counts["count_high"].max())

    @cached_property
    def _large(self) -> list[int]:
        place = self._lattice.position
        return [place[each] for each in sorted(self._outside.large) if each in place]

    def disclosed(self, family: Family) -> Disclosed:
        """What the release tells of a family."""
        shape = len(family.columns), len(self._lattice.cohorts)
        known, low = np.zeros(shape, dtype=bool), np.zeros(shape)
        high = np.full(shape, self._most)
        for number, each in enumerate(family.columns):
            told = self._column(each, family.group)
            known[number, told.at], low[number, told.at] = True, told.low
            high[number, told.at] = told.high
            if each == HEADS:
                low[number, self._large] = np.maximum(low[number, self._large], self._outside.k)
        means = {name: self._mean(name, family) for name in family.scores}
        return Disclosed(known, low, high, means, self._most)

    def _column(self, column: Column, group: str) -> Told:
        if column.item is not None:
            return self._told(self._answers, (column.item, group, column.place or 0))
        if column.place is not None:
            return self._told(self._bands, (column.indicator, group, column.place))
        if column.indicator is not None:
            return self._told(self._sizes, (column.indicator, group))
        return self._told(self._heads, (group,))

    def _told(
        self, rows: Mapping[tuple[object, ...], pd.DataFrame], key: tuple[object, ...]
    ) -> Told:
        found = rows.get(key)
        if found is None:
            found = pd.DataFrame({"at": [], "low": [], "high": []}, dtype=int)
        return Told(found["at"], found["low"], found["high"])

    def _mean(self, indicator: str, family: Family) -> Floats:
        made = self._measures[indicator]
        mean = np.full((len(self._lattice.cohorts), 2), np.nan)
        rows = self._means.get((indicator, family.group))
        if rows is not None:
            reach = rows["step"].to_numpy()[:, None] / 2 * np.array([-1, 1])
            mean[rows["at"]] = np.clip(
                rows["value"].to_numpy()[:, None] + reach, made.low, made.high
            )
        return mean

    @cached_property
    def _counts(self) -> pd.DataFrame:
        named = {"count_low": "low", "count_high": "high"}
        return self._own(self._outside.counts).rename(columns=named)

    @cached_property
    def _heads(self) -> Mapping[tuple[object, ...], pd.DataFrame]:
        return _apart(self._added_up(self._counts[self._counts["indicator"].isna()]), ["group"])

    def _added_up(self, heads: pd.DataFrame) -> pd.DataFrame:
        """The head counts, with each group of everyone as the other leaves it of all responses.

        How many these are is told by the id of a release that holds whole blocks.
        """
        held, told = Beginning.held_by(self._outside.release), heads["cohort"] == EVERYONE
        if held is None or told.sum() < len(GROUPS):
            return heads
        both = heads.loc[told, ["low", "high"]].to_numpy()
        other = held.responses - both[::-1, ::-1]
        narrow = heads.copy()
        narrow.loc[told, "low"] = np.maximum(both[:, 0], other[:, 0])
        narrow.loc[told, "high"] = np.minimum(both[:, 1], other[:, 1])
        return narrow

    @cached_property
    def _bands(self) -> Mapping[tuple[object, ...], pd.DataFrame]:
        rows = self._counts[self._counts["indicator"].isin(self._measures)]
        place = np.zeros(len(rows), dtype=int)
        for name, made in self._measures.items():
            mine = (rows["indicator"] == name).to_numpy()
            place[mine] = np.searchsorted(np.round(made.bands, 4), rows["band_low"][mine])
        return _apart(rows.assign(place=place), ["indicator", "group", "place"])

    @cached_property
    def _sizes(self) -> Mapping[tuple[object, ...], pd.DataFrame]:
        return self._estimates("n", ["at", "low", "high"])

    @cached_property
    def _means(self) -> Mapping[tuple[object, ...], pd.DataFrame]:
        return self._estimates("mean", ["at", "value", "step"])

    @cached_property
    def _answers(self) -> Mapping[tuple[object, ...], pd.DataFrame]:
        named = {"count_low": "low", "count_high": "high"}
        rows = self._own(self._outside.items).rename(columns=named)
        place = {
            (item, option.code): at
            for item in rows["item"].unique()
            if item in self._codebook.questions
            for at, option in enumerate(self._codebook.options(item))
        } | {(item, NOT_GIVEN): MISSING_LEVEL for item in rows["item"].unique()}
        keys = zip(rows["item"], rows["answer"], strict=True)
        places = [place.get(key) for key in keys]
        return _apart(rows.assign(place=places), ["item", "group", "place"])

    def _estimates(
        self, measure: str, columns: list[str]
    ) -> Mapping[tuple[object, ...], pd.DataFrame]:
        rows = self._own(self._outside.estimates[self._outside.estimates["measure"] == measure])
        return _apart(rows, ["indicator", "group"])

    def _own(self, table: pd.DataFrame) -> pd.DataFrame:
        """The rows that tell something new, with their cohort's position."""
        place = self._lattice.position
        rows = table[(table["as_of"] == self._outside.release) & table["cohort"].isin(place)]
        return rows.assign(at=rows["cohort"].map(place).astype(int))


def _apart(rows: pd.DataFrame, keys: list[str]) -> dict[tuple[object, ...], pd.DataFrame]:
    return {
        key if isinstance(key, tuple) else (key,): found
        for key, found in rows.groupby(keys, observed=True)
    }


def by_growth(chain: Sequence[Disclosed]) -> list[Disclosed]:
    """The releases, each with what later and earlier ones say of it if nobody ever left."""
    lows, highs = [each.low.copy() for each in chain], [each.high.copy() for each in chain]
    for earlier, later in pairwise(lows):
        np.maximum(later, earlier, out=later)
    for later, earlier in pairwise(reversed(highs)):
        np.minimum(earlier, later, out=earlier)
    return [
        replace(each, low=low, high=high) if (low <= high).all() else each
        for each, low, high in zip(chain, lows, highs, strict=True)
    ]


def chains(
    releases: Sequence[Outside],
    lattice: Lattice,
    measures: Sequence[Measure],
    codebook: Codebook,
    families: Sequence[Family],
) -> Iterator[tuple[Family, tuple[Disclosed, ...]]]:
    """For every family that the last release tells of, what each release tells of it."""
    readers = [Reader(each, lattice, measures, codebook) for each in releases]
    for family in families:
        told = tuple(reader.disclosed(family) for reader in readers)
        if told[-1].known.any():
            yield family, told
