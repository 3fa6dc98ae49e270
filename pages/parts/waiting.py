"""What every address shows while there is no release."""

from __future__ import annotations

import re
from functools import partial
from typing import NoReturn
from urllib.parse import urlsplit

import streamlit as st

from pages.parts import current, frame, labels


def wait() -> NoReturn:
    """The waiting page, also under the address asked for: it becomes its page in time."""
    waiting = [st.Page(frame.not_yet, title=labels.OVERVIEW, default=True)]
    asked = urlsplit(st.context.url or "").path.rpartition("/")[2]
    if asked == "quality" and current.is_operator(current.status()):
        waiting.append(st.Page("quality.py", title=labels.QUALITY, url_path="quality"))
    elif re.fullmatch(r"[\w-]+", asked):
        waiting.append(st.Page(partial(frame.not_yet), title=labels.OVERVIEW, url_path=asked))
    st.navigation(waiting, position="hidden").run()
    st.stop()
