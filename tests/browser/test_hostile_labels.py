"""A survey whose texts try to be links, pictures, tags and formulas: they stay text."""

from __future__ import annotations

import pytest

from tests.browser.looks import wider_than_the_screen
from tests.browser.reading import settle, title, unfold_all
from tests.browser.server import AppServer
from tests.browser.test_content_policy import pages_of
from tests.pages.hostile import EVIL, UNKNOWN, survey

NO_WIDTH = "\u2060"  # may be put into an address, so that none is made of it
MADE = """() => [...document.querySelectorAll('body *')].filter(e =>
    e.matches('a[href*=evil], a[href^=javascript], img[src*=evil], img[src=x], del, .katex, script')
    || (['B', 'STRONG'].includes(e.tagName) && ['b', 'bold'].includes(e.textContent.trim()))
    || (e.tagName === 'CODE' && e.textContent.trim() === 'code')
    || (e.tagName === 'SPAN' && e.textContent.trim() === 'hi')
    || (e.tagName === 'tspan' && ['b', 'hi'].includes(e.textContent.trim())))
  .map(e => e.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def app(browser, tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    made = survey(folder)
    with AppServer(
        folder / "log", SURVEY_SOURCE=made.source, SURVEY_CODEBOOK=made.codebook,
        SURVEY_STORE=made.store, SURVEY_REFRESH_SECONDS=0, SURVEY_QUALITY_PAGE=1,
    ) as server:  # fmt: skip
        yield server.until(lambda health: health["release"])


def read(page):
    """All that stands on a page, drawn or hidden in a panel, as one line."""
    told = page.locator("body").evaluate("e => e.innerText + e.textContent")
    return " ".join(told.replace(NO_WIDTH, "").split())


def test_on_every_page_texts_are_shown_letter_by_letter_and_do_nothing(app, page):
    page.goto(app.url)
    settle(page)
    every = list(pages_of(page))
    assert len(every) >= 6
    for path in every:
        page.goto(app.url + path if path.startswith("/") else path)
        settle(page)
        title(page).wait_for()
        unfold_all(page)
        assert page.evaluate(MADE) == [], path
        assert EVIL in read(page), path
        assert wider_than_the_screen(page) == [], path


def test_headers_of_the_sheet_are_told_with_what_can_t_be_seen_in_them(app, page):
    page.goto(f"{app.url}/quality")
    settle(page)
    unfold_all(page)
    told = read(page)
    for shown in UNKNOWN.values():
        assert " ".join(shown.split()) in told
    assert not {"\u202e", "\u200b", "\x1b"} & set(told)


def test_texts_in_the_address_stay_text_too(app, page):
    page.goto(f"{app.url}/data?release=%3Cimg%20src%3Dx%3E**bold**![x](http://evil.example)")
    settle(page)
    page.get_by_text("There is no release").wait_for()
    assert page.evaluate(MADE) == []
