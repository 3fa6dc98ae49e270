"""What a person does and sees: opens a page, waits for its chart, reads, chooses a group."""

from __future__ import annotations

import re
import time
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.timings import seconds_to_chart

INK = ".js-plotly-plot .point"  # a mark of a chart
FOOT = "so that nobody can work one out"  # ends every page that shows a release
TRACEBACK = re.compile(r"Traceback|\w+Error\b|Exception|line \d+, in|\.py\b")
DETAILS = "table, method, data"  # what the panel below a picture is called


def open_page(page: Page, url: str, called: str = "", *, chart: bool = True) -> None:
    """Opens a page and waits until all of it is there; notes how long its first chart took."""
    started = time.monotonic()
    page.goto(url, wait_until="commit")
    if chart:
        page.locator(INK).first.wait_for()
        seconds_to_chart.append((called or _within(page.url), time.monotonic() - started))
    page.get_by_text(FOOT).last.wait_for()
    settle(page)


def settle(page: Page) -> None:
    """Waits until the page's script has run and nothing is still being fetched for it."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    title(page).wait_for()


def _within(url: str) -> str:
    there = urlsplit(url)
    return there.path + (f"?{there.query}" if there.query else "")


def title(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def text(page: Page) -> str:
    """All that can be read on a page, as one line."""
    return " ".join(page.get_by_test_id("stMain").inner_text().split())


def alt(page: Page, number: int = 0) -> str:
    """What a screen reader says of a chart."""
    return page.get_by_role("figure").nth(number).get_attribute("aria-label") or ""


def await_alt(page: Page, words: str, number: int = 0) -> None:
    """Waits until a chart that is being drawn anew tells ``words``."""
    drawn = page.get_by_role("figure").nth(number)
    expect(drawn).to_have_attribute("aria-label", re.compile(re.escape(words)))


def unfold(panel: Locator) -> None:
    """Opens a panel, where it is shut, and waits until it has unfolded."""
    if panel.locator("details:not([open])").count():
        panel.locator("summary").click()
    panel.locator("details[open]").wait_for()
    panel.evaluate("e => Promise.allSettled(e.getAnimations({subtree: true}).map(a => a.finished))")


def unfold_all(page: Page) -> None:
    """Opens all panels of a page at once, for those who only look."""
    page.evaluate("document.querySelectorAll('details').forEach(panel => { panel.open = true })")


def table(page: Page, number: int = 0) -> list[list[str]]:
    """The cells of the table below a chart, row by row, its heads first."""
    rows = details(page, "Table", number).locator("tr").all()
    return [[" ".join(c.split()) for c in row.locator("th, td").all_inner_texts()] for row in rows]


def details(page: Page, tab: str, number: int = 0) -> Locator:
    """The details of a picture, opened at one of their tabs."""
    panel = page.get_by_test_id("stExpander").filter(has_text=DETAILS).nth(number)
    unfold(panel)
    panel.get_by_role("tab", name=tab).click()
    return panel.get_by_role("tabpanel").filter(visible=True)


def data_link(page: Page, number: int = 0) -> Locator:
    """The link to the rows that a picture draws."""
    return details(page, "Take away", number).get_by_role("link", name="Get the data behind this")


def offered(page: Page, label: str) -> list[str]:
    """The choices of one filter, without 'All' and without how many people are behind each."""
    told = _choices(page, label).all_inner_texts()
    page.keyboard.press("Escape")
    assert told[0] == "All"
    return [re.sub(r" \([^()]* and [^()]*\)$", "", each) for each in told[1:]]


def choose(page: Page, label: str, option: str, told: str = "") -> None:
    """Chooses a value of a filter and waits until the title tells ``told``, else the value."""
    _choices(page, label).filter(has_text=re.compile(rf"^{re.escape(option)}( \(.*\))?$")).click()
    expect(title(page)).to_contain_text(told or option)
    settle(page)


def _choices(page: Page, label: str) -> Locator:
    unfold(page.get_by_test_id("stExpander").first)
    page.get_by_role("combobox", name=label).first.click()  # then what is like the visitor's own
    choices = page.get_by_role("option")
    choices.first.wait_for()
    return choices


def go_to(page: Page, section: str, name: str) -> None:
    """Goes to another page through the navigation."""
    page.get_by_test_id("stTopNavSection").filter(has_text=section).click()
    page.get_by_test_id("stTopNavDropdownLink").filter(has_text=name).click()


def pages_in_navigation(page: Page) -> list[str]:
    """The names of all pages that the navigation leads to."""
    found: list[str] = []
    for section in page.get_by_test_id("stTopNavSection").all():
        section.click()
        links = page.get_by_test_id("stTopNavDropdownLink")
        links.first.wait_for()
        found += links.all_inner_texts()
        page.keyboard.press("Escape")
        links.first.wait_for(state="hidden")
    return found
