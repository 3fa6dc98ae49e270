"""The rows of the estimates table that say one thing of everyone, such as what a model gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from math import nan

import numpy as np
import pandas as pd

from analysis.codebook import Codebook
from analysis.counting.cohorts import EVERYONE
from analysis.counting.tabulation import GROUPS
from analysis.disclosure.rounding import COUNT_STEP, SMALLEST_P, counted, two_digits
from analysis.estimates.figures.families import BENJAMINI_HOCHBERG, HEADLINE, HOLM
from analysis.estimates.figures.rows import LOG_STEP, TINY
from analysis.estimates.models.coefficients import Coefficient, rounded
from analysis.statistics.comparison import adjusted

SIZE = "rounded-count"  # the method of sizes


@dataclass(frozen=True)
class Row:
    """One published figure; columns as the contract names them."""

    indicator: str
    measure: str
    method: str
    term: str | None = None
    group: str | None = None
    value: float = nan
    low: float = nan
    high: float = nan
    step: float = nan
    verdict: str | None = None
    reason: str | None = None
    cohort: str = EVERYONE


@dataclass(frozen=True)
class FamilyP:
    """A p adjusted within its family, and by which method."""

    p: float
    comparisons: int
    method: str


def frame(rows: Iterable[Row]) -> list[pd.DataFrame]:
    """The rows as one table, or none where there are no rows."""
    told = list(rows)
    kinds = {each.name: float if each.default is nan else object for each in fields(Row)}
    columns = {
        name: pd.Series([getattr(row, name) for row in told], dtype=kind)
        for name, kind in kinds.items()
    }
    return [pd.DataFrame(columns)] if told else []


def coefficient_rows(about: Row, shown: Coefficient) -> Iterator[Row]:
    """Value with its interval, standard error, degrees of freedom and p; ``about`` names them."""
    name, beside = about.measure, replace(about, verdict=None)
    yield from interval_rows(about, shown)
    if shown.df is not None:
        yield replace(beside, measure=f"df_{name}", value=float(shown.df), step=1.0)
    yield from tested_rows(beside, shown.p, shown.log10_p)


def interval_rows(about: Row, shown: Coefficient) -> Iterator[Row]:
    """Value with its interval, and standard error."""
    yield replace(about, value=shown.value, low=shown.low, high=shown.high, step=shown.step)
    measure = f"se_{about.measure}"
    yield replace(about, measure=measure, value=shown.error, step=shown.error_step, verdict=None)


def tested_rows(about: Row, p: float, log10_p: float) -> Iterator[Row]:
    """The p-value of what ``about`` names and, where it is too small to tell, its logarithm."""
    yield p_row(replace(about, measure=f"p_{about.measure}"), p)
    if p < SMALLEST_P:
        measure = f"log10_p_{about.measure}"
        yield replace(about, measure=measure, value=rounded(log10_p, LOG_STEP), step=LOG_STEP)


def p_row(about: Row, p: float) -> Row:
    """A p-value to two significant digits; none below 1e-4, where the reason says so."""
    if p < SMALLEST_P:
        return replace(about, reason=TINY)
    return replace(about, value=float(two_digits(np.array(p))))


def family_rows(about: Row, found: FamilyP) -> Iterator[Row]:
    """The p adjusted within its family and of how many; the method is that of the adjustment."""
    yield p_row(replace(about, measure=f"p_family_{about.measure}", method=found.method), found.p)
    of, value = f"comparisons_{about.measure}", float(found.comparisons)
    yield replace(about, measure=of, method=found.method, value=value)


def size_rows(about: Row, solo: int, team: int) -> Iterator[Row]:
    """The rounded number of people of each group."""
    for group, people in zip(GROUPS, (solo, team), strict=True):
        yield size_row(replace(about, group=group), people)


def size_row(about: Row, people: int) -> Row:
    told = counted(np.array(people))
    value, low, high = (float(told[name]) for name in ("count", "count_low", "count_high"))
    return replace(about, value=value, low=low, high=high, step=float(COUNT_STEP))


def in_families(p: Mapping[str, float], codebook: Codebook) -> dict[str, FamilyP]:
    """Each indicator's p over everyone, adjusted among those of its family that are in ``p``.

    Declared families first, then the headlines by Holm, all others by Benjamini-Hochberg.
    """
    families: dict[tuple[str, str], list[str]] = {}
    for name in p:
        families.setdefault(_family(name, codebook), []).append(name)
    told: dict[str, FamilyP] = {}
    for (_, method), names in families.items():
        found = adjusted([p[name] for name in names], method)
        told |= {
            name: FamilyP(each, len(names), method) for name, each in zip(names, found, strict=True)
        }
    return told


def _family(indicator: str, codebook: Codebook) -> tuple[str, str]:
    for name, family in codebook.families.items():
        if indicator in family.indicators:
            return name, family.method
    return (HEADLINE, HOLM) if indicator in codebook.headlines else ("", BENJAMINI_HOCHBERG)
