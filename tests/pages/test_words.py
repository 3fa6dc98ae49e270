"""Words that come from a codebook: shown letter by letter, whatever they hold."""

from __future__ import annotations

import re
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.publish import publish
from pages.parts.figures.palette import inert
from pages.parts.words import coloured, safe
from tests.pages.drawn import samples
from tests.pages.hostile import EVIL, survey
from tests.pages.stores import newest, plain
from tests.surveys import NOON, tiny

ACTIVE = r"[\\`*_{}\[\]()#+\-.!$:<>~|&]"
OWN_TAGS = re.compile(r"</?(b|i|br|extra)/?>|<span style='color:#[0-9A-F]{6}'>|</span>")


@settings(deadline=None)
@given(st.text())
def test_what_is_safe_reads_as_it_was_written(text):
    assert plain(safe(text)) == text.replace("\u2060", "")


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("![]()<>*_`$:{}~|#+-.&\\ab \u2060")))
def test_no_character_of_markdown_stays_active(text):
    assert not re.search(ACTIVE, re.sub(r"\\.", "", safe(text)))


@pytest.mark.parametrize("said", ["http://evil.example", "see www.evil.example", "a@evil.example"])
def test_no_address_becomes_a_link(said):
    """Markdown links bare addresses even where their letters are escaped."""
    read = re.sub(r"\\(.)", r"\1", safe(said))
    assert not re.search(r"https?://|www\.|\w@\w", read)


@settings(deadline=None)
@given(st.text())
def test_in_figures_no_tag_is_left_and_the_words_stay(text):
    told = inert(text)
    assert not re.search(r"[<>]|&(?!amp;|lt;|gt;)", told)
    assert told.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == text


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_figures_hold_no_tags_but_their_own(theme):
    for drawn in samples(theme).values():
        for note in drawn.layout.annotations:
            assert "<" not in OWN_TAGS.sub("", note.text)


def test_a_sentence_has_each_group_once_in_its_colour():
    told = coloured("Soloists score higher than people in teams; soloists do.", tiny())
    assert told.startswith(":orange[**Soloists**] score higher than :blue[**people in teams**]")
    assert told.count("[**") == 2


NAMES = (
    "men",
    "women",
    "rowers",
    "novice rowers",
    "people",
    "people in teams",
    "C++ people",
    "a-b",
)


def named(solo, team):
    """The tiny survey with these groups."""
    sides = tiny().grouping
    ours, theirs = sides.solo, sides.team
    groups = {
        "solo": ours.model_copy(update={"many": solo}),
        "team": theirs.model_copy(update={"many": team}),
    }
    return tiny().model_copy(update={"grouping": sides.model_copy(update=groups)})


@pytest.mark.parametrize(("solo", "team"), [*permutations(NAMES, 2)])
def test_a_name_is_coloured_as_a_whole_also_where_it_lies_in_the_other(solo, team):
    book = named(solo, team)
    told = coloured(f"About 20 {solo} and about 30 {team} answered, {solo} more.", book)
    orange, blue = f":orange[**{safe(solo)}**]", f":blue[**{safe(team)}**]"
    assert told == safe("About 20 ") + orange + safe(" and about 30 ") + blue + safe(
        f" answered, {solo} more."
    )
    other_way = coloured(f"{team.capitalize()} and {solo}", book)
    assert other_way == f":blue[**{safe(team.capitalize())}**] and {orange}"


def test_a_name_is_not_found_inside_a_word():
    assert coloured("Women comment on amendments.", named("men", "people")) == safe(
        "Women comment on amendments."
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    made = survey(tmp_path_factory.mktemp("hostile"))
    publish(made, NOON)
    return made


@pytest.mark.parametrize("path", ["", "strain", "methods"])
def test_a_hostile_codebook_is_text_on_every_page(visit, hostile, path):
    at = visit(hostile, path)
    shown = [
        each.value
        for kind in (at.title, at.header, at.subheader, at.markdown, at.info)
        for each in kind
    ]
    shown += [box.label for box in (*at.selectbox, *at.expander)]
    shown += [cell for table in at.table for column in table.value for cell in table.value[column]]
    assert any(EVIL in plain(each) for each in shown)
    for each in shown:
        for active in ("![", "](http", "<b>", "<img", "$x", ":red[", "**bold**", "`code`"):
            assert active not in re.sub(r"\\.", "", each)


@pytest.mark.parametrize("path", ["", "strain"])
def test_a_hostile_codebook_makes_no_tags_in_pictures(visit, hostile, path):
    for chart in visit(hostile, path).get("plotly_chart"):
        spec = chart.proto.spec.encode().decode("unicode_escape", "replace")
        assert "evil.example" in spec
        assert "<img" not in spec
        assert "<b>b</b>" not in spec


def test_the_release_keeps_the_words_as_they_are(hostile):
    assert newest(hostile).codebook.label("region") == f"{EVIL} Region"
