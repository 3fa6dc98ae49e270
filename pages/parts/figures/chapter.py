"""How many in 100 of each group something is true of: a bar a group, filled as far as it is so."""

from __future__ import annotations

import plotly.graph_objects as go

from analysis.exhibits.chapter import Share, Shares
from pages.parts.figures.palette import Palette, figure, inert, intervals, note

LINE, BAR, GAP = 24, 16, 12  # px: the words above a bar, the bar, what parts two groups
WHOLE = 100.0


def draw(marks: Shares, colours: Palette) -> go.Figure:
    """Rows from the top in px; all bars run from nobody to everybody."""
    step, notes = LINE + BAR + GAP, []
    drawn = figure(colours, step * len(marks.rows))
    for n, row in enumerate(marks.rows):
        words, middle = -step * n - LINE / 2, -step * n - LINE - BAR / 2
        drawn.add_traces([_bar(WHOLE, middle, colours.zone), _share(row, middle, colours)])
        ink = colours.solo_text if row.group == "solo" else colours.team_text
        notes += [
            note(inert(row.label), 0, words, colours),
            note(inert(row.text), 1, words, colours, at="right", bold=True, colour=ink),
        ]
    drawn.update_layout(
        annotations=notes, barmode="overlay", showlegend=False, margin=dict.fromkeys("lrtb", 0)
    )
    drawn.update_xaxes(range=[0, WHOLE], showgrid=False, showticklabels=False)
    drawn.update_yaxes(range=[-step * len(marks.rows), 0])
    return drawn


def _bar(value: float, middle: float, colour: str) -> go.Bar:
    return go.Bar(
        x=[value], y=[middle], width=BAR, orientation="h", hoverinfo="skip",
        marker={"color": colour, "line": {"width": 0}},
    )  # fmt: skip


def _share(row: Share, middle: float, colours: Palette) -> go.Bar:
    """The filled part, with its interval across its end."""
    bar = _bar(row.value, middle, colours.of(row.group))
    below, above = max(row.value - row.low, 0.0), max(row.high - row.value, 0.0)
    return bar.update(error_x=intervals(colours.ink, [below], [above]))
