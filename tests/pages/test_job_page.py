"""The job itself: every chapter says what is published and no more, in the codebook's order."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import combinations

import pytest

from analysis import sentences as say
from analysis.codebook import Chapter
from analysis.exhibits.chapter import Share, Shares, chapter, chapters, story_headline
from analysis.exhibits.exhibit import NotShown
from analysis.published import Count, Reason, Withheld
from analysis.release import Release
from data.codebooks import load
from data.settings import Settings
from pages.parts.figures import chapter as figure
from pages.parts.figures.palette import DARK, LIGHT
from tests.pages.drawn import words
from tests.pages.stores import pages_of, plain

STRAINED = Chapter(title="Days", about="strain", at_least=60, says="are strained")
AT_EASE = Chapter(about="strain", below=60, says="are at ease")
WEARY = Chapter(about="weary")


@pytest.fixture(scope="module")
def tiny(tiny_release) -> Release:
    """The tiny survey with a story."""
    book = tiny_release.codebook.model_copy(update={"story": (STRAINED, AT_EASE, WEARY)})
    return replace(tiny_release, codebook=book)


def shares(release, told):
    return chapter(release, told).marks.rows


def sentence(release, told, cohort=""):
    return chapter(release, told, cohort).caption.title


def test_the_number_is_the_share_of_the_published_counts(tiny):
    bands = tiny.bands("strain")
    for side, found in zip(("solo", "team"), shares(tiny, STRAINED), strict=True):
        counts: list[Count] = [getattr(band, side) for band in bands]
        upper = sum(n.about for n, band in zip(counts, bands, strict=True) if band.low >= 60)
        assert found.value == pytest.approx(100 * upper / sum(n.about for n in counts))
        assert found.low < found.value < found.high


def test_what_is_below_a_bound_is_all_that_is_not_from_it_on(tiny):
    for up, down in zip(shares(tiny, STRAINED), shares(tiny, AT_EASE), strict=True):
        assert up.value + down.value == pytest.approx(100)
        assert (up.low + down.high, up.high + down.low) == pytest.approx((100, 100))


def test_a_sentence_names_both_groups_with_their_intervals(tiny):
    told = sentence(tiny, STRAINED)
    ours, theirs = shares(tiny, STRAINED)
    first = f"{say.number(ours.value)} ({say.number(ours.low)} to {say.number(ours.high)})"
    assert told.startswith(f"{first} in 100 soloists are strained, {say.number(theirs.value)} (")
    assert told.endswith(") in 100 people in teams.")
    assert "in 100 soloists are often tired," in sentence(tiny, WEARY)
    assert story_headline(tiny) == f"{say.number(ours.value)} in 100 soloists are strained"


def test_of_a_withheld_group_only_the_reason_is_told(tiny):
    nowhere = "region=nowhere"
    found = chapter(tiny, STRAINED, nowhere)
    assert isinstance(found, NotShown)
    assert found.text.startswith("Strain: ")
    assert found.why.text in story_headline(tiny, nowhere)


def test_what_so_few_people_say_is_not_told(tiny, monkeypatch):
    """Where one step of a rounded count is more than 10 points, the share could be anything."""
    few = [replace(band, solo=Count(12, 10, 14)) for band in tiny.bands("strain")[:4]]
    monkeypatch.setattr(Release, "bands", lambda *_: tuple(few))
    assert 100 * 5 / 48 > 10
    assert chapter(tiny, STRAINED) == NotShown("Strain", Withheld(Reason.TOO_FEW_TO_SAY))
    some = [replace(band, solo=Count(13, 11, 15)) for band in few]
    monkeypatch.setattr(Release, "bands", lambda *_: tuple(some))
    assert 100 * 5 / 52 < 10
    assert "soloists are strained" in sentence(tiny, STRAINED)


def test_a_chapter_of_what_the_release_lacks_is_left_out(tiny):
    book = tiny.codebook.model_copy(update={"story": (STRAINED, Chapter(about="praise"))})
    assert chapters(replace(tiny, codebook=book)) == (STRAINED,)


# ---------------------------------------------------------------------------------------- the page


def test_a_survey_without_a_story_has_no_such_page(visit, shipped, nobody, demo_survey):
    assert "job" not in pages_of(visit(shipped)) | pages_of(visit(nobody))
    assert "job" in pages_of(visit(demo_survey))


def test_every_chapter_has_its_sentence_its_picture_and_its_link(visit, demo_survey, demo):
    at, story = visit(demo_survey, "job"), chapters(demo)
    lines = [plain(each.value).replace("**", "") for each in at.main.markdown]
    written = [sentence(demo, told) for told in story]
    places = [next(n for n, line in enumerate(lines) if line == each) for each in written]
    assert places == sorted(places)
    pictures = [json.loads(each.proto.spec) for each in at.get("plotly_chart")]
    assert len(pictures) == len(story) == 14
    assert [each.proto.alt for each in at.get("plotly_chart")] == written
    links = [each.proto for each in at.get("page_link")][: len(story)]
    assert [each.query_string for each in links] == [f"indicator={c.about}" for c in story]
    assert [plain(each.value) for each in at.header] == [c.title for c in story if c.title]
    assert plain(at.title[0].value) == story_headline(demo)


def test_in_a_group_that_can_t_be_shown_the_way_to_the_nearest_is_told(visit, demo_survey, demo):
    dims = demo.codebook.dimensions
    hidden = next(
        {one: code, other: code2}
        for one, other in combinations(dims, 2)
        for code in demo.values(one)
        for code2 in demo.values(other)
        if demo.shows("roles", f"{one}={code}")
        and isinstance(demo.heads(f"{one}={code}&{other}={code2}"), Withheld)
    )
    at = visit(demo_survey, "job", **hidden)
    assert not at.get("plotly_chart")
    assert "instead" in [each.key for each in at.button]
    assert at.info[0].value


def test_the_founding_story_tells_all_that_the_survey_asks_of_the_job():
    book = load(Settings().codebook)
    told = [each.about for each in book.story]
    assert told == [
        "roles", "hours_waiting", "sign_offs", "approver_understands", "reopened", "hostile_days",
        "told_to_ignore", "misunderstood", "overload", "always_on", "unsolicited_tips",
        "validated", "belonging", "fulfilment",
    ]  # fmt: skip


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_a_bar_is_as_long_as_many_say_so_with_its_interval_at_its_end(colours):
    rows = Share("solo", "<b>soloists</b>", 82, 78, 85), Share("team", "teams", 60, 60, 64)
    drawn = figure.draw(Shares(rows), colours)
    whole, ours, behind, theirs = drawn.data
    assert [list(each.x) for each in (whole, behind)] == [[100], [100]]
    assert [list(each.x) for each in (ours, theirs)] == [[82], [60]]
    assert (list(ours.error_x.arrayminus), list(ours.error_x.array)) == ([4], [3])
    assert (list(theirs.error_x.arrayminus), list(theirs.error_x.array)) == ([0], [4])
    assert (ours.marker.color, theirs.marker.color) == (colours.solo, colours.team)
    assert words(drawn)[:2] == ["<b>soloists</b>", "82 (78 to 85)"]  # letter by letter
