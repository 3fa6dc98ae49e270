"""One gap over the waves: time from left to right, each wave's difference with its interval."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import plotly.graph_objects as go

from analysis import sentences as say
from analysis.exhibits.waves import WaveRow, Waves
from analysis.sentences.numbers import round_ticks
from pages.parts.figures.palette import Palette, figure, inert, intervals

HEIGHT, LINE = 290, 20  # px: without further lines of the waves' names; one of these lines
ROOM = 44  # characters that fit beside each other on a phone


def draw(marks: Waves, colours: Palette) -> go.Figure:
    """Differences around a line at zero; the shaded zone is 'about the same'."""
    rows = marks.rows
    names = [_name(row.label, len(rows)) for row in rows]
    lines = max(name.count("<br>") for name in names)
    drawn = figure(colours, HEIGHT + LINE * lines, _marks(rows, colours))
    zone = marks.smallest or 0.0
    drawn.add_hrect(y0=-zone, y1=zone, fillcolor=colours.zone, line_width=0, layer="below")
    drawn.add_hline(y=0, line={"color": colours.muted, "width": 1}, layer="below")
    ends = [abs(end) for row in rows for end in (row.low, row.high) if end is not None]
    reach = max([zone * 1.6, *ends]) or 1.0
    low = min([-zone * 1.6, *(row.low or 0.0 for row in rows)])
    high = max([zone * 1.6, *(row.high or 0.0 for row in rows)])
    ticks = [tick for tick in round_ticks(reach) if low <= tick <= high]
    drawn.update_layout(showlegend=False, margin={"l": 40, "r": 0, "t": 8, "b": 34 + LINE * lines})
    drawn.update_xaxes(
        range=[-0.5, len(rows) - 0.5], tickvals=[*range(len(rows))], ticktext=names,
        tickangle=0, showgrid=False,
    )  # fmt: skip
    pad = (high - low or 1.0) * 0.06
    drawn.update_yaxes(
        range=[low - pad, high + pad], tickvals=ticks, showticklabels=True, showgrid=False,
        ticktext=[say.signed(tick) for tick in ticks],
    )  # fmt: skip
    return drawn


def _name(label: str, waves: int) -> str:
    """A wave's name in as many lines as its place on a phone needs."""
    return "<br>".join(inert(line) for line in textwrap.wrap(label, max(5, ROOM // waves)))


def _marks(rows: Sequence[WaveRow], colours: Palette) -> go.Scatter:
    shown = [(n, row) for n, row in enumerate(rows) if row.difference is not None]
    return go.Scatter(
        x=[n for n, _ in shown],
        y=[row.difference for _, row in shown],
        mode="markers+text",
        marker={"size": 11, "color": colours.ink},
        text=[f"<b>  {say.signed(say.rounded(row.difference or 0))}</b>" for _, row in shown],
        textposition="middle right",
        textfont={"color": colours.ink},
        error_y=intervals(
            colours.muted,
            ((row.difference or 0) - (row.low or 0) for _, row in shown),
            ((row.high or 0) - (row.difference or 0) for _, row in shown),
        ),
        hovertemplate=[
            f"{inert(row.label)}: {inert(row.words)}<extra></extra>" for _, row in shown
        ],
    )
