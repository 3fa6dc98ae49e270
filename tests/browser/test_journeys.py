"""The three journeys: what each kind of visitor comes for, in how many clicks and seconds.

Clicks are asserted; seconds are the machine's doing, so they are told at the end of the run.
"""

from __future__ import annotations

import io
import re
import time
import zipfile

import pyarrow.parquet as pq
import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from analysis.sentences import rounded
from tests.browser.reading import (
    DETAILS,
    INK,
    choose,
    open_page,
    settle,
    table,
    text,
    title,
    unfold,
)
from tests.timings import seconds_to_chart

REASON = "not shown, to protect people who answered"


class Visitor:
    """Somebody who clicks; every stop is told with the clicks and seconds that it took."""

    def __init__(self, page: Page, who: str) -> None:
        self.page, self.who, self.clicks = page, who, 0
        self._since = time.monotonic()

    def click(self, *way: Locator) -> None:
        """Clicks through; the seconds count from the last click."""
        for each in way:
            each.click()
            self.clicks += 1
        self._since = time.monotonic()

    def sees(self, awaited: Locator, told: str, *, within: int, at: str = "") -> None:
        """What was wanted is there, after no more clicks than these; ``at`` is another page's.

        A page that is left stays in sight until the next one is drawn, so its end is waited for.
        """
        if at:
            self.page.wait_for_url(re.compile(rf"{at}(\?|$)"))
            settle(self.page)
        awaited.first.wait_for()
        clicks = "1 click" if self.clicks == 1 else f"{self.clicks} clicks"
        seconds = time.monotonic() - self._since
        seconds_to_chart.append((f"{self.who}: {told}, {clicks}", seconds))
        assert self.clicks <= within
        settle(self.page)
        self.clicks = 0

    def link(self, name: str) -> Locator:
        """The first that bears the name: a card's comes before the foot of the page."""
        return self.page.get_by_test_id("stPageLink-NavLink").filter(has_text=name).first


@pytest.fixture
def lead(page, app):
    started = Visitor(page, "marketing lead")
    page.goto(app.url, wait_until="commit")
    return started


def test_a_marketing_lead_reads_the_finding_first_and_sees_the_picture(lead, published):
    page = lead.page
    lead.sees(title(page), "the finding in words", within=0)
    lead.sees(page.locator(INK), "the picture", within=0)
    told = text(page)
    for name in published.headlines():
        verdict = published.difference(name)["verdict"]
        assert (name in title(page).inner_text()) == (verdict in ("higher", "lower"))
        low, high = sorted(
            abs(int(rounded(published.difference(name)[end]))) for end in ("low", "high")
        )
        assert f"95% interval {low} to {high}" in told
    for group, words in (("solo", "teams of one"), ("team", "people in teams")):
        assert f"bout {published.heads()[group]} {words}" in told
    assert f"Release {published.id}" in told


def test_a_marketing_lead_finds_what_is_missing_in_one_click_and_ticks_what_is_given(lead):
    page = lead.page
    lead.sees(page.locator(INK), "the picture", within=0)
    lead.click(lead.link("What is missing"))
    lead.sees(page.locator(INK), "what is missing", within=1, at="/missing")
    panel = page.get_by_test_id("stExpander").filter(has_text="Tick what you already give")
    unfold(panel)
    first = panel.get_by_role("checkbox").first
    name = panel.get_by_test_id("stCheckbox").first.inner_text().strip()
    panel.get_by_text(name, exact=True).click()
    expect(first).to_be_checked()
    faded = page.locator(".js-plotly-plot .annotation-text").filter(has_text=f"✓ {name}")
    expect(faded.first).to_be_visible()


def test_a_marketing_lead_is_led_from_too_small_a_group_to_the_nearest(page, app, published):
    lead = Visitor(page, "marketing lead")
    one, code, other, code2 = published.withheld_pair("burnout")
    page.goto(f"{app.url}/brief?{one}={code}&{other}={code2}")
    expect(page.get_by_test_id("stAlert").filter(has_text=REASON)).to_be_visible()
    settle(page)
    assert not page.get_by_role("button", name="Download").count()
    lead.click(page.get_by_role("button", name=f"Show {published.words(one, code)} instead"))
    lead.sees(page.locator(INK), "the nearest group that can be shown", within=1)
    assert title(page).inner_text().startswith(published.words(one, code))


