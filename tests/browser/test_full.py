"""Who comes while as many pages are open as may be: a calm page, and then the one they wanted."""

from __future__ import annotations

from tests.browser.server import on_a_copy
from tests.sessions import Session


def test_a_visitor_waits_calmly_and_then_sees_the_page_by_itself(browser, shipped, tmp_path):
    with on_a_copy(shipped, tmp_path, SURVEY_OPEN_LIMIT=1) as app:
        app.until(lambda health: health["source_state"] == "ok")
        page = browser.new_page(locale="en-GB")
        try:
            with Session(int(app.url.rsplit(":", 1)[1])):
                assert page.goto(f"{app.url}/strain").status == 503
                page.get_by_role("heading", name="Many people are looking").wait_for()
                assert "tries again by itself" in page.locator("main").inner_text()
            page.get_by_role("figure").first.wait_for()
            assert page.url == f"{app.url}/strain"
        finally:
            page.close()
        assert "Full: as many pages are open" in app.said()
