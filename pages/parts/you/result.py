"""The result: who said the same, before any score; then the card, then what peers wanted."""

from __future__ import annotations

import streamlit as st

from analysis.exhibits.wishes import wishes
from analysis.published import Withheld
from analysis.release import Release
from analysis.release.company import most_shared
from analysis.release.standing import Given, Peers, Place, place, score
from pages.parts import show
from pages.parts.words import safe
from pages.parts.you import words
from pages.parts.you.card import card
from pages.parts.you.questions import PEERS, afterwards

SIDE = 330  # px of each half, side by side on a desktop; a phone shows one below the other


def tell(release: Release, scales: tuple[str, ...], given: Given) -> None:
    first = st.container()
    peers = _choose_peers(release)
    places = _places(release, scales, given, peers)
    shared = most_shared(release, scales, given, peers)
    with first:
        st.title(safe(words.first_line(release.codebook, shared, places)), anchor=False)
        if shared is not None:
            st.write(safe(words.the_same(release.codebook, shared, peers)))
            show.fine(words.why_this_one(shared))
        elif places:
            st.write(safe(words.nearest_part(release.codebook, places, peers)))
    with st.container(horizontal=True, gap="medium"):
        with st.container(width=SIDE):
            if places:
                card(release, places, peers)
            _left_out(release, scales, places)
            afterwards()
        with st.container(width=SIDE):
            show.exhibit(release, wishes(release, peers))


def _choose_peers(release: Release) -> Peers:
    chosen = st.segmented_control(
        words.COMPARE_WITH,
        list(Peers),
        default=Peers.SOLO,
        required=True,
        format_func=lambda peers: safe(words.peers_choice(release.codebook, peers)),
        key=PEERS,
        persist_state="session",
    )
    return chosen or Peers.SOLO


def _places(release: Release, scales: tuple[str, ...], given: Given, peers: Peers) -> list[Place]:
    """Where the visitor stands on each scale that has been answered."""
    found = []
    for name in scales:
        scored = score(release.codebook, release.measures[name], given)
        if scored is None:
            continue
        told = place(release, name, scored, peers)
        if not isinstance(told, Withheld):
            found.append(told)
    return found


def _left_out(release: Release, scales: tuple[str, ...], places: list[Place]) -> None:
    shown = {each.indicator for each in places}
    for name in scales:
        if name not in shown:
            measure = release.measures[name]
            show.fine(words.unscored(measure.label, measure.answered))
