"""Stores as the app finds them: what is newest, how the source is doing."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from streamlit.testing.v1 import AppTest

from analysis.release import Release
from data.releases import Store
from data.settings import Settings
from data.status import Status, write_status

# Groups of the tiny survey: everyone, one filter, another, both.
FILTERS = ({}, {"region": "north"}, {"wave": "2026-q3"}, {"region": "south", "wave": "2026-q3"})


def newest(settings: Settings) -> Release:
    release = Store(settings.store).newest()
    assert release is not None
    return release


def tell(settings: Settings, state: str, **said: Any) -> None:
    """Writes how a store's source is doing, and that it was last read three hours ago."""
    release = Store(settings.store).newest()
    read = (datetime.now(UTC) - timedelta(hours=3, minutes=5)).isoformat()
    told = {"last_success": read if release else None} | said
    survey = release.manifest.survey if release else "no-release"
    write_status(settings.store, Status(survey, "csv", state, **told))


def pages_of(at: AppTest) -> set[str]:
    """The addresses of the pages that the navigation leads to."""
    return {str(page["url_pathname"]) for page in at._registered_pages.values()}


def plain(markdown: str) -> str:
    """Text as it is read: without Markdown's escapes, colours and bold."""
    shown = re.sub(r":\w+\[\*\*(.*?)\*\*\]", r"\1", markdown)
    shown = re.sub(r":small\[:gray\[(.*)\]\]", r"\1", shown)
    return re.sub(r"\\(.)", r"\1", shown).replace("\u2060", "")


def read(at: AppTest) -> str:
    """All the text of a page, as one string."""
    kinds = (at.title, at.header, at.subheader, at.markdown, at.info, at.warning, at.error)
    return "\n".join(plain(each.value) for kind in kinds for each in kind)


def sent(at: AppTest) -> str:
    """All that a page sends to a browser, also what no reader sees, as one string."""
    parts = (each for block in (at.main, at.sidebar) for each in block)
    return "\n".join(str(part.proto) for part in parts if part.proto is not None)


def behind(at: AppTest) -> list[str]:
    """The addresses of the rows behind a page's charts."""
    links = (each.proto.url for each in at.get("link_button"))
    return [url for url in links if "/rows/" in url]
