"""The overview: the finding in words first, then who answered, the picture, the table."""

from __future__ import annotations

import pytest

from tests.browser.reading import alt, table, text, title


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
        assert f"bout {round(people, -1)} {words}" in told


def test_the_picture_is_told_in_words_with_difference_and_interval(overview, published):
    told = alt(overview)
    for name in published.headlines():
        found = published.difference(name)
        low, high = sorted(abs(round(found[end])) for end in ("low", "high"))
        assert f"{abs(round(found['value']))} point" in told
        assert f"on {name} (95 % interval {low} to {high})" in told


def test_one_click_below_the_picture_is_its_table(overview, published):
    assert overview.locator("table").is_hidden()
    verdicts = {row[0].lower(): row[-1] for row in table(overview)}
    for name in published.headlines():
        assert published.difference(name)["verdict"] in verdicts[name]


def test_every_indicator_leads_on_to_its_page(overview, published):
    links = overview.get_by_test_id("stPageLink-NavLink").all()
    assert sorted(link.get_attribute("href") for link in links) == sorted(published.headlines())
