"""One gap with and without each support: what goes together, never what causes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis import sentences as say
from analysis.counting.cohorts import EVERYONE
from analysis.exhibits import words
from analysis.exhibits.exhibit import Caption, Exhibit, Table
from analysis.methods import method_of
from analysis.published import Figure, Verdict
from analysis.release import Release
from analysis.release.rows import estimates
from analysis.sentences import gaps, models
from analysis.sentences.subject import Subject, Told

MEASURES = ("moderation", "gap_with", "gap_without")
WORDS = {
    Verdict.HIGHER: "larger",
    Verdict.LOWER: "smaller",
    Verdict.SAME: "about the same",
    Verdict.UNCERTAIN: "no clear difference",
}
CLEAR = (Verdict.HIGHER, Verdict.LOWER)
CAUTION = (
    "This shows what goes together, not what causes what: people who received a support may "
    "differ in other ways."
)
Ends = tuple[float, float, float]  # value, low, high


@dataclass(frozen=True)
class ModerationRow:
    """A support by its name: the gap with it and without it, and what may be said of the two."""

    label: str
    given: Ends
    not_given: Ends
    word: str
    clear: bool


@dataclass(frozen=True)
class Moderation:
    """A row a support; ``key`` names with and without."""

    rows: tuple[ModerationRow, ...]
    key: tuple[str, str]


@dataclass(frozen=True)
class Moderated:
    """The figures of one support: the gap with it, without it, and how these differ."""

    support: str
    difference: Figure
    given: Figure
    not_given: Figure

    @property
    def word(self) -> str:
        verdict = self.difference.verdict
        return WORDS[verdict] if verdict else ""

    @property
    def clear(self) -> bool:
        return self.difference.verdict in CLEAR


def moderation(release: Release, outcome: str) -> Exhibit[Moderation] | None:
    """The gap on an outcome with and without each support; None where none is published."""
    found = moderated(release, outcome)
    if not found:
        return None
    labels = [release.codebook.supports[each.support].label for each in found]
    rows = tuple(
        ModerationRow(label, _ends(each.given), _ends(each.not_given), each.word, each.clear)
        for label, each in zip(labels, found, strict=True)
    )
    heads = (words.WITH, words.WITHOUT, words.THE_GAP_IS)
    cells = (
        (*(gap_cell(release, outcome, end) for end in (each.given, each.not_given)), each.word)
        for each in found
    )
    table: Table = {
        words.SUPPORT: [f"{label}: {head}" for label in labels for head in heads],
        words.DIFFERENCE: [cell for row in cells for cell in row],
    }
    used = method_of("moderation", release.codebook)
    return Exhibit(
        "where-received",
        caption(release, outcome, found),
        Moderation(rows, (words.WITH, words.WITHOUT)),
        table,
        estimates([EVERYONE], [outcome], MEASURES, terms=None),
        Told("", used.technical, used.reference, used.plain),
        (outcome,),
    )


def moderated(release: Release, outcome: str) -> list[Moderated]:
    """Every support that the release has the gap with and without, in the codebook's order."""
    subject, found = Subject(release, outcome), []
    for name in release.codebook.supports:
        parts = [subject.figure(measure, term=name) for measure in MEASURES]
        known = [each for each in parts if each is not None and gaps.gap_of(each)]
        if len(known) == len(MEASURES):
            found.append(Moderated(name, *known))
    return found


def caption(release: Release, outcome: str, found: Sequence[Moderated]) -> Caption:
    """The title is of the support with which the gap changes most, where it changes clearly."""
    subject, (solo, team) = Subject(release, outcome), say.group_names(release)
    clear = [each for each in found if each.clear]
    if clear:
        most = max(clear, key=lambda each: abs(each.difference.value or 0.0))
        title = models.moderation(subject, most.difference).removesuffix(".")
        title += f"; {len(clear)} of {len(found)} supports differ clearly" if clear[1:] else ""
    else:
        which = (
            f"any of {len(found)} supports" if found[1:] else "the one support that can be shown"
        )
        title = f"No clear difference in the gap on {subject.about} with and without {which}"
    unit = subject.unit_apart
    subtitle = f"The gap in {unit}, {solo} minus {team}, with its 95% interval. {CAUTION}"
    alt = " ".join(models.moderation(subject, each.difference) for each in found)
    return Caption(title, subtitle, f"{title}. {alt}")


def gap_cell(release: Release, outcome: str, figure: Figure) -> str:
    """'9.6 (6.3 to 12.9)', with its sign."""
    gap, terms = gaps.gap_of(figure), Subject(release, outcome).terms
    if gap is None:
        return figure.reason or ""
    places = gaps.decimals(terms, gap)
    value, low, high = (gaps.number(each, places) for each in (gap.value, gap.low, gap.high))
    return f"{value} ({low} to {high})"


def _ends(figure: Figure) -> Ends:
    """Value, low and high of a figure that has all three."""
    return figure.value or 0.0, figure.low or 0.0, figure.high or 0.0
