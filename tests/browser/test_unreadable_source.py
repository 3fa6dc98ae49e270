"""An app started on what can't be read: visitors read since when, the log why, with a remedy."""

from __future__ import annotations

import contextlib
import re

import pytest
from playwright.sync_api import expect

from tests.browser.looks import faint_texts
from tests.browser.reading import TRACEBACK, settle, text, title
from tests.browser.server import AppServer
from tests.surveys import TINY, people, write_sheet

# What is wrong -> words of the problem and of its remedy, for the log alone.
WRONG = {
    "missing file": ("nowhere.csv", "SURVEY_SOURCE"),
    "header only": ("no answers yet", "Share the form"),
    "unknown codebook": ("nowhere.toml", "SURVEY_CODEBOOK"),
    "read-only store": ("can't be written", "SURVEY_STORE"),
}
LATE = "missing file that comes late"
SINCE = re.compile(
    r"Results are not available at the moment, and have not been since "
    r"\d{1,2} \w+ \d{4}, \d\d:\d\d UTC\."
)


def surveys(folder):
    """The environment of each survey that can't be read."""
    sheet = write_sheet(folder / "answers.csv", people(120, 130))
    empty = folder / "empty.csv"
    empty.write_text(sheet.read_text("utf-8").splitlines()[0], "utf-8")
    store, codebook = "SURVEY_STORE", "SURVEY_CODEBOOK"
    good = {"SURVEY_SOURCE": sheet, codebook: TINY, "SURVEY_REFRESH_SECONDS": 0}
    return {
        "missing file": good | {"SURVEY_SOURCE": folder / "nowhere.csv", store: folder / "1"},
        "header only": good | {"SURVEY_SOURCE": empty, store: folder / "2"},
        "unknown codebook": good | {codebook: folder / "nowhere.toml", store: folder / "3"},
        "read-only store": good | {store: sheet / "store"},  # nothing can be below a file
        LATE: good
        | {"SURVEY_SOURCE": folder / "late.csv", store: folder / "4", "SURVEY_REFRESH_SECONDS": 1},
    }


@pytest.fixture(scope="module")
def apps(browser, tmp_path_factory):
    """One running app for each, all started at once."""
    folder = tmp_path_factory.mktemp("unreadable")
    made = {name: AppServer(folder / f"{name}.log", **env) for name, env in surveys(folder).items()}
    with contextlib.ExitStack() as running:
        for server in made.values():
            running.callback(server.stop)
        for server in made.values():
            server.until(lambda health: health["source_state"] == "stale", 60)
        yield made


@pytest.mark.parametrize("wrong", WRONG)
def test_the_page_says_since_when_and_the_log_what_is_wrong_and_what_to_do(apps, page, wrong):
    app, words = apps[wrong], WRONG[wrong]
    page.goto(app.url)
    expect(title(page)).to_have_text("Results will appear here")
    settle(page)
    assert SINCE.fullmatch(page.get_by_test_id("stAlert").inner_text().strip())
    assert not any(each in text(page) for each in (*words, str(app.log.parent)))
    assert all(each in app.said() for each in words)
    assert not TRACEBACK.search(text(page))
    assert faint_texts(page) == []
    assert "Traceback" not in app.said()


@pytest.mark.parametrize("wrong", WRONG)
def test_the_health_says_that_the_source_fails(apps, wrong):
    health = apps[wrong].json("/api/health")
    assert health["status"] != "ok"
    assert health["source_state"] == "stale"
    assert health["release"] is None
    assert health["last_success"] is None


def test_a_link_opened_before_there_is_a_release_becomes_its_page(apps, page):
    address = f"{apps[LATE].url}/strain?region=north"
    page.goto(address)
    expect(title(page)).to_have_text("Results will appear here")
    assert page.get_by_role("dialog").count() == 0  # 'Page not found'
    write_sheet(apps[LATE].log.with_name("late.csv"), people(120, 130))
    expect(title(page)).to_contain_text("North", timeout=20_000)
    expect(page).to_have_url(address)
