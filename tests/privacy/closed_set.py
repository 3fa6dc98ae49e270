"""Everything that can be asked of the attacked survey, and what outsiders know must add up.

A tally of any set of people is a vector: one place for each cohort and column. All that is known
without looking at a release is linear and has no constant, so it also holds for the people who
came between two releases.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, product

import numpy as np
import numpy.typing as npt
from scipy import sparse

from tests.privacy.respondents import AT, CODES, Rows

Floats = npt.NDArray[np.float64]
Column = tuple[str, ...] | tuple[str, int]

EDGES = {"strain": (0.0, 20.0, 40.0, 60.0, 80.0)} | dict.fromkeys(
    ("weary", "has_mentor", "wants_mentor", "gap_mentor"), (0.0, 50.0)
)
INDICATORS = tuple(EDGES)
SHARES = INDICATORS[1:]
ITEMS = {
    "team": ("1", "2-3", "4-6", "7-plus"),
    **dict.fromkeys(
        ("tired", "tense", "eager"), ("never", "rarely", "sometimes", "often", "always")
    ),
    "got": ("yes", "no"),
    "wish": ("0", "2", "4"),
}
MISSING = "not-given"
POSSIBLE = sorted({n / 12 for n in range(13)} | {n / 8 for n in range(9)})  # strain, as 0 to 1
SPACING = {"strain": 100 / 12} | dict.fromkeys(SHARES, 100.0)

COLUMNS: tuple[Column, ...] = (
    ("head",),
    *((name, band) for name, edges in EDGES.items() for band in range(len(edges))),
    ("sum",),
    *((item, code) for item, codes in ITEMS.items() for code in (*codes, MISSING)),
)
PLACE = {column: at for at, column in enumerate(COLUMNS)}
FIRST_ITEM = PLACE["team", "1"]  # columns from here on are published for singles at most
PARTS = (  # what is attacked together: the head count, some indicators and their questions
    ("head", "strain", "sum", "weary", "tired", "tense", "eager"),
    ("head", "has_mentor", "wants_mentor", "gap_mentor", "got", "wish", "team"),
)
WHOLE = (tuple(dict.fromkeys(PARTS[0] + PARTS[1])),)
BANDS = {name: [PLACE[name, band] for band in range(len(edges))] for name, edges in EDGES.items()}


@dataclass(frozen=True)
class Known:
    """low <= matrix @ tally <= high, one row each."""

    matrix: sparse.csr_array
    low: Floats
    high: Floats


@dataclass(frozen=True)
class ClosedSet:
    """The cohorts of a survey with these dimensions: everyone, singles, pairs; 'not given' too.

    ``cohorts`` are their ids; a place of the tally vector is ``cohort * len(COLUMNS) + column``.
    With a ``depth`` above 2 the attacker also thinks of cohorts too narrow to be published, which
    ties pairs over different dimensions together.
    """

    dimensions: tuple[str, ...]
    depth: int = 2
    cohorts: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "cohorts", tuple(self._ids()))

    def _ids(self) -> Iterator[str]:
        for size in range(self.depth + 1):
            for dims in combinations(self.dimensions, size):
                for codes in product(*((*CODES[dim], MISSING) for dim in dims)):
                    yield "&".join(f"{d}={code}" for d, code in zip(dims, codes, strict=True))

    @cached_property
    def at(self) -> dict[str, int]:
        return {cohort: place for place, cohort in enumerate(self.cohorts)}

    @cached_property
    def lines(self) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """Parent and children: everyone and a dimension's values, a single and its pairs, ..."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        for cohort in self.cohorts:
            filters = dict(part.split("=") for part in cohort.split("&") if part)
            if len(filters) == self.depth:
                continue
            for dim in (dim for dim in self.dimensions if dim not in filters):
                codes = (filters | {dim: code} for code in (*CODES[dim], MISSING))
                yield self.at[cohort], tuple(self.at[self.id_of(each)] for each in codes)

    def id_of(self, filters: Mapping[str, str]) -> str:
        return "&".join(f"{dim}={filters[dim]}" for dim in self.dimensions if dim in filters)

    def members(self, rows: Rows) -> npt.NDArray[np.bool_]:
        """Which people are in which cohort, (cohorts, people)."""
        found = np.ones((len(self.cohorts), len(rows)), dtype=bool)
        for at, cohort in enumerate(self.cohorts):
            for part in cohort.split("&") if cohort else ():
                dim, code = part.split("=")
                level = -1 if code == MISSING else CODES[dim].index(code)
                found[at] &= rows[:, AT[dim]] == level
        return found

    @property
    def askable(self) -> Iterator[tuple[int, str]]:
        """Place and id of the cohorts that can be asked for: two filters at most."""
        return ((at, name) for at, name in enumerate(self.cohorts) if name.count("&") < 2)

    def place(self, cohort: int, column: int) -> int:
        return cohort * len(COLUMNS) + column

    @property
    def size(self) -> int:
        return len(self.cohorts) * len(COLUMNS)

    @cached_property
    def structure(self) -> Known:
        """All that holds for the tally of any set of people."""
        rows, lows, highs = [], [], []
        for weights, low, high in (*self._sums(), *self._within()):
            rows.append(weights)
            lows.append(low)
            highs.append(high)
        return Known(_matrix(rows, self.size), np.array(lows), np.array(highs))

    def _sums(self) -> Iterator[tuple[dict[int, float], float, float]]:
        for parent, children in self.lines:
            for column in range(FIRST_ITEM if parent else len(COLUMNS)):
                weights = {self.place(child, column): 1.0 for child in children}
                yield weights | {self.place(parent, column): -1.0}, 0.0, 0.0

    def _within(self) -> Iterator[tuple[dict[int, float], float, float]]:
        """What holds inside each cohort; answers to single questions are told of singles only."""
        for cohort, name in enumerate(self.cohorts):
            wide = "&" not in name
            for weights in (*_never_above_zero(), *(_items_never_above_zero() if wide else ())):
                yield {self.place(cohort, at): held for at, held in weights.items()}, -np.inf, 0.0
            for weights in _items_always_zero() if wide else ():
                yield {self.place(cohort, at): held for at, held in weights.items()}, 0.0, 0.0


