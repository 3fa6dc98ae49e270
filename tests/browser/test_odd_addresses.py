"""Addresses that nobody chose: other people's code, unknown groups, too many filters."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.reading import TRACEBACK, open_page, text, title

ODD = [
    "<script>document.title='taken'</script>",
    "<img src=x onerror=alert(1)>",
    "![x](http://evil.example/x.png)",
    "no-such-industry",
    "",
    "\u202e\U0001f600'\"--",
    "technology" * 500,
]


@pytest.fixture(scope="module")
def everyone(look):
    """The title of the page over everyone."""
    return title(look("/burnout")).inner_text()


@pytest.mark.parametrize("said", ODD, ids=lambda said: said[:12])
def test_a_group_that_is_none_shows_everyone_and_runs_nothing(app, page, everyone, said):
    open_page(page, f"{app.url}/burnout?industry={quote(said)}")
    expect(title(page)).to_have_text(everyone)
    expect(page).to_have_url(f"{app.url}/burnout")
    assert "taken" not in page.title()
    assert page.locator("img[src*=evil], img[src=x]").count() == 0
    assert not TRACEBACK.search(text(page))


def test_of_three_filters_the_first_two_count(app, page):
    open_page(page, f"{app.url}/?region=europe&seniority=mid&industry=technology")
    expect(title(page)).to_contain_text("Technology, Mid-level:")
    assert "region" not in page.url


def test_an_unknown_page_leads_to_the_overview(app, page):
    open_page(page, f"{app.url}/no-such-page")
    assert "Page not found" in page.get_by_role("dialog").inner_text()
    expect(page).to_have_url(f"{app.url}/")


@pytest.mark.parametrize("path", ["indicator", "overview", "navigation"])
def test_the_files_behind_the_pages_are_no_pages(app, page, path):
    open_page(page, f"{app.url}/{path}")
    expect(page).to_have_url(f"{app.url}/")
    assert not TRACEBACK.search(text(page))
