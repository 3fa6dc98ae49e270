"""The gap: each group's mean with its interval, joined by a pale bar."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import plotly.graph_objects as go

from analysis.exhibits.averages import AverageRow, Averages
from pages.parts.figures.palette import ROW, Palette, figure, inert, intervals, note

LINE, WRAP = 20, 30  # px a line of a name takes; its characters, with the hint beside them


def draw(marks: Averages, colours: Palette) -> go.Figure:
    """One row an indicator, its name above the line."""
    rows, names = marks.rows, marks.names
    sides = [_points(rows, side, names[side], colours) for side in (0, 1)]
    pitch = ROW + 14
    above = LINE * (len(_lines(rows[0].label)) - 1)  # px that the first name takes more
    drawn = figure(colours, 90 + above + pitch * len(rows), *sides)
    for n, row in enumerate(rows):
        _draw_row(drawn, row, -float(n), colours)
    drawn.update_xaxes(
        range=[-0.085, 1.085],
        tickvals=[at for at, _ in marks.ticks],
        ticktext=[inert(words) for _, words in marks.ticks],
        tickangle=0,
    )
    drawn.update_yaxes(range=[-len(rows) + 0.62, 0.75 + above / pitch])
    return drawn


def _lines(label: str) -> list[str]:
    """A row's name as a phone has room for it; the table tells it in full."""
    return textwrap.wrap(label, WRAP, max_lines=2, placeholder=" …") or [""]


def _points(rows: Sequence[AverageRow], side: int, name: str, colours: Palette) -> go.Scatter:
    """One group's means with their intervals; side 0 is solo."""
    scores = [(row, (row.solo, row.team)[side]) for row in rows]
    colour = (colours.solo, colours.team)[side]
    return go.Scatter(
        x=[row.place(score.mean) for row, score in scores],
        y=[-n for n in range(len(rows))],
        name=inert(name),
        mode="markers",
        marker={"size": 12, "color": colour, "line": {"width": 2, "color": colours.paper}},
        error_x=intervals(
            colour,
            (row.place(score.mean) - row.place(score.low) for row, score in scores),
            (row.place(score.high) - row.place(score.mean) for row, score in scores),
            3,
        ),
        hovertemplate=[f"{inert(row.label)}: {row.texts[side]}<extra></extra>" for row in rows],
    )


def _draw_row(drawn: go.Figure, row: AverageRow, y: float, colours: Palette) -> None:
    ends = sorted((row.place(row.solo.mean), row.place(row.team.mean)))
    drawn.add_shape(
        type="rect", x0=ends[0], x1=ends[1], y0=y - 0.07, y1=y + 0.07, layer="below",
        fillcolor=colours.hairline, line_width=0,
    )  # fmt: skip
    hint = f"  <span style='color:{colours.muted}'>{inert(row.hint)}</span>" if row.hint else ""
    label = "<br>".join(inert(line) for line in _lines(row.label))
    name = note(f"<b>{label}</b>{hint}", 0, y + 0.5, colours, shift=(0, -LINE // 2))
    # No line of the grid crosses it; a second line of it grows upwards.
    drawn.add_annotation(name | {"bgcolor": colours.paper, "yanchor": "bottom"})
    lower_is_solo = row.solo.mean <= row.team.mean
    for side, (score, colour) in enumerate(
        ((row.solo, colours.solo_text), (row.team, colours.team_text))
    ):
        lower = (side == 0) == lower_is_solo  # the lower value is written left, the higher right
        told = note(
            row.texts[side], row.place(score.mean), y, colours, paper=False, bold=True,
            colour=colour, at="right" if lower else "left", shift=(-1 if lower else 1, 17),
        )  # fmt: skip
        drawn.add_annotation(told)
