"""Values with their intervals one below the other: the marks that several exhibits share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from analysis import sentences as say
from analysis.published import Comparison, Verdict, Withheld
from analysis.release import Release
from analysis.sentences import gaps
from analysis.sentences.subject import Subject

CALLED = (Verdict.HIGHER, Verdict.LOWER)


class Weight(Enum):
    """How much a mark says: a called difference, one that is not, the one that it is held to."""

    STRONG = auto()
    FAINT = auto()
    HOLLOW = auto()


@dataclass(frozen=True)
class Point:
    """A value with its interval, as it is drawn and as it is written."""

    value: float
    low: float
    high: float
    text: str
    weight: Weight = Weight.STRONG


@dataclass(frozen=True)
class ForestRow:
    """One line of words and, below it, a mark for each of its points.

    ``heading`` is what rows of one kind stand under, ``people`` how many are in it, ``words`` what
    may be said of it, ``remark`` what more one must know. Without points ``words`` say why.
    """

    label: str
    words: str
    points: tuple[Point, ...] = ()
    heading: str = ""
    people: str = ""
    remark: str = ""

    @property
    def strong(self) -> bool:
        return any(point.weight is Weight.STRONG for point in self.points)


@dataclass(frozen=True)
class Forest:
    """Rows on one axis; differences within ``smallest`` of zero do not matter, where declared.

    ``key`` names the filled and the hollow mark where a row has both.
    """

    rows: tuple[ForestRow, ...]
    smallest: float | None = None
    key: tuple[str, str] | None = None


def compared_row(
    release: Release, label: str, compared: Comparison | Withheld, heading: str = ""
) -> ForestRow:
    """The row of a comparison, or of why there is none."""
    words = say.verdict_or_why(compared)
    if isinstance(compared, Withheld):
        return ForestRow(label, words, heading=heading)
    people = people_of(compared)
    if compared.difference is None or compared.low is None or compared.high is None:
        return ForestRow(label, words, heading=heading, people=people)
    point = Point(
        compared.difference,
        compared.low,
        compared.high,
        say.difference_cell(release, compared),
        Weight.STRONG if compared.verdict in CALLED else Weight.FAINT,
    )
    return ForestRow(label, words, (point,), heading, people, say.remark(release, compared))


def one_precision(subject: Subject, found: Sequence[gaps.Gap]) -> int:
    """The decimals of all numbers of a picture: those of the row that needs most."""
    return max(gaps.decimals(subject.terms, gap) for gap in found)


def gap_text(gap: gaps.Gap, places: int) -> str:
    """'9.6 (6.3 to 12.9)', with its sign."""
    value, low, high = (gaps.number(each, places) for each in (gap.value, gap.low, gap.high))
    return f"{value} ({low} to {high})"


def people_of(compared: Comparison) -> str:
    """'112 · 57': about how many of both groups."""
    sizes = (compared.solo.n, compared.team.n)
    return " · ".join(say.count(size).removeprefix("about ") for size in sizes)


def measured(release: Release, indicator: str) -> str:
    """What a picture of an indicator's differences shows."""
    solo, team = say.group_names(release)
    unit = Subject(release, indicator).unit_apart
    difference = f"Difference in {unit}, {solo} minus {team}, with its 95% interval."
    if release.measures[indicator].sesoi is None:
        return difference
    return f"{difference} About the same: when the interval lies inside the shaded zone."
