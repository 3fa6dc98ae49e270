"""A release held against another: what changed, who came, which differences moved."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis.errors import SurveyError
from analysis.exhibits import words
from analysis.exhibits.two_releases import two_releases
from analysis.release import Manifest, Release
from analysis.release.changes import Changes, changes
from analysis.sentences import changes as say
from analysis.sentences.privacy import history
from pages.parts import corrected, current, labels, server_log, show
from pages.parts.words import safe

PARAMETER = "against"  # of the address: /data?release=r0009&against=r0007
KEY = "release-against"
MOST_ROWS = 60


def compare(release: Release, listed: Sequence[Manifest]) -> None:
    """The section of the Data page; with one release only, that there is nothing to hold it to."""
    st.header(labels.SECOND_LOOK, anchor=False)
    others = [each.id for each in listed if each.id != release.id]
    if not others:
        st.write(labels.ONE_RELEASE)
        return
    chosen = _choose(others, _before(release, listed))
    newest = current.release()
    if newest is None or chosen != newest.id:  # of the newest, the frame says it
        corrected.told(chosen)
    older, newer = sorted((chosen, release.id), key=lambda each: _place(each, listed))
    try:
        found = _changes(current.load(older), current.load(newer))
    except SurveyError as error:  # it is the other one that is damaged: this one was shown
        server_log.warn(error)
        st.info(labels.OTHER_DAMAGED)
        return
    _told(found)


def _before(release: Release, listed: Sequence[Manifest]) -> str:
    """The release before this one; before the first there is none, so the one after it."""
    ids = [each.id for each in listed]
    at = ids.index(release.id)
    return ids[at + 1] if at + 1 < len(ids) else ids[at - 1]


def _place(release_id: str, listed: Sequence[Manifest]) -> int:
    """How late a release stands in the list's order of time."""
    return -[each.id for each in listed].index(release_id)


def _choose(others: Sequence[str], usual: str) -> str:
    """The id in the address if it is one of the others, else the usual one."""
    asked = st.query_params.get(PARAMETER, usual)
    found = asked if asked in others else usual
    st.session_state[KEY] = found
    st.selectbox(labels.AGAINST, others, key=KEY, on_change=_chosen)
    return found


def _chosen() -> None:
    st.query_params[PARAMETER] = st.session_state[KEY]


def _digest(release: Release) -> str:
    return release.digest


@st.cache_resource(  # each holds two releases
    max_entries=2, show_spinner=False, hash_funcs={Release: _digest}
)
def _changes(older: Release, newer: Release) -> Changes:
    """Worked out once for all visitors: releases never change."""
    return changes(older, newer)


def _told(found: Changes) -> None:
    _made(found)
    _people(found)
    show.exhibit(found.new, two_releases(found))
    _moved(found)


def _made(found: Changes) -> None:
    """How both were made, where they differ."""
    rows = say.made_otherwise(found)
    if not rows:
        st.write(say.MADE_ALIKE)
        return
    columns = list(zip(*rows, strict=True))
    heads = (labels.WHAT, *(words.RELEASE.format(release=r.id) for r in (found.old, found.new)))
    show.table({head: list(column) for head, column in zip(heads, columns, strict=True)})


def _people(found: Changes) -> None:
    """Who was counted, and what became of the groups in each."""
    told = (*say.more_answers(found), say.shown_otherwise(found), say.altered(found))
    st.markdown("\n".join(f"- {safe(each)}" for each in told if each))
    st.table(
        history([found.new.manifest, found.old.manifest]), border="horizontal", hide_index=True
    )


def _moved(found: Changes) -> None:
    """Which headline differences moved, by group."""
    st.write(safe(say.how_many_moved(found)))
    rows = list(say.moved_rows(found))
    if rows:
        with st.expander(labels.WHICH_MOVED.format(number=len(rows))):
            columns = zip(*rows[:MOST_ROWS], strict=True)
            heads = (words.MEASURE, words.GROUP, labels.BEFORE, labels.NOW)
            show.table({head: list(each) for head, each in zip(heads, columns, strict=True)})
            if len(rows) > MOST_ROWS:
                show.fine(labels.AND_MORE.format(number=len(rows) - MOST_ROWS))
    show.fine(f"{say.RULE} {say.ROUNDED}")
