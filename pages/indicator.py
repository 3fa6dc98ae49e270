"""One headline indicator, one outline: sentence, bands, questions, segments, waves, models."""

from __future__ import annotations

import streamlit as st

from analysis import sentences as say
from analysis.counting.cohorts import is_pair
from analysis.exhibits.bands import bands
from analysis.exhibits.items import items
from analysis.exhibits.levels import levels
from analysis.exhibits.likeness import likeness
from analysis.exhibits.opposing import opposing
from analysis.exhibits.waves import waves
from analysis.published import Comparison, Withheld
from analysis.release import Release
from pages.parts import filters, labels, show
from pages.parts.once import once
from pages.parts.sorted_segments import sorted_segments
from pages.parts.words import coloured, safe


def page(release: Release, indicator: str) -> None:
    title = st.container()
    cohort = filters.choose(release, [indicator])
    found = release.comparison(indicator, cohort)
    with title:
        st.title(safe(say.numbered(release, indicator, cohort)), anchor=False)
        if not isinstance(found, Withheld):
            st.write(coloured(say.who_answered(release, cohort), release.codebook))
    if isinstance(found, Withheld):
        filters.instead(release, [indicator], cohort)
    else:
        _finding(release, indicator, cohort)
        sorted_segments(release, indicator, cohort)
        _further(release, indicator, cohort)


@once
def _finding(release: Release, indicator: str, cohort: str) -> None:
    show.exhibit(release, bands(release, indicator, cohort))
    found = release.comparison(indicator, cohort)
    if isinstance(found, Comparison):
        show.result(say.tell(release, found), release.codebook)
    show.exhibit(release, opposing(release, indicator, cohort))
    if is_pair(cohort):
        show.fine(labels.NO_PARTS)
    else:
        show.exhibit(release, items(release, indicator, cohort))


@once
def _further(release: Release, indicator: str, cohort: str) -> None:
    show.exhibit(release, levels(release, indicator, cohort))
    show.exhibit(release, waves(release, indicator, cohort))
    alike = show.exhibit(release, likeness(release, indicator, cohort))
    st.header(labels.OTHER_WAYS, anchor=False)
    others = say.other_ways(release, indicator, cohort, say.DRAWN if alike else ())
    show.results(others, release.codebook)
