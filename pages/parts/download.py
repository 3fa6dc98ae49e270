"""Buttons that give files: the rows behind a chart, a table of a release."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis.counting.cohorts import EVERYONE
from analysis.release import Release
from analysis.release.rows_behind import Drawn, Rows, drawn, file_name, rows_file
from pages.parts import labels

ICON = ":material/download:"


def data_behind(
    release: Release,
    called: str | Drawn,
    indicators: Sequence[str],
    cohort: str = EVERYONE,
    rows: Rows | None = None,
) -> None:
    """A button for exactly the rows a chart draws; charts of other kinds name their rows."""

    def content() -> bytes:  # when the button is pressed, not before
        wanted = rows or drawn(release, Drawn(called), indicators, cohort)
        return rows_file(release, wanted, called, indicators, cohort)

    name = file_name(release, called, indicators, cohort)
    st.download_button(
        labels.BEHIND,
        content,
        name,
        mime="text/csv",
        key=f"behind-{name}",
        on_click="ignore",
        type="tertiary",
        icon=ICON,
    )
