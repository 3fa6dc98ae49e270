"""The frame of every page: settings, navigation, what stands above and below."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from pages import indicator, overview
from pages.parts import current, frame

NAME = "Team of One"
ICON = Path(__file__).parent / "parts" / "icon.svg"
st.set_page_config(page_title=NAME, page_icon=str(ICON), layout="centered")
release, status = current.release(), current.status()

if release is None:
    waiting = [st.Page(frame.not_yet, title="Overview", default=True)]
    asked = urlsplit(st.context.url or "").path.strip("/")
    if re.fullmatch(r"[\w-]+", asked):  # a link opened too early becomes its page in time
        waiting.append(st.Page(partial(frame.not_yet), title="Overview", url_path=asked))
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
first = st.Page(partial(overview.page, release, pages), title="Overview", default=True)
results = [first, *pages.values()]
research = [st.Page("methods.py", title="Methods", url_path="methods")]
sections = {"Results": results, "Research": research}
if status is not None and status.show_quality:
    quality = st.Page("quality.py", title="Data quality", url_path="quality")
    sections["Operators"] = [quality]

page = st.navigation(sections, position="top")
st.set_page_config(page_title=f"{page.title} · {NAME}")
frame.above(release, status)
page.run()
frame.below(release, status)
