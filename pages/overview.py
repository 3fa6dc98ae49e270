"""Overview: the headline findings in words, the two groups, who answered, and where to go on."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from analysis import sentences as say
from analysis.published import Comparison, Withheld
from analysis.release import Release
from analysis.release.rows_behind import Drawn
from analysis.sentences.asides import in_other_words
from analysis.sentences.composition import dated
from pages.parts import filters, labels, show
from pages.parts.charted import charted
from pages.parts.charts.gap import headline_gap
from pages.parts.onward import onward
from pages.parts.who import who_answered
from pages.parts.words import coloured, safe


def page(
    release: Release, names: Mapping[str, StreamlitPage], others: Mapping[str, StreamlitPage]
) -> None:
    title = st.container()
    cohort = filters.choose(release, list(names))
    order = say.widest_first(release, names, cohort)
    made = headline_gap(release, order, cohort, show.theme())
    with title:
        st.title(safe(say.headline(release, order, cohort)), anchor=False)
        if not isinstance(release.heads(cohort), Withheld):
            st.write(coloured(say.who_answered(release, cohort), release.codebook))
        show.fine(dated(release))
    if not names:
        st.info(labels.PATIENCE)
    elif isinstance(made, Withheld):
        filters.instead(release, list(names), cohort)
    else:
        charted(release, made, Drawn.AVERAGES, order, cohort, heading=False)
        for column, name in zip(st.columns(min(len(order), 3)) * len(order), order, strict=False):
            with column, st.container(border=True, height="stretch"):
                _finding(release, name, cohort, names[name])
        who_answered(release, cohort)
    onward(others)


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
