"""Filters: in the address, kept from page to page, and never a group that is withheld."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from analysis.sentences import rounded
from tests.browser.reading import (
    alt,
    await_alt,
    choose,
    go_to,
    offered,
    open_page,
    settle,
    title,
    unfold,
)

REASON = "not shown, to protect people who answered"


def test_choosing_an_industry_changes_the_address_the_sentence_and_the_picture(
    app, page, published
):
    open_page(page, app.url)
    choose(page, "Industry", "Technology")
    assert page.url == f"{app.url}/?industry=technology"
    people = published.heads("industry=technology")["solo"]
    expect(page.get_by_test_id("stMain")).to_contain_text(f"bout {people} teams of one")
    all_people, chosen = (
        published.difference("burnout", c)["low"] for c in ("", "industry=technology")
    )
    assert rounded(chosen) != rounded(all_people)
    await_alt(page, f"95% interval {'−' if chosen < 0 else ''}{abs(int(rounded(chosen)))} to")


def test_a_group_is_kept_on_every_other_page_and_dropped_by_choosing_all(app, page):
    open_page(page, f"{app.url}/?industry=technology")
    go_to(page, "Results", "Praise")
    expect(title(page)).to_contain_text("on praise")
    expect(title(page)).to_contain_text("Technology")
    expect(page).to_have_url(f"{app.url}/praise?industry=technology")
    go_to(page, "Research", "Methods")
    expect(title(page)).to_contain_text("How these numbers are made")
    go_to(page, "Results", "Isolation")
    expect(title(page)).to_contain_text("Technology")
    choose(page, "Industry", "All", "isolation")
    expect(title(page)).not_to_contain_text("Technology")
    expect(page).to_have_url(f"{app.url}/isolation")


def test_a_card_s_link_keeps_the_group_too(app, page):
    open_page(page, f"{app.url}/?region=europe")
    page.get_by_test_id("stPageLink-NavLink").filter(has_text="Isolation").click()
    expect(page).to_have_url(f"{app.url}/isolation?region=europe")
    expect(title(page)).to_contain_text("Europe")


def test_a_copied_link_shows_somebody_else_the_same(app, page, visitor):
    open_page(page, f"{app.url}/isolation?region=europe")
    choose(page, "Industry", "Education")
    assert sorted(page.url.split("?")[1].split("&")) == ["industry=education", "region=europe"]
    other = visitor.page(new_visitor=True)
    open_page(other, page.url, "another visitor, /isolation with two filters")
    assert title(other).inner_text() == title(page).inner_text()
    assert alt(other) == alt(page)


def test_back_leads_to_the_group_before(app, page):
    open_page(page, f"{app.url}/burnout")
    choose(page, "Industry", "Technology")
    page.go_back()
    expect(title(page)).not_to_contain_text("Technology")


def test_a_withheld_group_says_why_and_one_click_shows_the_nearest_wider_one(app, page, published):
    one, code, other, code2 = published.withheld_pair("burnout")
    page.goto(f"{app.url}/burnout?{one}={code}&{other}={code2}")
    expect(page.get_by_test_id("stAlert")).to_contain_text(REASON)
    settle(page)
    assert page.get_by_role("figure").count() == 0
    assert REASON in title(page).inner_text()
    wider = published.words(one, code)
    page.get_by_role("button", name=f"Show {wider} instead").click()
    page.get_by_role("figure").first.wait_for()
    expect(page).to_have_url(f"{app.url}/burnout?{one}={code}")
    expect(title(page)).to_have_text(re.compile(f"^{re.escape(wider)}:"))


def test_only_groups_that_can_be_shown_are_offered(app, page, published):
    one, code, other, _ = published.withheld_pair("burnout")
    open_page(page, f"{app.url}/burnout?{one}={code}")
    pairs = {each: f"{one}={code}&{other}={each}" for each in published.values(other)}
    codes = [each for each, pair in pairs.items() if published.shows("burnout", pair)]
    label = published.book["questions"][other]["label"]
    assert sorted(offered(page, label)) == sorted(published.words(other, c) for c in codes)
    assert 0 < len(codes) < len(published.values(other))


def test_what_can_t_be_shown_is_listed_and_can_t_be_pressed(app, page):
    open_page(page, f"{app.url}/burnout?industry=technology")
    unfold(page.get_by_test_id("stExpander").first)
    reason = page.get_by_role("radiogroup", name="Too few people answered to show this")
    answers = reason.get_by_role("radio")
    assert answers.count() > 0
    for each in answers.all():
        expect(each).to_be_visible()
        expect(each).to_be_disabled()


def test_an_organisation_like_the_visitor_s_is_said_once_and_kept_for_the_brief(app, page):
    page.set_viewport_size({"width": 1280, "height": 1600})  # a list shuts where a page scrolls
    open_page(page, app.url)
    unfold(page.get_by_test_id("stExpander").first)
    for label, value in (("Industry", "Technology"), ("Organisation size", "10 to 49")):
        page.get_by_role("combobox", name=label).last.click()
        page.get_by_role("option", name=value, exact=True).click()
    page.get_by_role("button", name="Show organisations like mine").click()
    expect(title(page)).to_contain_text("Technology, 10 to 49")
    settle(page)
    go_to(page, "For you", "Brief for your organisation")
    expect(page).to_have_url(f"{app.url}/brief?industry=technology&org_size=10-49")
    expect(title(page)).to_contain_text("Technology, 10 to 49")
    unfold(page.get_by_test_id("stExpander").first)
    said = page.get_by_role("combobox", name="Organisation size").last
    expect(said).to_have_value("10 to 49")  # for the visit


def test_a_link_to_what_is_gone_says_so(app, page):
    open_page(page, f"{app.url}/burnout?industry=retial")
    told = page.get_by_test_id("stAlert").filter(has_text="Your link asked for")
    expect(told).to_have_text(
        "Your link asked for “retial” (Industry), which this survey does not have."
    )
    choose(page, "Industry", "Technology")
    expect(told).to_have_count(0)
