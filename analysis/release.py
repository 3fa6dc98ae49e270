"""What a page may know: a published release, looked up by cohort and indicator.

Nothing here can hold an exact count: every number is one that the release's files hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

import pandas as pd

from analysis.codebook import NOT_GIVEN, Codebook
from analysis.cohorts import EVERYONE, filters_of, wider
from analysis.published import (
    Band,
    Comparison,
    Count,
    GroupScore,
    ItemAnswers,
    Reason,
    Verdict,
    Withheld,
)
from analysis.scoring import Measure, measures

SCHEMA_VERSION = 2
GROUPS = ("solo", "team")


@dataclass(frozen=True)
class Manifest:
    """What a release says of itself; fields as manifest.json names them."""

    schema_version: int
    id: str
    created: str
    survey: str
    wave: str | None
    synthetic: bool
    source_kind: str
    policy: Mapping[str, Any]
    codebook_id: str
    codebook_version: str
    codebook_sha256: str
    software_version: str
    citation: str
    licence: str
    cohorts: Mapping[str, int]
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def created_at(self) -> datetime:
        return datetime.fromisoformat(self.created)


@dataclass(frozen=True)
class Release:
    """A published release: its manifest, codebook and three tables."""

    manifest: Manifest
    codebook: Codebook
    counts: pd.DataFrame
    estimates: pd.DataFrame
    items: pd.DataFrame

    @property
    def id(self) -> str:
        return self.manifest.id

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """The scoring rules of the indicators this release holds."""
        asked = set(self.estimates["indicator"])
        return {made.id: made for made in measures(self.codebook) if made.id in asked}

    @cached_property
    def _counts(self) -> dict[tuple[str, str | None], list[tuple[str, float, float, Count]]]:
        found: dict[tuple[str, str | None], list[tuple[str, float, float, Count]]] = {}
        for row in self.counts.itertuples(index=False):
            indicator = None if pd.isna(row.indicator) else str(row.indicator)
            count = Count(int(row.count), int(row.count_low), int(row.count_high))
            told = (str(row.group), float(row.band_low), float(row.band_high), count)
            found.setdefault((str(row.cohort), indicator), []).append(told)
        return found

    @cached_property
    def _estimates(self) -> dict[tuple[str, str], dict[tuple[str | None, str], Any]]:
        found: dict[tuple[str, str], dict[tuple[str | None, str], Any]] = {}
        for row in self.estimates.itertuples(index=False):
            group = None if pd.isna(row.group) else str(row.group)
            place = found.setdefault((str(row.cohort), str(row.indicator)), {})
            place[group, str(row.measure)] = row
        return found

    @cached_property
    def _items(self) -> dict[tuple[str, str], dict[str, dict[str, Count]]]:
        found: dict[tuple[str, str], dict[str, dict[str, Count]]] = {}
        for row in self.items.itertuples(index=False):
            place = found.setdefault(
                (str(row.cohort), str(row.item)), {name: {} for name in GROUPS}
            )
            count = Count(int(row.count), int(row.count_low), int(row.count_high))
            place[str(row.group)][str(row.answer)] = count
        return found

    def heads(self, cohort: str = EVERYONE) -> tuple[Count, Count] | Withheld:
        """How many solo and how many team people the cohort holds, rounded."""
        rows = {group: count for group, _, _, count in self._counts.get((cohort, None), [])}
        return (rows["solo"], rows["team"]) if rows else Withheld(Reason.TOO_FEW)

    def comparison(self, indicator: str, cohort: str = EVERYONE) -> Comparison | Withheld:
        """Solo against team on one indicator, or why that is not shown."""
        rows = self._estimates.get((cohort, indicator))
        if rows is None:
            return Withheld(self._why(indicator))
        told = rows[None, "mean_difference"]
        p = rows[None, "p_adjusted"]
        return Comparison(
            indicator=indicator,
            cohort=cohort,
            solo=_group_score(rows, "solo"),
            team=_group_score(rows, "team"),
            difference=_number(told.value),
            low=_number(told.low),
            high=_number(told.high),
            step=float(told.step),
            p_adjusted=_number(p.value),
            verdict=None if pd.isna(told.verdict) else Verdict(told.verdict),
            reason=None if pd.isna(told.reason) else str(told.reason),
            as_of=str(told.as_of),
        )

    def bands(self, indicator: str, cohort: str = EVERYONE) -> tuple[Band, ...] | Withheld:
        """The score bands of an indicator from low to high, or why they are not shown."""
        found: dict[tuple[float, float], dict[str, Count]] = {}
        for group, low, high, count in self._counts.get((cohort, indicator), []):
            found.setdefault((low, high), {})[group] = count
        if not found:
            return Withheld(self._why(indicator))
        return tuple(
            Band(*edges, said["solo"], said["team"]) for edges, said in sorted(found.items())
        )

    def answers(self, item: str, cohort: str = EVERYONE) -> ItemAnswers | Withheld:
        """The answers to one question, or why they are not shown."""
        found = self._items.get((cohort, item))
        if found is None:
            asked = item in set(self.items["item"])
            return Withheld(Reason.TOO_FEW if asked else Reason.NOT_ASKED)
        codes = [*(option.code for option in self.codebook.options(item)), NOT_GIVEN]
        sides = ({c: found[group][c] for c in codes if c in found[group]} for group in GROUPS)
        return ItemAnswers(item, *sides)

    def values(self, dimension: str) -> tuple[str, ...]:
        """The codes of a dimension's values, in the codebook's order."""
        return tuple(option.code for option in self.codebook.options(dimension))

    def segments(
        self, indicator: str, cohort: str = EVERYONE
    ) -> Iterator[tuple[str, Comparison | Withheld]]:
        """Every cohort one filter narrower than this one, with its comparison."""
        chosen = filters_of(cohort)
        for dim in self.codebook.dimensions:
            if dim in chosen or len(chosen) > 1:
                continue
            for code in self.values(dim):
                parts = chosen | {dim: code}
                narrower = "&".join(
                    f"{d}={parts[d]}" for d in self.codebook.dimensions if d in parts
                )
                yield narrower, self.comparison(indicator, narrower)

    def nearest(self, indicator: str, cohort: str) -> str | None:
        """The nearest wider cohort in which the indicator is shown, or None."""
        shown = (each for each in wider(cohort) if (each, indicator) in self._estimates)
        return next(shown, None)

    def _why(self, indicator: str) -> Reason:
        return Reason.TOO_FEW if indicator in self.codebook.indicators else Reason.NOT_ASKED


def _group_score(rows: Mapping[tuple[str | None, str], Any], group: str) -> GroupScore:
    n, mean, sd = rows[group, "n"], rows[group, "mean"], rows[group, "sd"]
    size = Count(int(n.value), int(n.low), int(n.high))
    return GroupScore(size, float(mean.value), float(mean.low), float(mean.high), float(sd.value))


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)
