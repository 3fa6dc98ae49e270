"""The content policy: every page works under it, and what it forbids does not happen."""

from __future__ import annotations

import pytest

from tests.browser.looks import faint_texts, wider_than_the_screen
from tests.browser.reading import open_page, settle, unfold_all

REPORTED = """window.reported = [];
document.addEventListener('securitypolicyviolation', event =>
    window.reported.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));"""
LINKS = "[data-testid=stTopNavDropdownLink], [data-testid=stTopNavLink]"
FORBIDDEN = {
    "a script within the page": (
        "const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
        "document.body.append(s)"
    ),
    "a script of another site": (
        "const s = document.createElement('script'); s.src = 'http://127.0.0.1:9/x.js';"
        "document.body.append(s)"
    ),
    "a handler in the text": "document.body.insertAdjacentHTML('beforeend', '<b onclick=x()>')"
    "; document.body.lastChild.click()",
    "a picture of another site": "new Image().src = 'http://127.0.0.1:9/x.png'",
    "a message to another site": "fetch('http://127.0.0.1:9/').catch(() => 0)",
    "a frame": (
        "const f = document.createElement('iframe'); f.src = 'http://127.0.0.1:9/';"
        "document.body.append(f)"
    ),
    "a plugin": (
        "const o = document.createElement('object'); o.data = 'http://127.0.0.1:9/x';"
        "document.body.append(o)"
    ),
    "another base for links": (
        "const b = document.createElement('base'); b.href = 'http://127.0.0.1:9/';"
        "document.head.append(b)"
    ),
    "code from text": "const s = document.createElement('script'); s.textContent = '';"
    "setTimeout('window.ran = 1', 0)",
}


@pytest.fixture
def strict(visitor):
    """A page that notes what the policy forbids; the test fails where there is any."""
    page = visitor.page(new_visitor=True)
    page.add_init_script(REPORTED)
    yield page
    assert page.evaluate("window.reported") == []


def pages_of(page):
    """The paths of all pages that the navigation leads to."""
    for section in page.get_by_test_id("stTopNavSection").all():
        section.click()
        page.locator(LINKS).first.wait_for()
        yield from (link.get_attribute("href") for link in page.locator(LINKS).all())
        page.keyboard.press("Escape")
        page.locator(LINKS).first.wait_for(state="hidden")


def test_no_page_does_what_the_policy_forbids(app, strict):
    open_page(strict, app.url)
    paths = list(pages_of(strict))
    assert len(paths) >= 6
    for path in paths:
        strict.goto(app.url + path if path.startswith("/") else path)
        settle(strict)
        unfold_all(strict)
        strict.wait_for_load_state("networkidle")
        assert strict.evaluate("window.reported") == [], path


def test_filters_and_links_within_work_under_it(app, strict):
    open_page(strict, f"{app.url}/burnout?industry=technology")
    strict.get_by_test_id("stTopNavSection").first.click()
    strict.locator(LINKS).filter(has_text="Praise").click()
    strict.wait_for_url("**/praise*")
    settle(strict)


@pytest.fixture(scope="module")
def free(browser, app):
    """A page nobody watches, so that it may try what is forbidden."""
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(REPORTED)
    open_page(page, f"{app.url}/methods", chart=False)
    yield page
    context.close()


@pytest.mark.parametrize("tried", FORBIDDEN.values(), ids=FORBIDDEN)
def test_what_is_forbidden_is_stopped_and_would_be_reported(free, tried):
    free.evaluate("window.reported.length = 0; window.ran = 0")
    free.evaluate(f"() => {{ {tried} }}")
    for _ in range(100):  # the browser's own way to wait needs code from text, which is forbidden
        if free.evaluate("window.reported.length"):
            break
        free.wait_for_timeout(100)
    assert free.evaluate("window.reported") != []
    assert free.evaluate("window.ran") == 0


def test_no_other_page_can_frame_it(browser, app):
    context = browser.new_context()
    page = context.new_page()
    page.set_content(f"<iframe src='{app.url}/methods'></iframe>")
    frame = page.frames[-1]
    page.wait_for_timeout(1500)
    assert "chrome-error" in frame.url or frame.locator("h1").count() == 0
    context.close()


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_the_api_is_read_as_well_as_any(app, visitor, width, scheme):
    page = visitor.page(width, scheme)
    page.goto(f"{app.url}/api/docs")
    assert page.get_by_role("heading", level=1).inner_text() == "The API"
    page.locator("main").evaluate("e => { e.dataset.testid = 'stMain' }")  # where eyes look
    assert wider_than_the_screen(page) == []
    assert faint_texts(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("/api/docs#main")


def test_a_file_of_a_release_can_be_saved_from_the_page_of_the_api(app, visitor):
    page = visitor.page()
    page.goto(f"{app.url}/api/docs")
    with page.expect_download() as saved:
        page.get_by_role("link", name="/api/releases/latest/estimates.parquet").click()
    release = app.json("/api/health")["release"]
    assert saved.value.suggested_filename == f"{release}-estimates.parquet"
