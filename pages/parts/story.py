"""A chapter of the story: its sentence, one picture, one link to its numbers."""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from analysis import sentences as say
from analysis.counting.cohorts import filters_of
from analysis.exhibits.chapter import chapter, chapters
from analysis.exhibits.exhibit import NotShown
from analysis.published import Comparison
from analysis.release import Release
from pages.parts import comparing, labels, show
from pages.parts.figures import draw
from pages.parts.once import once
from pages.parts.onward import ICON
from pages.parts.words import coloured, safe


@once
def tell(release: Release, number: int, cohort: str, numbers: StreamlitPage) -> None:
    """The chapter of this number; of what is withheld only why."""
    told = chapters(release)[number]
    if told.title:
        st.header(safe(told.title), anchor=False)
    shown = chapter(release, told, cohort)
    if isinstance(shown, NotShown):
        st.write(safe(shown.text))
        return
    st.markdown(f"**{coloured(shown.caption.title, release.codebook)}**")
    picture, key = draw(shown.marks, show.theme()), f"story-{number}"
    st.plotly_chart(picture, theme=None, config=show.PLOT, key=key, alt=shown.caption.alt)
    compared = release.comparison(told.about, cohort)
    if isinstance(compared, Comparison):
        st.write(safe(say.finding(release, compared)))
    asked = filters_of(cohort) | {comparing.PARAMETER: told.about}
    lead = labels.ITS_NUMBERS.format(label=safe(release.measures[told.about].label))
    st.page_link(numbers, label=lead, icon=ICON, query_params=asked, width="content")
