"""One gap with and without each support: what goes together, never what causes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis import sentences as say
from analysis.counting.cohorts import EVERYONE
from analysis.exhibits import words
from analysis.exhibits.exhibit import Caption, Exhibit, Table
from analysis.exhibits.forest import (
    CALLED,
    Forest,
    ForestRow,
    Point,
    Weight,
    gap_text,
    one_precision,
)
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
CAUTION = (
    "This shows what goes together, not what causes what: people who received a support may "
    "differ in other ways."
)


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
        return self.difference.verdict in CALLED


def moderation(release: Release, outcome: str) -> Exhibit[Forest] | None:
    """The gap on an outcome with and without each support; None where none is published."""
    found = moderated(release, outcome)
    if not found:
        return None
    labels = [release.codebook.supports[each.support].label for each in found]
    places = one_precision(
        Subject(release, outcome), [gap for each in found for gap in _gaps(each)]
    )
    rows = tuple(
        ForestRow(label, each.word, points)
        for label, each, points in zip(labels, found, _points(found, places), strict=True)
    )
    heads = (words.WITH, words.WITHOUT, words.THE_GAP_IS)
    cells = ((*(point.text for point in row.points), row.words) for row in rows)
    table: Table = {
        words.SUPPORT: [f"{label}: {head}" for label in labels for head in heads],
        words.DIFFERENCE: [cell for three in cells for cell in three],
    }
    used = method_of("moderation", release.codebook)
    return Exhibit(
        "where-received",
        f"{release.measures[outcome].label} with and without each support",
        caption(release, outcome, found),
        Forest(rows, key=(words.WITH, words.WITHOUT)),
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


def _points(found: Sequence[Moderated], places: int) -> Iterator[tuple[Point, Point]]:
    """Of each support the gap with it and the one without it."""
    for each in found:
        weight = Weight.STRONG if each.clear else Weight.FAINT
        given, without = _gaps(each)
        yield (
            Point(given.value, given.low, given.high, gap_text(given, places), weight),
            Point(without.value, without.low, without.high, gap_text(without, places),
                  Weight.HOLLOW),
        )  # fmt: skip


def _gaps(each: Moderated) -> tuple[gaps.Gap, gaps.Gap]:
    given, without = (gaps.gap_of(one) or gaps.Gap(0, 0, 0) for one in (each.given, each.not_given))
    return given, without


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
