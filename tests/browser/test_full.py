"""Who comes while as many pages are open as may be: a calm page, and then the one they wanted."""

from __future__ import annotations

import shutil

from tests.browser.server import AppServer
from tests.sessions import Session


def test_a_visitor_waits_calmly_and_then_sees_the_page_by_itself(browser, shipped, tmp_path):
    with AppServer(
        tmp_path / "log", SURVEY_SOURCE=shipped.source, SURVEY_CODEBOOK=shipped.codebook,
        SURVEY_STORE=shutil.copytree(shipped.store, tmp_path / "store"),
        SURVEY_REFRESH_SECONDS=0, SURVEY_OPEN_LIMIT=1,
    ) as app:  # fmt: skip
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
