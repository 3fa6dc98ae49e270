"""Where there truly are few people behind a hidden number: what the audit of a publisher looks at.

Private: an outsider sees only that there may be nobody, and nobody is nobody's secret.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from analysis.counting.cohorts import EVERYONE
from analysis.counting.moments import Floats, band_counts
from analysis.counting.tabulation import GROUPS, Ints, ItemTallies, Tallies
from analysis.disclosure.kinds import Column, Family
from analysis.disclosure.lattice import Lattice
from analysis.disclosure.suppression import Mask


@dataclass(frozen=True)
class Exact:
    """Private: what a release was cut from; scores of all releases are ``aligned``."""

    scores: Tallies
    answers: ItemTallies

    @cached_property
    def sizes(self) -> Ints:
        return self.scores.sizes()

    @cached_property
    def bands(self) -> Ints:
        return band_counts(self.scores)

    @cached_property
    def asked(self) -> frozenset[str]:
        """The cohorts of which single answers are counted."""
        return frozenset(self.answers.cohort)

    @cached_property
    def answered(self) -> dict[tuple[str, int, int], dict[str, int]]:
        """Per item, group and answer the people in each cohort."""
        found: dict[tuple[str, int, int], dict[str, int]] = {}
        held = self.answers
        rows = zip(held.cohort, held.item, held.group, held.answer, held.n, strict=True)
        for cohort, item, group, answer, n in rows:
            found.setdefault((item, int(group), int(answer)), {})[cohort] = int(n)
        return found


@dataclass(frozen=True)
class Few:
    """Private: the exact counts of each release, the one to be cut first and then backwards, and
    who ``changed`` since each earlier one.

    ``changed`` (the first cohorts of the scores, measures with the head count first, groups) are
    people; ``lattice`` is that of what is audited, ``levels`` its cohorts that the
    answers make, by group.
    """

    lattice: Lattice
    releases: Sequence[Exact]
    changed: Sequence[Ints]
    k: int
    levels: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def of(self, family: Family) -> list[Mask]:
        """Where 1 to k - 1 people are, in each release, then where so many changed since each.

        Shape (columns, cohorts) each.
        """
        group = GROUPS.index(family.group)
        held = [
            np.stack([self._count(exact, each, group) for each in family.columns])
            for exact in self.releases
        ]
        since = [
            np.stack([self._placed(each[:, self._number(c), group]) for c in family.columns])
            for each in self.changed
        ]
        return [(each > 0) & (each < self.k) for each in (*held, *since)]

    def exactly(self, family: Family) -> list[Floats]:
        """The exact counts of each release, the first first, shape (columns, cohorts); NaN where
        none is kept: single answers are counted in cohorts with one filter at most."""
        group = GROUPS.index(family.group)
        return [
            np.stack([self._exactly(exact, each, group) for each in family.columns])
            for exact in reversed(self.releases)
        ]

    def _exactly(self, exact: Exact, column: Column, group: int) -> Floats:
        counts = self._count(exact, column, group).astype(float)
        if column.item is not None:
            counts[[cohort not in exact.asked for cohort in self.lattice.cohorts]] = np.nan
            return counts
        everyone, levels = counts[self.lattice.position[EVERYONE]], self._levels
        if counts[levels].sum() != everyone:
            counts[levels] = np.nan
            if not self.levels.get(GROUPS[group]):  # one answer makes the whole group
                counts[levels], counts[levels[:1]] = 0, everyone
        return counts

    def _count(self, exact: Exact, column: Column, group: int) -> Ints:
        if column.item is not None and column.place is not None:
            told = exact.answered.get((column.item, group, column.place), {})
            return np.array([told.get(name, 0) for name in self.lattice.cohorts])
        number = self._number(column)
        if column.place is None:
            return self._placed(exact.sizes[:, number, group])
        return self._placed(exact.bands[:, number, group, column.place])

    def _number(self, column: Column) -> int:
        return self._numbers.get(column.indicator or "", 0)

    def _placed(self, counts: Ints) -> Ints:
        placed = np.zeros(len(self.lattice.cohorts), dtype=np.int64)
        placed[self._at[: len(counts)]] = counts
        return placed

    @cached_property
    def _levels(self) -> Ints:
        """The cohorts that the groups' answers make."""
        names = dict.fromkeys(name for each in self.levels.values() for name in each)
        return np.array([self.lattice.position[name] for name in names], dtype=np.int64)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        made = self.releases[0].scores.measures
        return {each.id: at for at, each in enumerate(made, start=1)}

    @cached_property
    def _at(self) -> Ints:
        return np.array([self.lattice.position[name] for name in self.releases[0].scores.cohorts])
