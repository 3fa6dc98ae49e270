"""The same result looked at in other ways: by order, like with like, by its questions, by waves."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from analysis.counting.cohorts import EVERYONE
from analysis.methods import method
from analysis.published import Figure
from analysis.release import Release
from analysis.sentences.contrasts import disagreement
from analysis.sentences.groups import answered
from analysis.sentences.models import functioning
from analysis.sentences.subject import Subject, Told
from analysis.sentences.telling import tell

DRAWN = ("adjusted_difference", "weighted_difference", "trend")  # that a page may draw as charts
BESIDE = ("adjusted_difference", "weighted_difference", "alpha", "trend")  # of both groups


def other_ways(
    release: Release, indicator: str, cohort: str = EVERYONE, drawn: Collection[str] = ()
) -> Iterator[Told]:
    """What can be said of an indicator beside its difference and what is drawn of it."""
    subject = Subject(release, indicator, cohort)
    order = subject.figure("superiority")
    if order is not None:
        told = tell(release, order)
        yield replace(told, plain=f"{told.plain} {disagreement(subject)}".strip())
    found = release.figures(indicator, cohort)
    figures = found if isinstance(found, tuple) else ()
    for measure in (each for each in BESIDE if each not in drawn):
        yield from (tell(release, each) for each in figures if _is_whole(each, measure))
    together = functioning(subject)
    if together:
        used = method("ordinal-dif", release.codebook)
        yield Told(together, used.technical, used.reference, used.plain)
    counted = answered(subject)
    if counted:
        used = method("difference-of-counts", release.codebook)
        yield Told(counted, used.technical, used.reference, used.plain)


def in_other_words(release: Release, indicator: str, cohort: str = EVERYONE) -> str:
    """What a difference comes to for two people; empty where the release does not tell."""
    order = Subject(release, indicator, cohort).figure("superiority")
    return tell(release, order).plain if order is not None and order.value is not None else ""


def _is_whole(figure: Figure, measure: str) -> bool:
    """Whether the figure is of both groups together."""
    return figure.measure == measure and figure.group is None
