"""The same difference in every segment, in the order that the visitor chooses."""

from __future__ import annotations

import streamlit as st

from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.segments import Order, segments
from analysis.release import Release
from pages.parts import labels, show
from pages.parts.once import once
from pages.parts.words import safe

WORTH_SORTING = 6  # segments


@st.fragment
def sorted_segments(release: Release, indicator: str, cohort: str) -> None:
    """The segments of a cohort; a choice of their order where there are many."""
    if len(list(release.segments(indicator, cohort))) < WORTH_SORTING:
        _segments(release, indicator, cohort, Order.AS_ASKED)
        return
    title = st.container()
    order = st.segmented_control(
        labels.SORTED, list(Order), format_func=lambda each: labels.ORDERS[each],
        default=Order.AS_ASKED, required=True, key="segments-order", persist_state="session",
    )  # fmt: skip
    message = _segments(release, indicator, cohort, order or Order.AS_ASKED, heading=False)
    if message:  # above the control that changes its order
        title.header(safe(message), anchor=False)


@once
def _segments(
    release: Release, indicator: str, cohort: str, order: Order, heading: bool = True
) -> str:
    """Shows the exhibit; its title, for the place above."""
    shown = segments(release, indicator, cohort, order)
    show.exhibit(release, shown, heading=heading)
    return shown.caption.title if isinstance(shown, Exhibit) else ""
