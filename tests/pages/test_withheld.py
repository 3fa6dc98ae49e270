"""A group that can't be shown: the reason, the way out, and no picture."""

from __future__ import annotations

from itertools import combinations

import pytest

from analysis import sentences as say
from analysis.counting.cohorts import cohort_id, cohort_label
from analysis.published import Withheld
from pages.parts import labels
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


def counted(demo, cohort, name):
    """'Technology (57 and 102)', as a filter offers it."""
    solo, team = (say.count(each).removeprefix("about ") for each in demo.heads(cohort))
    return f"{name} ({solo} and {team})"


def shut(at):
    """The values that can't be chosen, by the reason that stands above them."""
    told = [plain(each.value) for each in at.markdown]
    groups = [each for each in at.button_group if (each.key or "").startswith("shut-")]
    assert all(each.disabled for each in groups)
    assert all(f"{plain(each.label)}:" in told for each in groups)
    return {plain(each.label): [plain(name) for name in each.options] for each in groups}


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
    assert words[code2] not in {each.partition(" (")[0] for each in offered}
    assert offered == ["All"] + [
        counted(demo, f"{one}={code}&{other}={each}", words[each])
        for each in demo.values(other)
        if not isinstance(demo.comparison("burnout", f"{one}={code}&{other}={each}"), Withheld)
    ]


def test_what_can_t_be_chosen_is_listed_with_its_reason_and_can_t_be_pressed(
    visit, demo_survey, demo
):
    one, code, book = "industry", "technology", demo.codebook
    listed = shut(visit(demo_survey, "burnout", **{one: code}))
    expected: dict[str, set[str]] = {}
    for other in book.dimensions:
        beside = {} if other == one else {one: code}
        for each in book.options(other):
            found = demo.comparison("burnout", cohort_id(beside | {other: each.code}, book))
            if isinstance(found, Withheld):
                named = f"{book.label(other)}: {each.text}"
                expected.setdefault(say.first_upper(found.text), set()).add(named)
    assert {why: set(values) for why, values in listed.items()} == expected
    assert len(expected) == 2  # too few answered, and others to protect them


def test_how_many_answered_stands_beside_each_value_before_it_is_chosen(visit, demo_survey, demo):
    at = visit(demo_survey)
    words = {option.code: option.text for option in demo.codebook.options("industry")}
    offered = at.selectbox(key="filter-industry").options[1:]
    told = {counted(demo, f"industry={code}", name) for code, name in words.items()}
    assert set(offered) <= told
    assert len(offered) > 4


def test_a_link_to_what_is_gone_says_so_until_something_is_chosen(visit, demo_survey):
    at = visit(demo_survey, "burnout", industry="retial", region="europe")
    (told,) = [plain(each.value) for each in at.info]
    assert told == "Your link asked for “retial” (Industry), which this survey does not have."
    at.run()  # as a change of the theme does
    assert [plain(each.value) for each in at.info] == [told]
    at.selectbox(key="filter-industry").select("technology").run()
    assert not at.info
    assert at.query_params == {"industry": "technology", "region": "europe"}


def test_organisations_like_yours_are_said_once_and_shown_on_every_page(visit, demo_survey, demo):
    at = visit(demo_survey, "burnout")
    pair = next(
        (code, size)
        for code in demo.values("industry")
        for size in demo.values("org_size")
        if demo.shows("burnout", f"industry={code}&org_size={size}")
    )
    for dim, code in zip(("industry", "org_size"), pair, strict=True):
        at.selectbox(key=f"like-yours-{dim}").set_value(code)
    _press(at, labels.SHOW_LIKE_YOURS)
    assert at.query_params == dict(zip(("industry", "org_size"), pair, strict=True))
    name = cohort_label(demo.codebook, "&".join(f"{d}={c}" for d, c in at.query_params.items()))
    assert plain(at.title[0].value).startswith(f"{name}:")


def test_where_an_organisation_like_yours_can_t_be_shown_the_nearest_is_offered(
    visit, demo_survey, demo
):
    at = visit(demo_survey, "burnout")
    hidden = next(
        (code, size)
        for code in demo.values("industry")
        for size in demo.values("org_size")
        if not demo.shows("burnout", f"industry={code}&org_size={size}")
        and demo.shows("burnout", f"industry={code}")
    )
    for dim, code in zip(("industry", "org_size"), hidden, strict=True):
        at.selectbox(key=f"like-yours-{dim}").set_value(code)
    _press(at, labels.SHOW_LIKE_YOURS)
    assert at.info[0].value
    at.button(key="instead").click().run()
    assert at.query_params == {"industry": hidden[0]}


def test_a_survey_that_asks_nothing_of_organisations_offers_none_like_yours(visit, shipped):
    assert not [box for box in visit(shipped).selectbox if box.key.startswith("like-yours")]


def _press(at, label):
    next(each for each in at.button if each.label == label).click()
    at.run()
    assert not at.exception


def test_of_a_group_that_is_shown_nothing_says_that_too_few_answered(visit, demo_survey):
    told = read(visit(demo_survey, "burnout", region="europe", employment="in-house"))
    assert "teams of one and about" in told
    assert REASON not in told.lower()


def test_a_third_filter_can_not_be_chosen(visit, demo_survey):
    at = visit(demo_survey, "burnout", industry="education", region="europe")
    closed = {box.key for box in at.selectbox if box.disabled}
    assert closed == {"filter-org_size", "filter-seniority", "filter-employment", "filter-wave"}


@pytest.mark.parametrize("code", ["<script>", "", "industry=retail", "RETAIL"])
def test_an_unknown_group_shows_everyone_and_leaves_the_address(visit, demo, demo_survey, code):
    at = visit(demo_survey, industry=code)
    solo, team = (people.about for people in demo.heads())
    assert f"bout {solo} teams of one and about {team}" in read(at)
    assert "industry" not in at.query_params


def test_of_three_filters_the_first_two_count(visit, demo_survey):
    at = visit(demo_survey, region="europe", seniority="mid", industry="technology")
    assert plain(at.title[0].value).startswith("Technology, Mid-level:")
    asked_too_much = "Your link asked for 3 filters at once; the first 2 are shown."
    assert asked_too_much in [plain(each.value) for each in at.info]
    assert at.query_params == {"industry": "technology", "seniority": "mid"}


def test_choosing_and_dropping_a_filter_writes_the_address(visit, demo_survey):
    at = visit(demo_survey, "burnout")
    at.selectbox(key="filter-industry").select("technology").run()
    assert at.query_params == {"industry": "technology"}
    assert plain(at.title[0].value).startswith("Technology:")
    at.selectbox(key="filter-industry").select("all").run()
    assert at.query_params == {}
    assert not plain(at.title[0].value).startswith("Technology:")
