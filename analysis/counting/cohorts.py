"""Cohort ids: '' for everyone, 'industry=retail', 'industry=retail&wave=2026-q1'."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.codebook import NOT_GIVEN, Codebook, Kind

EVERYONE = ""


def cohort_id(filters: Mapping[str, str], codebook: Codebook) -> str:
    """The id of the cohort that the filters (dimension -> code) choose."""
    return "&".join(f"{dim}={filters[dim]}" for dim in codebook.dimensions if dim in filters)


def filters_of(cohort: str) -> dict[str, str]:
    """The filters (dimension -> code) that a cohort id stands for."""
    return dict(part.split("=", 1) for part in cohort.split("&") if part)


def is_pair(cohort: str) -> bool:
    """Whether a cohort is chosen by two filters, which no further one can narrow."""
    return "&" in cohort


def is_named(cohort: str) -> bool:
    """Whether every filter of a cohort is a value, and none of them the lack of one.

    People without a value in a dimension are set aside from it: no table holds them as a group.
    """
    return NOT_GIVEN not in filters_of(cohort).values()


def value_label(codebook: Codebook, dimension: str, code: str) -> str:
    """The words for a value of a dimension."""
    if code == NOT_GIVEN:
        # A wave of fewer than k people has no name, so that they count as if they had not said.
        is_moment = codebook.questions[dimension].kind is Kind.DATE
        return "not said, or in a wave of few" if is_moment else "not said"
    texts = {option.code: option.text for option in codebook.options(dimension)}
    return texts.get(code, code)


def cohort_label(codebook: Codebook, cohort: str) -> str:
    """The words for a cohort: 'Everyone', or its values joined."""
    values = [value_label(codebook, dim, code) for dim, code in filters_of(cohort).items()]
    return ", ".join(values) if values else "Everyone"


def wider(cohort: str) -> list[str]:
    """The cohorts that hold this one, the nearest first, everyone last."""
    parts = [part for part in cohort.split("&") if part]
    singles = parts if len(parts) > 1 else []
    return [*singles, EVERYONE] if parts else []
