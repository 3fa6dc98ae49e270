"""The published tables as a release reads them: objects are made only for the rows asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isnan

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.published import Count, Figure, Verdict
from analysis.release.lookup import Blocks, Texts

Key = tuple[str, str | None, str | None]  # measure, group, term
TOLD = ("measure", "group", "term", "verdict", "reason", "method", "as_of")
NUMBERS = ("value", "low", "high", "step")


@dataclass(frozen=True)
class Estimates:
    """The estimates, looked up by cohort and indicator."""

    blocks: Blocks
    indicators: frozenset[str]
    texts: Mapping[str, Texts]
    numbers: Mapping[str, npt.NDArray[np.float64]]

    @classmethod
    def of(cls, table: pd.DataFrame) -> Estimates:
        indicators = Texts.of(table["indicator"])
        return cls(
            Blocks.of(Texts.of(table["cohort"]), indicators),
            frozenset(indicators.texts),
            {name: Texts.of(table[name]) for name in TOLD},
            {name: table[name].to_numpy(dtype=np.float64) for name in NUMBERS},
        )

    def block(self, cohort: str, indicator: str) -> Block:
        """The figures of one indicator in one cohort; empty where none are published."""
        rows = self.blocks.rows(cohort, indicator).tolist()
        measure, group, term = (self.texts[name] for name in ("measure", "group", "term"))
        places = {(str(measure.at(row)), group.at(row), term.at(row)): row for row in rows}
        return Block(self, cohort, indicator, places)


@dataclass(frozen=True)
class Block:
    """The figures of one indicator in one cohort, made as they are asked for."""

    table: Estimates
    cohort: str
    indicator: str
    places: Mapping[Key, int]

    def __bool__(self) -> bool:
        return bool(self.places)

    def __getitem__(self, key: Key) -> Figure:
        return self._figure(self.places[key])

    def get(self, measure: str, group: str | None = None, term: str | None = None) -> Figure | None:
        key = measure, group, term
        return self[key] if key in self.places else None

    def all(self) -> tuple[Figure, ...]:
        """Every figure, in the table's order."""
        return tuple(self._figure(row) for row in self.places.values())

    def _figure(self, row: int) -> Figure:
        told = {name: self.table.texts[name].at(row) for name in TOLD}
        verdict = told["verdict"]
        numbers = (float(self.table.numbers[name][row]) for name in NUMBERS)
        value, low, high, step = (None if isnan(each) else each for each in numbers)
        return Figure(
            self.indicator, self.cohort, str(told["measure"]), told["group"], told["term"],
            value, low, high, step, None if verdict is None else Verdict(verdict),
            told["reason"], told["method"], str(told["as_of"]),
        )  # fmt: skip


@dataclass(frozen=True)
class Counts:
    """Rounded counts, looked up by cohort and by what they are about: an indicator or an item."""

    blocks: Blocks
    known: frozenset[str]
    group: Texts
    counts: npt.NDArray[np.int64]

    @classmethod
    def of(cls, table: pd.DataFrame, about: str) -> Counts:
        named = Texts.of(table[about])
        return cls(
            Blocks.of(Texts.of(table["cohort"]), named),
            frozenset(named.texts),
            Texts.of(table["group"]),
            table[["count", "count_low", "count_high"]].to_numpy(dtype=np.int64),
        )

    def cohorts(self, about: str | None) -> Iterator[str]:
        """The cohorts in which it is published."""
        for cohort, each in self.blocks.spans:
            if cohort is not None and each == about:
                yield cohort

    def block(self, cohort: str, about: str | None) -> Iterator[tuple[int, str, Count]]:
        """Row, group and count of everything published about it in the cohort."""
        for row in self.blocks.rows(cohort, about).tolist():
            yield row, str(self.group.at(row)), Count(*self.counts[row].tolist())
