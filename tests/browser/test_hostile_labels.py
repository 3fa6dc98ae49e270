"""A codebook whose labels try to be links, pictures, tags and formulas: they stay text."""

from __future__ import annotations

import pytest

from tests.browser.reading import open_page, unfold_all
from tests.browser.server import AppServer
from tests.pages.hostile import EVIL, survey

NO_WIDTH = "\u2060"  # may be put into an address, so that none is made of it
MADE = """() => [...document.querySelectorAll('[data-testid=stMain] *')].filter(e =>
    e.matches('a[href*=evil], img[src*=evil], img[src=x], del, .katex')
    || (['B', 'STRONG'].includes(e.tagName) && ['b', 'bold'].includes(e.textContent.trim()))
    || (e.tagName === 'CODE' && e.textContent.trim() === 'code')
    || (e.tagName === 'SPAN' && e.textContent.trim() === 'hi'))
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


@pytest.mark.parametrize("path", ["", "strain", "data", "methods", "quality"])
def test_labels_are_shown_letter_by_letter_and_do_nothing(app, page, path):
    open_page(page, f"{app.url}/{path}", f"/{path} of hostile labels", chart=path in ("", "strain"))
    unfold_all(page)
    assert page.evaluate(MADE) == []
    read = page.get_by_test_id("stMain").inner_text().replace(NO_WIDTH, "")
    assert EVIL in " ".join(read.split())
