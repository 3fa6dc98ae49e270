"""Links that give files: the rows behind an exhibit, as the API sends them.

A link and no download button: what a button gives comes to lie in Streamlit's media store.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from analysis.counting.cohorts import EVERYONE
from analysis.release import Release
from analysis.release.rows import Rows
from analysis.release.rows_asked import Asked, query
from pages.parts import labels

ICON = ":material/download:"


def address(release: Release, file: str = "") -> str:
    """Where the API gives a release or one of its files, from any page."""
    return f"api/releases/{release.id}" + (f"/{file}" if file else "")


def data_behind(
    release: Release, called: str, rows: Rows, indicators: Sequence[str], cohort: str = EVERYONE
) -> None:
    """A link to exactly these rows, as a file that is called so."""
    asked = Asked(rows, called, tuple(indicators), cohort)
    url = f"{address(release, f'rows/{rows.table}')}?{urlencode(query(asked))}"
    st.link_button(labels.BEHIND, url, type="tertiary", icon=ICON)
