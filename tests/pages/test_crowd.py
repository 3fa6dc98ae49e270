"""The card's picture: every dot stands for as many peers, the own mark where the score is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.exhibits.wishes import Wishes, WishRow
from pages.parts.figures import draw
from pages.parts.figures.crowd import DOTS, CrowdRow, CrowdWords, crowd, dots
from pages.parts.figures.palette import DARK, LIGHT
from tests.pages.drawn import note

SHARES = (6.0, 20.0, 28.0, 30.0, 16.0)
AROUND = CrowdWords("Where I stand among <b>soloists</b>", "Each dot is 2%.", "A survey.", "you")


def row(own=3, within=0.5, shares=SHARES):
    return CrowdRow("Strain", "about 30% are here too", ("less", "more"), shares, own, within)


def filled(drawn, colour):
    return [trace for trace in drawn.data if trace.marker.color == colour]


@given(st.lists(st.floats(0, 100), min_size=2, max_size=5).filter(lambda parts: sum(parts) > 1))
def test_the_dots_add_up_and_none_is_further_than_one_from_its_share(parts):
    shares = [100 * part / sum(parts) for part in parts]
    found = dots(shares)
    assert sum(found) == DOTS
    assert all(abs(n - share * DOTS / 100) < 1 for n, share in zip(found, shares, strict=True))


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_own_part_is_filled_and_the_others_are_rings(colours):
    drawn = crowd([row()], AROUND, colours.solo, colours)
    (own,) = filled(drawn, colours.solo)
    (others,) = filled(drawn, colours.paper)
    assert (len(own.x), len(others.x)) == (15, 35)  # 30 and 70% of 50
    assert others.marker.line.color == colours.solo
    assert 18 < min(own.x) <= max(own.x) < 24  # the fourth of five parts of 30 columns


@pytest.mark.parametrize("parts", [2, 3, 4, 5])
@pytest.mark.parametrize("own", [0, 1])
def test_no_dot_leaves_its_part_or_stands_on_another(parts, own):
    shares = (90.0, *[10.0 / (parts - 1)] * (parts - 1))
    drawn = crowd([row(own, shares=shares)], AROUND, LIGHT.team, LIGHT)
    placed = [(x, y) for trace in drawn.data for x, y in zip(trace.x, trace.y, strict=True)]
    assert len(set(placed)) == len(placed) == DOTS
    top, floor = max(y for _, y in placed), min(y for _, y in placed)
    (name,) = [each.y for each in drawn.layout.annotations if "are here too" in each.text]
    assert top < name - 10
    assert drawn.layout.yaxis.range[0] < floor
    assert all(0 < x < 30 for x, _ in placed)


@pytest.mark.parametrize(("own", "within"), [(0, 0.0), (2, 0.5), (4, 1.0)])
def test_the_own_mark_stands_where_the_score_is_and_both_ends_are_told(own, within):
    drawn = crowd([row(own, within)], AROUND, LIGHT.solo, LIGHT)
    mark, name = note(drawn, "▲"), note(drawn, "you")
    assert mark.x == name.x == (own + within) * 6
    assert name.xanchor == ("left" if own == 0 else "right")  # where there is room for it
    ends = [note(drawn, told) for told in ("← less", "more →")]
    assert all(end.y < mark.y - 18 for end in ends)  # a line of their own


def test_every_scale_has_its_own_crowd_below_the_one_before():
    drawn = crowd([row(own) for own in range(3)], AROUND, LIGHT.solo, LIGHT)
    heights = [min(trace.y) for trace in drawn.data if trace.marker.color == LIGHT.solo]
    assert heights == sorted(heights, reverse=True)
    assert drawn.layout.height == pytest.approx(
        drawn.layout.yaxis.range[1] - drawn.layout.yaxis.range[0], abs=1
    )


def test_words_of_a_codebook_hold_no_tags_in_either_picture():
    evil = "<img src=x onerror=alert(1)>"
    card = crowd(
        [CrowdRow(evil, evil, (evil, evil), SHARES, 2, 0.5)],
        CrowdWords(evil, evil, evil, evil), LIGHT.solo, LIGHT,
    )  # fmt: skip
    for drawn in (card, draw(Wishes((WishRow(evil, evil, 50, 20),), "solo"), "light")):
        for each in drawn.layout.annotations:
            assert not re.search(r"<(?!/?b>)", each.text)


def test_a_wish_is_as_long_as_many_want_it_and_dark_where_they_go_without():
    rows = [WishRow("A mentor", "80", 80, 45), WishRow("Praise", "60", 60, 12)]
    whole, want, without = draw(Wishes(tuple(rows), "team"), "light").data
    assert list(whole.x) == [100, 100]
    assert list(want.x) == [80, 60]
    assert list(without.x) == [45, 12]
    assert (want.marker.color, without.marker.color) == (LIGHT.paper, LIGHT.team)
    assert list(want.y) == sorted(want.y, reverse=True)
