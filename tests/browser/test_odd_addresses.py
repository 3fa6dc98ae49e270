"""Addresses that nobody chose: other people's code, unknown groups, too many filters."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.browser.reading import TRACEBACK, open_page, text, title

ODD = {
    "code": {
        "industry": "<script>document.title='taken'</script>",
        "region": "<img src=x onerror=alert(1)>",
        "seniority": "![x](http://evil.example/x.png)",
    },
    "nonsense": {"industry": "technology" * 500, "region": "\u202e\U0001f600'\"--", "wave": ""},
}


@pytest.mark.parametrize("said", ODD.values(), ids=ODD)
def test_a_group_that_is_none_shows_everyone_and_runs_nothing(app, look, page, said):
    open_page(page, f"{app.url}/burnout?{urlencode(said)}", "/burnout of odd groups")
    expect(title(page)).to_have_text(title(look("/burnout")).inner_text())
    assert "industry=" not in page.url
    assert "taken" not in page.title()
    assert page.locator("img[src*=evil], img[src=x]").count() == 0
    assert not TRACEBACK.search(text(page))


def test_a_file_behind_the_pages_is_no_page(app, page, visitor):
    open_page(page, f"{app.url}/indicator", "/indicator, which is no page")
    assert "Page not found" in page.get_by_role("dialog").inner_text()
    expect(page).to_have_url(f"{app.url}/")
    assert not TRACEBACK.search(text(page))
    assert all("does not seem to exist" in fault for fault in visitor.faults)
    visitor.faults.clear()
