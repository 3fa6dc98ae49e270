"""The parts of What is missing: the ranking with its ticks, both groups, barriers, moderation."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import streamlit as st

from analysis import sentences as say
from analysis.counting.cohorts import EVERYONE, is_pair
from analysis.exhibits.barriers import barriers as barrier_exhibit
from analysis.exhibits.exhibit import Exhibit, NotShown
from analysis.exhibits.moderation import moderation as moderation_exhibit
from analysis.exhibits.support_gaps import support_gaps
from analysis.exhibits.supports import supports as support_exhibit
from analysis.published import Withheld
from analysis.release import Release
from analysis.release.missing import Shown, moderated_outcomes, shown_supports
from analysis.sentences.missing import not_told, still_open
from pages.parts import labels, show
from pages.parts.hosted import reports_use
from pages.parts.once import once
from pages.parts.words import safe

SIDES = ("solo", "team")


@st.fragment
def wanted(release: Release, ranked: Sequence[Shown], cohort: str) -> None:
    """What is wanted against what was received; what the visitor ticks fades."""
    given = _ticked(release, ranked)
    if given:
        st.info(safe(still_open(release, ranked, given)))
        _ranking(release, cohort, given)  # nobody's but the visitor's: not kept
    else:
        _same_ranking(release, cohort)


def _ranking(release: Release, cohort: str, given: Collection[str] = ()) -> None:
    ranked = shown_supports(release, cohort)
    show.exhibit(release, support_exhibit(release, ranked, cohort, given))


_same_ranking = once(_ranking)


def _ticked(release: Release, ranked: Sequence[Shown]) -> set[str]:
    """The supports that the visitor says are given already; kept in the session alone."""
    with st.expander(labels.WE_GIVE):
        hint = labels.WE_GIVE_HINT
        show.fine(hint if reports_use() else f"{labels.KEPT_NOWHERE} {hint}")
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


@once
def gaps(release: Release, cohort: str) -> None:
    ranked = shown_supports(release, cohort)
    show.exhibit(release, support_gaps(release, ranked, cohort))


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
    message = _barriers(release, side or SIDES[0], cohort)
    if message:  # above the control that changes it
        title.header(safe(message), anchor=False)


@once
def _barriers(release: Release, group: str, cohort: str) -> str:
    """Shows the chart; its message, for the place above."""
    ranked = shown_supports(release, cohort)
    return _titled(release, barrier_exhibit(release, ranked, group, cohort))


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
    message = _moderated(release, chosen)
    if message:
        title.header(safe(message), anchor=False)


@once
def _moderated(release: Release, outcome: str) -> str:
    return _titled(release, moderation_exhibit(release, outcome))


def _titled(release: Release, shown: Exhibit[object] | NotShown | None) -> str:
    """Shows an exhibit without its heading; its title, for the place above."""
    show.exhibit(release, shown, heading=False)
    return shown.caption.title if isinstance(shown, Exhibit) else ""


def _label(release: Release, name: str) -> str:
    return safe(release.codebook.indicators[name].label)
