"""What is said of one gap with and without each support: what goes together, never what causes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.methods import method_of
from analysis.published import Figure, Verdict
from analysis.release import Release
from analysis.sentences import gaps, models
from analysis.sentences.captions import Caption, group_names
from analysis.sentences.subject import Subject, Told

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


@dataclass(frozen=True)
class Moderated:
    """One support: the gap with it, without it, and what may be said of the two."""

    support: str
    difference: Figure
    given: Figure
    not_given: Figure

    @property
    def word(self) -> str:
        verdict = self.difference.verdict
        return WORDS[verdict] if verdict else ""


def moderated(release: Release, outcome: str) -> list[Moderated]:
    """Every support that the release tells the gap with and without, in the codebook's order."""
    subject, found = Subject(release, outcome), []
    for name in release.codebook.supports:
        parts = [subject.figure(measure, term=name) for measure in MEASURES]
        told = [each for each in parts if each is not None and gaps.gap_of(each)]
        if len(told) == len(MEASURES):
            found.append(Moderated(name, *told))
    return found


def of_moderation(release: Release, outcome: str, rows: Sequence[Moderated]) -> Caption:
    """Of the gap on one indicator with and without each support."""
    subject, (solo, team) = Subject(release, outcome), group_names(release)
    clear = [each for each in rows if each.difference.verdict in CLEAR]
    if clear:
        most = max(clear, key=lambda each: abs(each.difference.value or 0.0))
        title = models.moderation(subject, most.difference).removesuffix(".")
        title += f"; {len(clear)} of {len(rows)} supports differ clearly" if clear[1:] else ""
    else:
        which = f"any of {len(rows)} supports" if rows[1:] else "the one support that can be shown"
        title = f"No clear difference in the gap on {subject.about} with and without {which}"
    unit = subject.unit_apart
    subtitle = f"The gap in {unit}, {solo} minus {team}, with its 95% interval. {CAUTION}"
    told = " ".join(models.moderation(subject, each.difference) for each in rows)
    return Caption(title, subtitle, f"{title}. {told}")


def gap_cell(release: Release, outcome: str, figure: Figure) -> str:
    """'9.6 (6.3 to 12.9)', with its sign."""
    gap, terms = gaps.gap_of(figure), Subject(release, outcome).terms
    if gap is None:
        return figure.reason or ""
    places = gaps.decimals(terms, gap)
    value, low, high = (gaps.number(each, places) for each in (gap.value, gap.low, gap.high))
    return f"{value} ({low} to {high})"


def how_moderated(release: Release) -> Told:
    used = method_of("moderation", release.codebook)
    return Told("", used.technical, used.reference, used.plain)


MEASURES = ("moderation", "gap_with", "gap_without")
