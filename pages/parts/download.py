"""Links that give files: the rows behind a chart, as the API sends them.

A link and no download button: what a button gives comes to lie in Streamlit's media store.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from analysis.counting.cohorts import EVERYONE
from analysis.release import Release
from analysis.release.rows_asked import Asked, query
from analysis.release.rows_behind import Drawn, Rows, drawn
from pages.parts import labels

ICON = ":material/download:"


def address(release: Release, file: str = "") -> str:
    """Where the API gives a release or one of its files, from any page."""
    return f"api/releases/{release.id}" + (f"/{file}" if file else "")


def data_behind(
    release: Release,
    called: str | Drawn,
    indicators: Sequence[str],
    cohort: str = EVERYONE,
    rows: Rows | None = None,
) -> None:
    """A link to exactly the rows a chart draws; charts of other kinds name their rows."""
    wanted = rows or drawn(release, Drawn(called), indicators, cohort)
    asked = Asked(wanted, str(called), tuple(indicators), cohort)
    url = f"{address(release, f'rows/{wanted.table}')}?{urlencode(query(asked))}"
    st.link_button(
        labels.BEHIND,
        url,
        type="tertiary",
        icon=ICON,
    )
