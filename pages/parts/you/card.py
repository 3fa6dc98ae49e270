"""The card: a person's own mark among the dots of its peers; saved by the browser alone."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

import streamlit as st

from analysis import sentences as say
from analysis.codebook import ScoreKind
from analysis.exhibits.exhibit import Table
from analysis.published import Withheld
from analysis.release import Release
from analysis.release.standing import Peers, Place
from pages.parts import labels, show
from pages.parts.figures.crowd import DOTS, CrowdRow, CrowdWords, crowd
from pages.parts.figures.palette import inert, palette
from pages.parts.hosted import reports_use
from pages.parts.you import words

PICTURE = "you-card"


def card(release: Release, places: Sequence[Place], peers: Peers) -> None:
    """The picture, how to keep it, and its numbers one click below."""
    codebook, colours = release.codebook, palette(show.theme())
    rows = [_row(release, each) for each in places]
    around = CrowdWords(
        words.card_title(codebook, peers),
        words.legend(codebook, peers, 100 // DOTS),
        words.source(release, _address()),
        words.YOU,
    )
    drawn = crowd(rows, around, colours.of(peers), colours)
    told = (words.row_alt(_label(release, each), each, _names(release, each)) for each in places)
    alt = " ".join([f"{around.title}.", *told])
    drawn.layout.meta = {
        "file": words.SAVED_AS,
        "title": inert(around.title),
        "link": inert(_address()),
    }
    with st.container(key=PICTURE):
        st.plotly_chart(drawn, theme=None, config=show.PLOT, key="card", alt=alt)
    _keep()
    with st.expander(labels.AS_TABLE):
        show.table(_table(release, places))


@st.fragment
def _keep() -> None:
    """Two ways; the browser draws the image itself, so none comes to the server's media files.

    Where a browser can't hand it on, there is the address to copy.
    """
    with st.container(horizontal=True):
        st.link_button(words.SAVE, f"#{PICTURE}.png", icon=":material/download:")
        wanted = st.button(words.SHARE, key=f"share-{PICTURE}", icon=":material/share:")
    kept = words.KEEP if reports_use() else f"{words.KEEP} {words.NOT_UPLOADED}"
    show.fine(words.SHARED if wanted else kept)
    if wanted:
        st.code(_address(), language=None, wrap_lines=True)


def _address() -> str:
    """Where this page is, without the step that it is at."""
    site = urlsplit(st.context.url or "")
    return f"{site.scheme}://{site.netloc}{site.path}" if site.netloc else ""


def _row(release: Release, place: Place) -> CrowdRow:
    names = _names(release, place)
    share = release.measures[place.indicator].kind is ScoreKind.SHARE
    ends = (names[0], names[-1]) if share else (words.LESS, words.MORE)
    told = words.row_note(place)
    return CrowdRow(_label(release, place), told, ends, place.shares, place.band, place.within)


def _label(release: Release, place: Place) -> str:
    return release.codebook.indicators[place.indicator].label


def _names(release: Release, place: Place) -> tuple[str, ...]:
    """What the parts of the scale are called."""
    bands = release.bands(place.indicator)
    return () if isinstance(bands, Withheld) else say.band_names(release, place.indicator, bands)


def _table(release: Release, places: Sequence[Place]) -> Table:
    table: Table = {head: [] for head in words.NUMBERS}
    for each in places:
        scored = say.number(each.score, say.decimals_of(release.measures[each.indicator]))
        band = _names(release, each)[each.band]
        share = release.measures[each.indicator].kind is ScoreKind.SHARE
        own = band if share else f"{scored} ({band})"
        cells = (_label(release, each), own, words.lower(each))
        for column, cell in zip(table.values(), cells, strict=True):
            column.append(cell)
    return table
