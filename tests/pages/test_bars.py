"""Figures of bars: shares that add up, in order, around the middle answer."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.exhibits.bands import BandRow, Bands
from analysis.exhibits.exhibit import shares
from analysis.exhibits.items import ItemRow, Items
from analysis.published import Count
from pages.parts.figures import draw
from tests.pages.drawn import ANSWERS, NAMES, bare, words

drawing = settings(max_examples=40, deadline=None)
counts = st.lists(st.integers(0, 5000), min_size=2, max_size=7).filter(any)


@drawing
@given(counts)
def test_the_shares_of_a_group_add_to_100(people):
    parts = shares([Count(about, max(0, about - 2), about + 2) for about in people])
    assert sum(parts) == pytest.approx(100)
    assert [part == 0 for part in parts] == [about == 0 for about in people]


def test_nobody_has_no_shares():
    assert shares([Count(0, 0, 4)] * 5) == (0, 0, 0, 0, 0)


def band_figure(solo, team):
    names = ("very low", "low", "middling", "high", "very high")
    rows = [BandRow("solo", "Soloists, about 40", solo, names)]
    rows.append(BandRow("team", "Teammates, about 60", team, names))
    return draw(Bands(tuple(rows), ("very low", "very high")), "light")


def test_bands_are_stacked_from_low_to_high_one_bar_a_group():
    solo, team = (5.0, 20.0, 30.0, 25.0, 20.0), (10.0, 30.0, 30.0, 20.0, 10.0)
    drawn = band_figure(solo, team)
    assert drawn.layout.barmode == "stack"
    assert [bar.x[0] for bar in drawn.data if bar.y[0] == 0] == list(solo)
    assert [bar.x[0] for bar in drawn.data if bar.y[0] == -1] == list(team)
    assert list(drawn.layout.xaxis.range) == [0, 100]


def test_a_share_is_printed_where_there_is_room_and_told_on_hovering_everywhere():
    drawn = band_figure((2.4, 5.6, 32.0, 40.4, 19.6), (20.0,) * 5)
    printed = [bar.text[0] for bar in drawn.data[:5]]
    assert printed[0] == ""
    assert printed[2:] == ["32", "40", "20"]
    assert drawn.data[0].hovertemplate.startswith("very low: 2 in 100")


def test_groups_and_the_ends_of_the_scale_are_named():
    told = words(band_figure((20.0,) * 5, (20.0,) * 5))
    assert told[:2] == ["Soloists, about 40", "Teammates, about 60"]
    assert "← very low" in told
    assert "very high →" in told


def bars(drawn, y):
    """(from, to) of every part of the bar at a height, in the order drawn."""
    return [(bar.base[0], bar.base[0] + bar.x[0]) for bar in drawn.data if bar.y[0] == y]


@drawing
@given(counts, counts)
def test_answers_touch_in_order_and_the_middle_of_the_scale_stands_at_zero(ours, theirs):
    steps = min(len(ours), len(theirs))
    sides = [shares([Count(n, n, n) for n in people[:steps]]) for people in (ours, theirs)]
    names = tuple(f"Answer {n}" for n in range(steps))
    drawn = draw(Items((ItemRow("Tired", *sides),), names, NAMES), "light")
    left, right = drawn.layout.xaxis.range
    for y, parts in zip(sorted({bar.y[0] for bar in drawn.data}, reverse=True), sides, strict=True):
        placed = bars(drawn, y)
        assert [high - low for low, high in placed] == pytest.approx(parts)
        assert [low for low, _ in placed[1:]] == pytest.approx([high for _, high in placed[:-1]])
        half = steps // 2
        middle = sum(placed[half]) / 2 if steps % 2 else placed[half][0]
        assert middle == pytest.approx(0, abs=1e-9)
        assert left <= placed[0][0]
        assert placed[-1][1] <= right


def test_solo_stands_above_team_and_hovering_names_group_and_answer():
    drawn = draw(Items((ItemRow("Tired", (20.0,) * 5, (20.0,) * 5),), ANSWERS, NAMES), "light")
    heights = {bare(bar.hovertemplate).split(",")[0]: bar.y[0] for bar in drawn.data}
    assert heights["soloists"] > heights["teammates"]
    assert drawn.data[0].hovertemplate.startswith("soloists, Never: 20 in 100")
    assert words(drawn) == ["Tired", "← Never", "Always →"]
