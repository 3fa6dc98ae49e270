"""Data: every release, listed, cited, and one click away."""

from __future__ import annotations

import streamlit as st

from pages.parts import archive, corrected, current, labels, package, second_look

st.title(labels.DATA_TITLE, anchor=False)
st.write(labels.DATA_INTRO)
newest, listed = current.release(), list(current.listed())
if newest is None:
    st.stop()
chosen = archive.choose(listed)
release = archive.open_release(chosen) if chosen else None
if release is not None:
    if release.id != newest.id:  # of the newest, the frame says it on every page
        corrected.told(release.id)
    archive.facts(release)
    package.whole(release)
    package.tables(release)
    package.cite(release)
    package.beware(release)
    package.programs(release)
    second_look.compare(release, listed)
archive.overview(listed, newest.codebook)
