"""Organisations like the visitor's: said once, kept for the visit, shown on every page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from analysis import sentences as say
from analysis.counting.cohorts import cohort_id, value_label
from analysis.published import Count, Withheld
from analysis.release import Release
from pages.parts import chosen, labels, show
from pages.parts.words import safe

KEY = "like-yours-"  # and a dimension: the widget's value is kept under it for the visit


def choose(release: Release, indicators: Sequence[str]) -> None:
    """All values of what tells an organisation, in one form; nothing where the survey has none."""
    dims = release.codebook.organisation
    if not dims or not indicators:
        return
    with st.form("like-yours", enter_to_submit=False):
        st.markdown(f"**{labels.LIKE_YOURS}**")
        show.fine(labels.LIKE_YOURS_HINT)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            for dim in dims:
                st.selectbox(
                    safe(release.codebook.label(dim)),
                    release.values(dim),
                    None,
                    partial(value_label, release.codebook, dim),
                    key=f"{KEY}{dim}",
                    persist_state="session",
                    placeholder=labels.ALL,
                    width=220,
                )
            st.form_submit_button(labels.SHOW_LIKE_YOURS, on_click=_show, args=(release,))


def with_n(release: Release, dim: str, code: str, others: Mapping[str, str]) -> str:
    """'Technology (62 and 118)': about how many solo and team people; of the hidden the name."""
    name = value_label(release.codebook, dim, code)
    heads = release.heads(cohort_id({**others, dim: code}, release.codebook))
    if isinstance(heads, Withheld):
        return name
    return f"{name} ({_bare(heads[0])} and {_bare(heads[1])})"


def _bare(people: Count) -> str:
    return say.count(people).removeprefix("about ")


def _show(release: Release) -> None:
    """The group that was said, also where it can't be shown: the page then offers the nearest."""
    said = {dim: st.session_state.get(f"{KEY}{dim}") for dim in release.codebook.organisation}
    wanted = {dim: code for dim, code in said.items() if code is not None}
    chosen.change(wanted, release.codebook.dimensions)
