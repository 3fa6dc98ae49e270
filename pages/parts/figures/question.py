"""One question: a pair of bars for each answer, solo above team, with the share at its end."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import plotly.graph_objects as go

from analysis import sentences as say
from analysis.exhibits.question import AnswerRow, Question
from pages.parts.figures.palette import Palette, figure, inert, note

LINE = 66  # px an answer takes
BAR = 0.22  # of a line
LEGEND = 40  # px above
WRAP_AT = 40  # characters of an answer; a phone has room for about so many


def draw(marks: Question, colours: Palette) -> go.Figure:
    """All answers in the order given; the longest bar takes the width."""
    rows: Sequence[AnswerRow] = marks.rows
    lines = [textwrap.wrap(row.label, WRAP_AT) or [""] for row in rows]
    floors = _floors(lines)
    bars = [
        _bars(
            [(row.solo, row.team)[side] for row in rows], floors, side, marks.names[side], colours
        )
        for side in (0, 1)
    ]
    drawn = figure(colours, LEGEND + int(LINE * (0.35 - floors[-1])), *bars)
    for told, floor in zip(lines, floors, strict=True):
        above = floor + 0.42 + 0.15 * (len(told) - 1)
        drawn.add_annotation(note("<br>".join(inert(part) for part in told), 0, above, colours))
    longest = max((max(row.solo, row.team) for row in rows), default=1.0) or 1.0
    drawn.update_layout(barmode="overlay", margin={"l": 0, "r": 0, "t": LEGEND, "b": 0})
    drawn.update_xaxes(range=[0, longest * 1.15], showgrid=False, showticklabels=False)
    drawn.update_yaxes(range=[floors[-1] - 0.35, 0.0])
    return drawn


def _floors(lines: Sequence[Sequence[str]]) -> list[float]:
    """Where the bars of each answer stand; further lines of its words take room above them."""
    floors, y = [], 0.0
    for told in lines:
        y -= 1.0 + 0.3 * (len(told) - 1)
        floors.append(y + 0.28)
    return floors


def _bars(
    shares: Sequence[float], floors: Sequence[float], side: int, name: str, colours: Palette
) -> go.Bar:
    colour = (colours.solo, colours.team)[side]
    return go.Bar(
        x=list(shares),
        y=[floor + (0.13, -0.13)[side] for floor in floors],
        width=BAR,
        orientation="h",
        name=inert(name),
        marker={"color": colour},
        text=[say.number(share) for share in shares],
        textposition="outside",
        textangle=0,
        constraintext="none",
        cliponaxis=False,
        textfont={"color": (colours.solo_text, colours.team_text)[side], "size": 15},
        hovertemplate=[f"{inert(name)}: {say.of_100(share)}<extra></extra>" for share in shares],
    )
