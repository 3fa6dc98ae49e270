"""The findings of the overview: all headline indicators in one picture, then a card for each."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from analysis import sentences as say
from analysis.exhibits.averages import averages
from analysis.published import Comparison
from analysis.release import Release
from analysis.sentences.asides import in_other_words
from pages.parts import labels, show
from pages.parts.once import once
from pages.parts.words import coloured, safe


@once
def findings(release: Release, names: Mapping[str, StreamlitPage], cohort: str) -> None:
    """The widest gap first; each card leads to the page of its indicator."""
    order = say.widest_first(release, names, cohort)
    show.exhibit(release, averages(release, order, cohort), heading=False)
    for column, name in zip(st.columns(min(len(order), 3)) * len(order), order, strict=False):
        with column, st.container(border=True, height="stretch"):
            _finding(release, name, cohort, names[name])


def _finding(release: Release, name: str, cohort: str, more: StreamlitPage) -> None:
    found, label = release.comparison(name, cohort), release.codebook.indicators[name].label
    st.header(safe(label), anchor=False)
    if isinstance(found, Comparison):
        st.write(coloured(say.finding(release, found), release.codebook))
        st.write(safe(in_other_words(release, name, cohort)))
    else:
        st.write(safe(say.withheld(release, cohort, found)))
    lead = labels.IN_DETAIL.format(label=safe(label))
    st.page_link(more, label=lead, icon=":material/arrow_forward:")
