"""Overview: the headline findings in words, the two groups, who answered, and where to go on."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from analysis import sentences as say
from analysis.published import Withheld
from analysis.release import Release
from analysis.sentences.headlines import dated, fieldwork
from pages.parts import filters, labels, show
from pages.parts.findings import findings
from pages.parts.once import once
from pages.parts.onward import onward
from pages.parts.who import who_answered
from pages.parts.words import coloured, safe


def page(
    release: Release, names: Mapping[str, StreamlitPage], others: Mapping[str, StreamlitPage]
) -> None:
    title = st.container()
    cohort = filters.choose(release, list(names))
    with title:
        _headline(release, list(names), cohort)
    if not names:
        st.info(labels.PATIENCE)
    elif not any(release.shows(name, cohort) for name in names):
        filters.instead(release, list(names), cohort)
    else:
        findings(release, names, cohort)
        who_answered(release, cohort)
    onward(release, others)


@once
def _headline(release: Release, names: list[str], cohort: str) -> None:
    order = say.widest_first(release, names, cohort)
    st.title(safe(say.headline(release, order, cohort)), anchor=False)
    if not isinstance(release.heads(cohort), Withheld):
        st.write(coloured(say.who_answered(release, cohort), release.codebook))
    show.fine(f"{fieldwork(release)} {dated(release)}".strip())
