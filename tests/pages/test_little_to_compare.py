"""Compare, Over time and the brief of releases that hold little, and of hostile words."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from data.publish import publish
from data.releases import Store
from data.settings import Settings
from pages.parts.brief import paper
from pages.parts.brief.sheet import sheet
from tests.faults.test_web_tampered_store import OLD, empty, release
from tests.pages import hostile as words
from tests.pages.sheets import text
from tests.pages.stores import behind, newest, read
from tests.surveys import NOON

STORED = Path(__file__).parents[1] / "data" / "stored"
PAGES = ("compare", "over-time", "brief")
FILTERS = ({}, {"region": "north"}, {"wave": "2026-q3"}, {"region": "south", "wave": "2026-q3"})


@pytest.fixture(scope="module")
def first_version(tmp_path_factory):
    """A store with a release of schema version 1."""
    store = tmp_path_factory.mktemp("first") / "store"
    shutil.copytree(STORED / "schema-1", store / "releases")
    return Settings(store=store)


@pytest.fixture(scope="module")
def nobody(shipped, tmp_path_factory):
    """A store whose release shows no group at all."""
    store = Store(shutil.copytree(shipped.store, tmp_path_factory.mktemp("nobody") / "store"))
    empty(release(store, OLD))
    return replace(shipped, store=store.folder)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    made = words.survey(tmp_path_factory.mktemp("hostile-words"))
    publish(made, NOON)
    return made


@pytest.mark.parametrize("asked", FILTERS, ids=lambda asked: "&".join(asked.values()) or "all")
@pytest.mark.parametrize("path", PAGES)
def test_a_release_of_the_first_version_has_all_three_pages(visit, first_version, path, asked):
    at = visit(first_version, path, **asked)
    assert at.title
    assert at.get("plotly_chart") or "not enough answers" in read(at).lower()


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
