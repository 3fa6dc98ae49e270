"""A source that fails while the app runs: what was published stays, with a dated banner."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looks import faint_texts
from tests.browser.reading import TRACEBACK, open_page, text
from tests.browser.server import AppServer
from tests.surveys import TINY, people, write_sheet

GARBAGE = bytes(range(256)) * 40
BROKEN = {
    "garbage": lambda sheet: sheet.write_bytes(GARBAGE),
    "other columns": lambda sheet: sheet.write_text("a,b,c\n1,2,3\n", "utf-8"),
    "gone": lambda sheet: sheet.unlink(),
}


@pytest.fixture(scope="module")
def sheet(tmp_path_factory):
    return tmp_path_factory.mktemp("failing") / "answers.csv"


@pytest.fixture(scope="module")
def running(browser, sheet):
    """The app on a small survey that it reads again every second."""
    write_sheet(sheet, people(120, 130))
    survey = {
        "SURVEY_SOURCE": sheet,
        "SURVEY_CODEBOOK": TINY,
        "SURVEY_STORE": sheet.parent / "store",
        "SURVEY_REFRESH_SECONDS": 1,
    }
    with AppServer(sheet.parent / "log", **survey) as server:
        yield server.until(lambda health: health["release"])


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_the_last_good_release_stays_with_a_dated_banner_until_the_source_is_repaired(
    running, sheet, page, broken
):
    good, release = sheet.read_bytes(), running.json("/api/health")["release"]
    broken(sheet)
    running.until(lambda health: health["source_state"] == "stale")
    open_page(page, running.url, "small survey, failing source")
    banner = page.get_by_test_id("stAlert").inner_text()
    assert re.search(r"[Rr]ead (less than a|\d+) (minute|hour|day)s? ago", banner)
    assert re.search(rf"release {release} of \d+ \w+ \d{{4}}", banner)
    assert "answers.csv" not in text(page)  # what is wrong is told to the operator alone
    assert "answers.csv" in running.said()
    assert not TRACEBACK.search(text(page))
    assert faint_texts(page) == []

    sheet.write_bytes(good)
    running.until(lambda health: health["source_state"] == "ok")
    page.reload()
    page.get_by_role("figure").first.wait_for()
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    assert running.json("/api/health")["release"] == release
    assert "Traceback" not in running.said()
