"""One short scale at a time; the answers stay in the session's widgets and nowhere else."""

from __future__ import annotations

import time

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.codebook import Codebook, Kind, Option
from analysis.codebook.points import column_unit
from analysis.release import Release
from analysis.release.standing import Given, questions
from pages.parts import labels, show
from pages.parts.hosted import reports_use
from pages.parts.words import safe
from pages.parts.you import words

STEP, SHOWN = "you-step", "you-step-shown"
ANSWER, PEERS = "you-answer-", "you-peers"
LONG = 60  # characters; longer answers stand one below the other
BLINK = 0.15  # s; how long the page is short, so that the browser goes back to its top


def step() -> int:
    """How many scales have been passed."""
    return int(st.session_state.get(STEP, 0))


def from_the_top() -> DeltaGenerator:
    """The place of the whole page; after a step it is empty for a blink.

    A browser stays where it was scrolled to, at the foot of the last scale; on a page that is
    shorter than its window it has to go back to the top.
    """
    if st.session_state.get(SHOWN, 0) == step():
        return st.container()
    st.session_state[SHOWN] = step()
    place = st.empty()
    time.sleep(BLINK)
    return place.container()


def ask(release: Release, scales: tuple[str, ...]) -> None:
    """The form of one scale: nothing is sent before its button is pressed."""
    codebook, here = release.codebook, step()
    asked = questions(codebook, scales[here])
    last = here == len(scales) - 1
    st.title(labels.WHERE_I_STAND, anchor=False)
    if not here:
        st.write(safe(words.PRIVACY))
        if reports_use():
            st.write(safe(words.REPORTED))
    show.fine(words.step(here + 1, len(scales)))
    _heading(codebook, asked)
    with st.form(f"you-scale-{here}", border=False, enter_to_submit=False):
        for question in asked:
            _widget(codebook, question)
        onward = words.LAST if last else words.NEXT
        st.form_submit_button(onward, on_click=_go, args=(here + 1,))
    if here:
        st.button(words.BACK, on_click=_go, args=(here - 1,), type="tertiary", key="you-back")


def given(release: Release, scales: tuple[str, ...]) -> Given:
    """What was answered so far."""
    said: dict[str, int | frozenset[int]] = {}
    for question in {q for name in scales for q in questions(release.codebook, name)}:
        held = st.session_state.get(_key(question))
        if isinstance(held, list):
            if held:
                said[question] = frozenset(held)
        elif held is not None:
            said[question] = round(held * column_unit(release.codebook.questions[question]))
    return said


def afterwards() -> None:
    """The two ways on from a result."""
    with st.container(horizontal=True):
        st.button(words.CHANGE, on_click=_go, args=(0,), key="you-change")
        st.button(words.CLEAR, on_click=clear, key="you-clear")


def clear() -> None:
    """Forgets every answer and starts at the first scale."""
    for key in [str(key) for key in st.session_state if str(key).startswith((ANSWER, PEERS))]:
        del st.session_state[key]
    _go(0)
    st.toast(words.CLEARED)


def _go(to: int) -> None:
    st.session_state[STEP] = to


def _key(question: str) -> str:
    return f"{ANSWER}{question}"


def _heading(codebook: Codebook, asked: tuple[str, ...]) -> None:
    """The heading that all of the questions share in the form, if they do."""
    grids = {codebook.questions[question].grid for question in asked}
    grid = grids.pop() if len(grids) == 1 else None
    if grid is not None:
        st.header(safe(codebook.grids[grid].text), anchor=False)


def _widget(codebook: Codebook, question: str) -> None:
    asked, options = codebook.questions[question], codebook.options(question)
    label, key, places = safe(asked.text), _key(question), range(len(options))

    def told(n: int) -> str:
        return safe(options[n].text)

    if asked.kind is Kind.COUNT:
        number = float if asked.decimals else int
        least, most, step = (number(n) for n in (asked.min, asked.max, 1))
        st.number_input(label, least, most, value=None, step=step, key=key, persist_state="session")
    elif asked.kind is Kind.MULTI_SELECT:
        st.pills(
            label, places, selection_mode="multi", format_func=told, key=key,
            persist_state="session",
        )  # fmt: skip
    elif _is_long(options):
        st.radio(label, places, None, told, key=key, persist_state="session")
    else:
        st.pills(label, places, format_func=told, key=key, persist_state="session")


def _is_long(options: tuple[Option, ...]) -> bool:
    return sum(len(option.text) for option in options) > LONG
