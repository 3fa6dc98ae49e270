"""One gap with and without each support: two points a row with their intervals, a word beside."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from analysis import sentences as say
from pages.parts.figures.palette import Palette, figure, inert, intervals, note
from pages.parts.figures.segments import round_ticks

TOP, FOOT = 36, 34  # px for the names of the points, and for the axis
LINE, LEVEL, GAP = 20, 16, 14  # px: a line of text, a point's line, what parts two rows
WRAP = 22  # characters; on a phone the word stands beside them
Note = dict[str, object]  # one annotation of a figure
Ends = tuple[float, float, float]  # value, low, high


@dataclass(frozen=True)
class WithRow:
    """A support by its name: the gap with it and without it, and what may be said of the two."""

    label: str
    given: Ends
    not_given: Ends
    word: str
    clear: bool

    @property
    def lines(self) -> list[str]:
        return textwrap.wrap(self.label, WRAP) or [""]

    @property
    def height(self) -> int:
        return LINE * len(self.lines) + 2 * LEVEL + GAP


def with_without(rows: Sequence[WithRow], key: tuple[str, str], colours: Palette) -> go.Figure:
    """Rows from the top in px around a line at zero; ``key`` names with and without."""
    tops = [-float(sum(row.height for row in rows[:n])) for n in range(len(rows))]
    whole = sum(row.height for row in rows)
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


def _zero(row: WithRow, top: float, colours: Palette) -> Note:
    """No gap at all: a line behind the row's points that leaves its words alone."""
    y = top - LINE * len(row.lines)
    line = {"color": colours.muted, "width": 1}
    return {
        "type": "line", "layer": "below", "line": line,
        "x0": 0, "x1": 0, "y0": y + 2, "y1": y - 2 * LEVEL - 2,
    }  # fmt: skip


def _points(
    rows: Sequence[WithRow], tops: Sequence[float], level: int, name: str, colours: Palette
) -> go.Scatter:
    ends = [(row.given, row.not_given)[level] for row in rows]
    return go.Scatter(
        x=[value for value, _, _ in ends],
        y=[
            top - LINE * len(row.lines) - LEVEL * (level + 0.5)
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


def _words(row: WithRow, top: float, colours: Palette) -> Iterator[Note]:
    label = "<br>".join(inert(line) for line in row.lines)
    yield note(label, 0, top - LINE * len(row.lines) / 2, colours)
    yield note(inert(row.word), 1, top - LINE / 2, colours, at="right", muted=not row.clear)
