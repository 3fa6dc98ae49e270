"""What the host of the site has Streamlit do, where a page promises otherwise."""

from __future__ import annotations

import streamlit as st

from analysis.hosting import REPORTS_USE


def reports_use() -> bool:
    """Whether visitors' browsers are asked to report to Streamlit's makers."""
    return bool(st.get_option(REPORTS_USE))