def test_a_marketing_lead_takes_one_page_to_a_meeting(lead, published):
    page = lead.page
    lead.sees(page.locator(INK), "the picture", within=0)
    lead.click(lead.link("Brief"))
    lead.sees(page.locator(INK), "the brief", within=1, at="/brief")
    choose(page, "Region", "Europe")
    with page.expect_download() as taking:
        lead.click(page.get_by_role("button", name="Download as PDF"))
    file = taking.value.path()
    seconds_to_chart.append(("marketing lead: the PDF, 1 click", time.monotonic() - lead._since))
    (sheet,) = PdfReader(io.BytesIO(file.read_bytes())).pages
    told = " ".join(sheet.extract_text().split())
    assert "Filters: Region: Europe" in told
    assert title(page).inner_text() in told
    assert "Synthetic demo data" in told
    assert published.id in told
    assert "95% interval" in told


def test_a_researcher_reaches_every_statistic_of_an_indicator_in_two_clicks(page, app, published):
    researcher = Visitor(page, "researcher")
    open_page(page, f"{app.url}/compare", "researcher: Compare, opened")
    box = page.get_by_role("combobox", name="What to compare")
    wanted = page.get_by_role("option").filter(has_text=re.compile("^Isolation$"))
    researcher.click(box, wanted)
    expect(title(page)).to_contain_text("isolation")
    researcher.sees(page.locator(INK), "distribution, estimates, tests", within=2)
    told = text(page)
    found = published.difference("isolation")
    assert f"{found['low']:.2f} to {found['high']:.2f}" in told
    for name in (
        "Probability of superiority", "Cliff's delta", "Hedges' g", "Welch's test, p",
        "Difference of averages, adjusted p (Holm, 3 comparisons)",
        "Minimum detectable difference",
    ):  # fmt: skip
        assert name in told
    assert table(page)[0][1:] == ["Teams of one", "People in teams"]


def test_a_researcher_reads_how_each_result_was_computed(page, app):
    researcher = Visitor(page, "researcher")
    open_page(page, f"{app.url}/compare?indicator=isolation")
    panels = page.get_by_test_id("stExpander").filter(has_text="How was this computed?")
    assert page.get_by_test_id("stExpander").filter(has_text=DETAILS).count() >= 2
    researcher.click(panels.first.locator("summary"))
    researcher.sees(panels.first.get_by_text("Reference: Welch 1947"), "the method", within=1)


def test_a_researcher_takes_everything_away_in_one_click(page, app, published):
    researcher = Visitor(page, "researcher")
    open_page(page, app.url)
    researcher.click(researcher.link("Data"))
    researcher.sees(
        page.get_by_text("Download the whole release"), "the Data page", within=1, at="/data"
    )
    button = page.get_by_role("link", name="Download the whole release")
    with page.context.expect_event("download") as taking:
        researcher.click(button)
    with zipfile.ZipFile(taking.value.path()) as package:
        names = set(package.namelist())
    assert {"README.md", "CITATION.cff", "datapackage.json", "redraw.py", "redraw.R"} <= names
    assert {"estimates.csv", "estimates.parquet", "codebook.json"} <= names


def test_a_researcher_s_program_reads_the_number_that_the_page_shows(page, app, published):
    content = app.get(f"/api/releases/{published.id}/estimates.parquet")
    rows = pq.read_table(io.BytesIO(content)).to_pylist()
    row = next(
        r for r in rows
        if (r["cohort"], r["indicator"], r["measure"]) == ("", "praise", "hedges_g")
    )  # fmt: skip
    open_page(page, f"{app.url}/compare?indicator=praise")
    assert f"{row['value']:.3f}".replace("-", "−") in text(page)


def test_a_solo_manager_on_a_phone_finds_the_questions_in_one_click(visitor, app):
    page = visitor.page(360)
    solo = Visitor(page, "solo manager")
    open_page(page, app.url)
    solo.click(solo.link("Where do I stand?"))
    solo.sees(page.get_by_text("Part 1 of 3"), "the first question", within=1, at="/you")
    assert "not stored" in text(page)
    assert "?" not in page.url
