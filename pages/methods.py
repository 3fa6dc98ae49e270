"""Methods: how every number is computed, what was asked, and everything that came back."""

from __future__ import annotations

import streamlit as st

from analysis.exhibits.everything import indicator_table, question_table
from analysis.methods import methods_of
from pages.parts import current, labels, show
from pages.parts.search import has_all, rows_with, words_of
from pages.parts.words import safe

st.title(labels.HOW_MADE, anchor=False)
release = current.release()
if release is None:
    st.stop()

sought = words_of(
    st.text_input(labels.SEARCH, key="methods-search", placeholder=labels.SEARCH_HINT)
)
results, methods, questions = st.tabs([labels.EVERYTHING, labels.THE_METHODS, labels.THE_QUESTIONS])
with results:
    show.fine(labels.EVERYTHING_HINT)
    show.table_or(rows_with(indicator_table(release), sought), labels.NOTHING_FOUND)
with methods:
    for method in methods_of(release.codebook, release.methods):
        if has_all(sought, (method.title, method.plain, method.technical, method.reference)):
            with st.expander(method.title):
                st.write(safe(method.plain))
                show.fine(f"{method.technical} {method.reference}")
with questions:
    show.table_or(rows_with(question_table(release), sought), labels.NOTHING_FOUND)
