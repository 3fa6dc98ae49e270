"""Every page of the demo: its title, its label, no fault; also on a phone and in the dark."""

from __future__ import annotations

import tomllib

import pytest
from playwright.sync_api import expect

from tests.browser.looks import (
    colour_of,
    cut_off,
    faint_texts,
    overlapping_numbers,
    small_chart_texts,
    wider_than_the_screen,
)
from tests.browser.reading import TRACEBACK, open_chart, open_page, text, title
from tests.browser.server import ROOT

WITH_CHARTS = {"/": "report", "/burnout": "burnout", "/isolation": "isolation", "/praise": "praise"}
WITHOUT = {"/methods": "How these numbers are made", "/quality": "How the survey was read"}
PAGES = WITH_CHARTS | WITHOUT
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]


def visit(page, app, path):
    (open_chart if path in WITH_CHARTS else open_page)(page, app.url + path)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_its_title_says_it_is_a_demo_and_which_release_and_hides_its_works(
    app, page, published, path
):
    visit(page, app, path)
    expect(title(page)).to_have_count(1)
    expect(title(page)).to_contain_text(PAGES[path])
    read = text(page)
    assert read.startswith("Synthetic demo data: no real person answered")
    assert f"Release {published.id}" in read
    assert not TRACEBACK.search(read)


@pytest.mark.parametrize("path", PAGES)
def test_on_a_phone_nothing_is_cut_and_nothing_scrolls_sideways(app, visitor, path):
    page = visitor.page(width=360)
    visit(page, app, path)
    for panel in page.locator("summary").filter(has_text="Show as a table").all():
        panel.click()
    assert wider_than_the_screen(page) == []
    assert cut_off(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_and_charts_wear_the_colours_of_the_visitor_s_scheme(app, visitor, scheme):
    page = visitor.page(scheme=scheme)
    visit(page, app, "/")
    ground = THEME[scheme]["backgroundColor"]
    assert colour_of(page, "[data-testid=stApp]", "background-color") == ground
    assert colour_of(page, ".js-plotly-plot .main-svg", "background-color") == ground
    solo, team = THEME[scheme]["chartCategoricalColors"]
    assert colour_of(page, ".scatterlayer .trace:nth-child(1) .point", "fill") == solo
    assert colour_of(page, ".scatterlayer .trace:nth-child(2) .point", "fill") == team


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/burnout", "/methods"])
def test_all_text_can_be_told_from_its_ground(app, visitor, path, scheme):
    page = visitor.page(scheme=scheme)
    visit(page, app, path)
    assert faint_texts(page) == []


@pytest.mark.parametrize("path", WITH_CHARTS)
def test_text_in_charts_is_14_px_or_larger_on_a_phone(app, visitor, path):
    page = visitor.page(width=360)
    visit(page, app, path)
    assert small_chart_texts(page) == []


def test_numbers_in_a_chart_never_cover_each_other(app, visitor, published):
    page = visitor.page(width=360)
    groups = [f"{d}={code}" for d in published.book["dimensions"] for code in published.values(d)]
    closest = min(
        (group for group in groups if published.shows("isolation", group)),
        key=lambda group: abs(published.difference("isolation", group)["value"]),
    )
    open_chart(page, f"{app.url}/?{closest}")
    assert overlapping_numbers(page) == []
