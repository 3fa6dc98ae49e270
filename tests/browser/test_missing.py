"""What is missing: from the ranking to what fades, on a desk and on a phone."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import expect

from tests.browser.looks import (
    cut_off,
    faint_texts,
    overlapping_texts,
    small_chart_texts,
    wider_than_the_screen,
)
from tests.browser.reading import (
    INK,
    alt,
    open_page,
    settle,
    table,
    text,
    title,
    unfold,
    unfold_all,
)

PHONE = 360  # px
TICKS = "Tick what you already give"


@pytest.fixture(scope="module")
def missing(look):
    return look("/missing")


def most_missed(published):
    """What most solo people want and did not receive."""
    supports = published.book["supports"]
    most = max(supports, key=lambda name: published.mean(f"gap_{name}", "solo"))
    return str(supports[most]["label"])


def test_one_click_from_the_overview_and_its_seconds_are_told(page, app, record_property):
    open_page(page, app.url)
    started = time.monotonic()
    page.get_by_test_id("stPageLink-NavLink").filter(has_text="What is missing").click()
    page.wait_for_url("**/missing")
    page.get_by_role("heading", name="go without more often").wait_for()
    page.locator(INK).first.wait_for()
    seconds = time.monotonic() - started
    record_property("seconds from click to painted chart", round(seconds, 2))
    print(f"what is missing: 1 click, {seconds:.1f} s to the painted chart")


def test_the_title_names_what_is_missed_most(missing, published):
    label = most_missed(published)
    expect(title(missing)).to_contain_text(label[:1].lower() + label[1:])
    assert "want it and did not receive it" in alt(missing).lower()


def test_a_tick_fades_its_row_and_names_what_is_left_without_touching_the_address(
    page, app, published
):
    open_page(page, f"{app.url}/missing")
    label = most_missed(published)
    panel = page.get_by_test_id("stExpander").filter(has_text=TICKS)
    unfold(panel)
    panel.get_by_text(label).click()
    expect(page.get_by_text("Of what you did not tick")).to_be_visible()
    settle(page)
    expect(page.locator(".annotation-text").filter(has_text=f"✓ {label}")).to_be_visible()
    faint = page.locator(".js-plotly-plot").first.locator(".point")
    opacities = faint.evaluate_all("all => all.map(e => Number(e.style.opacity || 1))")
    assert sum(each < 0.5 for each in opacities) == 4  # received and wanted, of both groups
    assert "?" not in page.url


def test_the_table_holds_received_wanted_and_without_of_both_groups(missing, published):
    rows = {row[0]: row[1:] for row in table(missing)}
    label = most_missed(published)
    assert {f"{label}: {of}" for of in ("received", "wanted", "go without")} <= {*rows}
    assert all(len(cells) == 2 for cells in rows.values())


def test_it_says_that_this_is_no_cause(missing):
    assert "not what causes what" in text(missing)


def test_on_a_phone_nothing_is_cut_small_or_covered(look):
    page = look("/missing", PHONE)
    assert overlapping_texts(page) == []
    assert small_chart_texts(page) == []
    unfold_all(page)
    assert wider_than_the_screen(page) == []
    assert cut_off(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_can_be_told_from_its_ground(look, scheme):
    assert faint_texts(look("/missing", scheme=scheme)) == []
