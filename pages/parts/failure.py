"""What a visitor sees when a page fails."""

from __future__ import annotations

import logging

import streamlit as st

from pages.parts import labels

log = logging.getLogger("team_of_one")


def show_failure(error: Exception) -> bool:
    """Shows a calm sentence and a way back; the traceback goes to the server's log only."""
    log.error("A page failed", exc_info=error)
    st.error(labels.FAILED)
    st.markdown(f"[{labels.BACK}](./)")
    return True
