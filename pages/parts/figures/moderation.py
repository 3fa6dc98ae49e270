"""One gap with and without each support: two points a row with their intervals, a word beside."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

import plotly.graph_objects as go

from analysis import sentences as say
from analysis.exhibits.moderation import Moderation, ModerationRow
from analysis.sentences.numbers import round_ticks
from pages.parts.figures.palette import Palette, figure, inert, intervals, note

TOP, FOOT = 36, 34  # px for the names of the points, and for the axis
LINE, LEVEL, GAP = 20, 16, 14  # px: a line of text, a point's line, what parts two rows
WRAP = 22  # characters; on a phone the word stands beside them
Note = dict[str, object]  # one annotation of a figure


def draw(marks: Moderation, colours: Palette) -> go.Figure:
    """Rows from the top in px around a line at zero."""
    rows, key = marks.rows, marks.key
    tops = [-float(sum(_height(row) for row in rows[:n])) for n in range(len(rows))]
    whole = sum(_height(row) for row in rows)
    drawn = figure(colours, TOP + whole + FOOT)
    for level, name in enumerate(key):
        drawn.add_trace(_points(rows, tops, level, name, colours))
    notes = [
        each for row, top in zip(rows, tops, strict=True) for each in _words(row, top, colours)
    ]
    zeros = [_zero(row, top, colours) for row, top in zip(rows, tops, strict=True)]
    drawn.update_layout(
        annotations=notes, shapes=zeros, margin={"l": 0, "r": 0, "t": TOP, "b": FOOT}
    )
    ends = [end for row in rows for each in (row.given, row.not_given) for end in each]
    low, high = min(0.0, *ends), max(0.0, *ends)
    pad = (high - low or 1.0) * 0.04
    ticks = [tick for tick in round_ticks(max(abs(low), high) or 1.0) if low <= tick <= high]
    drawn.update_xaxes(
        range=[low - pad, high + pad], tickvals=ticks, showgrid=False,
        ticktext=[say.signed(tick) for tick in ticks],
    )  # fmt: skip
    drawn.update_yaxes(range=[-whole, 0])
    return drawn


def _lines(row: ModerationRow) -> list[str]:
    return textwrap.wrap(row.label, WRAP) or [""]


def _height(row: ModerationRow) -> int:
    return LINE * len(_lines(row)) + 2 * LEVEL + GAP


def _zero(row: ModerationRow, top: float, colours: Palette) -> Note:
    """No gap at all: a line behind the row's points that leaves its words alone."""
    y = top - LINE * len(_lines(row))
    line = {"color": colours.muted, "width": 1}
    return {
        "type": "line", "layer": "below", "line": line,
        "x0": 0, "x1": 0, "y0": y + 2, "y1": y - 2 * LEVEL - 2,
    }  # fmt: skip


def _points(
    rows: Sequence[ModerationRow], tops: Sequence[float], level: int, name: str, colours: Palette
) -> go.Scatter:
    ends = [(row.given, row.not_given)[level] for row in rows]
    return go.Scatter(
        x=[value for value, _, _ in ends],
        y=[
            top - LINE * len(_lines(row)) - LEVEL * (level + 0.5)
            for row, top in zip(rows, tops, strict=True)
        ],
        name=inert(name),
        mode="markers",
        marker={
            "size": 10,
            "color": (colours.ink, colours.paper)[level],
            "line": {"width": 2, "color": colours.ink},
        },
        error_x=intervals(
            colours.muted,
            (value - low for value, low, _ in ends),
            (high - value for value, _, high in ends),
        ),
        hoverinfo="skip",
    )


def _words(row: ModerationRow, top: float, colours: Palette) -> Iterator[Note]:
    label = "<br>".join(inert(line) for line in _lines(row))
    yield note(label, 0, top - LINE * len(_lines(row)) / 2, colours)
    yield note(inert(row.word), 1, top - LINE / 2, colours, at="right", muted=not row.clear)
