"""Compare: any indicator or question, in any group that can be shown, with every estimate of it."""

from __future__ import annotations

import streamlit as st

from analysis import sentences as say
from analysis.published import Withheld
from analysis.release import Release
from pages.parts import comparing, filters, labels
from pages.parts.words import coloured, safe


def page(release: Release) -> None:
    if not release.measures:
        st.title(labels.COMPARE, anchor=False)
        st.info(labels.NOTHING_TO_COMPARE)
        return
    title = st.container()
    chosen = comparing.choose(release)
    about = comparing.about(release, chosen)
    cohort = filters.choose(release, about)
    with title:
        st.title(safe(comparing.title(release, chosen, cohort)), anchor=False)
        if not isinstance(release.heads(cohort), Withheld):
            st.write(coloured(say.who_answered(release, cohort), release.codebook))
    if chosen not in release.measures:
        comparing.asked(release, chosen, cohort)
        return
    found = release.comparison(chosen, cohort)
    if isinstance(found, Withheld):
        filters.instead(release, about, cohort)
    else:
        comparing.compared(release, chosen, cohort)
