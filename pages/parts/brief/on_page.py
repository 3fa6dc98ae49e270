"""The brief as the page shows it: the same sentences and numbers, and the sheet to take along."""

from __future__ import annotations

import streamlit as st

from analysis import sentences as say
from analysis.exhibits import supports
from analysis.exhibits.averages import averages
from analysis.published import Withheld
from analysis.release import Release
from analysis.release.missing import shown_supports
from pages.parts import corrected, show
from pages.parts.brief import words
from pages.parts.brief.sheet import Sheet, Supports, sheet
from pages.parts.download import ICON
from pages.parts.hosted import page_address
from pages.parts.once import once
from pages.parts.words import coloured, safe


def made(release: Release, cohort: str) -> Sheet | Withheld:
    return sheet(release, cohort, _address(release), corrected.known(release.id))


def take(release: Release, told: Sheet, cohort: str) -> None:
    """The button that makes the PDF when it is pressed."""
    day = release.manifest.created_at

    def content() -> bytes:  # when the button is pressed, not before
        from pages.parts.brief import paper

        return paper.pdf(told, day)

    st.download_button(
        words.DOWNLOAD,
        content,
        words.file_name(release.id, cohort),
        mime="application/pdf",
        key="brief-pdf",
        on_click="ignore",
        icon=ICON,
    )


def read(release: Release, told: Sheet, cohort: str) -> None:
    """What stands on the sheet, in its order."""
    st.header(safe(told.measures), anchor=False)
    _gap(release, cohort)
    for each in (*(gap.sentence for gap in told.gaps), *told.hidden):
        st.write(coloured(each, release.codebook))
    if told.supports.title:
        _supports(release, told.supports)
    st.header(words.READING, anchor=False)
    st.markdown("\n".join(f"- {safe(each)}" for each in told.caveats))
    st.header(words.SOURCES, anchor=False)
    st.code(told.citation, language=None, wrap_lines=True)


@once
def _gap(release: Release, cohort: str) -> None:
    names = [name for name in release.codebook.featured if name in release.measures]
    order = say.widest_first(release, names, cohort)
    show.exhibit(release, averages(release, order, cohort), heading=False)


def _supports(release: Release, told: Supports) -> None:
    st.header(safe(told.title), anchor=False)
    if told.note:
        st.write(safe(told.note))
    if told.rows:
        _ranking(release, told.cohort, len(told.rows))


@once
def _ranking(release: Release, cohort: str, most: int) -> None:
    ranked = shown_supports(release, cohort)[:most]
    show.exhibit(release, supports.supports(release, ranked, cohort), heading=False)


def _address(release: Release) -> str:
    """Where this release can be looked at and taken away."""
    return f"{page_address('data')}?release={release.id}"
