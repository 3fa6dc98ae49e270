"""Single questions: diverging bars, the middle answer split down the zero line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from analysis import sentences as say
from pages.parts.figures.palette import Palette, figure, inert, note, readable_on

SHOWN_FROM = 9  # per cent; a narrower part has no room for its number


@dataclass(frozen=True)
class ItemRow:
    """One question: each group's share (0 to 100) of every answer, the lowest first."""

    label: str
    solo: tuple[float, ...]
    team: tuple[float, ...]


def items(
    rows: Sequence[ItemRow], answers: tuple[str, ...], names: tuple[str, str], colours: Palette
) -> go.Figure:
    """Two bars a question, solo above team, around the middle of the answers."""
    drawn = figure(colours, 56 + 84 * len(rows))
    for n, row in enumerate(rows):
        drawn.add_annotation(note(inert(row.label), 0, -n + 0.44, colours))
        for offset, group, shares in ((0.14, "solo", row.solo), (-0.17, "team", row.team)):
            name = names[0] if group == "solo" else names[1]
            _draw_bar(drawn, -n + offset, shares, answers, group, name, colours)
    low, high = inert(answers[0]), inert(answers[-1])
    drawn.update_layout(
        barmode="overlay", showlegend=False, margin={"l": 0, "r": 0, "t": 4, "b": 4}
    )
    sides = [side for row in rows for shares in (row.solo, row.team) for side in _sides(shares)]
    reach = max(sides, default=100.0) + 2
    drawn.update_xaxes(range=[-reach, reach], showgrid=False, showticklabels=False)
    foot = -len(rows) + 0.48
    drawn.add_annotation(note(f"← {low}", 0, foot, colours, muted=True))
    drawn.add_annotation(note(f"{high} →", 1, foot, colours, muted=True, at="right"))
    drawn.add_vline(x=0, line={"color": colours.muted, "width": 1}, layer="below")
    drawn.update_yaxes(range=[-len(rows) + 0.25, 0.7])
    return drawn


def _draw_bar(
    drawn: go.Figure, y: float, shares: tuple[float, ...], answers: tuple[str, ...], group: str,
    name: str, colours: Palette,
) -> None:  # fmt: skip
    count, at = len(shares), -_sides(shares)[0]
    for share, answer, colour in zip(shares, answers, colours.ramp(group, count), strict=True):
        drawn.add_trace(
            go.Bar(
                x=[share],
                y=[y],
                base=[at],
                width=0.27,
                orientation="h",
                marker={"color": colour, "line": {"width": 1, "color": colours.paper}},
                text=[say.number(share) if share >= SHOWN_FROM else ""],
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                constraintext="none",
                textfont={"color": readable_on(colour), "size": 14},
                hovertemplate=f"{inert(name)}, {inert(answer)}: {say.of_100(share)}<extra></extra>",
            )
        )
        at += share


def _sides(shares: tuple[float, ...]) -> tuple[float, float]:
    """How far a bar reaches below and above the middle of its answers."""
    half = len(shares) // 2
    middle = shares[half] / 2 if len(shares) % 2 else 0.0
    return sum(shares[:half]) + middle, sum(shares[-half:]) + middle
