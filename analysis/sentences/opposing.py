"""What is said of counts that stand against each other, such as praise against criticism."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.methods import method
from analysis.published import Comparison, GroupScore
from analysis.release import Release
from analysis.sentences.captions import Caption, group_names
from analysis.sentences.numbers import count, decimals_of, interval, number
from analysis.sentences.speech import first_lower, first_upper
from analysis.sentences.subject import Told

Pair = tuple[Comparison, Comparison]  # one and its opposite


def of_opposites(release: Release, pairs: Sequence[Pair]) -> Caption:
    """Of pairs of averages in both groups; the title tells the first pair of solo people."""
    solo, team = group_names(release)
    parts = [
        f"{_name(release, each)} {average_cell(release, each, each.solo)}" for each in pairs[0]
    ]
    unit = release.codebook.indicators[pairs[0][0].indicator].unit
    title = f"{first_upper(solo)}: {parts[0]}, {parts[1]} {unit}"
    subtitle = f"Averages, {unit}, with their 95% intervals; one scale for all bars."
    told = (
        f"{first_upper(_name(release, each))}: {solo} {_average(release, each, each.solo)}, "
        f"{team} {_average(release, each, each.team)}."
        for pair in pairs
        for each in pair
    )
    return Caption(title, subtitle, f"{title}. {' '.join(told)}")


def average_cell(release: Release, each: Comparison, side: GroupScore) -> str:
    """'2.1 (1.9 to 2.3)'."""
    places = decimals_of(release.measures[each.indicator])
    low, high = number(side.low, places), number(side.high, places)
    return f"{number(side.mean, places)} ({low} to {high})"


def how_opposed(release: Release, pairs: Sequence[Pair]) -> Told:
    used = method("student", release.codebook)
    sizes = (
        f"{release.measures[each.indicator].label}: {count(each.solo.n)} and {count(each.team.n)}."
        for pair in pairs
        for each in pair
    )
    return Told("", " ".join([used.technical, *sizes]), used.reference, used.plain)


def _name(release: Release, each: Comparison) -> str:
    return first_lower(release.measures[each.indicator].label)


def _average(release: Release, each: Comparison, side: GroupScore) -> str:
    places = decimals_of(release.measures[each.indicator])
    return f"{number(side.mean, places)} ({interval(side.low, side.high, places)})"
