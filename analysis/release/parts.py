"""The cohorts that a cohort falls into by one more filter."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.counting.cohorts import cohort_id, filters_of
from analysis.release.release import Release


def parts(release: Release, dimension: str, cohort: str) -> Iterator[tuple[str, str]]:
    """(value, id) of the cohorts that a cohort falls into by a dimension."""
    chosen = filters_of(cohort)
    for code in release.values(dimension):
        yield code, cohort_id(chosen | {dimension: code}, release.codebook)
