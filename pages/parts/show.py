"""Puts sentences and charts on a page."""

from __future__ import annotations

import streamlit as st

from analysis.published import Withheld
from pages.parts.charts.chart import Chart, Table
from pages.parts.words import safe

PLOT = {"displayModeBar": False, "scrollZoom": False}


def theme() -> str | None:
    """'light' or 'dark', as the visitor sees the page."""
    return st.context.theme.type


def chart(made: Chart | Withheld | None, key: str, heading: bool = True) -> None:
    """The message, the picture, its table one click below; or why there is none."""
    if made is None:
        return
    if isinstance(made, Withheld):
        st.info(safe(made.text[:1].upper() + made.text[1:] + "."))
        return
    if heading:
        st.header(safe(made.title), anchor=False)
    fine(made.subtitle)
    st.plotly_chart(made.picture, theme=None, config=PLOT, key=key, alt=made.alt)
    with st.expander("Show as a table"):
        table(made.table)


def fine(text: str) -> None:
    """Small type in a grey that can still be read."""
    st.markdown(f":small[:gray[{safe(text)}]]")


def table(told: Table) -> None:
    shown = {safe(head): [safe(cell) for cell in cells] for head, cells in told.items()}
    st.table(shown, border="horizontal", hide_index=True)
