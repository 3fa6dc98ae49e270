"""The frame of every page: settings, navigation, what stands above and below."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from pages import indicator, overview, you
from pages.parts import current, frame, labels

ICON = Path(__file__).parent / "parts" / "icon.svg"
st.set_page_config(page_title=labels.NAME, page_icon=str(ICON), layout="centered")
release, status = current.release(), current.status()

if release is None:
    waiting = [st.Page(frame.not_yet, title=labels.OVERVIEW, default=True)]
    asked = urlsplit(st.context.url or "").path.strip("/")
    if re.fullmatch(r"[\w-]+", asked):  # a link opened too early becomes its page in time
        waiting.append(st.Page(partial(frame.not_yet), title=labels.OVERVIEW, url_path=asked))
    st.navigation(waiting, position="hidden").run()
    st.stop()

pages = {
    name: st.Page(
        partial(indicator.page, release, name),
        title=release.codebook.indicators[name].label,
        url_path=name.replace("_", "-"),
    )
    for name in release.codebook.featured
    if name in release.measures
}
first = st.Page(partial(overview.page, release, pages), title=labels.OVERVIEW, default=True)
results = [first, *pages.values()]
own = [st.Page(partial(you.page, release), title=labels.WHERE_I_STAND, url_path="you")]
research = [
    st.Page("releases.py", title=labels.DATA, url_path="data"),
    st.Page("methods.py", title=labels.METHODS, url_path="methods"),
    st.Page("privacy.py", title=labels.PRIVACY, url_path="privacy"),
]
sections = {labels.RESULTS: results, labels.FOR_YOU: own, labels.RESEARCH: research}
if status is not None and status.show_quality:
    quality = st.Page("quality.py", title=labels.QUALITY, url_path="quality")
    sections[labels.OPERATORS] = [quality]

page = st.navigation(sections, position="top")
st.set_page_config(page_title=f"{page.title} · {labels.NAME}")
frame.above(release, status)
page.run()
frame.below(release, status)
