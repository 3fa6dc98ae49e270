"""Averages of counts that stand against each other, such as praise against criticism."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis import sentences as say
from analysis.exhibits import words
from analysis.exhibits.exhibit import Caption, Exhibit, NotShown, Table
from analysis.methods import method
from analysis.published import Comparison, GroupScore, Withheld
from analysis.release import Release
from analysis.release.opposites import opposites
from analysis.release.rows import estimates
from analysis.sentences.subject import Told

Pair = tuple[Comparison, Comparison]  # one and its opposite


@dataclass(frozen=True)
class OpposingRow:
    """A pair by the names of its two, with solo's and team's averages and how to write them."""

    labels: tuple[str, str]  # right, left
    right: tuple[GroupScore, GroupScore]
    left: tuple[GroupScore, GroupScore]
    texts: tuple[tuple[str, str], tuple[str, str]]  # of right, of left


@dataclass(frozen=True)
class Opposing:
    """A row a pair, and what the groups are called."""

    rows: tuple[OpposingRow, ...]
    names: tuple[str, str]


def opposing(release: Release, indicator: str, cohort: str) -> Exhibit[Opposing] | NotShown | None:
    """The pairs that are named after an indicator; None where there are none."""
    named = opposites(release, indicator)
    if not named:
        return None
    found = [tuple(release.comparison(name, cohort) for name in names) for names in named]
    pairs = [(one, other) for one, other in found
             if isinstance(one, Comparison) and isinstance(other, Comparison)]  # fmt: skip
    if not pairs:
        hidden = (each for pair in found for each in pair if isinstance(each, Withheld))
        return NotShown("Against each other", Withheld.together(hidden))
    names = say.group_names(release)
    every = [each for pair in pairs for each in pair]
    table: Table = {
        words.MEASURE: [release.measures[each.indicator].label for each in every],
        say.first_upper(names[0]): [average_cell(release, each, each.solo) for each in every],
        say.first_upper(names[1]): [average_cell(release, each, each.team) for each in every],
    }
    drawn = tuple(dict.fromkeys(name for pair in named for name in pair))
    return Exhibit(
        "against",
        f"{release.measures[indicator].label}: each against its opposite",
        _caption(release, pairs),
        Opposing(tuple(_row(release, pair) for pair in pairs), names),
        table,
        estimates([cohort], drawn, ["mean"]),
        _how(release, every),
        (indicator,),
        cohort,
    )


def _row(release: Release, pair: Pair) -> OpposingRow:
    right, left = pair
    measures = [release.measures[each.indicator] for each in pair]
    texts = [
        (say.number(each.solo.mean, decimals), say.number(each.team.mean, decimals))
        for decimals, each in zip(map(say.decimals_of, measures), pair, strict=True)
    ]  # as the table has them
    return OpposingRow(
        (measures[0].label, measures[1].label),
        (right.solo, right.team),
        (left.solo, left.team),
        (texts[0], texts[1]),
    )


def _caption(release: Release, pairs: Sequence[Pair]) -> Caption:
    """The title is of the first pair and of solo people."""
    solo, team = say.group_names(release)
    parts = [
        f"{_name(release, each)} {average_cell(release, each, each.solo)}" for each in pairs[0]
    ]
    unit = release.codebook.indicators[pairs[0][0].indicator].unit
    title = f"{say.first_upper(solo)}: {parts[0]}, {parts[1]} {unit}"
    subtitle = f"Averages, {unit}, with their 95% intervals; one scale for all bars."
    alt = (
        f"{say.first_upper(_name(release, each))}: {solo} {_average(release, each, each.solo)}, "
        f"{team} {_average(release, each, each.team)}."
        for pair in pairs
        for each in pair
    )
    return Caption(title, subtitle, f"{title}. {' '.join(alt)}")


def average_cell(release: Release, each: Comparison, side: GroupScore) -> str:
    """'2.1 (1.9 to 2.3)'."""
    places = say.decimals_of(release.measures[each.indicator])
    low, high = say.number(side.low, places), say.number(side.high, places)
    return f"{say.number(side.mean, places)} ({low} to {high})"


def _how(release: Release, every: Sequence[Comparison]) -> Told:
    used = method("student", release.codebook)
    sizes = (
        f"{release.measures[each.indicator].label}: {say.count(each.solo.n)} and "
        f"{say.count(each.team.n)}."
        for each in every
    )
    return Told("", " ".join([used.technical, *sizes]), used.reference, used.plain)


def _name(release: Release, each: Comparison) -> str:
    return say.first_lower(release.measures[each.indicator].label)


def _average(release: Release, each: Comparison, side: GroupScore) -> str:
    places = say.decimals_of(release.measures[each.indicator])
    return f"{say.number(side.mean, places)} ({say.interval(side.low, side.high, places)})"
