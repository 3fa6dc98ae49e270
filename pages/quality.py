"""Data quality: how the survey was last read, for the person who runs it."""

from __future__ import annotations

import streamlit as st

from analysis.answers.intake_report import Found
from analysis.sentences import first_upper
from pages.parts import current, for_operator, labels
from pages.parts.words import safe

status = current.status()
st.title(labels.HOW_READ, anchor=False)
if not current.is_operator(status):
    st.info(labels.NO_REPORT)
    st.stop()

for_operator.last_reading(status)
for_operator.correction_log()
for_operator.host()
report = current.store().intake_report()
if report is None:
    st.info(labels.NO_REPORT)
    st.stop()

st.write(safe(labels.READ_WITH.format(source=report.source, codebook=report.codebook)))
with st.container(horizontal=True):
    st.metric(labels.RESPONSES, report.used)
    for name, people in zip(report.called, (report.solo, report.team), strict=True):
        st.metric(safe(first_upper(name)), people)
    st.metric(labels.IN_NEITHER, report.used - report.grouped)
    st.metric(labels.ROWS_LEFT_OUT, report.rows - report.used)
for doubt in report.doubts:
    st.error(f"{safe(doubt.problem)} {safe(doubt.remedy)}")

for kind in Found:
    found = [finding for finding in report.findings if finding.found is kind]
    if found:
        st.header(kind.value.capitalize(), anchor=False)
        for finding in found:
            st.write(safe(finding.sentence()))

with st.expander(labels.FOUND_IN_SHEET):
    for_operator.questions(report)
