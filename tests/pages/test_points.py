"""Figures of points with intervals: where every mark, every interval and every word stands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.exhibits.forest import Forest, ForestRow, Point, Weight
from pages.parts.figures import draw
from tests.pages.drawn import NAMES, average_row, averages_of, intervals, note, score, words

drawing = settings(max_examples=40, deadline=None)


def test_scores_stand_at_their_place_between_the_lowest_and_the_highest():
    rows = [
        average_row(score(60, 54, 66), score(40, 38, 42)),
        average_row(score(2, 1.5, 3), score(4, 3, 5), low=1, high=5),
    ]
    solo, team = draw(averages_of(*rows), "light").data
    assert (solo.name, team.name) == NAMES
    assert intervals(solo) == [pytest.approx((0.54, 0.6, 0.66)), pytest.approx((0.125, 0.25, 0.5))]
    assert intervals(team) == [pytest.approx((0.38, 0.4, 0.42)), pytest.approx((0.5, 0.75, 1.0))]
    assert list(solo.y) == list(team.y) == [0, -1]


@drawing
@given(st.floats(-100, 100), st.floats(1, 200), st.lists(st.floats(0, 1), min_size=6, max_size=6))
def test_no_mark_and_no_interval_leaves_the_axis(low, span, places):
    ends = [low + span * place for place in places]
    one, other = (sorted(ends[:3]), sorted(ends[3:]))
    row = average_row(
        score(one[1], one[0], one[2]), score(other[1], other[0], other[2]), low, low + span
    )
    drawn = draw(averages_of(row), "light")
    left, right = drawn.layout.xaxis.range
    for trace in drawn.data:
        for ends in intervals(trace):
            assert all(left <= end <= right for end in ends)
            assert list(ends) == sorted(ends)


@pytest.mark.parametrize(("solo", "team"), [(60, 40), (40, 60), (50, 50)])
def test_values_are_written_at_their_marks_the_lower_to_the_left(solo, team):
    drawn = draw(
        averages_of(average_row(score(solo, solo, solo), score(team, team, team))), "light"
    )
    told = [each for each in drawn.layout.annotations if each.xref == "x"]
    assert [(each.text, each.x) for each in told] == [
        (f"<b>{solo}</b>", pytest.approx(solo / 100)),
        (f"<b>{team}</b>", pytest.approx(team / 100)),
    ]
    left = "right" if solo <= team else "left"  # text that ends at its mark stands left of it
    assert [each.xanchor for each in told] == [left, "left" if left == "right" else "right"]


def test_a_row_says_what_it_measures_and_which_way_is_worse():
    drawn = draw(averages_of(average_row(score(60, 54, 66), score(40, 38, 42))), "light")
    assert "Strain more is worse" in words(drawn)
    assert list(drawn.layout.xaxis.ticktext) == ["Never", "Sometimes", "Always"]
    assert list(drawn.layout.xaxis.tickvals) == [0, 0.5, 1]


def forest(*rows, smallest=5.0):
    return draw(Forest(rows, smallest), "light")


def point(value, low, high, weight=Weight.STRONG):
    return Point(value, low, high, f"{value:g} ({low:g} to {high:g})", weight)


ROWS = (
    ForestRow("Everyone", "higher", (point(6.0, 2.5, 10.0),), people="210 · 300"),
    ForestRow("North", "too uncertain to call", (point(-2.0, -9.5, 5.5, Weight.FAINT),), "Region"),
    ForestRow("South", "not shown, to protect people who answered", heading="Region"),
    ForestRow("Q3 2026", "lower", (point(-7.0, -12.0, -2.0),), "Wave"),
)
SHOWN = tuple(row for row in ROWS if row.points)


def test_differences_stand_at_their_place_with_their_intervals():
    (marks,) = forest(*ROWS).data
    assert intervals(marks) == [(2.5, 6.0, 10.0), (-9.5, -2.0, 5.5), (-12.0, -7.0, -2.0)]


def test_a_withheld_row_has_no_mark_and_says_so_in_its_row():
    drawn = forest(*ROWS)
    south, reason = note(drawn, "South"), note(drawn, ROWS[2].words)
    assert 0 < south.y - reason.y < 25  # px: the next line
    assert not [y for y in drawn.data[0].y if abs(y - reason.y) < 15]


def test_every_number_stands_at_the_right_edge_beside_its_mark():
    drawn = forest(*ROWS)
    for row, y in zip(SHOWN, drawn.data[0].y, strict=True):
        number = note(drawn, row.points[0].text)
        assert (number.x, number.xref, number.xanchor, number.y) == (1, "paper", "right", y)


def test_no_words_stand_on_the_line_of_a_mark_and_no_mark_under_the_numbers():
    drawn = forest(*ROWS)
    right = drawn.layout.xaxis.domain[1]
    longest = max(len(row.points[0].text) for row in SHOWN)
    assert (1 - right) * 342 >= 7 * longest  # px of the narrowest phone
    for told in drawn.layout.annotations:
        on_a_mark = any(abs(told.y - y) < 10 for y in drawn.data[0].y)
        assert not on_a_mark or told.xanchor == "right"


def test_the_number_of_people_stands_beside_the_name_or_below_a_long_one():
    assert "Everyone 210 · 300" in words(forest(*ROWS))
    long = replace(ROWS[0], label="A name of many more words than fit")
    assert words(forest(long))[:2] == ["A name of many more words", "than fit 210 · 300"]
    assert forest(long).layout.height > forest(ROWS[0]).layout.height


def test_a_heading_stands_once_above_its_rows():
    drawn = forest(*ROWS)
    assert words(drawn).count("Region") == words(drawn).count("Wave") == 1
    told = ("Everyone 210 · 300", "Region", "North", "South", "Wave")
    places = [note(drawn, each).y for each in told]
    assert places == sorted(places, reverse=True)


def test_why_a_verdict_is_none_stands_below_it_and_takes_room():
    why = "many groups were compared"
    unsure = replace(ROWS[1], remark=why)
    plain, told = forest(*ROWS), forest(ROWS[0], unsure, *ROWS[2:])
    at = words(told).index(unsure.words)
    assert words(told)[at + 1] == why
    assert told.layout.height > plain.layout.height


def test_the_zone_of_about_the_same_is_unbroken_and_may_be_absent():
    zone = forest(*ROWS).layout.shapes[0]
    assert (zone.x0, zone.x1, zone.y0, zone.y1, zone.yref) == (-5.0, 5.0, 0, 1, "paper")
    absent = forest(*ROWS, smallest=None).layout.shapes[0]
    assert absent.x0 == absent.x1 == 0


def test_a_row_of_two_has_a_filled_and_a_hollow_mark_with_their_names():
    two = ForestRow("Strain", "moved", (point(6, 2, 10), point(1, -1, 3, Weight.HOLLOW)))
    drawn = draw(Forest((two,), None, ("now", "before")), "light")
    now, before = drawn.data
    assert (now.name, before.name, drawn.layout.showlegend) == ("now", "before", True)
    assert (intervals(now), intervals(before)) == ([(2, 6, 10)], [(-1, 1, 3)])
    assert now.marker.color[0] != before.marker.color[0] == drawn.layout.paper_bgcolor
    assert now.y[0] > before.y[0]


@drawing
@given(
    st.lists(st.tuples(*[st.floats(-100, 100)] * 3).map(sorted), min_size=1, max_size=8),
    st.sampled_from([None, 0.25, 5.0]),
)
def test_every_interval_and_the_zone_are_inside_an_axis_with_few_signed_ticks(ends, smallest):
    rows = [
        ForestRow(f"Part {n}", "higher", (point(middle, low, high),))
        for n, (low, middle, high) in enumerate(ends)
    ]
    axis = forest(*rows, smallest=smallest).layout.xaxis
    reach = [end for each in ends for end in each] + [0, smallest or 0, -(smallest or 0)]
    assert all(axis.range[0] <= end <= axis.range[1] for end in reach)
    assert 1 <= len(axis.tickvals) <= 9
    assert all(text == "0" or text[0] in "+\u2212" for text in axis.ticktext)


def test_without_any_difference_there_is_still_a_picture():
    rows = [ForestRow("Everyone", "nobody answered this yet")]
    assert words(forest(*rows, smallest=None)) == ["Everyone", "nobody answered this yet"]
