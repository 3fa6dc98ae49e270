"""What is said of who answered: how many of each group are in each part of a dimension."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.counting.cohorts import cohort_label
from analysis.methods import method
from analysis.published import Count, Withheld
from analysis.release import Release
from analysis.sentences.captions import Caption, group_names
from analysis.sentences.numbers import count
from analysis.sentences.speech import first_lower, first_upper, listed
from analysis.sentences.subject import Told

Heads = tuple[Count, Count]  # solo, team


def of_people(
    release: Release, dimension: str, cohort: str, rows: Sequence[tuple[str, Heads | Withheld]]
) -> Caption:
    """Of the parts of a dimension by label; at least one of them is shown."""
    shown = [(label, heads) for label, heads in rows if not isinstance(heads, Withheld)]
    label, heads = max(shown, key=lambda row: row[1][0].about + row[1][1].about)
    least = heads[0].low + heads[1].low
    tied = [other for other, (a, b) in shown if other != label and a.high + b.high >= least]
    name = release.codebook.label(dimension)
    where = f"{cohort_label(release.codebook, cohort)}, by " if cohort else ""
    by = f"{where}{first_lower(name)}" if where else name
    most = f"{label} and {listed(tied)}, about equally often" if tied else f"most often {label}"
    title = f"{by}: {most}, {both(release, heads)}" if not tied else f"{by}: {most}"
    told = (
        f"{label}: {heads.text if isinstance(heads, Withheld) else both(release, heads)}."
        for label, heads in rows
    )
    subtitle = (
        "How many people answered, each number rounded; who left this question out is in no group."
    )
    return Caption(first_upper(title), subtitle, f"{first_upper(title)}. {' '.join(told)}")


def both(release: Release, heads: Heads) -> str:
    """'about 80 teams of one and about 140 people in teams'."""
    solo, team = group_names(release)
    return f"{count(heads[0])} {solo} and {count(heads[1])} {team}"


def bare_count(people: Count) -> str:
    """A rounded count where a chart has said that all are: '80', 'under 5'."""
    return count(people).removeprefix("about ")


def how_rounded(release: Release) -> Told:
    used = method("rounded-count", release.codebook)
    return Told("", used.technical, used.reference, used.plain)


def dated(release: Release) -> str:
    """'Release r0007 of 22 November 2026, latest wave Q3 2026.'"""
    cut, wave = release.manifest.created_at, release.manifest.wave
    upto = f", latest wave {wave}" if wave else ""
    return f"Release {release.id} of {cut.day} {cut:%B %Y}{upto}."
