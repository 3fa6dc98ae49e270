"""One headline indicator, one outline: sentence, bands, questions, segments, waves, models."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis import sentences as say
from analysis.counting.cohorts import is_pair
from analysis.published import Comparison, Withheld
from analysis.release import Release
from analysis.release.rows_behind import Drawn
from pages.parts import filters, labels, show
from pages.parts.charted import of_indicator
from pages.parts.charts.bands import band_chart
from pages.parts.charts.items import item_chart
from pages.parts.charts.levels import level_chart
from pages.parts.charts.likeness import likeness_chart
from pages.parts.charts.opposing import opposing_chart
from pages.parts.charts.segments import segment_chart
from pages.parts.charts.waves import wave_chart
from pages.parts.once import once
from pages.parts.words import coloured, safe


def page(release: Release, indicator: str) -> None:
    title = st.container()
    cohort = filters.choose(release, [indicator])
    found = release.comparison(indicator, cohort)
    with title:
        st.title(safe(say.headline(release, [indicator], cohort)), anchor=False)
        if not isinstance(found, Withheld):
            st.write(coloured(say.who_answered(release, cohort), release.codebook))
    if isinstance(found, Withheld):
        filters.instead(release, [indicator], cohort)
    else:
        _results(release, indicator, cohort)


@once
def _results(release: Release, indicator: str, cohort: str) -> None:
    found = release.comparison(indicator, cohort)
    if isinstance(found, Comparison):
        show.result(say.tell(release, found), release.codebook)
    draw = partial(of_indicator, release, indicator, cohort)
    draw(Drawn.BANDS, band_chart)
    draw(Drawn.AGAINST, opposing_chart)
    if is_pair(cohort):
        show.fine(labels.NO_PARTS)
    else:
        draw(Drawn.ANSWERS, item_chart)
        draw(Drawn.SEGMENTS, segment_chart)
        draw(Drawn.LEVELS, level_chart)
        draw(Drawn.WAVES, wave_chart)
    alike = draw(Drawn.LIKE_WITH_LIKE, likeness_chart)
    st.header(labels.OTHER_WAYS, anchor=False)
    for told in say.other_ways(release, indicator, cohort, say.DRAWN if alike else ()):
        show.result(told, release.codebook)
