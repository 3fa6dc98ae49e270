"""Counts against each other: one to the right of a line, its opposite to the left."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import plotly.graph_objects as go

from analysis.exhibits.opposing import Opposing, OpposingRow
from analysis.published import GroupScore
from pages.parts.figures.palette import Palette, figure, inert, intervals, note

TOP = 40  # px for the names of the groups
LINE, BAR, GAP = 20, 18, 22  # px: a line of text, a bar, what parts a pair from the next
WRAP = 19  # characters; both names stand beside each other on a phone
ROOM = 1.42  # the axis reaches further than the longest interval: the numbers stand there


def draw(marks: Opposing, colours: Palette) -> go.Figure:
    """Pairs from the top in px; to the right filled bars, to the left hollow ones."""
    rows, names = marks.rows, marks.names
    tops = [-float(sum(_height(row) for row in rows[:n])) for n in range(len(rows))]
    whole = sum(_height(row) for row in rows) - GAP
    drawn = figure(colours, TOP + whole + 8)
    for side, name in enumerate(names):
        drawn.add_trace(_bars(rows, tops, side, name, 1, colours))
        drawn.add_trace(_bars(rows, tops, side, name, -1, colours))
    notes = [
        each for row, top in zip(rows, tops, strict=True) for each in _words(row, top, colours)
    ]
    drawn.update_layout(
        annotations=notes, barmode="overlay", margin={"l": 0, "r": 0, "t": TOP, "b": 8}
    )
    reach = ROOM * max(score.high for row in rows for score in (*row.right, *row.left)) or 1.0
    drawn.add_vline(x=0, line={"color": colours.muted, "width": 1}, layer="below")
    drawn.update_xaxes(range=[-reach, reach], showgrid=False, showticklabels=False)
    drawn.update_yaxes(range=[-whole, 0])
    return drawn


def _lines(row: OpposingRow) -> int:
    return max(len(textwrap.wrap(label, WRAP)) for label in row.labels)


def _height(row: OpposingRow) -> int:
    return LINE * _lines(row) + 8 + 2 * (BAR + 4) + GAP


def _bars(
    rows: Sequence[OpposingRow], tops: Sequence[float], side: int, name: str, way: int,
    colours: Palette,
) -> go.Bar:  # fmt: skip
    """One group's bars to the right (``way`` 1) or to the left (-1)."""
    scores = [(row.right if way > 0 else row.left)[side] for row in rows]
    colour = (colours.solo, colours.team)[side]
    return go.Bar(
        x=[way * score.mean for score in scores],
        y=[_place(row, top, side) for row, top in zip(rows, tops, strict=True)],
        name=inert(name),
        showlegend=way > 0,
        width=BAR,
        orientation="h",
        marker={
            "color": colour if way > 0 else colours.paper, "line": {"width": 1.6, "color": colour}
        },
        error_x=intervals(
            colours.muted,
            (_error(score, outer=way < 0) for score in scores),
            (_error(score, outer=way > 0) for score in scores),
            1.5,
        ),
        hoverinfo="skip",
    )  # fmt: skip


def _error(score: GroupScore, *, outer: bool) -> float:
    """How far the interval reaches on the side away from zero, or towards it."""
    return score.high - score.mean if outer else score.mean - score.low


def _place(row: OpposingRow, top: float, side: int) -> float:
    return top - LINE * _lines(row) - 8 - BAR / 2 - (BAR + 4) * side


def _words(row: OpposingRow, top: float, colours: Palette) -> list[dict[str, object]]:
    said, head = [], top - LINE * _lines(row) / 2
    for label, edge, at in ((row.labels[1], 0, "left"), (row.labels[0], 1, "right")):
        told = "<br>".join(inert(line) for line in textwrap.wrap(label, WRAP))
        said.append(note(told, edge, head, colours, at=at))
    for side, colour in enumerate((colours.solo_text, colours.team_text)):
        y = _place(row, top, side)
        for way, scores, texts in ((1, row.right, row.texts[0]), (-1, row.left, row.texts[1])):
            at, end, away = "left" if way > 0 else "right", way * scores[side].high, (7 * way, 0)
            number = note(
                inert(texts[side]), end, y, colours, at=at, paper=False, bold=True, colour=colour,
                shift=away,
            )  # fmt: skip
            said.append(number)
    return said
