"""Where to go on from the overview, for each kind of visitor."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from analysis.release import Release
from pages.parts import labels
from pages.parts.once import once

ICON = ":material/arrow_forward:"
# Whom each card is for, what it says, and the addresses it leads to; what is not there is left out.
CARDS = (
    (labels.FOR_RESPONDENTS, labels.TO_RESPONDENTS, ("you",)),
    (labels.FOR_ORGANISATIONS, labels.TO_ORGANISATIONS, ("missing", "brief")),
    (labels.FOR_RESEARCHERS, labels.TO_RESEARCHERS, ("compare", "data", "methods")),
)
NOTHING_WANTED = {labels.TO_ORGANISATIONS: labels.TO_MEETINGS}  # of a survey without supports
SHORT = {"brief": labels.BRIEF_SHORT}  # where a page's name is longer than a card is wide


@once
def onward(_: Release, pages: Mapping[str, StreamlitPage]) -> None:
    """A card for each kind of visitor, with the pages for them by address."""
    st.header(labels.WHERE_NEXT, anchor=False)
    for column, (who, told, addresses) in zip(st.columns(len(CARDS)), CARDS, strict=True):
        with column, st.container(border=True, height="stretch"):
            st.subheader(who, anchor=False)
            st.write(told if "missing" in pages else NOTHING_WANTED.get(told, told))
            for address in addresses:
                if address in pages:
                    st.page_link(pages[address], label=SHORT.get(address), icon=ICON)
