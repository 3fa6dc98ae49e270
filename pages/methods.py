"""Methods: how every number is computed, what was asked, and everything that came back."""

from __future__ import annotations

import streamlit as st

from analysis.methods import METHODS
from pages.parts import current, show
from pages.parts.charts.gap import everything_table, question_table
from pages.parts.words import safe

st.title("How these numbers are made", anchor=False)
release = current.release()
if release is None:
    st.stop()

st.header("Everything we asked, and what came back", anchor=False)
show.fine("Everyone together: averages, or how many in 100; 95 % intervals in brackets.")
show.table(everything_table(release))

st.header("The methods", anchor=False)
for method in METHODS:
    with st.expander(method.title):
        st.write(safe(method.plain))
        show.fine(f"{method.technical} {method.reference}")

st.header("The questions", anchor=False)
show.table(question_table(release))
