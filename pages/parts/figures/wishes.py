"""What people want: a bar a support, its dark part those who want it and did not receive it."""

from __future__ import annotations

import plotly.graph_objects as go

from analysis.exhibits.wishes import Wishes
from pages.parts.figures.palette import Palette, figure, inert, note

LINE = 54  # px a support takes
BAR = 10  # px


def draw(marks: Wishes, colours: Palette) -> go.Figure:
    """Bars of 0 to 100 with their names above them, drawn in px from the top."""
    rows, colour = marks.rows, colours.of(marks.group)
    drawn = figure(colours, LINE * len(rows))
    floors = [-LINE * (n + 1) + 16.0 for n in range(len(rows))]
    full, want, without = (
        [100.0] * len(rows), [row.want for row in rows], [row.without for row in rows]
    )  # fmt: skip
    for shares, fill, edge in (
        (full, colours.zone, colours.zone), (want, colours.paper, colour), (without, colour, colour)
    ):  # fmt: skip
        drawn.add_trace(_bars(shares, floors, fill, edge))
    notes = []
    for row, floor in zip(rows, floors, strict=True):
        notes.append(note(inert(row.label), 0, floor + 18, colours))
        notes.append(note(inert(row.note), 1, floor + 18, colours, at="right", bold=True))
    drawn.update_layout(
        annotations=notes, barmode="overlay", showlegend=False, margin=dict.fromkeys("lrtb", 0)
    )
    drawn.update_xaxes(range=[-0.5, 100.5], showgrid=False, showticklabels=False)
    drawn.update_yaxes(range=[-LINE * len(rows), 0])
    return drawn


def _bars(shares: list[float], floors: list[float], fill: str, edge: str) -> go.Bar:
    return go.Bar(
        x=shares,
        y=floors,
        width=BAR,
        orientation="h",
        marker={"color": fill, "line": {"width": 1.4, "color": edge}, "cornerradius": 4},
        hoverinfo="skip",
    )
