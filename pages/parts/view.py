"""What a visitor looks at, as an address that leads others to the same."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from analysis.counting.cohorts import filters_of
from pages.parts.hosted import page_address

ASKED = ("indicator", "release", "against")  # of an address, beside the filters


def page() -> str:
    """The address of the page with what is asked of it, without filters."""
    asked = {name: st.query_params[name] for name in ASKED if name in st.query_params}
    return f"{page_address()}?{urlencode(asked)}" if asked else page_address()


def link(cohort: str) -> str:
    """The address of the page as it shows this cohort."""
    here, filters = page(), urlencode(filters_of(cohort))
    return f"{here}{'&' if '?' in here else '?'}{filters}" if filters else here
