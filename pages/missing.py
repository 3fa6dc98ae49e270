"""What is missing: what is wanted and was received, by whom, and what stands in the way."""

from __future__ import annotations

import streamlit as st

from analysis.published import Withheld
from analysis.release import Release
from analysis.release.missing import gap_indicators, hidden_supports, shown_supports
from analysis.sentences import who_answered
from analysis.sentences.missing import missing_headline
from pages.parts import filters
from pages.parts.missing import barriers, gaps, hidden, moderation, wanted
from pages.parts.words import coloured, safe


def page(release: Release) -> None:
    title, about = st.container(), gap_indicators(release)
    cohort = filters.choose(release, about)
    ranked = shown_supports(release, cohort)
    with title:
        st.title(safe(missing_headline(release, ranked, cohort)), anchor=False)
        if not isinstance(release.heads(cohort), Withheld):
            st.write(coloured(who_answered(release, cohort), release.codebook))
    if not ranked:
        filters.instead(release, about, cohort)
        return
    wanted(release, ranked, cohort)
    hidden(release, hidden_supports(release, cohort))
    gaps(release, cohort)
    barriers(release, ranked, cohort)
    moderation(release, cohort)
