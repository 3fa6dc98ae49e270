"""The job itself: what people say of it, chapter by chapter, as the codebook tells the story."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from analysis.exhibits.chapter import chapters, story_headline
from analysis.published import Withheld
from analysis.release import Release
from analysis.sentences import who_answered
from pages.parts import filters, labels, show
from pages.parts.story import tell
from pages.parts.words import coloured, safe


def page(release: Release, others: Mapping[str, StreamlitPage]) -> None:
    title, told = st.container(), chapters(release)
    names = list(dict.fromkeys(chapter.about for chapter in told))
    cohort = filters.choose(release, names)
    with title:
        st.title(safe(story_headline(release, cohort)), anchor=False)
        if not isinstance(release.heads(cohort), Withheld):
            st.write(coloured(who_answered(release, cohort), release.codebook))
        show.fine(labels.STORY_LEAD)
    if not any(release.shows(name, cohort) for name in names):
        filters.instead(release, names, cohort)
        return
    for number in range(len(told)):
        tell(release, number, cohort, others["compare"])
