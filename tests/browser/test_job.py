"""The job itself, as a person reads it: to its numbers and back, on a phone, and on paper."""

from __future__ import annotations

import io
import re

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.looks import cut_off, overlapping_texts, small_chart_texts, wider_than_the_screen
from tests.browser.reading import go_to, open_page, settle, text, title

HEADINGS = (
    "Many jobs, one person", "Waiting for a yes", "Decided, and opened again",
    "Hostility, and what is said about it", "“Anyone could do this”",
    "More than anyone could keep up with", "Tips nobody asked for", "Somebody who knows this work",
    "Loving the job all the same",
)  # fmt: skip


def test_it_is_told_from_top_to_bottom(app, page):
    open_page(page, app.url)
    go_to(page, "Results", "The job itself")
    page.wait_for_url("**/job")
    expect(title(page)).to_have_text(
        re.compile(r"^\d+ in 100 teams of one carry five roles or more$")
    )
    expect(page.get_by_role("heading", level=2)).to_have_text(list(HEADINGS))
    expect(page.get_by_role("figure")).to_have_count(14)


def test_the_number_is_the_published_one(app, page, published):
    """Told to just ignore hostility: a share, whose average is its number."""
    open_page(page, f"{app.url}/job")
    ours = published.mean("told_to_ignore", "solo")
    sentence = re.search(
        r"(\d+) \((\d+) to (\d+)\) in 100 teams of one were told to just ignore", text(page)
    )
    value, low, high = map(int, sentence.groups())
    assert abs(value - ours) <= 1  # both are rounded, each in its own way
    assert low < value < high


def test_one_link_leads_to_the_numbers_of_a_chapter_in_the_same_group(app, page):
    open_page(page, f"{app.url}/job?industry=technology")
    expect(title(page)).to_contain_text("Technology")
    page.get_by_role("link", name="Belonging: all numbers").click()
    page.wait_for_url("**/compare?*indicator=belonging*")
    settle(page)
    assert "industry=technology" in page.url
    expect(title(page)).to_contain_text("belonging")


def test_a_phone_shows_all_of_it(look):
    page = look("/job", 360)
    assert wider_than_the_screen(page) == []
    assert cut_off(page) == []
    assert small_chart_texts(page) == []
    assert overlapping_texts(page) == []


def test_it_prints_as_one(app, page):
    """Every chapter stands on the paper, in order, and the last not cut off."""
    open_page(page, f"{app.url}/job")
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4", print_background=True))).pages
    told = " ".join(" ".join(sheet.extract_text() for sheet in sheets).split())
    told = told.replace("\ufb01", "fi")
    places = [told.find(heading) for heading in HEADINGS]
    assert -1 not in places
    assert places == sorted(places)
    assert "Fulfilment: all numbers" in told
