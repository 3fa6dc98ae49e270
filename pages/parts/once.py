"""What is shown once for all visitors: a release never changes, so what it shows doesn't either."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from analysis.release import Release
from pages.parts import current, hosted, show, view

About = ParamSpec("About")
Given = TypeVar("Given")
KEPT = 400  # parts of pages, some hundred kB each


def once(
    part: Callable[Concatenate[Release, About], Given],
) -> Callable[Concatenate[Release, About], Given]:
    """A part of a page that is worked out once, and put as it is on the pages of all others.

    It depends on its release, its words, the theme and the page's address alone, and holds nothing
    else that a visitor can change: what a visitor says is never kept. In a host's frame it is made
    for each visitor, as the buttons that stand there in place of links belong to one session.
    """

    @wraps(part)
    def shown(release: Release, *about: About.args, **named: About.kwargs) -> Given:
        if hosted.is_framed():
            return part(release, *about, **named)
        called = f"{part.__module__}.{part.__qualname__}"
        folder, theme = str(current.store().place), show.theme()
        about_what = (*about, *named.items())
        found: Given = _kept(
            folder,
            release.digest,
            theme,
            view.page(),
            called,
            about_what,
            lambda: part(release, *about, **named),
        )
        return found

    return shown


def _address(page: StreamlitPage) -> str:
    return page.url_path


@st.cache_resource(max_entries=KEPT, show_spinner=False, hash_funcs={StreamlitPage: _address})
def _kept(
    folder: str, digest: str, theme: str | None, page: str, called: str,
    about: tuple[object, ...], _part: Callable[[], Given],
) -> Given:  # fmt: skip
    return _part()
