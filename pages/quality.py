"""Data quality: how the survey was last read, for the person who runs it."""

from __future__ import annotations

import streamlit as st

from analysis.intake_report import Found
from pages.parts import current
from pages.parts.words import safe

status, report = current.status(), current.store().intake_report()
st.title("How the survey was read", anchor=False)
if status is None or not status.show_quality or report is None:
    st.info("There is no report yet. Make one with: python -m data check")
    st.stop()

aside = report.rows - report.used
st.write(safe(f"{report.source}, read with codebook {report.codebook}."))
with st.container(horizontal=True):
    st.metric("Responses", report.rows)
    st.metric("Solo", report.solo)
    st.metric("Team", report.team)
    st.metric("Set aside", aside)
if status.waiting:
    st.info(safe(status.waiting))

for kind in Found:
    found = [finding for finding in report.findings if finding.found is kind]
    if found:
        st.header(kind.value.capitalize(), anchor=False)
        for finding in found:
            st.write(safe(finding.sentence()))

with st.expander("Questions found in the sheet"):
    for question, header in report.matched:
        st.write(safe(f"{question}: {header}"))
