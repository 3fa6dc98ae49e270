"""A release that is cut while the app runs is shown without a restart."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.reading import choose, open_page
from tests.browser.server import AppServer, command_line
from tests.surveys import TINY, people, write_sheet


@pytest.fixture
def survey(tmp_path):
    """The environment of a small survey that is read once."""
    return {
        "SURVEY_SOURCE": write_sheet(tmp_path / "answers.csv", people(120, 130)),
        "SURVEY_CODEBOOK": TINY,
        "SURVEY_STORE": tmp_path / "store",
        "SURVEY_REFRESH_SECONDS": 0,
    }


def test_the_next_click_and_the_next_visitor_see_the_new_release(survey, tmp_path, visitor):
    with AppServer(tmp_path / "log", **survey) as app:
        app.until(lambda health: health["release"])
        page = visitor.page()
        open_page(page, f"{app.url}/strain", "small survey")
        first = app.json("/api/health")["release"]
        assert f"Release {first}" in page.get_by_test_id("stMain").inner_text()
        assert "Synthetic" not in page.get_by_test_id("stMain").inner_text()

        write_sheet(survey["SURVEY_SOURCE"], people(200, 230))
        second = command_line("publish", **survey)
        assert second != first
        choose(page, "Region", "North")
        expect(page.get_by_test_id("stMain")).to_contain_text(f"Release {second}")
        later = visitor.page()
        open_page(later, f"{app.url}/strain", "small survey")
        expect(later.get_by_test_id("stMain")).to_contain_text(f"Release {second}")
        assert app.json("/api/health")["release"] == second
        for each in (page, later):
            each.close()  # or it would ask for a server that has stopped
