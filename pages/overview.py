"""Overview: the headline findings in words, the two groups at a glance, and where to go on."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from analysis import sentences as say
from analysis.published import Comparison, Withheld
from analysis.release import Release
from pages.parts import filters, labels, show
from pages.parts.charts.gap import headline_gap
from pages.parts.words import coloured, safe


def page(release: Release, pages: Mapping[str, StreamlitPage]) -> None:
    title, names = st.container(), list(pages)
    cohort = filters.choose(release, names)
    order = say.widest_first(release, names, cohort)
    made = headline_gap(release, order, cohort, show.theme())
    with title:
        st.title(safe(say.headline(release, order, cohort)), anchor=False)
        if not isinstance(release.heads(cohort), Withheld):
            st.write(coloured(say.who_answered(release, cohort), release.codebook))
    if isinstance(made, Withheld):
        filters.instead(release, names, cohort)
        return
    show.chart(made, "gap", heading=False)
    for column, name in zip(st.columns(min(len(order), 3)) * len(order), order, strict=False):
        with column, st.container(border=True, height="stretch"):
            _finding(release, name, cohort, pages[name])


def _finding(release: Release, name: str, cohort: str, more: StreamlitPage) -> None:
    found, label = release.comparison(name, cohort), release.codebook.indicators[name].label
    st.header(safe(label), anchor=False)
    if isinstance(found, Comparison):
        st.write(coloured(say.finding(release, found), release.codebook))
    else:
        st.write(safe(say.withheld(release, cohort, found)))
    lead = labels.IN_DETAIL.format(label=safe(label))
    st.page_link(more, label=lead, icon=":material/arrow_forward:")
