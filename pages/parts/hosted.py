"""Where the site lives, and what its host has Streamlit do."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from analysis.hosting import REPORTS_USE

FRAMED = "X-Survey-Framed"  # set by data.web.origins alone: what a visitor says is dropped


def reports_use() -> bool:
    """Whether visitors' browsers are asked to report to Streamlit's makers."""
    return bool(st.get_option(REPORTS_USE))


def is_framed() -> bool:
    """Whether the host shows the site in a frame of its own, and may keep the API to itself."""
    return st.context.headers.get(FRAMED) == "yes"


def root() -> str:
    """The address below which the site's pages are, without a slash at its end.

    In a frame Streamlit tells the address of the page around it; where that is of another site, it
    is the session's origin that counts.
    """
    told = urlsplit(st.context.url or "")
    around = f"{told.scheme}://{told.netloc}"
    own = st.context.headers.get("Origin") or around
    if own != around:
        base = str(st.get_option("server.baseUrlPath") or "").strip("/")
        return f"{own}/{base}".rstrip("/")
    return f"{own}{told.path.rpartition('/')[0]}"


def page_address(page: str | None = None) -> str:
    """The address of a page, of this one if none is named."""
    here = urlsplit(st.context.url or "").path.rpartition("/")[2]
    return f"{root()}/{here if page is None else page}"
