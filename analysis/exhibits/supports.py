"""Supports: what is wanted and what was received."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from analysis import sentences as say
from analysis.codebook import Codebook
from analysis.codebook.supports import GAP, HAS, WANTS
from analysis.counting.cohorts import EVERYONE
from analysis.exhibits import words
from analysis.exhibits.exhibit import Caption, Exhibit, Table
from analysis.published import GroupScore
from analysis.release import Release
from analysis.release.missing import Shown
from analysis.release.rows import estimates
from analysis.sentences.groups import mean
from analysis.sentences.subject import Subject


@dataclass(frozen=True)
class Side:
    """One group: how many in 100 received it, want it, want it and did not receive it."""

    received: float
    wanted: float
    missing: float
    texts: tuple[str, str, str]


@dataclass(frozen=True)
class SupportRow:
    """A support by its name; ``given`` is what stands before it where somebody gives it already."""

    label: str
    solo: Side
    team: Side
    given: str = ""

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.solo, self.team


@dataclass(frozen=True)
class Supports:
    """A row a support; ``key`` names what was received, what is wanted, and who goes without."""

    rows: tuple[SupportRow, ...]
    names: tuple[str, str]
    key: tuple[str, str, str]


def supports(
    release: Release, ranked: Sequence[Shown], cohort: str, given: Collection[str] = ()
) -> Exhibit[Supports]:
    """Received to wanted in both groups, in the given order; what is ``given`` already fades."""
    names = say.group_names(release)
    rows = tuple(_row(release, each, each.support in given) for each in ranked)
    cells = [each for one in ranked for each in _cells(one)]
    table: Table = {
        words.SUPPORT: [f"{row.label}: {of}" for row in rows for of in words.OF_SUPPORTS]
    }
    table |= {
        say.first_upper(name): [cell[side] for cell in cells] for side, name in enumerate(names)
    }
    about = tuple(each.missing.indicator for each in ranked)
    drawn = [
        f"{kind}{name}"
        for name in sorted(each.removeprefix(GAP) for each in about)
        for kind in (HAS, WANTS, GAP)
    ]
    return Exhibit(
        "supports",
        "What is wanted and received",
        caption(release, ranked, cohort),
        Supports(rows, names, words.OF_SUPPORTS),
        table,
        estimates([cohort], drawn, ["mean"]),
        say.how_averaged(release, [each.missing for each in ranked]),
        about,
        cohort,
    )


def _row(release: Release, each: Shown, given: bool) -> SupportRow:
    solo, team = (
        _side(received, wanted, missing)
        for received, wanted, missing in (
            (each.received.solo, each.wanted.solo, each.missing.solo),
            (each.received.team, each.wanted.team, each.missing.team),
        )
    )
    label = release.codebook.supports[each.support].label
    return SupportRow(label, solo, team, words.TICK if given else "")


def _side(received: GroupScore, wanted: GroupScore, missing: GroupScore) -> Side:
    texts = (say.number(received.mean), say.number(wanted.mean), say.number(missing.mean))
    return Side(received.mean, wanted.mean, missing.mean, texts)


def _cells(each: Shown) -> list[tuple[str, str]]:
    """Received, wanted and missing, each of solo and of team."""
    three = (each.received, each.wanted, each.missing)
    return [(say.number(one.solo.mean), say.number(one.team.mean)) for one in three]


def caption(release: Release, ranked: Sequence[Shown], cohort: str = EVERYONE) -> Caption:
    """Of what is wanted and what was received, the supports in the given order."""
    book, (solo, _) = release.codebook, say.group_names(release)
    title = _going_without(release, ranked[0], cohort)
    subtitle = (
        f"How many in 100 received it, and how many want it{_wanted(book, ranked[0])}. Ranked by "
        f"how many in 100 {solo} want it and did not receive it; ranks close to each other could "
        "be the other way round."
    )
    alt = (
        f"{say.support_finding(release, each.support, cohort)} {without(release, each)}."
        for each in ranked
    )
    return Caption(title, subtitle, f"{title}. {' '.join(alt)}")


def without(release: Release, each: Shown) -> str:
    """'Want it and did not receive it: 57 in 100 teams of one, 35 in 100 people in teams'."""
    solo, team = say.group_names(release)
    ours, theirs = say.number(each.missing.solo.mean), say.number(each.missing.team.mean)
    return f"Want it and did not receive it: {ours} in 100 {solo}, {theirs} in 100 {team}"


def _going_without(release: Release, each: Shown, cohort: str) -> str:
    """'57 in 100 teams of one want mentoring and go without (95% interval 53 to 61)'."""
    subject = Subject(release, each.missing.indicator, cohort)
    share = subject.figure("mean", "solo")
    return mean(subject, share).removesuffix(".") if share else subject.about


def _wanted(book: Codebook, each: Shown) -> str:
    """', 3 or more on the scale of 0 to 4', where the answers of wanting it are numbers."""
    asked = book.supports[each.support].importance
    scores = [o.score for o in book.options(asked) if o.score is not None]
    if not scores:
        return ""
    least, low, high = book.important_at_least, min(scores), max(scores)
    return f" (importance {least} or more on a scale of {low} to {high})"