def _never_above_zero() -> Iterator[dict[int, float]]:
    """Combinations of a cohort's columns that are never above zero."""
    head = PLACE["head",]
    for bands in BANDS.values():
        yield dict.fromkeys(bands, 1.0) | {head: -1.0}
    yield from _sum_in_bands()
    has, wants, gap = (BANDS[f"{name}_mentor"] for name in ("has", "wants", "gap"))
    for wide in (has, wants):
        yield dict.fromkeys(gap, 1.0) | dict.fromkeys(wide, -1.0)
    yield dict.fromkeys((*has, *wants), 1.0) | dict.fromkeys((head, *gap), -1.0)
    yield {gap[1]: 1.0, has[0]: -1.0}
    yield {gap[1]: 1.0, wants[1]: -1.0}
    # Who wants it has it, or does not say whether, or has the gap.
    yield {wants[1]: 1.0, gap[1]: -1.0, head: -1.0, has[0]: 1.0}


def _sum_in_bands() -> Iterator[dict[int, float]]:
    """The sum of scores lies where the bands put it."""
    total, bands = PLACE["sum",], BANDS["strain"]
    ends = [*EDGES["strain"][1:], 101.0]
    within = [
        [score for score in POSSIBLE if low <= score * 100 < high]
        for low, high in zip(EDGES["strain"], ends, strict=True)
    ]
    least = {band: scores[0] for band, scores in zip(bands, within, strict=True)}
    most = {band: -scores[-1] for band, scores in zip(bands, within, strict=True)}
    yield least | {total: -1.0}
    yield most | {total: 1.0}


def _items_always_zero() -> Iterator[dict[int, float]]:
    """What ties the answers to single questions to the head count and to the shares."""
    for item, codes in ITEMS.items():
        yield {PLACE[item, code]: 1.0 for code in (*codes, MISSING)} | {PLACE["head",]: -1.0}
    for name, band, item, codes in (
        ("weary", 1, "tired", ("often", "always")),
        ("weary", 0, "tired", ("never", "rarely", "sometimes")),
        ("has_mentor", 1, "got", ("yes",)),
        ("has_mentor", 0, "got", ("no",)),
        ("wants_mentor", 1, "wish", ("4",)),
        ("wants_mentor", 0, "wish", ("0", "2")),
    ):
        yield {PLACE[item, code]: 1.0 for code in codes} | {PLACE[name, band]: -1.0}


def _items_never_above_zero() -> Iterator[dict[int, float]]:
    """Whoever has no strain score left out at least two of its three questions."""
    left_out = {PLACE[item, MISSING]: -1.0 for item in ("tired", "tense", "eager")}
    yield {PLACE["head",]: 2.0} | dict.fromkeys(BANDS["strain"], -2.0) | left_out


def _matrix(rows: Sequence[Mapping[int, float]], width: int) -> sparse.csr_array:
    at = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    places = np.array([place for row in rows for place in row], dtype=np.int64)
    weights = np.array([weight for row in rows for weight in row.values()])
    return sparse.csr_array((weights, (at, places)), shape=(len(rows), width))
