"""Over time: every headline indicator wave by wave, and whether the gap changes."""

from __future__ import annotations

import streamlit as st

from analysis import sentences as say
from analysis.exhibits.over_time import over_time
from analysis.published import Withheld
from analysis.release import Release
from analysis.release.wave_gaps import wave_dimension
from analysis.sentences.over_time import over_time_headline, tell_over_time
from pages.parts import filters, labels, show
from pages.parts.once import once
from pages.parts.words import coloured, safe


def page(release: Release) -> None:
    wave = wave_dimension(release.codebook)
    names = [name for name in release.codebook.featured if name in release.measures]
    if wave is None or not names:
        st.title(labels.OVER_TIME, anchor=False)
        st.info(labels.NO_WAVES)
        return
    title = st.container()
    cohort = filters.choose(release, names, across=wave)
    with title:
        st.title(safe(over_time_headline(release, names, cohort)), anchor=False)
        if not isinstance(release.heads(cohort), Withheld):
            st.write(coloured(say.who_answered(release, cohort), release.codebook))
    if not any(release.shows(name, cohort) for name in names):
        filters.instead(release, names, cohort)
        return
    show.fine(labels.TRENDS_OF_ALL if cohort else labels.OTHER_PEOPLE)
    for name in names:
        _indicator(release, name, cohort)


@once
def _indicator(release: Release, name: str, cohort: str) -> None:
    show.exhibit(release, over_time(release, name, cohort))
    show.results(tell_over_time(release, name, cohort), release.codebook)
