"""How many people a group that is not shown can hold at most, by the counts that are published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from analysis.counting.cohorts import EVERYONE, filters_of, wider
from analysis.published import Count

Heads = Mapping[str, tuple[Count, Count]]  # of every shown cohort, solo and team


@dataclass(frozen=True)
class Room:
    """What the published head counts leave for the groups beside them.

    It knows what every reader knows, so that whoever is told that a group is small learns nothing
    that could not be worked out.
    """

    heads: Heads

    def is_below(self, cohort: str, k: int) -> bool:
        """Whether fewer than k people of one kind can be in a cohort, whatever the exact counts.

        Where nobody at all is shown, so few answered.
        """
        return EVERYONE not in self.heads or any(min(each) < k for each in self._upper(cohort))

    def _upper(self, cohort: str) -> Iterator[tuple[int, int]]:
        """The most people (solo, team) by each cohort that holds this one and is shown."""
        filters = filters_of(cohort)
        for parent in wider(cohort):
            if parent not in self.heads:
                continue
            whole = tuple(each.high for each in self.heads[parent])
            (added, *more) = filters.keys() - filters_of(parent).keys()
            used = (0, 0) if more else self._shown.get((parent, added), (0, 0))
            yield max(whole[0] - used[0], 0), max(whole[1] - used[1], 0)

    @cached_property
    def _shown(self) -> dict[tuple[str, str], tuple[int, int]]:
        """The fewest people (solo, team) in the shown parts of a cohort, by dimension."""
        sums: dict[tuple[str, str], tuple[int, int]] = {}
        for cohort, (solo, team) in self.heads.items():
            parts = [part for part in cohort.split("&") if part]
            for at, part in enumerate(parts):
                parent = "&".join(parts[:at] + parts[at + 1 :]) if len(parts) > 1 else EVERYONE
                key = parent, part.split("=")[0]
                before = sums.get(key, (0, 0))
                sums[key] = before[0] + solo.low, before[1] + team.low
        return sums
