"""How the numbers of a chart came about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis.counting.cohorts import EVERYONE
from analysis.methods import Method, method
from analysis.published import Comparison, Withheld
from analysis.release import Release
from analysis.sentences.explaining import declared_family, family_of
from analysis.sentences.numbers import count
from analysis.sentences.subject import Subject, Told


def how_averaged(release: Release, shown: Sequence[Comparison]) -> Told:
    """How the averages of a chart came about."""
    sizes = (
        f"{release.measures[each.indicator].label}: {_sizes(release, each)}." for each in shown
    )
    return _of(method("student", release.codebook), sizes)


def how_counted(release: Release, indicator: str, cohort: str = EVERYONE) -> Told:
    """How the bands of a chart came about."""
    compared = release.comparison(indicator, cohort)
    sizes = f"Rounded n: {_sizes(release, compared)}." if isinstance(compared, Comparison) else ""
    return _of(method("counted-answers", release.codebook), [sizes])


def how_answered(release: Release, indicator: str) -> Told:
    """How the answers to single questions came about."""
    book = release.codebook
    source = book.indicators[indicator].source
    return _of(method("counted-answers", book), [f"Questions: {source}"] if source else [])


def how_compared(
    release: Release, indicator: str, found: Iterable[tuple[str, Comparison | Withheld]]
) -> Told:
    """How the differences in many segments came about, and how many could be shown."""
    cohorts = dict(found)
    shown = sum(isinstance(each, Comparison) for each in cohorts.values())
    first = next((name for name, each in cohorts.items() if isinstance(each, Comparison)), EVERYONE)
    adjusted = Subject(release, indicator, first).figure("p_adjusted")
    _, among = declared_family(release.codebook, indicator, first)
    if adjusted is not None:
        _, among = family_of(Subject(release, indicator, first), adjusted)
    smallest = release.measures[indicator].sesoi
    told = [
        f"Benjamini and Hochberg's family: {among}.",
        f"Of {len(cohorts)} groups {shown} can be shown.",
    ]
    if smallest is not None:
        size = Subject(release, indicator).size(smallest)
        told.append(f"Smallest difference of interest: {size}.")
    return _of(method("verdict", release.codebook), told)


def _of(used: Method, more: Iterable[str]) -> Told:
    technical = " ".join([used.technical, *(each for each in more if each)])
    return Told("", technical, used.reference, used.plain)


def _sizes(release: Release, compared: Comparison) -> str:
    sides = release.codebook.grouping
    return f"{count(compared.solo.n)} {sides.solo.many}, {count(compared.team.n)} {sides.team.many}"
