"""Averages one below the other: both groups, and the parts of a group under it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import plotly.graph_objects as go

from analysis.exhibits.levels import LevelRow, Levels
from pages.parts.figures.palette import Palette, figure, inert, intervals, note

PITCH = 54  # px a row takes, its name above its line
RIGHT = 0.85  # of the axis: from here on there is no room for a number on the right
Place = Callable[[float], float]  # of a value on the axis, 0 to 1
INDENT = "\u2003"  # before the name of a part


def draw(marks: Levels, colours: Palette) -> go.Figure:
    """A dot with its interval a row."""
    rows, ticks = marks.rows, marks.ticks

    def place(value: float) -> float:
        return (value - marks.low) / (marks.high - marks.low)

    dots = [_dots(rows, group, place, colours) for group in ("solo", "team")]
    drawn = figure(colours, 60 + PITCH * len(rows), *dots)
    notes = [each for n, row in enumerate(rows) for each in _words(row, -float(n), place, colours)]
    drawn.update_layout(
        annotations=notes, showlegend=False, margin={"l": 0, "r": 0, "t": 6, "b": 36}
    )
    drawn.update_xaxes(
        range=[-0.085, 1.085],
        tickvals=[at for at, _ in ticks],
        ticktext=[inert(words) for _, words in ticks],
        tickangle=0,
    )
    drawn.update_yaxes(range=[-len(rows) + 0.62, 0.75])
    return drawn


def _dots(rows: Sequence[LevelRow], group: str, place: Place, colours: Palette) -> go.Scatter:
    """The rows of one group."""
    own = [(-n, row) for n, row in enumerate(rows) if row.group == group]
    colour = colours.solo if group == "solo" else colours.team
    means, lows, highs = (
        [place(getattr(row.score, name)) for _, row in own] for name in ("mean", "low", "high")
    )
    return go.Scatter(
        x=means,
        y=[y for y, _ in own],
        mode="markers",
        marker={
            "size": [13 if row.whole else 9 for _, row in own],
            "color": colour,
            "opacity": 1,
            "line": {"width": 0},
        },
        error_x=intervals(
            colour,
            (mean - low for low, mean in zip(lows, means, strict=True)),
            (high - mean for high, mean in zip(highs, means, strict=True)),
            3,
        ),
        hovertemplate=[f"{inert(row.label)}: {inert(row.words)}<extra></extra>" for _, row in own],
    )


def _words(row: LevelRow, y: float, place: Place, colours: Palette) -> Iterator[dict[str, object]]:
    """The name above the line, the number beside the interval."""
    name = row.label if row.whole else INDENT + row.label
    yield note(inert(name), 0, y + 0.42, colours, bold=row.whole) | {"bgcolor": colours.paper}
    colour = colours.solo_text if row.group == "solo" else colours.team_text
    right = place(row.score.high) < RIGHT
    end = place(row.score.high if right else row.score.low)
    yield note(
        row.value, end, y, colours, paper=False, bold=True, colour=colour,
        at="left" if right else "right", shift=(9 if right else -9, 0),
    )  # fmt: skip
