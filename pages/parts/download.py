"""Files to take away: a release's own, and the rows behind an exhibit, as the API sends them.

They are links, and not buttons: what a button gives comes to lie in Streamlit's media store. In a
host's frame, where a link may lead nowhere, they are buttons, which need no address of their own.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal
from urllib.parse import urlencode

import streamlit as st

from analysis.counting.cohorts import EVERYONE
from analysis.release import Release
from analysis.release.rows import Rows
from analysis.release.rows_asked import Asked, query
from analysis.release.rows_behind import file_name, rows_file
from pages.parts import current, hosted, labels

ICON = ":material/download:"
PACKAGE = "package.zip"


def address(release: Release, file: str = "") -> str:
    """Where the API gives a release or one of its files, from any page."""
    return f"api/releases/{release.id}" + (f"/{file}" if file else "")


def file_of_release(label: str, release: Release, file: str) -> None:
    """One click to a file of the release, or to one of its package."""
    _offer(label, address(release, file), file, partial(_content, release, file), f"take-{file}")


def data_behind(
    release: Release, called: str, rows: Rows, indicators: Sequence[str], cohort: str = EVERYONE
) -> None:
    """One click to exactly these rows, as a file that is called so."""
    asked = Asked(rows, called, tuple(indicators), cohort)
    url = f"{address(release, f'rows/{rows.table}')}?{urlencode(query(asked))}"
    name = file_name(release, called, asked.indicators, cohort)
    _offer(labels.BEHIND, url, name, partial(_rows, release, asked), kind="tertiary")


def _offer(
    label: str,
    url: str,
    name: str,
    content: Callable[[], bytes],
    key: str | None = None,
    kind: Literal["secondary", "tertiary"] = "secondary",
) -> None:
    if not hosted.is_framed():
        st.link_button(label, url, key=key, type=kind, icon=ICON)
        return
    st.download_button(
        label, content, name, key=key or url, on_click="ignore", type=kind, icon=ICON
    )


def _content(release: Release, file: str) -> bytes:
    """A file as it was published; SurveyError where it is not."""
    held = current.store().verified(release.id)
    if file in held:
        return held[file]
    with zipfile.ZipFile(io.BytesIO(held[PACKAGE])) as package:
        return package.read(file)


def _rows(release: Release, asked: Asked) -> bytes:
    corrected = current.corrections(release.id)
    whole = current.store().load(release.id)  # a page's own tables are kept short, as codes
    return rows_file(whole, asked.rows, asked.called, asked.indicators, asked.cohort, corrected)
