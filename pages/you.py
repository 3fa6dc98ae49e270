"""Where do I stand?: a visitor's own answers beside the published ones, and kept nowhere."""

from __future__ import annotations

import streamlit as st

from analysis.release import Release
from analysis.release.standing import askable
from pages.parts import labels
from pages.parts.you import questions, result, words
from pages.parts.you.helplines import show_helplines


def page(release: Release) -> None:
    scales = askable(release)
    questions.arrive()
    done = questions.step() >= len(scales)
    if not scales:
        st.title(labels.WHERE_I_STAND, anchor=False)
        st.info(words.NOT_YET)
    elif done:
        result.tell(release, scales, questions.given(release, scales))
    else:
        questions.ask(release, scales)
    show_helplines(unfolded=done)
    questions.lead_on(done)
