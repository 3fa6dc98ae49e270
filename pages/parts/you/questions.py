"""One short scale at a time; the answers stay in the session's widgets and nowhere else."""

from __future__ import annotations

import re

import streamlit as st

from analysis.codebook import Codebook, Kind
from analysis.codebook.points import column_unit
from analysis.release import Release
from analysis.release.standing import Given, questions
from pages.parts import frame, labels, scripts, show
from pages.parts.hosted import reports_use
from pages.parts.words import safe
from pages.parts.you import words

PART = "part"  # of the address, /you?part=2: so the browser's Back goes one step back
STEP, PASSED = "you-step", "you-steps-passed"
ANSWER, PEERS = "you-answer-", "you-peers"
SKIPPED = -1  # an answer that is taken back
PLACE = "you-part"  # of the questions of a step, for the focus


def arrive() -> None:
    """Notes at which step the visitor is: as the address says, if they have come so far.

    Who comes back from another page is where they were; whose answers are gone begins anew.
    """
    asked = st.query_params.get(PART, "")
    wanted = int(asked) - 1 if re.fullmatch(r"[1-9]\d?", asked) else 0
    if not asked and frame.has_just_come():
        wanted = step()
    st.session_state[STEP] = min(wanted, int(st.session_state.get(PASSED, 0)))
    if wanted > step():
        st.info(safe(words.NOT_KEPT))
    _write(step())


def step() -> int:
    """How many scales have been passed."""
    return int(st.session_state.get(STEP, 0))


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
        with st.container(key=f"{PLACE}-{here}"):
            for question in asked:
                _widget(codebook, question)
        onward = words.LAST if last else words.NEXT
        st.form_submit_button(onward, on_click=_go, args=(here + 1,))
    if here:
        st.button(words.BACK, on_click=_go, args=(here - 1,), type="tertiary", key="you-back")


def lead_on(done: bool) -> None:
    """After a step the page is at its top again, and the focus on what comes next."""
    first = f'.st-key-{PLACE}-{step()} :is(input, button):not([tabindex="-1"])'
    scripts.run("focus", selector="[data-testid=stMain] h1" if done else first)


def given(release: Release, scales: tuple[str, ...]) -> Given:
    """What was answered so far."""
    said: dict[str, int | frozenset[int]] = {}
    for question in {q for name in scales for q in questions(release.codebook, name)}:
        held = st.session_state.get(_key(question))
        if isinstance(held, list):
            if held:
                said[question] = frozenset(held)
        elif held is not None and held != SKIPPED:
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
    st.session_state[PASSED] = 0
    _go(0)
    st.toast(words.CLEARED)


def _go(to: int) -> None:
    st.session_state[STEP] = to
    st.session_state[PASSED] = max(to, int(st.session_state.get(PASSED, 0)))
    _write(to)


def _write(here: int) -> None:
    """The step in the address, and nothing of what was answered; the first step has none."""
    if here:
        st.query_params[PART] = str(here + 1)
    elif PART in st.query_params:
        del st.query_params[PART]


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
        return safe(words.SKIP if n == SKIPPED else options[n].text)

    if asked.kind is Kind.COUNT:
        number = float if asked.decimals else int
        least, most, step = (number(n) for n in (asked.min, asked.max, 1))
        st.number_input(label, least, most, value=None, step=step, key=key, persist_state="session")
    elif asked.kind is Kind.MULTI_SELECT:
        st.pills(
            label, places, selection_mode="multi", format_func=told, key=key,
            persist_state="session", width="stretch",
        )  # fmt: skip
    else:  # one below the other: side by side, a phone has no room for the last of them
        st.radio(label, [*places, SKIPPED], None, told, key=key, persist_state="session")
