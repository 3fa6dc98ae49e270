"""The very first request that a fresh server ever gets is a link to a page within."""

from __future__ import annotations

import shutil

import pytest
from playwright.sync_api import expect

from tests.browser.reading import open_page, pages_in_navigation, text, title
from tests.browser.server import AppServer
from tests.demo_store import demo_store


@pytest.fixture
def fresh(tmp_path):
    """A server that nobody has visited, on a store that was published before."""
    store = shutil.copytree(demo_store(), tmp_path / "store")
    with AppServer(tmp_path / "log", SURVEY_STORE=store) as server:
        yield server


def test_a_deep_link_shows_its_page_its_group_and_no_hidden_page(fresh, visitor):
    page = visitor.page(new_visitor=True)
    open_page(page, f"{fresh.url}/burnout?industry=technology", "first visitor of a new server")
    expect(title(page)).to_contain_text("burnout")
    expect(title(page)).to_contain_text("Technology")
    assert "Technology: change the group" in text(page)
    assert page.url == f"{fresh.url}/burnout?industry=technology"
    assert pages_in_navigation(page) == [
        "Overview", "Burnout", "Isolation", "Praise", "The job itself", "What is missing",
        "Over time", "Compare", "Where do I stand?", "Brief for your organisation",
        "Data", "Methods", "Privacy ledger", "Data quality",
    ]  # fmt: skip
    assert "Traceback" not in fresh.said()


def test_the_server_asks_nobody_outside_for_its_address(fresh):
    assert "URL" in fresh.said()
    assert "external" not in fresh.said().lower()
