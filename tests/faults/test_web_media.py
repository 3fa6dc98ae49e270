"""Streamlit's media store, whose files anyone may fetch: no release and no answer gets there."""

from __future__ import annotations

import hashlib

import pytest

from tests.browser.server import AppServer
from tests.faults.listing_app import LISTING, PLANTED, PLANTING
from tests.sessions import Session

PICTURES = {"image/svg+xml", "image/png"}


class ListingServer(AppServer):
    """The app, started so that what it holds can be listed."""

    command = ("uvicorn", "tests.faults.listing_app:app", "--log-level", "warning", "--port")


@pytest.fixture(scope="module")
def app(shipped, tmp_path_factory):
    folder = tmp_path_factory.mktemp("media")
    with ListingServer(
        folder / "log", SURVEY_SOURCE=shipped.source, SURVEY_CODEBOOK=shipped.codebook,
        SURVEY_STORE=folder / "store", SURVEY_QUALITY_PAGE=1,
    ) as server:  # fmt: skip
        yield server.until(lambda health: health["release"])


def test_after_every_page_was_seen_it_holds_pictures_at_most(app):
    with Session(int(app.url.rsplit(":", 1)[1])) as session:
        pages = names(session.open_page())
        assert {"", "strain", "methods", "quality"} <= pages
        for page in pages:
            session.open_page(page)
        held = app.json(LISTING)["held"]  # while the session is open
    assert {each["type"] for each in held} <= PICTURES
    published = set(app.json("/api/releases/latest")["files"].values())
    assert published & {each["sha256"] for each in held} == set()


def test_a_file_that_got_there_would_have_been_listed(app):
    held = app.json(PLANTING)["held"]
    assert hashlib.sha256(PLANTED).hexdigest() in {each["sha256"] for each in held}
    assert not {each["type"] for each in held} <= PICTURES


def names(messages):
    """The addresses of all pages in the navigation."""
    (told,) = [each.navigation for each in messages if each.WhichOneof("type") == "navigation"]
    return {page.url_pathname for page in told.app_pages}
