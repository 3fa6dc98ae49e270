"""Supports as a release shows them: received, wanted, wanted and not received; ranked."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.codebook.supports import GAP, HAS, WANTS
from analysis.counting.cohorts import EVERYONE
from analysis.published import Comparison, Withheld
from analysis.release.release import Release

MODERATED = "moderation"


@dataclass(frozen=True)
class Shown:
    """One support in both groups: each of the three compares shares of 0 to 100."""

    support: str
    received: Comparison
    wanted: Comparison
    missing: Comparison


def gap_indicators(release: Release) -> list[str]:
    """The indicators of what is wanted and was not received, in the codebook's order."""
    names = (f"{GAP}{name}" for name in release.codebook.supports)
    return [name for name in names if name in release.measures]


def shown_supports(release: Release, cohort: str = EVERYONE) -> tuple[Shown, ...]:
    """The supports that a cohort can be told of, first what most solo people go without."""
    found = []
    for name in release.codebook.supports:
        each = [release.comparison(f"{kind}{name}", cohort) for kind in (HAS, WANTS, GAP)]
        told = [one for one in each if isinstance(one, Comparison)]
        if len(told) == len(each):
            found.append(Shown(name, *told))
    return tuple(sorted(found, key=lambda shown: -shown.missing.solo.mean))


def hidden_supports(release: Release, cohort: str = EVERYONE) -> tuple[tuple[str, Withheld], ...]:
    """The other supports of the survey, and why each is not told of."""
    shown = {each.support for each in shown_supports(release, cohort)}
    found = []
    for name in release.codebook.supports:
        each = (release.comparison(f"{kind}{name}", cohort) for kind in (GAP, HAS, WANTS))
        why = [one for one in each if isinstance(one, Withheld)]
        if name not in shown and why:
            found.append((name, why[0]))
    return tuple(found)


def why_none(release: Release, cohort: str = EVERYONE) -> Withheld:
    """Why a cohort can be told of no support: what speaks for all of them."""
    found = [release.comparison(name, cohort) for name in gap_indicators(release)]
    every = (release.heads(cohort), *found)
    return Withheld.together(each for each in every if isinstance(each, Withheld))


def moderated_outcomes(release: Release) -> list[str]:
    """The indicators whose gap the release tells with and without a support."""
    outcomes = (
        name
        for model in release.codebook.models.values()
        for name in (model.outcomes if model.supports else ())
    )
    return [
        name
        for name in dict.fromkeys(outcomes)
        if isinstance(found := release.figures(name), tuple)
        and any(each.measure == MODERATED and each.value is not None for each in found)
    ]
