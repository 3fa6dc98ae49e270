"""Differences with their intervals one below the other: the marks that several exhibits share."""

from __future__ import annotations

from dataclasses import dataclass

from analysis import sentences as say
from analysis.published import Comparison, Verdict, Withheld
from analysis.release import Release
from analysis.sentences.subject import Subject


@dataclass(frozen=True)
class ForestRow:
    """One difference; without one ``words`` say why there is none.

    ``heading`` is what rows of one kind stand under, ``remark`` stands below the verdict.
    """

    heading: str
    label: str
    words: str
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    verdict: Verdict | None = None
    remark: str = ""


@dataclass(frozen=True)
class Forest:
    """Differences on one axis; those within ``smallest`` of zero do not matter, where declared."""

    rows: tuple[ForestRow, ...]
    smallest: float | None


def compared_row(
    release: Release, heading: str, label: str, compared: Comparison | Withheld
) -> ForestRow:
    """The row of a comparison, or of why there is none."""
    words = say.verdict_or_why(compared)
    if isinstance(compared, Withheld) or compared.verdict is None:
        return ForestRow(heading, label, words)
    return ForestRow(
        heading, label, words, compared.difference, compared.low, compared.high, compared.verdict,
        say.remark(release, compared),
    )  # fmt: skip


def measured(release: Release, indicator: str) -> str:
    """What a picture of an indicator's differences shows."""
    solo, team = say.group_names(release)
    unit = Subject(release, indicator).unit_apart
    difference = f"Difference in {unit}, {solo} minus {team}, with its 95% interval."
    if release.measures[indicator].sesoi is None:
        return difference
    return f"{difference} About the same: when the interval lies inside the shaded zone."
