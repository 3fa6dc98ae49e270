"""What is said of a difference like with like, beside the one without."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.methods import method_of
from analysis.published import Figure
from analysis.release import Release
from analysis.sentences import gaps
from analysis.sentences.captions import Caption
from analysis.sentences.groups import count_of
from analysis.sentences.models import called, covariates
from analysis.sentences.numbers import count
from analysis.sentences.speech import listed
from analysis.sentences.subject import Subject, Told
from analysis.sentences.telling import tell
from analysis.sentences.waves import measured

AS_IT_IS, IN_MODEL, LIKE, WEIGHTED = (
    "Everybody with a score",
    "Those who can be compared",
    "The same, like with like",
    "Everybody, weighted",
)


def beside(release: Release, indicator: str, cohort: str) -> list[tuple[str, Figure]]:
    """The difference in each way it is told, by name; empty where it is told in one way only."""
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


def of_likeness(release: Release, indicator: str, cohort: str) -> Caption:
    """Of the ways a difference is told; there are at least two."""
    subject, rows = Subject(release, indicator, cohort), beside(release, indicator, cohort)
    figure = adjusted_of(subject)
    title = "The difference in other ways"
    if figure is not None and gaps.gap_of(figure):
        title = f"Comparing like with like: {called(subject, figure)}"
    names = covariates(subject, figure)
    like = f" Like with like: with the same {listed(names)}." if names else ""
    told = " ".join(f"{label}: {size_of(subject, each)}." for label, each in rows)
    return Caption(title, f"{measured(release, indicator)}{like}", f"{title}. {told}")


def size_of(subject: Subject, figure: Figure) -> str:
    """'8.9 points higher (95% interval 6.0 to 11.8)', about whom where that is known."""
    gap = gaps.gap_of(figure)
    if gap is None:
        return figure.reason or ""
    people = f"; {listed(_people(subject, figure))}" if figure.term else ""
    return f"{gaps.size(subject.terms, gap)} ({gaps.within(subject.terms, gap)}){people}"


def how_alike(release: Release, indicator: str, cohort: str) -> Told:
    subject = Subject(release, indicator, cohort)
    figure = adjusted_of(subject) or subject.figure("weighted_difference")
    if figure is not None:
        return tell(release, figure)
    used = method_of("adjusted_difference", release.codebook)
    return Told("", used.technical, used.reference, used.plain)


def _people(subject: Subject, figure: Figure) -> Iterator[str]:
    for side in ("solo", "team"):
        size = subject.figure("n_adjusted_difference", side, figure.term)
        if size is not None:
            yield f"{count(count_of(size))} {subject.group(side).many}"
