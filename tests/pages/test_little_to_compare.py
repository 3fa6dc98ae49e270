"""Compare, Over time and the brief of releases that hold little, and of hostile words."""

from __future__ import annotations

import re

import pytest

from data.demo import write
from data.publish import publish
from data.settings import Settings
from pages.parts.brief import paper
from pages.parts.brief.sheet import sheet
from tests.pages import hostile as words
from tests.pages.sheets import text
from tests.pages.stores import FILTERS, behind, newest, plain, read
from tests.surveys import NOON

PAGES = ("compare", "over-time", "brief")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    made = words.survey(tmp_path_factory.mktemp("hostile-words"))
    publish(made, NOON)
    return made


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    """Forty answers to the shipped questions: both groups are shown, and no share is."""
    folder = tmp_path_factory.mktemp("few")
    write(folder / "few.csv", 40, 2026)
    made = Settings(source=str(folder / "few.csv"), store=folder / "store")
    publish(made, NOON, close=True)
    return made


def test_of_so_few_the_brief_and_what_is_missing_give_the_same_reason(visit, few):
    headline = plain(visit(few, "missing").title[0].value)
    told = sheet(newest(few), "", "http://survey.example/data").supports
    assert not told.rows
    assert headline.startswith("Too few to say")
    assert told.note == f"{headline}."


def test_of_so_few_no_page_counts_more_than_answered(visit, few):
    answered, _ = newest(few).heads()
    for path in ("", "burnout", "compare", "brief"):
        told = re.findall(r"about (\d+) \W*teams of one", read(visit(few, path)).lower())
        assert max(map(int, told)) == answered.about


@pytest.mark.parametrize("asked", FILTERS, ids=lambda asked: "&".join(asked.values()) or "all")
@pytest.mark.parametrize("path", PAGES)
def test_a_release_of_the_first_version_has_all_three_pages(visit, first_version, path, asked):
    at = visit(first_version, path, **asked)
    assert at.title
    assert at.get("plotly_chart") or "to protect people" in read(at).lower()


@pytest.mark.parametrize("path", PAGES)
def test_where_nobody_can_be_shown_every_page_says_so(visit, nobody, path):
    at = visit(nobody, path)
    assert at.title
    assert not at.get("plotly_chart")
    assert not behind(at)
    assert at.info


def test_every_indicator_of_a_small_survey_can_be_compared(visit, shipped, tiny_release):
    for name in tiny_release.measures:
        assert visit(shipped, "compare", indicator=name).title


@pytest.mark.parametrize("path", PAGES)
def test_hostile_words_stay_words(visit, hostile, path):
    at = visit(hostile, path)
    shown = "".join(each.value for each in (*at.markdown, *at.title, *at.header))
    assert "<img" in shown
    assert not re.search(r"(?<!\\)(<|\$x|\*\*bold|~~|`code)|(?<!\\)\]\(http", shown)
    drawn = "".join(each.proto.spec for each in at.get("plotly_chart"))
    assert "<img" not in drawn


def test_hostile_words_are_printed_letter_by_letter(hostile):
    made = sheet(newest(hostile), "", "http://survey.example/data")
    told = text(paper.pdf(made, NOON))
    assert f"{words.EVIL[:60]}" in told
