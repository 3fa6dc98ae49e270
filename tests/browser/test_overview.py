"""The overview: the finding in words first, then who answered, the picture, the table."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from analysis.sentences import rounded
from tests.browser.reading import alt, await_alt, table, text, title


@pytest.fixture(scope="module")
def overview(look):
    return look("/")


def test_the_title_names_every_difference_that_can_be_called_and_no_other(overview, published):
    told = title(overview).inner_text()
    words = {"higher": "more", "lower": "less"}
    for name in published.headlines():
        verdict, noun = published.difference(name)["verdict"], name
        assert (f"{words.get(verdict)} {noun}" in told) == (verdict in words)
        assert (noun in told) == (verdict in words)


def test_the_sentence_comes_before_the_picture(overview):
    place = {
        name: overview.locator(selector).first.bounding_box()["y"]
        for name, selector in (("title", "h1"), ("picture", ".js-plotly-plot"))
    }
    assert place["title"] < place["picture"]
    assert place["picture"] < 600  # px: on a laptop's first screen


def test_it_says_how_many_of_each_group_answered(overview, published):
    told = text(overview)
    for group, words in (("solo", "teams of one"), ("team", "people in teams")):
        people = published.heads()[group]
        assert f"bout {people} {words}" in told


def test_the_picture_is_told_in_words_with_difference_and_interval(overview, published):
    told = alt(overview)
    for name in published.headlines():
        found = published.difference(name)
        low, high = sorted(abs(int(rounded(found[end]))) for end in ("low", "high"))
        assert f"{abs(int(rounded(found['value'])))} point" in told
        assert f"on {name} (95% interval {low} to {high})" in told


def test_one_click_below_the_picture_is_its_table(overview, published):
    assert overview.locator("table").first.is_hidden()
    verdicts = {row[0].lower(): row[-1] for row in table(overview)}
    for name in published.headlines():
        assert published.difference(name)["verdict"] in verdicts[name]


def test_every_indicator_and_each_kind_of_visitor_is_led_on(overview, published):
    links = [
        link.get_attribute("href") for link in overview.get_by_test_id("stPageLink-NavLink").all()
    ]
    assert sorted(links[:3]) == sorted(published.headlines())
    assert links[3:9] == ["you", "missing", "brief", "compare", "data", "methods"]
    assert links[9:] == ["methods", "privacy", "data"]  # at the foot of every page


def test_the_day_of_the_release_stands_above_the_picture(overview, published):
    told = text(overview)
    assert told.index(f"Release {published.id} of ") < told.index("Average score of each group")


def test_who_answered_is_told_by_the_dimension_that_is_chosen(look):
    page = look("/?seniority=mid")
    page.get_by_role("radio", name="Region").click()
    expect(page.get_by_role("heading", name="by region: most often")).to_be_visible()
    await_alt(page, "Europe: about", 1)
