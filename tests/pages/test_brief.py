"""The brief for an organisation: what it says of a group, and that it says it of no hidden one."""

from __future__ import annotations

from itertools import combinations

import pytest

from analysis import sentences as say
from analysis.published import Withheld
from analysis.release.missing import shown_supports
from pages.parts import labels
from pages.parts.brief import words
from pages.parts.brief.sheet import MOST_SUPPORTS, sheet
from tests.pages.stores import plain, read

ADDRESS = "http://survey.example/data?release=x"


@pytest.fixture(scope="module")
def made(demo):
    return sheet(demo, "", ADDRESS)


def test_it_says_what_the_pages_say(demo, made):
    order = say.widest_first(demo, demo.codebook.featured)
    assert made.title == say.headline(demo, order)
    found = [demo.comparison(name) for name in order]
    assert [gap.sentence for gap in made.gaps] == [say.finding(demo, each) for each in found]
    assert made.who == say.who_answered(demo)


def test_its_supports_are_those_that_most_solo_people_go_without(demo, made):
    ranked = shown_supports(demo)[:MOST_SUPPORTS]
    names = [demo.codebook.supports[each.support].label for each in ranked]
    assert [row.label for row in made.supports.rows] == names
    first = ranked[0].missing.solo
    told = f"{first.mean:.0f} ({first.low:.0f} to {first.high:.0f})"
    assert made.supports.rows[0].texts[2] == told
    assert made.supports.rows[0].wanted == pytest.approx(ranked[0].wanted.solo.mean / 100)


def test_every_mark_lies_on_its_scale(demo):
    for cohort in dict.fromkeys(demo.estimates["cohort"]):
        told = sheet(demo, cohort, ADDRESS)
        for gap in () if isinstance(told, Withheld) else told.gaps:
            for low, value, high in (gap.solo, gap.team):
                assert 0 <= low <= value <= high <= 1


def test_it_names_its_filters_and_who_belongs_to_which_group(demo):
    told = sheet(demo, "industry=technology&region=europe", ADDRESS)
    assert told.chosen == "Filters: Industry: Technology; Region: Europe"
    assert told.title.startswith("Technology, Europe:")
    assert "teams of one answered “1 (only me)”" in told.caveats[0]
    assert "people in teams “2 to 3” or “4 to 6” or “7 or more”" in told.caveats[0]


def test_of_a_hidden_group_there_is_no_brief(demo):
    hidden = next(
        f"industry={one}&seniority={other}"
        for one in demo.values("industry")
        for other in demo.values("seniority")
        if not demo.shows("burnout", f"industry={one}&seniority={other}")
    )
    assert isinstance(sheet(demo, hidden, ADDRESS), Withheld)


def test_a_hidden_group_says_why_and_leads_to_the_nearest(visit, demo, demo_survey):
    one, code, other, code2 = next(
        (one, code, other, code2)
        for one, other in combinations(demo.codebook.dimensions, 2)
        for code in demo.values(one)
        for code2 in demo.values(other)
        if isinstance(demo.comparison("burnout", f"{one}={code}&{other}={code2}"), Withheld)
    )
    at = visit(demo_survey, "brief", **{one: code, other: code2})
    assert "not shown, to protect people who answered" in plain(at.info[0].value)
    assert plain(at.title[0].value) == labels.BRIEF
    assert not at.get("download_button")
    at.button(key="instead").click().run()
    assert at.query_params == {one: code}
    assert at.get("download_button")


def test_the_page_reads_as_the_paper_does(visit, demo_survey, made):
    told = " ".join(read(visit(demo_survey, "brief")).split())
    for each in (made.title, made.who, *(gap.sentence for gap in made.gaps), *made.caveats):
        assert each in told
    assert words.READING in told
    assert made.supports.title in told


def test_nothing_of_it_gives_advice_or_a_cause(made):
    told = str(made).lower()
    for word in ("driver", "protects", "at risk", "diagnos", "should", "recommend", "because of"):
        assert word not in told


def test_its_file_is_named_by_release_and_group():
    assert words.file_name("2026-11-22.1", "") == "2026-11-22.1_brief_everyone.pdf"
    named = words.file_name("2026-11-22.1", "industry=retail&wave=2026-q1")
    assert named == "2026-11-22.1_brief_industry-retail_wave-2026-q1.pdf"


def test_a_survey_without_supports_and_without_names_for_its_answers_has_a_brief(tiny_release):
    told = sheet(tiny_release, "", ADDRESS)
    assert not told.synthetic
    assert told.gaps
    assert told.ends == ("Never", "Always")
