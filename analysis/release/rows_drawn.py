"""Which published rows the charts of waves, models, supports and of who answered draw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.codebook.supports import GAP, HAS, WANTS
from analysis.counting.cohorts import cohort_id, filters_of
from analysis.levels import GROUPS, LEVEL, level_codes
from analysis.release.opposites import opposites
from analysis.release.release import Release

WHOLE = ("term", (None,))  # figures of the indicator itself, not of a support or a model
LIKE = ("adjusted_difference", "unadjusted_difference", "weighted_difference")
MODERATED = ("moderation", "gap_with", "gap_without")


@dataclass(frozen=True)
class Rows:
    """Which rows of a table to take: those whose columns hold one of the values named for them.

    None as a value stands for an empty cell; columns that are not named may hold anything.
    """

    table: str
    where: tuple[tuple[str, tuple[str | None, ...]], ...]


def wave_cohorts(release: Release, cohort: str) -> Iterator[tuple[str, str]]:
    """(wave, id) of the cohorts that a cohort falls into by wave; none where it can't be so."""
    wave, chosen = release.codebook.timestamp(), filters_of(cohort)
    if wave not in release.codebook.dimensions or wave in chosen or len(chosen) > 1:
        return
    for code in release.values(wave):
        yield code, cohort_id(chosen | {wave: code}, release.codebook)


def parts(release: Release, dimension: str, cohort: str) -> Iterator[tuple[str, str]]:
    """(value, id) of the cohorts that a cohort falls into by a dimension."""
    chosen = filters_of(cohort)
    for code in release.values(dimension):
        yield code, cohort_id(chosen | {dimension: code}, release.codebook)


def waves(release: Release, indicators: Sequence[str], cohort: str) -> Rows:
    cohorts = tuple(each for _, each in wave_cohorts(release, cohort))
    measures = ("measure", ("mean_difference",))
    about = ("indicator", tuple(indicators))
    return Rows("estimates", (("cohort", cohorts), about, measures, WHOLE))


def levels(release: Release, indicators: Sequence[str], cohort: str) -> Rows:
    """Both groups' averages, and those by the answers that make a group."""
    book = release.codebook
    codes = (code for group in GROUPS for code in level_codes(book, group))
    about = ("indicator", tuple(indicators))
    measures = ("measure", ("mean", f"{LEVEL}mean"))
    return Rows("estimates", (("cohort", (cohort,)), about, measures, ("term", (None, *codes))))


def like_with_like(release: Release, indicators: Sequence[str], cohort: str) -> Rows:
    """The difference as it is, of the people in the model, and comparing like with like."""
    measures = ("measure", ("mean_difference", *LIKE))
    about = ("indicator", tuple(indicators))
    return Rows("estimates", (("cohort", (cohort,)), about, measures))


def against(release: Release, indicators: Sequence[str], cohort: str) -> Rows:
    """Both groups' averages of what the indicators are made against."""
    pairs = (pair for name in indicators for pair in opposites(release, name))
    names = tuple(dict.fromkeys(name for pair in pairs for name in pair))
    measures = ("measure", ("mean",))
    return Rows("estimates", (("cohort", (cohort,)), ("indicator", names), measures, WHOLE))


def supports(release: Release, indicators: Sequence[str], cohort: str) -> Rows:
    """How many received each support, want it, and want it without having received it."""
    about = {name.removeprefix(GAP) for name in indicators}
    names = tuple(f"{kind}{name}" for name in sorted(about) for kind in (HAS, WANTS, GAP))
    measures = ("measure", ("mean",))
    return Rows("estimates", (("cohort", (cohort,)), ("indicator", names), measures, WHOLE))


def support_gaps(release: Release, indicators: Sequence[str], cohort: str) -> Rows:
    measures = ("measure", ("mean_difference",))
    about = ("indicator", tuple(indicators))
    return Rows("estimates", (("cohort", (cohort,)), about, measures, WHOLE))


def barriers(release: Release, indicators: Sequence[str], cohort: str) -> Rows:
    """The answers on what stands in the way of each support."""
    known = release.codebook.supports
    asked = (known[n].barrier for n in _supports(indicators) if n in known)
    return Rows("items", (("cohort", (cohort,)), ("item", tuple(each for each in asked if each))))


def moderation(release: Release, indicators: Sequence[str], cohort: str) -> Rows:
    about = ("indicator", tuple(indicators))
    return Rows("estimates", (("cohort", (cohort,)), about, ("measure", MODERATED)))


def people(release: Release, dimension: str, cohort: str) -> Rows:
    """How many of each group are in each part of a cohort."""
    cohorts = tuple(each for _, each in parts(release, dimension, cohort))
    return Rows("counts", (("cohort", cohorts), ("indicator", (None,))))


def _supports(indicators: Sequence[str]) -> Iterator[str]:
    yield from (name.removeprefix(GAP) for name in indicators)
