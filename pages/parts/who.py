"""Who answered, by one dimension at a time."""

from __future__ import annotations

import streamlit as st

from analysis.counting.cohorts import filters_of, is_pair
from analysis.exhibits.people import people
from analysis.release import Release
from pages.parts import labels, show
from pages.parts.once import once
from pages.parts.words import safe


@st.fragment
def who_answered(release: Release, cohort: str) -> None:
    """The parts of the cohort by the dimension that the visitor chooses; nothing of a pair."""
    chosen = filters_of(cohort)
    dims = [dim for dim in release.codebook.dimensions if dim not in chosen]
    if is_pair(cohort) or not dims:
        return
    st.header(labels.WHO, anchor=False)
    picked = st.segmented_control(
        labels.BY_WHAT, dims, format_func=lambda dim: safe(release.codebook.label(dim)),
        default=dims[0], required=True, key="who-by", persist_state="session",
    )  # fmt: skip
    dim = picked if picked in dims else dims[0]
    _parts(release, dim, cohort)


@once
def _parts(release: Release, dim: str, cohort: str) -> None:
    show.exhibit(release, people(release, dim, cohort))
