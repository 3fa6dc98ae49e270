"""Who answered: how many of both groups are in each part of a dimension."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis import sentences as say
from analysis.counting.cohorts import cohort_label, value_label
from analysis.exhibits import words
from analysis.exhibits.exhibit import Caption, Exhibit, NotShown, Table
from analysis.methods import method
from analysis.published import Count, Withheld
from analysis.release import Release
from analysis.release.parts import parts
from analysis.release.rows import counts
from analysis.sentences.subject import Told

Heads = tuple[Count, Count]  # solo, team
Parts = Sequence[tuple[str, Heads | Withheld]]  # by label


@dataclass(frozen=True)
class PeopleRow:
    """One part: how many of solo and of team, and how to write both; without ``people`` why not."""

    label: str
    words: tuple[str, ...]
    people: tuple[int, int] | None = None


@dataclass(frozen=True)
class People:
    """A row a part, and what the groups are called."""

    rows: tuple[PeopleRow, ...]
    names: tuple[str, str]


def people(release: Release, dimension: str, cohort: str) -> Exhibit[People] | NotShown:
    """The parts of a dimension in the codebook's order; parts that are withheld are named."""
    narrower = list(parts(release, dimension, cohort))
    found = [
        (value_label(release.codebook, dimension, code), release.heads(each))
        for code, each in narrower
    ]
    hidden = [heads for _, heads in found if isinstance(heads, Withheld)]
    if len(hidden) == len(found):
        name = release.codebook.label(dimension)
        return NotShown(f"Who answered, by {say.first_lower(name)}", Withheld.together(hidden))
    names = say.group_names(release)
    cells = [_cells(heads) for _, heads in found]
    table: Table = {words.GROUP: [label for label, _ in found]}
    for side, name in enumerate(names):
        table[say.first_upper(name)] = [pair[side] for pair in cells]
    used = method("rounded-count", release.codebook)
    return Exhibit(
        f"who-{dimension}",
        f"Who answered, by {say.first_lower(release.codebook.label(dimension))}",
        caption(release, dimension, cohort, found),
        People(tuple(_row(label, heads) for label, heads in found), names),
        table,
        counts([each for _, each in narrower], (None,)),
        Told("", used.technical, used.reference, used.plain),
        cohort=cohort,
    )


def _row(label: str, heads: Heads | Withheld) -> PeopleRow:
    if isinstance(heads, Withheld):
        return PeopleRow(label, (heads.text,))
    return PeopleRow(label, tuple(map(bare_count, heads)), (heads[0].about, heads[1].about))


def _cells(heads: Heads | Withheld) -> tuple[str, str]:
    if isinstance(heads, Withheld):
        return heads.text, heads.text
    return say.count(heads[0]), say.count(heads[1])


def caption(release: Release, dimension: str, cohort: str, rows: Parts) -> Caption:
    """Of the parts of a dimension by label; at least one of them is shown."""
    shown = [(label, heads) for label, heads in rows if not isinstance(heads, Withheld)]
    label, heads = max(shown, key=lambda row: row[1][0].about + row[1][1].about)
    least = heads[0].low + heads[1].low
    tied = [other for other, (a, b) in shown if other != label and a.high + b.high >= least]
    name = release.codebook.label(dimension)
    where = f"{cohort_label(release.codebook, cohort)}, by " if cohort else ""
    by = f"{where}{say.first_lower(name)}" if where else name
    title = f"{by}: most often {label}, {_both(release, heads)}"
    if tied:
        title = f"{by}: {label} and {say.listed(tied)}, about equally often"
    alt = (
        f"{label}: {heads.text if isinstance(heads, Withheld) else _both(release, heads)}."
        for label, heads in rows
    )
    subtitle = (
        "How many people answered, each number rounded; who left this question out is in no group."
    )
    return Caption(say.first_upper(title), subtitle, f"{say.first_upper(title)}. {' '.join(alt)}")


def _both(release: Release, heads: Heads) -> str:
    """'about 80 teams of one and about 140 people in teams'."""
    solo, team = say.group_names(release)
    return f"{say.count(heads[0])} {solo} and {say.count(heads[1])} {team}"


def bare_count(number: Count) -> str:
    """A rounded count where a picture has said that all are: '80', 'under 5'."""
    return say.count(number).removeprefix("about ")
