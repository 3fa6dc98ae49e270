"""What a page may know: a published release, looked up by cohort and indicator.

Nothing here can hold an exact count: every number is one that the release's files hold.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.codebook import NOT_GIVEN, Codebook, Kind
from analysis.codebook.scoring import Measure, measures
from analysis.counting.cohorts import EVERYONE, filters_of, wider
from analysis.levels import LEVEL, is_level, level_codes
from analysis.published import (
    Band,
    Comparison,
    Count,
    Figure,
    GroupScore,
    ItemAnswers,
    Reason,
    Withheld,
)
from analysis.release.lookup import Texts
from analysis.release.room import Room
from analysis.release.tables import Block, Counts, Estimates

SCHEMA_VERSION = 3
GROUPS = ("solo", "team")
DIFFERENCE = "mean_difference"  # the figure that makes a comparison


@dataclass(frozen=True)
class Manifest:
    """What a release says of itself; fields as manifest.json names them.

    ``cohorts`` says how many are published, carried over and withheld; ``audit`` what was looked
    at before it was cut (as ``disclosure.scope.Scope``; empty before schema version 3);
    ``not_asked`` are the codebook's questions that the sheet had no column for, or whose answers
    could not be read.
    """

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
    audit: Mapping[str, int] = field(default_factory=dict)
    not_asked: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def created_at(self) -> datetime:
        return datetime.fromisoformat(self.created)

    @property
    def digest(self) -> str:
        """SHA-256 of all that it says, the files' checksums too: no other release has it."""
        said = json.dumps(asdict(self), sort_keys=True, default=str)
        return hashlib.sha256(said.encode()).hexdigest()


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
    def digest(self) -> str:
        """The manifest's: pages keep what they worked out under this, not under an id."""
        return self.manifest.digest

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """The scoring rules of the indicators this release holds."""
        held = self._estimates.indicators
        return {made.id: made for made in measures(self.codebook) if made.id in held}

    @property
    def methods(self) -> frozenset[str]:
        """The ids of the methods that its estimates were made by."""
        return frozenset(self._estimates.texts["method"].texts)

    @cached_property
    def _estimates(self) -> Estimates:
        return Estimates.of(self.estimates)

    @cached_property
    def _counts(self) -> Counts:
        return Counts.of(self.counts, "indicator")

    @cached_property
    def _edges(self) -> npt.NDArray[np.float64]:
        return self.counts[["band_low", "band_high"]].to_numpy(dtype=np.float64)

    @cached_property
    def _room(self) -> Room:
        found: dict[str, dict[str, Count]] = {}
        for cohort in self._counts.cohorts(None):
            found[cohort] = {group: each for _, group, each in self._counts.block(cohort, None)}
        return Room({cohort: (each["solo"], each["team"]) for cohort, each in found.items()})

    @cached_property
    def _items(self) -> Counts:
        return Counts.of(self.items, "item")

    @cached_property
    def _answers(self) -> Texts:
        return Texts.of(self.items["answer"])

    def heads(self, cohort: str = EVERYONE) -> tuple[Count, Count] | Withheld:
        """How many solo and how many team people the cohort holds, rounded."""
        return self._room.heads.get(cohort) or Withheld(self._hidden(cohort))

    def figure(
        self,
        indicator: str,
        measure: str,
        cohort: str = EVERYONE,
        group: str | None = None,
        term: str | None = None,
    ) -> Figure | Withheld:
        """One published estimate, or why there is none."""
        block = self._estimates.block(cohort, indicator)
        found = block.get(measure, group, term)
        if found is None:
            return Withheld(Reason.NOT_COMPUTED if block else self._why(indicator, cohort))
        return found

    def figures(self, indicator: str, cohort: str = EVERYONE) -> tuple[Figure, ...] | Withheld:
        """Every published estimate of one indicator in one cohort, in the table's order."""
        return self._estimates.block(cohort, indicator).all() or Withheld(
            self._why(indicator, cohort)
        )

    def shows(self, indicator: str, cohort: str = EVERYONE) -> bool:
        """Whether the two groups are compared on the indicator in the cohort."""
        told = self._estimates.block(cohort, indicator).get(DIFFERENCE)
        return told is not None and not _too_few_to_say(told)

    def comparison(self, indicator: str, cohort: str = EVERYONE) -> Comparison | Withheld:
        """Solo against team on one indicator, or why that is not shown."""
        block = self._estimates.block(cohort, indicator)
        told = block.get(DIFFERENCE)
        if told is None:
            return Withheld(self._why(indicator, cohort))
        if _too_few_to_say(told):
            return Withheld(Reason.TOO_FEW_TO_SAY)
        p, detectable = block.get("p_adjusted"), block.get("minimum_detectable")
        return Comparison(
            indicator=indicator,
            cohort=cohort,
            solo=_group_score(block, "solo"),
            team=_group_score(block, "team"),
            difference=told.value,
            low=told.low,
            high=told.high,
            step=told.step or 0.0,
            p_adjusted=p.value if p else None,
            verdict=told.verdict,
            reason=told.reason,
            as_of=told.as_of,
            minimum_detectable=detectable.value if detectable else None,
        )

    def levels(self, indicator: str) -> tuple[tuple[str, str, GroupScore], ...] | Withheld:
        """(group, answer's code, score) by the answers that make a group, of everyone."""
        block = self._estimates.block(EVERYONE, indicator)
        found = tuple(
            (group, code, _group_score(block, group, LEVEL, code))
            for group in GROUPS
            for code in level_codes(self.codebook, group)
            if (mean := block.get(f"{LEVEL}mean", group, code)) is not None
            and not _too_few_to_say(mean)
        )
        if found:
            return found
        lacking = not block or is_level(self.estimates).any()
        return Withheld(self._why(indicator, EVERYONE) if lacking else Reason.NOT_COMPUTED)

    def bands(self, indicator: str, cohort: str = EVERYONE) -> tuple[Band, ...] | Withheld:
        """The score bands of an indicator from low to high, or why they are not shown."""
        found: dict[tuple[float, float], dict[str, Count]] = {}
        for row, group, count in self._counts.block(cohort, indicator):
            low, high = self._edges[row].tolist()
            found.setdefault((low, high), {})[group] = count
        if not found:
            return Withheld(self._why(indicator, cohort))
        return tuple(
            Band(*edges, said["solo"], said["team"]) for edges, said in sorted(found.items())
        )

    def answers(self, item: str, cohort: str = EVERYONE) -> ItemAnswers | Withheld:
        """The answers to one question, or why they are not shown."""
        found: dict[str, dict[str, Count]] = {group: {} for group in GROUPS}
        for row, group, count in self._items.block(cohort, item):
            found[group][str(self._answers.at(row))] = count
        if not any(found.values()):
            return Withheld(self._why_no_answers(item, cohort))
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
        return next((each for each in wider(cohort) if self.shows(indicator, each)), None)

    def _hidden(self, cohort: str) -> Reason:
        return (
            Reason.TOO_FEW
            if self._room.is_below(cohort, self.codebook.policy.k)
            else Reason.COMPLEMENTARY
        )

    def _why(self, indicator: str, cohort: str) -> Reason:
        """Not asked where the sheet lacks one of the indicator's questions."""
        made = self.codebook.indicators.get(indicator)
        if made is None or {*made.items, *made.where} & {*self.manifest.not_asked}:
            return Reason.NOT_ASKED
        return self._hidden(cohort)

    def _why_no_answers(self, item: str, cohort: str) -> Reason:
        """Counts and ticks are published as indicators only, so there is nothing to withhold."""
        asked = self.codebook.questions.get(item)
        if asked is None or item in self.manifest.not_asked:
            return Reason.NOT_ASKED
        listed = asked.kind in (Kind.ORDINAL, Kind.CATEGORY, Kind.YES_NO)
        return self._hidden(cohort) if listed else Reason.NOT_COMPUTED


def _too_few_to_say(figure: Figure) -> bool:
    """Whether it would be, or would rest on, a share of too few people to say anything."""
    return figure.value is None and figure.reason == Reason.TOO_FEW_TO_SAY


def _group_score(block: Block, group: str, kind: str = "", term: str | None = None) -> GroupScore:
    n, mean = (block[f"{kind}{measure}", group, term] for measure in ("n", "mean"))
    size = Count(*(int(_known(each)) for each in (n.value, n.low, n.high)))
    return GroupScore(size, *(_known(each) for each in (mean.value, mean.low, mean.high)))


def _known(number: float | None) -> float:
    """A number that is published of every group that is."""
    if number is None:
        raise ValueError("the release lacks a group's size or mean")
    return number
