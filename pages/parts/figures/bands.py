"""The bands: one 100% bar per group, from the lowest scores to the highest."""

from __future__ import annotations

import plotly.graph_objects as go

from analysis import sentences as say
from analysis.exhibits.bands import Bands
from pages.parts.figures.palette import Palette, figure, inert, note, readable_on

SHOWN_FROM = 6  # per cent; a narrower part has no room for its number


def draw(marks: Bands, colours: Palette) -> go.Figure:
    """A bar a group with shares printed inside, the ends of the scale below."""
    rows, ends = marks.rows, marks.ends
    drawn = figure(colours, 70 + 82 * len(rows))
    for n, row in enumerate(rows):
        ramp = colours.ramp(row.group, len(row.shares))
        for share, name, colour in zip(row.shares, row.names, ramp, strict=True):
            drawn.add_trace(_part(n, share, name, colour, colours))
        drawn.add_annotation(note(inert(row.label), 0, -n + 0.52, colours, bold=True))
    last = -len(rows) + 1
    drawn.add_annotation(note(f"← {inert(ends[0])}", 0, last - 0.52, colours, muted=True))
    drawn.add_annotation(
        note(f"{inert(ends[1])} →", 1, last - 0.52, colours, muted=True, at="right")
    )
    drawn.update_layout(
        barmode="stack", showlegend=False, bargap=0.42, margin={"l": 0, "r": 0, "t": 4, "b": 4}
    )
    drawn.update_xaxes(range=[0, 100], showgrid=False, showticklabels=False)
    drawn.update_yaxes(range=[last - 0.72, 0.75])
    return drawn


def _part(n: int, share: float, name: str, colour: str, colours: Palette) -> go.Bar:
    return go.Bar(
        x=[share],
        y=[-n],
        orientation="h",
        marker={"color": colour, "line": {"width": 2, "color": colours.paper}},
        text=[say.number(share) if share >= SHOWN_FROM else ""],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"color": readable_on(colour), "size": 16},
        hovertemplate=f"{inert(name)}: {say.of_100(share)}<extra></extra>",
    )
