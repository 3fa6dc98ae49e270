"""The filters: at most two at once, in the URL under the dimensions' names, as codes.

Streamlit's own binding of widgets to the URL writes the labels and drops them on another page's
options, so the codes are written here; they survive a change of page through the session.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from urllib.parse import urlsplit

import streamlit as st

from analysis import sentences as say
from analysis.codebook.merging import code_now
from analysis.counting.cohorts import cohort_id, cohort_label, filters_of, value_label
from analysis.published import Withheld
from analysis.release import Release
from pages.parts import labels
from pages.parts.words import safe

ALL = "all"
MOST = 2
KEPT, PAGE, JUST_CHOSEN = "filters", "filters-page", "filter-just-chosen"


def choose(release: Release, indicators: Sequence[str], across: str | None = None) -> str:
    """The id of the cohort the visitor chose; only groups that can be shown are offered.

    ``across`` is a dimension whose values the page shows side by side: it is no filter there, and
    leaves room for one filter less. What was chosen of it is kept for other pages.
    """
    most = MOST - (across is not None)
    kept = ((dim, code) for dim, code in _chosen(release).items() if dim != across)
    chosen = dict(islice(kept, most))
    cohort = cohort_id(chosen, release.codebook)
    if not set(release.codebook.dimensions) - {across}:
        return cohort
    label = safe(cohort_label(release.codebook, cohort))
    told = labels.CHANGE.format(group=label) if chosen else labels.NARROW
    with st.expander(told, expanded=bool(chosen) and st.session_state.pop(JUST_CHOSEN, False)):
        row = st.container(horizontal=True)
        for dim in release.codebook.dimensions:
            if dim != across:
                with row:
                    _filter(release, indicators, dim, chosen, most)
        hint = labels.FILTER_HINT if most > 1 else labels.FILTER_HINT_ONE
        st.markdown(f":gray[{hint.format(most=most)}]")
    return cohort


def instead(release: Release, indicators: Sequence[str], cohort: str) -> None:
    """For a withheld cohort: why, and one click to the nearest wider one that can be shown."""
    asked = [release.comparison(name, cohort) for name in indicators]
    hidden = [each for each in asked if isinstance(each, Withheld)]
    if len(hidden) == len(asked):
        st.info(safe(say.withheld(release, cohort, Withheld.together(hidden))))
    nearest = next(
        (found for name in indicators if (found := release.nearest(name, cohort)) is not None), None
    )
    if nearest is None:
        return
    label = safe(cohort_label(release.codebook, nearest))
    st.button(
        labels.INSTEAD.format(group=label if nearest else labels.EVERYONE),
        on_click=_keep,
        args=(filters_of(nearest), release.codebook.dimensions),
        key="instead",
    )


def _chosen(release: Release) -> dict[str, str]:
    """Dimension -> code from the URL; after a change of page as chosen on the page before.

    On the same page the URL alone counts, so that the browser's back and forward work.
    """
    dims = release.codebook.dimensions
    here = urlsplit(st.context.url or "").path
    moved = st.session_state.get(PAGE, here) != here
    st.session_state[PAGE] = here
    asked = {dim: st.query_params[dim] for dim in dims if dim in st.query_params}
    wanted = asked or (st.session_state.get(KEPT, {}) if moved else {})
    # A link to an answer that is told together with others leads to all of them.
    now = {dim: code_now(release.codebook, dim, code) for dim, code in wanted.items()}
    known = [(dim, code) for dim, code in now.items() if code in release.values(dim)]
    _keep(dict(known[:MOST]), dims)
    return dict(known[:MOST])


def _keep(chosen: dict[str, str], dims: tuple[str, ...]) -> None:
    st.session_state[KEPT] = chosen
    for dim in dims:
        if dim in chosen:
            st.query_params[dim] = chosen[dim]
        elif dim in st.query_params:
            del st.query_params[dim]


def _filter(
    release: Release, indicators: Sequence[str], dim: str, chosen: dict[str, str], most: int
) -> None:
    others = {name: code for name, code in chosen.items() if name != dim}
    offered = [
        code for code in release.values(dim) if _shown(release, indicators, others, dim, code)
    ]
    if dim in chosen and chosen[dim] not in offered:
        offered.append(chosen[dim])  # a link to a withheld group says so instead of vanishing
    full = len(others) >= most
    enough = labels.ENOUGH_FILTERS if most > 1 else labels.ENOUGH_FILTERS_ONE
    why_not = enough.format(most=most) if full else labels.NO_FILTER
    st.session_state[_key(dim)] = chosen.get(dim, ALL)
    st.selectbox(
        safe(release.codebook.label(dim)),
        [ALL, *offered],
        format_func=lambda code: (
            labels.ALL if code == ALL else value_label(release.codebook, dim, code)
        ),
        key=_key(dim),
        on_change=_changed,
        args=(dim, release.codebook.dimensions),
        disabled=full or not offered,
        help=why_not if full or not offered else None,
        width=205,
    )


def _changed(dim: str, dims: tuple[str, ...]) -> None:
    code = st.session_state[_key(dim)]
    others = {name: kept for name, kept in st.session_state.get(KEPT, {}).items() if name != dim}
    _keep(others if code == ALL else others | {dim: code}, dims)
    st.session_state[JUST_CHOSEN] = True  # the panel stays open for a second filter


def _key(dim: str) -> str:
    return f"filter-{dim}"


def _shown(
    release: Release, indicators: Sequence[str], others: dict[str, str], dim: str, code: str
) -> bool:
    cohort = cohort_id(others | {dim: code}, release.codebook)
    return any(release.shows(name, cohort) for name in indicators)
