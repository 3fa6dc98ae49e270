"""The difference as it is, beside the one of like with like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis import sentences as say
from analysis.exhibits import words
from analysis.exhibits.exhibit import Caption, Exhibit, Table
from analysis.exhibits.forest import (
    CALLED,
    Forest,
    ForestRow,
    Point,
    Weight,
    gap_text,
    measured,
    one_precision,
)
from analysis.methods import method_of
from analysis.published import Figure
from analysis.release import Release
from analysis.release.rows import estimates
from analysis.sentences import gaps
from analysis.sentences.groups import count_of
from analysis.sentences.models import called, covariates
from analysis.sentences.subject import Subject, Told

AS_IT_IS, IN_MODEL, LIKE, WEIGHTED = (
    "Everybody with a score",
    "Those who can be compared",
    "The same, like with like",
    "Everybody, weighted",
)
MEASURES = (
    "mean_difference", "adjusted_difference", "unadjusted_difference", "weighted_difference",
)  # fmt: skip
Ways = Sequence[tuple[str, Figure]]  # the difference by how it is computed


def likeness(release: Release, indicator: str, cohort: str) -> Exhibit[Forest] | None:
    """A row for each way the difference is computed; None where there is but one."""
    subject, found = Subject(release, indicator, cohort), beside(release, indicator, cohort)
    if not found:
        return None
    rows = _rows(subject, found)
    sizes = [size_of(subject, each) for _, each in found]
    table: Table = {words.COMPARED: [row.label for row in rows], words.DIFFERENCE: sizes}
    return Exhibit(
        "like-with-like",
        f"{release.measures[indicator].label}, like with like",
        caption(release, indicator, cohort, found),
        Forest(rows, release.measures[indicator].sesoi),
        table,
        estimates([cohort], [indicator], MEASURES, terms=None),
        _how(subject),
        (indicator,),
        cohort,
    )


def _rows(subject: Subject, found: Ways) -> tuple[ForestRow, ...]:
    """A row for each figure; all of them have a value and an interval."""
    known = [gaps.gap_of(each) or gaps.Gap(0.0, 0.0, 0.0) for _, each in found]
    places = one_precision(subject, known)
    rows = []
    for (label, each), gap in zip(found, known, strict=True):
        weight = Weight.STRONG if each.verdict in CALLED else Weight.FAINT
        point = Point(gap.value, gap.low, gap.high, gap_text(gap, places), weight)
        rows.append(ForestRow(label, each.verdict or "", (point,)))
    return tuple(rows)


def beside(release: Release, indicator: str, cohort: str) -> list[tuple[str, Figure]]:
    """The difference in each way it is computed, by name; empty where there is but one way."""
    subject = Subject(release, indicator, cohort)
    adjusted = adjusted_of(subject)
    term = adjusted.term if adjusted else None
    named = (
        (AS_IT_IS, subject.figure("mean_difference")),
        (IN_MODEL, subject.figure("unadjusted_difference", term=term)),
        (LIKE, adjusted),
        (WEIGHTED, subject.figure("weighted_difference")),
    )
    found = [(label, each) for label, each in named if gaps.gap_of(each) and each is not None]
    return found if len(found) > 1 else []


def adjusted_of(subject: Subject) -> Figure | None:
    """The difference of the first declared model that compares like with like."""
    terms = (name for name, model in subject.codebook.models.items() if model.covariates)
    found = (subject.figure("adjusted_difference", term=term) for term in terms)
    return next((each for each in found if each is not None), None)


def caption(release: Release, indicator: str, cohort: str, found: Ways) -> Caption:
    """Of the ways a difference is computed; there are at least two."""
    subject = Subject(release, indicator, cohort)
    figure = adjusted_of(subject)
    title = "The difference in other ways"
    if figure is not None and gaps.gap_of(figure):
        title = f"Comparing like with like: {called(subject, figure)}"
    names = covariates(subject, figure)
    like = f" Like with like: with the same {say.listed(names)}." if names else ""
    alt = " ".join(f"{label}: {size_of(subject, each)}." for label, each in found)
    return Caption(title, f"{measured(release, indicator)}{like}", f"{title}. {alt}")


def size_of(subject: Subject, figure: Figure) -> str:
    """'8.9 points higher (95% interval 6.0 to 11.8)', about whom where that is known."""
    gap = gaps.gap_of(figure)
    if gap is None:
        return figure.reason or ""
    people = f"; {say.listed(_people(subject, figure))}" if figure.term else ""
    return f"{gaps.size(subject.terms, gap)} ({gaps.within(subject.terms, gap)}){people}"


def _how(subject: Subject) -> Told:
    figure = adjusted_of(subject) or subject.figure("weighted_difference")
    if figure is not None:
        return say.tell(subject.release, figure)
    used = method_of("adjusted_difference", subject.codebook)
    return Told("", used.technical, used.reference, used.plain)


def _people(subject: Subject, figure: Figure) -> Iterator[str]:
    for side in ("solo", "team"):
        size = subject.figure("n_adjusted_difference", side, figure.term)
        if size is not None:
            yield f"{say.count(count_of(size))} {subject.group(side).many}"
