"""The parts of What is missing: the ranking with its ticks, both groups, barriers, moderation."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis import sentences as say
from analysis.counting.cohorts import EVERYONE, is_pair
from analysis.published import Withheld
from analysis.release import Release
from analysis.release.missing import Shown, moderated_outcomes
from analysis.release.rows_behind import Drawn
from analysis.sentences.missing import not_told, still_open
from pages.parts import labels, show
from pages.parts.charted import charted
from pages.parts.charts.barriers import barrier_chart
from pages.parts.charts.chart import Chart
from pages.parts.charts.moderated import moderation_chart
from pages.parts.charts.supports import support_chart, support_gap_chart
from pages.parts.once import once
from pages.parts.words import safe

SIDES = ("solo", "team")


@st.fragment
def wanted(release: Release, ranked: Sequence[Shown], cohort: str) -> None:
    """What is wanted against what was received; what the visitor ticks fades."""
    given = _ticked(release, ranked)
    if given:
        st.info(safe(still_open(release, ranked, given)))
    theme = show.theme()
    draw = partial(support_chart, release, ranked, given, cohort, theme)
    # Ticks are nobody's but the visitor's: pictures with them are not kept.
    made = draw() if given else once(release, draw, Drawn.SUPPORTS, cohort, theme)
    charted(release, made, Drawn.SUPPORTS, _gaps(ranked), cohort)


def _ticked(release: Release, ranked: Sequence[Shown]) -> set[str]:
    """The supports that the visitor says are given already; kept in the session alone."""
    with st.expander(labels.WE_GIVE):
        show.fine(labels.WE_GIVE_HINT)
        return {
            each.support
            for each in ranked
            if st.checkbox(
                safe(release.codebook.supports[each.support].label),
                key=f"given-{each.support}",
                persist_state="session",
            )
        }


def hidden(release: Release, supports: Sequence[tuple[str, Withheld]]) -> None:
    """The supports that the pictures leave out, and why."""
    if supports:
        show.fine(labels.NOT_TOLD_OF.format(supports=not_told(release, supports)))


def gaps(release: Release, ranked: Sequence[Shown], cohort: str) -> None:
    theme = show.theme()
    made = once(
        release, lambda: support_gap_chart(release, ranked, theme),
        Drawn.SUPPORT_GAPS, cohort, theme,
    )  # fmt: skip
    charted(release, made, Drawn.SUPPORT_GAPS, _gaps(ranked), cohort)


@st.fragment
def barriers(release: Release, ranked: Sequence[Shown], cohort: str) -> None:
    """What stands in the way, as one of the groups tells it."""
    if all(release.codebook.supports[each.support].barrier is None for each in ranked):
        return
    if is_pair(cohort):
        show.fine(labels.BARRIERS_OF_ONE)
        return
    names = dict(zip(SIDES, map(say.first_upper, say.group_names(release)), strict=True))
    title = st.container()
    side = st.segmented_control(
        labels.OF_WHOM, SIDES, format_func=lambda each: safe(names[each]), default=SIDES[0],
        required=True, key="barriers-of", persist_state="session",
    )  # fmt: skip
    theme, group = show.theme(), side or SIDES[0]
    made = once(
        release, lambda: barrier_chart(release, ranked, group, cohort, theme),
        Drawn.BARRIERS, group, cohort, theme,
    )  # fmt: skip
    _titled(title, made)
    charted(release, made, Drawn.BARRIERS, _gaps(ranked), cohort, heading=False)


@st.fragment
def moderation(release: Release, cohort: str) -> None:
    """The gap on one headline indicator with and without each support."""
    outcomes = moderated_outcomes(release)
    if not outcomes:
        return
    if cohort != EVERYONE:
        show.fine(labels.FOR_EVERYONE_ONLY)
        return
    title = st.container()
    outcome = st.segmented_control(
        labels.WHICH_GAP, outcomes, format_func=lambda name: _label(release, name),
        default=outcomes[0], required=True, key="gap-on", persist_state="session",
    )  # fmt: skip
    chosen = outcome if outcome in outcomes else outcomes[0]
    theme = show.theme()
    made = once(
        release, lambda: moderation_chart(release, chosen, theme), Drawn.MODERATION, chosen, theme
    )
    _titled(title, made)
    charted(release, made, Drawn.MODERATION, [chosen], heading=False)


def _titled(place: DeltaGenerator, made: Chart | Withheld | None) -> None:
    """The chart's message above the control that changes it."""
    if isinstance(made, Chart):
        place.header(safe(made.title), anchor=False)


def _gaps(ranked: Sequence[Shown]) -> list[str]:
    return [each.missing.indicator for each in ranked]


def _label(release: Release, name: str) -> str:
    return safe(release.codebook.indicators[name].label)
