"""Pages of releases that hold little: an old one, one that shows nobody, hostile words, filters."""

from __future__ import annotations

import re

import pytest

from analysis.exhibits.exhibit import NotShown
from analysis.exhibits.waves import waves
from analysis.published import Reason, Withheld
from data.publish import publish
from pages.parts import labels
from tests.pages.hostile import EVIL, survey
from tests.pages.stores import FILTERS, behind, pages_of, plain, read
from tests.surveys import NOON

PAGES = ("", "strain", "missing")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    made = survey(tmp_path_factory.mktemp("hostile-labels"))
    publish(made, NOON)
    return made


@pytest.mark.parametrize("asked", FILTERS, ids=lambda asked: "&".join(asked.values()) or "all")
@pytest.mark.parametrize("path", PAGES)
def test_a_release_of_the_first_version_has_all_its_pages(visit, first_version, path, asked):
    at = visit(first_version, path, **asked)
    assert at.title
    told = read(at)
    assert at.get("plotly_chart") or "to protect people" in told or "too few to say" in told
    assert len(behind(at)) == len(at.get("plotly_chart"))


def test_without_any_group_the_overview_says_so_and_leads_on(visit, nobody):
    at = visit(nobody)
    assert plain(at.title[0].value) == "Too few people answered to show this"
    assert [each.value for each in at.info] == [labels.PATIENCE]
    assert not at.get("plotly_chart")
    assert "missing" not in pages_of(at)
    assert [plain(each.value) for each in at.header] == [labels.WHERE_NEXT]


@pytest.mark.parametrize("path", PAGES)
def test_hostile_words_stay_words_in_titles_pictures_and_controls(visit, hostile, path):
    at = visit(hostile, path)
    shown = [each.value for kind in (at.title, at.header, at.markdown, at.info) for each in kind]
    shown += [each.label for each in (*at.checkbox, *at.expander)]
    assert any(EVIL[:20] in plain(each) for each in shown)
    for each in shown:
        for active in ("![", "](http", "<b>", "<img", "$x", ":red[", "**bold**", "`code`"):
            assert active not in re.sub(r"\\.", "", each)
    for chart in at.get("plotly_chart"):
        assert "<img" not in chart.proto.spec.encode().decode("unicode_escape", "replace")


@pytest.mark.parametrize("asked", FILTERS, ids=lambda asked: "&".join(asked.values()) or "all")
@pytest.mark.parametrize("path", PAGES)
def test_every_group_of_a_small_survey_has_a_page_or_a_reason(visit, shipped, path, asked):
    at = visit(shipped, path, **asked)
    told = read(at)
    assert at.get("plotly_chart") or "to protect people" in told or "too few to say" in told


def test_a_chart_that_is_lacking_on_a_page_with_others_is_named_with_the_reason(
    visit, demo, demo_survey
):
    lacking = NotShown("Over the waves", Withheld(Reason.COMPLEMENTARY))
    asked = next(
        {dim: code}
        for dim in demo.codebook.dimensions
        for code in demo.values(dim)
        if demo.shows("burnout", f"{dim}={code}")
        and waves(demo, "burnout", f"{dim}={code}") == lacking
    )
    at = visit(demo_survey, "burnout", **asked)
    assert lacking.text in read(at)
    assert not at.info
