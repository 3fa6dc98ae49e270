"""Puts sentences, exhibits and tables on a page."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from analysis.codebook import Codebook
from analysis.exhibits.as_text import as_text
from analysis.exhibits.exhibit import Exhibit, NotShown, Table
from analysis.release import Release
from analysis.sentences import Told
from pages.parts import labels, picture, view
from pages.parts.download import data_behind
from pages.parts.figures import draw
from pages.parts.words import coloured, safe

PLOT = {"displayModeBar": False, "scrollZoom": False}


def theme() -> str | None:
    """'light' or 'dark', as the visitor sees the page."""
    return st.context.theme.type


def exhibit(
    release: Release, shown: Exhibit[object] | NotShown | None, *, heading: bool = True
) -> bool:
    """An exhibit with its details one click below, or why there is none; whether there is one."""
    if isinstance(shown, NotShown):
        fine(shown.text)
    if not isinstance(shown, Exhibit):
        return False
    caption = shown.caption
    if heading:
        st.header(safe(caption.title), anchor=False)
    fine(caption.subtitle)
    key = "-".join((shown.name, *shown.about[:1]))
    figure = draw(shown.marks, theme())
    picture.carry(figure, release, shown)
    st.plotly_chart(figure, theme=None, config=PLOT, key=key, alt=caption.alt)
    with st.expander(safe(labels.DETAILS.format(exhibit=shown.called))):
        _details(release, shown, key)
    return True


def _details(release: Release, shown: Exhibit[object], key: str) -> None:
    """Its numbers, how they came about, and what of it can be taken away."""
    names = (labels.TABLE, *([labels.METHOD] if shown.how else []), labels.TAKE)
    tabs = dict(zip(names, st.tabs(names), strict=True))
    with tabs[labels.TABLE]:
        table(shown.table)
    if shown.how:
        with tabs[labels.METHOD]:
            method(shown.how)
    with tabs[labels.TAKE]:
        with st.container(horizontal=True):
            picture.offer(key)
            if shown.rows is not None:
                data_behind(release, shown.name, shown.rows, shown.about, shown.cohort)
        fine(labels.AS_TEXT)
        st.code(as_text(release, shown), language=None, wrap_lines=True)
        fine(labels.LINK)
        st.code(view.link(shown.cohort), language=None, wrap_lines=True)


def result(told: Told, codebook: Codebook) -> None:
    """One result: its sentence, and how it was computed one click below."""
    st.write(coloured(told.plain, codebook))
    with st.expander(labels.HOW):
        method(told)


def results(told: Iterable[Told], codebook: Codebook) -> None:
    """Several results in a row, and how all of them were computed one click below."""
    shown = list(told)
    for each in shown:
        st.write(coloured(each.plain, codebook))
    if shown:
        with st.expander(labels.HOW_EACH):
            for each in shown:
                st.markdown(f"**{safe(each.plain)}**")
                method(each)


def method(told: Told) -> None:
    """How a result was computed: in plain words, for a statistician, and where it comes from."""
    st.write(safe(told.explained))
    fine(told.technical)
    if told.reference:
        fine(labels.REFERENCE.format(reference=told.reference))


def fine(text: str) -> None:
    """Small type in a grey that can still be read."""
    st.markdown(f":small[:gray[{safe(text)}]]")


def table_or(told: Table, otherwise: str) -> None:
    """A table; a line in its place where it has no rows."""
    if any(told.values()):
        table(told)
    else:
        fine(otherwise)


def table(told: Table) -> None:
    shown = {safe(head): [safe(cell) for cell in cells] for head, cells in told.items()}
    st.table(shown, border="horizontal", hide_index=True)
