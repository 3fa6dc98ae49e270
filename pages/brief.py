"""Brief for your organisation: one page to take to a meeting, read here first."""

from __future__ import annotations

import streamlit as st

from analysis.published import Withheld
from analysis.release import Release
from pages.parts import filters, labels, show
from pages.parts.brief import on_page, words
from pages.parts.words import coloured, safe


def page(release: Release) -> None:
    names = [name for name in release.codebook.featured if name in release.measures]
    title = st.container()
    cohort = filters.choose(release, names)
    told = on_page.made(release, cohort)
    with title:
        if isinstance(told, Withheld):
            st.title(labels.BRIEF, anchor=False)
        else:
            st.title(safe(told.title), anchor=False)
            st.write(coloured(told.who, release.codebook))
        show.fine(f"{words.LEAD} {release.codebook.footnote}".strip())
    if isinstance(told, Withheld):
        filters.instead(release, names, cohort)
        if not names:
            st.info(labels.PATIENCE)
        return
    on_page.take(release, told, cohort)
    on_page.read(release, told, cohort)
