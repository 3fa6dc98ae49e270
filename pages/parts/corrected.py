"""That a release was found to be wrong, wherever it is shown or cited."""

from __future__ import annotations

import streamlit as st

from analysis.errors import SurveyError
from analysis.release.corrections import Correction
from pages.parts import current, labels, server_log
from pages.parts.words import safe


def known(release_id: str) -> tuple[Correction, ...]:
    """The corrections of a release; none where the log can't be read, which every page says."""
    try:
        return current.corrections(release_id)
    except SurveyError:
        return ()


def warn_if_log_unreadable() -> None:
    """Says so where nobody can tell whether a release was corrected."""
    try:
        current.store().corrections()
    except SurveyError as error:
        server_log.warn(error)
        st.warning(labels.CORRECTIONS_UNKNOWN)


def told(release_id: str) -> None:
    """What is wrong with a release, and which one to use instead."""
    for each in known(release_id):
        moment = each.at_moment
        day = f"{moment.day} {moment:%B %Y}"
        words = labels.CORRECTED.format(release=each.release, day=day, because=each.because)
        instead = f" {labels.USE_INSTEAD.format(release=each.by)}" if each.by else ""
        st.warning(safe(words + instead))
