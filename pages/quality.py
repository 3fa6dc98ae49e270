"""Data quality: how the survey was last read, for the person who runs it."""

from __future__ import annotations

import streamlit as st

from analysis.answers.intake_report import Found
from pages.parts import current, labels
from pages.parts.words import safe

status, report = current.status(), current.store().intake_report()
st.title(labels.HOW_READ, anchor=False)
if status is not None and status.show_quality and status.problem:
    st.error(f"{safe(status.problem)} {safe(status.remedy or '')}")
if status is None or not status.show_quality or report is None:
    st.info(labels.NO_REPORT)
    st.stop()

aside = report.rows - report.used
st.write(safe(labels.READ_WITH.format(source=report.source, codebook=report.codebook)))
with st.container(horizontal=True):
    st.metric(labels.RESPONSES, report.rows)
    st.metric(labels.SOLO, report.solo)
    st.metric(labels.TEAM, report.team)
    st.metric(labels.ASIDE, aside)
if status.waiting:
    st.info(safe(status.waiting))

for kind in Found:
    found = [finding for finding in report.findings if finding.found is kind]
    if found:
        st.header(kind.value.capitalize(), anchor=False)
        for finding in found:
            st.write(safe(finding.sentence()))

with st.expander(labels.FOUND_IN_SHEET):
    for question, header in report.matched:
        st.write(safe(f"{question}: {header}"))
