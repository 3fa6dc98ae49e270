"""Every page of the demo: its title, its label, no fault; also on a phone and in the dark."""

from __future__ import annotations

import tomllib
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.browser.looks import (
    colour_of,
    cut_off,
    faint_texts,
    overlapping_texts,
    small_chart_texts,
    wider_than_the_screen,
)
from tests.browser.reading import TRACEBACK, text, title, unfold_all
from tests.browser.server import ROOT

WITH_CHARTS = {
    "/": "report", "/burnout": "burnout", "/isolation": "isolation", "/praise": "praise",
    "/missing": "go without",
}  # fmt: skip
PAGES = WITH_CHARTS | {
    "/data": "Every published number",
    "/methods": "How these numbers are made",
    "/quality": "How the survey was read",
}
PHONE = 360  # px
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_its_title_says_it_is_a_demo_and_hides_its_works(look, published, path):
    page = look(path)
    expect(title(page)).to_have_count(1)
    expect(title(page)).to_contain_text(PAGES[path])
    read = text(page)
    above, _, _ = read.partition(PAGES[path])
    assert "Synthetic demo data: no real person answered" in above
    assert f"Release {published.id}" in read
    assert not TRACEBACK.search(read)


def test_a_browser_s_tab_names_its_page(look):
    names = {path: look(path).title() for path in PAGES}
    assert all("Team of One" in name for name in names.values())
    assert len(set(names.values())) == len(PAGES)
    assert "Burnout" in names["/burnout"]


@pytest.mark.parametrize("path", PAGES)
def test_headings_leave_no_level_out(look, path):
    levels = look(path).evaluate(
        "[...document.querySelectorAll('h1, h2, h3, h4')].map(h => Number(h.tagName[1]))"
    )
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels)), levels


@pytest.mark.parametrize("path", PAGES)
def test_on_a_phone_no_page_scrolls_sideways(look, path):
    assert wider_than_the_screen(look(path, PHONE)) == []


@pytest.mark.parametrize("path", PAGES)
def test_on_a_phone_no_text_and_no_table_is_cut(look, path):
    page = look(path, PHONE)
    unfold_all(page)
    assert cut_off(page) == []


@pytest.mark.parametrize("path", WITH_CHARTS)
def test_on_a_phone_text_in_charts_is_14_px_or_larger(look, path):
    assert small_chart_texts(look(path, PHONE)) == []


@pytest.mark.parametrize("path", WITH_CHARTS)
def test_on_a_phone_texts_in_charts_never_cover_each_other(look, path):
    assert overlapping_texts(look(path, PHONE)) == []


def test_two_scores_that_are_alike_are_both_legible(look, published):
    groups = [f"{d}={code}" for d in published.book["dimensions"] for code in published.values(d)]
    closest = min(
        (group for group in groups if published.shows("isolation", group)),
        key=lambda group: abs(published.difference("isolation", group)["value"]),
    )
    assert overlapping_texts(look(f"/?{closest}", PHONE)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_and_charts_wear_the_colours_of_the_visitor_s_scheme(look, scheme):
    page = look("/", scheme=scheme)
    ground = THEME[scheme]["backgroundColor"]
    assert colour_of(page, "[data-testid=stApp]", "background-color") == ground
    assert colour_of(page, ".js-plotly-plot .main-svg", "background-color") == ground
    solo, team = THEME[scheme]["chartCategoricalColors"]
    assert colour_of(page, ".scatterlayer .trace:nth-child(1) .point", "fill") == solo
    assert colour_of(page, ".scatterlayer .trace:nth-child(2) .point", "fill") == team


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/burnout", "/methods"])
def test_all_text_can_be_told_from_its_ground(look, path, scheme):
    assert faint_texts(look(path, scheme=scheme)) == []
