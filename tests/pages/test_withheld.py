"""A group that can't be shown: the reason, the way out, and no picture."""

from __future__ import annotations

from itertools import combinations

import pytest

from analysis.published import Withheld
from tests.pages.stores import plain, read

REASON = "not shown, to protect people who answered"


@pytest.fixture(scope="session")
def withheld(demo):
    """(dim, code, dim2, code2) of two groups that are shown and withheld together."""
    for one, other in combinations(demo.codebook.dimensions, 2):
        for code in demo.values(one):
            for code2 in demo.values(other):
                pair = f"{one}={code}&{other}={code2}"
                if isinstance(demo.comparison("burnout", pair), Withheld):
                    return one, code, other, code2
    raise AssertionError("every pair is published")


@pytest.mark.parametrize("path", ["", "burnout"])
def test_it_says_why_shows_no_picture_and_leads_to_the_nearest(
    visit, demo, demo_survey, withheld, path
):
    one, code, other, code2 = withheld
    at = visit(demo_survey, path, **{one: code, other: code2})
    assert REASON in plain(at.info[0].value)
    assert not at.get("plotly_chart")
    assert "people in teams answered." not in read(at)

    at.button(key="instead").click().run()
    assert not at.exception
    assert at.query_params == {one: code}
    assert at.get("plotly_chart")


def test_a_withheld_group_is_not_offered(visit, demo_survey, demo, withheld):
    one, code, other, code2 = withheld
    at = visit(demo_survey, "burnout", **{one: code})
    offered = at.selectbox(key=f"filter-{other}").options
    words = {option.code: option.text for option in demo.codebook.options(other)}
    assert words[code2] not in offered
    assert offered == ["All"] + [
        words[each]
        for each in demo.values(other)
        if not isinstance(demo.comparison("burnout", f"{one}={code}&{other}={each}"), Withheld)
    ]


def test_of_a_group_that_is_shown_nothing_says_that_too_few_answered(visit, demo_survey):
    told = read(visit(demo_survey, "burnout", region="europe", employment="in-house"))
    assert "teams of one and about" in told
    assert REASON not in told.lower()


def test_a_third_filter_can_not_be_chosen(visit, demo_survey):
    at = visit(demo_survey, "burnout", industry="education", region="europe")
    shut = {box.key for box in at.selectbox if box.disabled}
    assert shut == {"filter-org_size", "filter-seniority", "filter-employment", "filter-wave"}


@pytest.mark.parametrize("code", ["<script>", "", "industry=retail", "RETAIL"])
def test_an_unknown_group_shows_everyone_and_leaves_the_address(visit, demo, demo_survey, code):
    at = visit(demo_survey, industry=code)
    solo, team = (people.about for people in demo.heads())
    assert f"bout {solo} teams of one and about {team}" in read(at)
    assert "industry" not in at.query_params


def test_of_three_filters_the_first_two_count(visit, demo_survey):
    at = visit(demo_survey, region="europe", seniority="mid", industry="technology")
    assert plain(at.title[0].value).startswith("Technology, Mid-level:")
    assert at.query_params == {"industry": "technology", "seniority": "mid"}


def test_choosing_and_dropping_a_filter_writes_the_address(visit, demo_survey):
    at = visit(demo_survey, "burnout")
    at.selectbox(key="filter-industry").select("technology").run()
    assert at.query_params == {"industry": "technology"}
    assert plain(at.title[0].value).startswith("Technology:")
    at.selectbox(key="filter-industry").select("all").run()
    assert at.query_params == {}
    assert not plain(at.title[0].value).startswith("Technology:")
