"""The parts of Compare: what is compared, the numbers it is judged by, everything that is known."""

from __future__ import annotations

import streamlit as st

from analysis import sentences as say
from analysis.counting.cohorts import is_pair
from analysis.exhibits import words
from analysis.exhibits.bands import bands
from analysis.exhibits.exhibit import Table
from analysis.exhibits.levels import levels
from analysis.exhibits.question import question
from analysis.published import Comparison, Figure, Withheld
from analysis.release import Release
from analysis.release.rows import Rows
from analysis.sentences.estimates import Line, all_lines, key_lines
from analysis.sentences.questions import tell_question
from pages.parts import filters, labels, show
from pages.parts.download import data_behind
from pages.parts.once import once
from pages.parts.words import safe

PARAMETER = "indicator"  # of the address: /compare?indicator=belonging
KEY, KEPT = "compare-about", "compare-kept"
# Beside the difference: what is told in a sentence each, with how it was computed.
TOLD = ("superiority", "cliffs_delta", "hedges_g", "equivalence", "minimum_detectable")


def choose(release: Release) -> str:
    """The indicator or question that the address names, else the one chosen before, else the first.

    Both have ids of their own; a question that is an indicator too is offered as that.
    """
    names = offered(release)
    asked = (st.query_params.get(PARAMETER), st.session_state.get(KEPT))
    chosen = next((each for each in asked if each in names), names[0])
    st.session_state[KEPT] = st.session_state[KEY] = chosen
    _write(chosen, first=names[0])
    st.selectbox(
        labels.COMPARE_WHAT,
        names,
        format_func=lambda name: _name(release, name),
        key=KEY,
        on_change=_chosen,
    )
    return chosen


def offered(release: Release) -> list[str]:
    """Every indicator of the release, then every question whose answers it holds."""
    asked = (
        name
        for name in release.codebook.questions
        if name not in release.measures
        and name not in release.codebook.dimensions
        and name != release.codebook.grouping.question
        and not isinstance(release.answers(name), Withheld)
    )
    return [*release.measures, *asked]


def about(release: Release, chosen: str) -> list[str]:
    """The indicators whose groups can be shown wherever the chosen one's can."""
    if chosen in release.measures:
        return [chosen]
    made = release.codebook.indicators
    holders = [
        name for name in release.measures if chosen in (*made[name].items, *made[name].where)
    ]
    return holders or list(release.measures)[:1]


@once
def compared(release: Release, indicator: str, cohort: str) -> None:
    """One indicator: distribution, the numbers it is judged by, in words, everything."""
    found = release.comparison(indicator, cohort)
    if isinstance(found, Comparison):
        show.result(say.tell(release, found), release.codebook)
    show.exhibit(release, bands(release, indicator, cohort))
    show.exhibit(release, levels(release, indicator, cohort))
    st.header(labels.KEY_NUMBERS, anchor=False)
    solo, team = say.group_names(release)
    show.fine(labels.KEY_NUMBERS_HINT.format(solo=solo, team=team))
    _tables(key_lines(release, indicator, cohort))
    st.header(labels.IN_WORDS, anchor=False)
    figures = (release.figure(indicator, measure, cohort) for measure in TOLD)
    told = (say.tell(release, each) for each in figures if isinstance(each, Figure))
    show.results(told, release.codebook)
    with st.expander(labels.EVERY_ESTIMATE):
        _tables(all_lines(release, indicator, cohort))
    rows = Rows("estimates", (("cohort", (cohort,)), ("indicator", (indicator,))))
    data_behind(release, "estimates", rows, [indicator], cohort)


def asked(release: Release, item: str, cohort: str) -> None:
    """One question: who gave which answer, and how far the upper answers lie apart."""
    found = release.answers(item, cohort)
    if isinstance(found, Withheld):
        _instead(release, item, cohort, found)
    else:
        _answers(release, item, cohort)


@once
def _answers(release: Release, item: str, cohort: str) -> None:
    told = tell_question(release, item, cohort)
    if told is not None:
        show.result(told, release.codebook)
    shown = question(release, item, tuple(about(release, item)[:1]), cohort)
    show.exhibit(release, shown, heading=False)
    show.fine(labels.NO_TEST)


def _instead(release: Release, item: str, cohort: str, why: Withheld) -> None:
    """Why there is no picture of a question in a group, and the nearest group that has one."""
    names = about(release, item)
    if not isinstance(release.comparison(names[0], cohort), Withheld):
        st.info(labels.NO_PARTS if is_pair(cohort) else safe(say.withheld(release, cohort, why)))
    filters.instead(release, names, cohort)


def title(release: Release, chosen: str, cohort: str) -> str:
    """The finding of an indicator; of a question its few words."""
    if chosen in release.measures:
        return say.numbered(release, chosen, cohort)
    return release.codebook.label(chosen)


def _name(release: Release, name: str) -> str:
    if name in release.measures:
        return say.measure_name(release, name)
    return labels.ONE_QUESTION.format(question=release.codebook.label(name))


def _tables(lines: list[Line]) -> None:
    """Counts with what they stand for, then the estimates with their intervals."""
    for counted, beside in ((True, labels.STANDS_FOR), (False, labels.INTERVAL)):
        own = [each for each in lines if bool(each.stands_for) == counted]
        if own:
            table: Table = {words.MEASURE: [each.what for each in own]}
            table[labels.VALUE] = [each.value for each in own]
            table[beside] = [each.stands_for or each.between for each in own]
            show.table(table)


def _chosen() -> None:
    st.session_state[KEPT] = st.session_state[KEY]
    st.query_params[PARAMETER] = st.session_state[KEY]


def _write(chosen: str, first: str) -> None:
    """The address names what is compared, so that it can be sent on; not the first of all."""
    if chosen != first or PARAMETER in st.query_params:
        st.query_params[PARAMETER] = chosen
