"""For the operator's page alone: what went wrong, and what to do about it."""

from __future__ import annotations

import streamlit as st

from analysis.answers.intake_report import IntakeReport
from analysis.errors import SurveyError
from analysis.hosting import forced
from data.explanations import explanation
from data.status import Status
from pages.parts import current, labels
from pages.parts.words import safe


def last_reading(status: Status | None) -> None:
    """Why the last reading of the source failed, or cut no release."""
    why = explanation(current.store())
    if status is None or status.state == "starting" or why is None:
        return  # an explanation of another survey's last reading may still be there
    show = st.error if status.state == "stale" else st.info
    show(f"{safe(why.problem)} {safe(why.remedy)}")


def correction_log() -> None:
    """Why nobody can tell whether a release was corrected."""
    try:
        current.store().corrections()
    except SurveyError as error:
        st.error(f"{safe(error.problem)} {safe(error.remedy)}")


def host() -> None:
    """What the host of the site forces upon Streamlit, and what comes of it."""
    for each in forced(st.get_option):
        st.warning(f"{safe(each.problem)} {safe(each.remedy)}")


def questions(report: IntakeReport) -> None:
    """A row for each question: how many of its cells were read, missing, and set aside."""
    rows = [
        {
            labels.QUESTION: counts.header,
            labels.WERE_READ: counts.read,
            labels.MISSING_ANSWERS: counts.missing,
            labels.SET_ASIDE: counts.set_aside,
        }
        for counts in report.questions
    ]
    st.dataframe(rows, hide_index=True)
