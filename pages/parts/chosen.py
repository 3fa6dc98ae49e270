"""What a visitor chose to look at: in the address, and kept from page to page for the visit."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

import streamlit as st

from analysis.codebook.merging import code_now
from analysis.release import Release
from pages.parts import labels
from pages.parts.words import safe

MOST = 2  # filters at once
KEPT, PAGE, ASKED_IN_VAIN = "filters", "filters-page", "filters-asked-in-vain"
LONGEST = 40  # characters of an address that are told


def filters(release: Release) -> dict[str, str]:
    """Dimension -> code from the address; after a change of page as chosen on the page before.

    On the same page the address alone counts, so that the browser's back and forward work.
    """
    dims = release.codebook.dimensions
    here = urlsplit(st.context.url or "").path
    moved = st.session_state.get(PAGE, here) != here
    st.session_state[PAGE] = here
    asked = {dim: st.query_params[dim] for dim in dims if dim in st.query_params}
    wanted = asked or (st.session_state.get(KEPT, {}) if moved else {})
    # A link to an answer that is told together with others leads to all of them.
    now = {dim: code_now(release.codebook, dim, code) for dim, code in wanted.items()}
    known = {dim: code for dim, code in now.items() if code in release.values(dim)}
    lacking = _lacking(release, wanted, known)
    if lacking or moved:
        st.session_state[ASKED_IN_VAIN] = lacking
    first = dict(list(known.items())[:MOST])
    keep(first, dims)
    return first


def keep(wanted: dict[str, str], dims: tuple[str, ...]) -> None:
    """These filters, and no others, from now on."""
    st.session_state[KEPT] = wanted
    for dim in dims:
        if dim in wanted:
            st.query_params[dim] = wanted[dim]
        elif dim in st.query_params:
            del st.query_params[dim]


def change(wanted: dict[str, str], dims: tuple[str, ...]) -> None:
    """The same by the visitor's own hand: what a link asked for is no longer told."""
    st.session_state[ASKED_IN_VAIN] = ""
    keep(wanted, dims)


def tell_what_is_gone() -> None:
    """That the visitor's link asked for what is not there, until something is chosen."""
    told = st.session_state.get(ASKED_IN_VAIN, "")
    if told:
        st.info(safe(told))


def _lacking(release: Release, wanted: Mapping[str, str], known: Mapping[str, str]) -> str:
    """'Your link asked for “retial” (Industry), which this survey does not have.'; or nothing."""
    asked = [
        labels.ASKED_FOR.format(code=code[:LONGEST], dimension=release.codebook.label(dim))
        for dim, code in wanted.items()
        if dim not in known
    ]
    told = [labels.LINK_ASKED_FOR.format(what=" and ".join(asked))] if asked else []
    if len(known) > MOST:
        told.append(labels.LINK_ASKED_TOO_MUCH.format(many=len(known), most=MOST))
    return " ".join(told)
