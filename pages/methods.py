"""Methods: how every number is computed, what was asked, and everything that came back."""

from __future__ import annotations

import streamlit as st

from analysis.exhibits.everything import indicator_table, question_table
from analysis.methods import methods_of
from pages.parts import current, labels, show
from pages.parts.words import safe

st.title(labels.HOW_MADE, anchor=False)
release = current.release()
if release is None:
    st.stop()

st.header(labels.EVERYTHING, anchor=False)
show.fine(labels.EVERYTHING_HINT)
show.table(indicator_table(release))

st.header(labels.THE_METHODS, anchor=False)
for method in methods_of(release.codebook, release.methods):
    with st.expander(method.title):
        st.write(safe(method.plain))
        show.fine(f"{method.technical} {method.reference}")

st.header(labels.THE_QUESTIONS, anchor=False)
show.table(question_table(release))
