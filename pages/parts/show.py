"""Puts sentences and charts on a page."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from analysis import sentences as say
from analysis.codebook import Codebook
from analysis.published import Withheld
from analysis.sentences import Told
from pages.parts import labels
from pages.parts.charts.chart import Chart, Table
from pages.parts.words import coloured, safe

HALF = 342  # px: two panels beside each other on a desk; tables fit a phone, so they fit this
PLOT = {"displayModeBar": False, "scrollZoom": False}


def theme() -> str | None:
    """'light' or 'dark', as the visitor sees the page."""
    return st.context.theme.type


def chart(made: Chart | Withheld | None, key: str, heading: bool = True) -> None:
    """The message, the picture, its table and its method one click below; or why there is none."""
    if made is None:
        return
    if isinstance(made, Withheld):
        st.info(safe(f"{say.first_upper(made.text)}."))
        return
    if heading:
        st.header(safe(made.title), anchor=False)
    fine(made.subtitle)
    st.plotly_chart(made.picture, theme=None, config=PLOT, key=key, alt=made.alt)
    with st.container(horizontal=True):  # side by side where there is room, else one below
        with st.expander(labels.AS_TABLE, width=HALF):
            table(made.table)
        if made.how is not None:
            how(made.how, HALF)


def result(told: Told, codebook: Codebook) -> None:
    """One result: its sentence, and how it was computed one click below."""
    st.write(coloured(told.plain, codebook))
    how(told)


def how(told: Told, width: int | Literal["stretch"] = "stretch") -> None:
    """How a result was computed: in plain words, for a statistician, and where it comes from."""
    with st.expander(labels.HOW, width=width):
        st.write(safe(told.explained))
        fine(told.technical)
        if told.reference:
            fine(labels.REFERENCE.format(reference=told.reference))


def fine(text: str) -> None:
    """Small type in a grey that can still be read."""
    st.markdown(f":small[:gray[{safe(text)}]]")


def table(told: Table) -> None:
    shown = {safe(head): [safe(cell) for cell in cells] for head, cells in told.items()}
    st.table(shown, border="horizontal", hide_index=True)
