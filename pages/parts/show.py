"""Puts sentences, exhibits and tables on a page."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from analysis.codebook import Codebook
from analysis.exhibits.exhibit import Exhibit, NotShown, Table
from analysis.release import Release
from analysis.sentences import Told
from pages.parts import labels
from pages.parts.download import data_behind
from pages.parts.figures import draw
from pages.parts.words import coloured, safe

HALF = 342  # px: two panels beside each other on a desk; tables fit a phone, so they fit this
PLOT = {"displayModeBar": False, "scrollZoom": False}


def theme() -> str | None:
    """'light' or 'dark', as the visitor sees the page."""
    return st.context.theme.type


def exhibit(
    release: Release, shown: Exhibit[object] | NotShown | None, *, heading: bool = True
) -> bool:
    """An exhibit and a link to exactly the rows that it draws, or why there is none; whether there
    is one."""
    if isinstance(shown, NotShown):
        fine(shown.text)
    if not isinstance(shown, Exhibit):
        return False
    picture(shown, heading=heading)
    if shown.rows is not None:
        data_behind(release, shown.name, shown.rows, shown.about, shown.cohort)
    return True


def picture(shown: Exhibit[object], *, heading: bool = True) -> None:
    """The message, the picture, its table and its method one click below."""
    caption = shown.caption
    if heading:
        st.header(safe(caption.title), anchor=False)
    fine(caption.subtitle)
    key = "-".join((shown.name, *shown.about[:1]))
    figure = draw(shown.marks, theme())
    st.plotly_chart(figure, theme=None, config=PLOT, key=key, alt=caption.alt)
    with st.container(horizontal=True):  # side by side where there is room, else one below
        with st.expander(labels.AS_TABLE, width=HALF):
            table(shown.table)
        if shown.how is not None:
            how(shown.how, HALF)


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
