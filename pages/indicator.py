"""One headline indicator, one outline: sentence, bands, questions, the gap in every segment."""

from __future__ import annotations

import streamlit as st

from analysis import sentences as say
from analysis.counting.cohorts import is_pair
from analysis.published import Withheld
from analysis.release import Release
from pages.parts import filters, labels, show
from pages.parts.charts.bands import band_chart
from pages.parts.charts.items import item_chart
from pages.parts.charts.segments import segment_chart
from pages.parts.words import coloured, safe


def page(release: Release, indicator: str) -> None:
    title = st.container()
    cohort = filters.choose(release, [indicator])
    found, theme = release.comparison(indicator, cohort), show.theme()
    with title:
        st.title(safe(say.headline(release, [indicator], cohort)), anchor=False)
        if not isinstance(found, Withheld):
            st.write(coloured(say.who_answered(release, cohort), release.codebook))
    if isinstance(found, Withheld):
        filters.instead(release, [indicator], cohort)
        return
    show.result(say.tell(release, found), release.codebook)
    show.chart(band_chart(release, indicator, cohort, theme), "bands")
    if is_pair(cohort):
        show.fine(labels.NO_PARTS)
    else:
        show.chart(item_chart(release, indicator, cohort, theme), "items")
        show.chart(segment_chart(release, indicator, cohort, theme), "segments")
    st.header(labels.OTHER_WAYS, anchor=False)
    for told in say.other_ways(release, indicator, cohort):
        show.result(told, release.codebook)
