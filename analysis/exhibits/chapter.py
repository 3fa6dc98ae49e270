"""A chapter of a survey's story: how many in 100 of both groups something is true of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis import sentences as say
from analysis.codebook import Chapter, ScoreKind
from analysis.codebook.indicator_checks import SAME_EDGE
from analysis.counting.cohorts import EVERYONE, cohort_label
from analysis.exhibits.exhibit import Caption, Exhibit, NotShown, Table
from analysis.published import COARSEST, WIDEST, Band, Count, Reason, Withheld
from analysis.release import Release
from analysis.release.halves import upper_bounds
from analysis.release.rows import counts
from analysis.sentences.speech import what_they_did

HEADS = ("Group", "In 100", "95% interval")


@dataclass(frozen=True)
class Share:
    """One group: how many in 100, the ends of the 95% interval, and the group's name and size."""

    group: str
    label: str
    value: float
    low: float
    high: float

    @property
    def text(self) -> str:
        """'82 (78 to 85)'."""
        return f"{say.number(self.value)} ({say.number(self.low)} to {say.number(self.high)})"


@dataclass(frozen=True)
class Shares:
    """Solo above team."""

    rows: tuple[Share, Share]


def chapters(release: Release) -> tuple[Chapter, ...]:
    """The chapters of the story whose indicators the release holds."""
    return tuple(each for each in release.codebook.story if each.about in release.measures)


def chapter(release: Release, told: Chapter, cohort: str = EVERYONE) -> Exhibit[Shares] | NotShown:
    """'82 (78 to 85) in 100 teams of one carry five roles or more, 64 (60 to 67) in 100 people in
    teams.'; or why it can't be said."""
    found = _shares(release, told, cohort)
    if isinstance(found, Withheld):
        return NotShown(release.measures[told.about].label, found)
    (ours, theirs), (solo, team) = found, say.group_names(release)
    sentence = f"{ours.text} in 100 {solo} {_did(release, told)}, {theirs.text} in 100 {team}."
    table: Table = dict(zip(HEADS, map(list, zip(*map(_cells, found), strict=True)), strict=True))
    return Exhibit(
        "chapter",
        f"{release.measures[told.about].label}: how many",
        Caption(sentence, "", sentence),
        Shares(found),
        table,
        counts([cohort], (told.about,)),
        about=(told.about,),
        cohort=cohort,
    )


def story_headline(release: Release, cohort: str = EVERYONE) -> str:
    """The title of the page: the first chapter that can be told, without its intervals."""
    where = f"{cohort_label(release.codebook, cohort)}: " if cohort else ""
    told = [(each, _shares(release, each, cohort)) for each in chapters(release)]
    for each, found in told:
        if not isinstance(found, Withheld):
            solo, _ = say.group_names(release)
            return f"{where}{say.number(found[0].value)} in 100 {solo} {_did(release, each)}"
    hidden = [found for _, found in told if isinstance(found, Withheld)]
    return say.first_upper(f"{where}{Withheld.together(hidden).text}")


def _did(release: Release, told: Chapter) -> str:
    return told.says or what_they_did(release.codebook, told.about)


def _cells(share: Share) -> tuple[str, str, str]:
    ends = f"{say.number(share.low)} to {say.number(share.high)}"
    return share.label, say.number(share.value), ends


def _shares(release: Release, told: Chapter, cohort: str) -> tuple[Share, Share] | Withheld:
    """How many in 100 of solo and of team a chapter is true of, or why that can't be told."""
    bands, compared = release.bands(told.about, cohort), release.comparison(told.about, cohort)
    if isinstance(bands, Withheld) or isinstance(compared, Withheld):
        return Withheld.together(e for e in (bands, compared) if isinstance(e, Withheld))
    is_share = release.measures[told.about].kind is ScoreKind.SHARE
    upper = 1 if is_share else _upper(bands, told)
    sides = [each.solo for each in bands], [each.team for each in bands]
    if not all(_carries(side, upper) for side in sides):
        return Withheld(Reason.TOO_FEW_TO_SAY)
    names, sizes = say.group_names(release), (compared.solo.n, compared.team.n)
    ours, theirs = (
        Share(group, say.sized(name, size), *_ends(side, upper, from_below=told.below is not None))
        for group, name, size, side in zip(("solo", "team"), names, sizes, sides, strict=True)
    )
    return ours, theirs


def _upper(bands: Sequence[Band], told: Chapter) -> int:
    """How many bands start at the chapter's bound or above it."""
    bound = told.at_least if told.at_least is not None else told.below
    return sum(band.low >= (bound or 0.0) - SAME_EDGE for band in bands)


def _carries(side: Sequence[Count], upper: int) -> bool:
    """Whether rounding and sample let a share of these counts be told."""
    low, high = upper_bounds(side, upper)
    step = max(each.high - each.low + 1 for each in side) / _whole(side)
    return step <= COARSEST and high - low <= WIDEST


def _ends(side: Sequence[Count], upper: int, *, from_below: bool) -> tuple[float, float, float]:
    """The share in 100 of the last ``upper`` counts, or of all before them, and its interval."""
    value = 100 * sum(each.about for each in side[-upper:]) / _whole(side)
    low, high = (100 * each for each in upper_bounds(side, upper))
    return (100 - value, 100 - high, 100 - low) if from_below else (value, low, high)


def _whole(side: Sequence[Count]) -> int:
    return sum(each.about for each in side) or 1
