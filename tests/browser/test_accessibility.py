"""Every page for everybody: axe-core in both themes, 360 px, the keyboard alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import STREAMLITS_OWN, grave_violations, version
from tests.browser.keyboard import press_until, tab_to
from tests.browser.looks import (
    cut_off,
    faint_texts,
    overlapping_texts,
    small_chart_texts,
    wider_than_the_screen,
)
from tests.browser.reading import open_page, settle, title, unfold_all

PAGES = (
    "/", "/burnout", "/praise", "/isolation", "/job", "/missing", "/over-time", "/compare",
    "/compare?indicator=barrier_mentoring", "/you", "/brief", "/data", "/methods", "/privacy",
    "/quality",
)  # fmt: skip
DRAWN = ("/over-time", "/compare", "/compare?indicator=barrier_mentoring", "/brief")
PHONE = 360  # px
EVERY = pytest.mark.parametrize("path", PAGES)
BOTH = pytest.mark.parametrize("scheme", ["light", "dark"])


@pytest.fixture(scope="module")
def visit(look):
    """Opens a page once; it needs no chart to be there."""

    def _visit(path: str, width: int = 1280, scheme: str = "light") -> Page:
        page = look(path, width, scheme)
        unfold_all(page)
        return page

    return _visit


def test_the_checker_is_axe_core(visit):
    assert re.fullmatch(r"4\.\d+\.\d+", version(visit("/")))
    assert STREAMLITS_OWN == {}


def test_the_checker_finds_what_is_wrong(page):
    page.set_content("<html lang='en'><title>t</title><main><img src='x.png'></main></html>")
    assert [found.split(":")[0] for found in grave_violations(page)] == ["image-alt"]


@EVERY
@BOTH
def test_no_page_has_a_serious_or_critical_violation(visit, path, scheme):
    assert grave_violations(visit(path, scheme=scheme)) == []


@EVERY
def test_at_360_px_nothing_scrolls_sideways_and_nothing_is_cut(visit, path):
    page = visit(path, PHONE)
    assert wider_than_the_screen(page) == []
    assert cut_off(page) == []


@pytest.mark.parametrize("path", DRAWN)
def test_at_360_px_texts_in_charts_are_large_and_apart(visit, path):
    page = visit(path, PHONE)
    assert small_chart_texts(page) == []
    assert overlapping_texts(page) == []


@EVERY
@BOTH
def test_every_text_can_be_told_from_its_ground(visit, path, scheme):
    assert faint_texts(visit(path, scheme=scheme)) == []


@EVERY
def test_every_chart_says_in_words_what_it_shows(visit, path):
    for figure in visit(path).get_by_role("figure").all():
        told = figure.get_attribute("aria-label") or ""
        assert re.search(r"\d", told), "the numbers that matter"
        assert len(told) > 40


def test_the_keyboard_alone_leads_a_marketing_lead_to_the_brief(app, page):
    open_page(page, app.url)
    tab_to(page, "link", re.compile("What is missing"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/missing"))
    settle(page)
    tab_to(page, "group", re.compile("Tick what you already give"))
    page.keyboard.press("Enter")
    tab_to(page, "checkbox")
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox").first).to_be_checked()
    open_page(page, f"{app.url}/brief")
    tab_to(page, "group", re.compile("narrow to a group"))
    page.keyboard.press("Enter")
    tab_to(page, "combobox", re.compile("Region"))
    press_until(page, "ArrowDown", page.get_by_role("option").filter(has_text="Europe"))
    page.keyboard.type("Europe")
    page.keyboard.press("Enter")
    expect(title(page)).to_contain_text("Europe")
    settle(page)
    with page.expect_download() as taken:
        tab_to(page, "button", re.compile("Download as PDF"))
        page.keyboard.press("Enter")
    assert taken.value.suggested_filename.endswith("_brief_region-europe.pdf")


def test_the_keyboard_alone_leads_a_researcher_to_an_estimate_and_its_method(app, page):
    open_page(page, f"{app.url}/compare")
    tab_to(page, "combobox", re.compile("What to compare"))
    press_until(page, "ArrowDown", page.get_by_role("option").first)
    page.keyboard.type("Isolation")
    page.keyboard.press("Enter")
    expect(title(page)).to_contain_text("isolation")
    settle(page)
    tab_to(page, "group", re.compile("How was this computed"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Reference: Welch 1947").first).to_be_visible()
    with page.context.expect_event("download") as taken:
        tab_to(page, "group", re.compile("how the scores spread"))
        page.keyboard.press("Enter")
        tab_to(page, "tab", re.compile("Table"))
        page.keyboard.press("End")
        tab_to(page, "link", re.compile("Get the data behind this"))
        page.keyboard.press("Enter")
    assert "_bands_isolation_everyone.csv" in taken.value.suggested_filename


def test_the_keyboard_alone_answers_the_scales_and_shows_the_result(app, visitor):
    page = visitor.page(PHONE)
    open_page(page, f"{app.url}/you", chart=False)
    steps = {"Part 2 of 3": "Continue", "Part 3 of 3": "Continue"}
    steps |= {"You are not the only one": "Show me where I stand"}
    for awaited, onward in steps.items():
        page.get_by_role("radiogroup").first.wait_for()
        tab_to(page, "radio")
        page.keyboard.press("Space")
        tab_to(page, "button", re.compile(onward))
        page.keyboard.press("Enter")
        page.get_by_text(awaited).first.wait_for()
        settle(page)
    expect(title(page)).to_contain_text("You are not the only one")
