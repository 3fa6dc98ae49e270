"""The same difference in two releases: the older hollow and grey, the newer filled, with intervals.

A row an indicator; its name stands above its two lines.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import plotly.graph_objects as go

from analysis import sentences as say
from analysis.exhibits.two_releases import ChangeRow, TwoReleases
from analysis.sentences.numbers import round_ticks
from pages.parts.figures.palette import ROW, TEXT, Palette, figure, inert, intervals, note

WRAP = 30  # characters of a name on a phone
OFFSET = 0.09  # of a row, from its middle to each of its two lines


def draw(marks: TwoReleases, colours: Palette) -> go.Figure:
    """Older above newer in each row, around a line at zero."""
    rows, names = marks.rows, marks.names
    older = _side(rows, names, 0, colours)
    newer = _side(rows, names, 1, colours)
    drawn = figure(colours, 2 * TEXT + 80 + ROW * len(rows), older, newer)
    drawn.add_vline(x=0, line={"color": colours.muted, "width": 1})
    for n, row in enumerate(rows):
        name = note(f"<b>{inert(_short(row.label))}</b>", 0, -n + 0.42, colours)
        drawn.add_annotation(name | {"bgcolor": colours.paper})
    ends = [0.0, *(end for row in rows for each in (row.old, row.new) for end in each)]
    low, high = min(ends), max(ends)
    ticks = [at for at in round_ticks(max(-low, high) or 1.0) if low <= at <= high]
    pad = (high - low or 1.0) * 0.05
    drawn.update_xaxes(
        range=[low - pad, high + pad], tickvals=ticks, tickangle=0,
        ticktext=[say.signed(tick) for tick in ticks],
    )  # fmt: skip
    drawn.update_yaxes(range=[-len(rows) + 0.6, 0.72])
    return drawn


def _side(
    rows: Sequence[ChangeRow], names: tuple[str, str], side: int, colours: Palette
) -> go.Scatter:
    """The points of one release with their intervals; side 0 is the older."""
    points = [(row.old, row.new)[side] for row in rows]
    colour = (colours.muted, colours.ink)[side]
    return go.Scatter(
        x=[value for value, _, _ in points],
        y=[-n + (OFFSET, -OFFSET)[side] for n in range(len(rows))],
        name=inert(names[side]),
        mode="markers",
        marker={
            "size": 11, "symbol": ("circle-open", "circle")[side], "color": colour,
            "line": {"width": 2, "color": colour},
        },
        error_x=intervals(
            colour,
            (value - low for value, low, _ in points),
            (high - value for value, _, high in points),
        ),
        hovertemplate=[
            f"{inert(row.label)}: {inert(row.texts[side])}<extra></extra>" for row in rows
        ],
    )  # fmt: skip


def _short(label: str) -> str:
    return textwrap.shorten(label, WRAP, placeholder=" …") or label[:WRAP]
