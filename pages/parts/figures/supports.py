"""Received and wanted: a hollow and a filled point on a line, a line a group, ranked by support."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

import plotly.graph_objects as go

from analysis.exhibits.supports import SupportRow, Supports
from pages.parts.figures.palette import Palette, figure, inert, note

TOP, KEY = 36, 30  # px for the names of the groups, and below them those of the points
LINE, LEVEL, GAP = 20, 23, 16  # px: a line of text, a group's line, what parts two supports
WRAP = 38  # characters of a support's name on a phone
SHARE = 0.87  # of the width that the points take; on the right stand the numbers without
MARK = 11  # px
FADED = 0.28  # opacity of what somebody gives already
Note = dict[str, object]  # one annotation of a figure
Shape = dict[str, object]


def draw(marks: Supports, colours: Palette) -> go.Figure:
    """Supports from the top in px; the key names the hollow point, the filled one, the numbers."""
    rows, names = marks.rows, marks.names
    tops = [-KEY - float(sum(_height(row) for row in rows[:n])) for n in range(len(rows))]
    whole = KEY + sum(_height(row) for row in rows)
    drawn = figure(colours, TOP + whole)
    notes = _key(marks.key, colours)
    lines: list[Shape] = []
    for row, top in zip(rows, tops, strict=True):
        notes += _words(row, top, colours)
        lines += _bars(row, top, colours)
    for level in range(len(names)):
        drawn.add_trace(_points(rows, tops, level, colours, wanted=True))
        drawn.add_trace(_points(rows, tops, level, colours, wanted=False))
    for name, colour in zip(names, (colours.solo, colours.team), strict=True):
        drawn.add_trace(_named(name, colour))
    drawn.update_layout(annotations=notes, shapes=lines, margin={"l": 0, "r": 0, "t": TOP, "b": 0})
    drawn.update_xaxes(range=[-13, 113], domain=[0, SHARE], showgrid=False, showticklabels=False)
    drawn.update_yaxes(range=[-whole, 0])
    return drawn


def _lines(row: SupportRow) -> list[str]:
    return textwrap.wrap(f"{row.given} {row.label}".strip(), WRAP) or [""]


def _height(row: SupportRow) -> int:
    return LINE * len(_lines(row)) + 4 + 2 * LEVEL + GAP


def _points(
    rows: Sequence[SupportRow],
    tops: Sequence[float],
    level: int,
    colours: Palette,
    *,
    wanted: bool,
) -> go.Scatter:
    colour, sides = (colours.solo, colours.team)[level], [row.sides[level] for row in rows]
    return go.Scatter(
        x=[side.wanted if wanted else side.received for side in sides],
        y=[_place(row, top, level) for row, top in zip(rows, tops, strict=True)],
        showlegend=False,
        mode="markers",
        marker={
            "size": MARK,
            "color": colour if wanted else colours.paper,
            "opacity": [FADED if row.given else 1.0 for row in rows],
            "line": {"width": 2, "color": colour},
        },
        hovertemplate=[
            f"{inert(row.label)}: {side.texts[wanted]}<extra></extra>"
            for row, side in zip(rows, sides, strict=True)
        ],
    )


def _named(name: str, colour: str) -> go.Scatter:
    """A group in the legend, which would fade with the first support's points."""
    marker = {"size": MARK, "color": colour}
    return go.Scatter(x=[None], y=[None], name=inert(name), mode="markers", marker=marker)


def _place(row: SupportRow, top: float, level: int) -> float:
    return top - LINE * len(_lines(row)) - 4 - LEVEL * (level + 0.5)


def _bars(row: SupportRow, top: float, colours: Palette) -> Iterator[Shape]:
    """The distance from received to wanted, a pale bar behind the points."""
    for level, side in enumerate(row.sides):
        y = _place(row, top, level)
        yield {
            "type": "rect", "layer": "below", "line": {"width": 0}, "fillcolor": colours.hairline,
            "x0": side.received, "x1": side.wanted, "y0": y - 2.5, "y1": y + 2.5,
        }  # fmt: skip


def _key(key: tuple[str, str, str], colours: Palette) -> list[Note]:
    hollow, filled, number = (inert(told) for told in key)
    told = note(f"○ {hollow}   ● {filled}", 0, -KEY / 2, colours, muted=True)
    return [told, note(number, 1, -KEY / 2, colours, muted=True, at="right")]


def _words(row: SupportRow, top: float, colours: Palette) -> Iterator[Note]:
    """The support's name, and each line's three numbers."""
    given = bool(row.given)
    label = "<br>".join(inert(line) for line in _lines(row))
    yield note(label, 0, top - LINE * len(_lines(row)) / 2, colours, muted=given)
    for level, side in enumerate(row.sides):
        y = _place(row, top, level)
        ink = colours.muted if given else (colours.solo_text, colours.team_text)[level]
        left_first = side.received <= side.wanted
        ends = (
            (side.received, side.texts[0], left_first),
            (side.wanted, side.texts[1], not left_first),
        )
        for x, text, left in ends:
            at, way = ("right", -1) if left else ("left", 1)
            yield note(
                inert(text), x, y, colours, at=at, paper=False, colour=ink, shift=(8 * way, 0)
            )
        yield note(inert(side.texts[2]), 1, y, colours, at="right", bold=True, colour=ink)
