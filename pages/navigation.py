"""The frame of every page: settings, navigation, what stands above and below."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from analysis.exhibits.chapter import chapters
from analysis.release.missing import gap_indicators
from pages import brief, compare, indicator, job, missing, over_time, overview, you
from pages.parts import current, frame, labels, waiting
from pages.parts.wordmark import wordmark
from pages.parts.words import safe, unescaped

ICON = str(Path(__file__).parent / "parts" / "icon.svg")
st.set_page_config(page_title=labels.NAME, page_icon=ICON, layout="centered")
release, status = current.release(), current.status()
if release is None:
    waiting.wait()

pages = {
    name: st.Page(
        partial(indicator.page, release, name),
        title=safe(release.codebook.indicators[name].label),
        url_path=name.replace("_", "-"),
    )
    for name in release.codebook.featured
    if name in release.measures
}
others: dict[str, StreamlitPage] = {}  # by address: the overview leads on to them
first = st.Page(partial(overview.page, release, pages, others), title=labels.OVERVIEW, default=True)
itself = [st.Page(partial(job.page, release, others), title=labels.JOB, url_path="job")]
lacking = st.Page(partial(missing.page, release), title=labels.MISSING, url_path="missing")
supports = [lacking] if gap_indicators(release) else []
waves = st.Page(partial(over_time.page, release), title=labels.OVER_TIME, url_path="over-time")
both = st.Page(partial(compare.page, release), title=labels.COMPARE, url_path="compare")
results = [first, *pages.values(), *(itself if chapters(release) else ()), *supports, waves, both]
own = [
    st.Page(partial(you.page, release), title=labels.WHERE_I_STAND, url_path="you"),
    st.Page(partial(brief.page, release), title=labels.BRIEF, url_path="brief"),
]
research = [
    st.Page("releases.py", title=labels.DATA, url_path="data"),
    st.Page("methods.py", title=labels.METHODS, url_path="methods"),
    st.Page("privacy.py", title=labels.PRIVACY, url_path="privacy"),
]
sections = {labels.RESULTS: results, labels.FOR_YOU: own, labels.RESEARCH: research}
if current.is_operator(status):
    sections[labels.OPERATORS] = [st.Page("quality.py", title=labels.QUALITY, url_path="quality")]

others |= {each.url_path: each for each in (*supports, both, *own, *research)}
st.logo(wordmark(release.codebook.called), size="large")
page = st.navigation(sections, position="top")
st.set_page_config(page_title=f"{unescaped(page.title)} · {release.codebook.called}")
frame.above(release, status, page.title)
page.run()
frame.below(release, status, others)
