"""Single questions: diverging bars, the middle answer split down the zero line."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import plotly.graph_objects as go

from analysis import sentences as say
from analysis.exhibits.items import ItemRow, Items
from pages.parts.figures.palette import Palette, Trace, figure, inert, note, readable_on

SHOWN_FROM = 9  # per cent; a narrower part has no room for its number
LINE, BAR, GAP = 21, 23, 18  # px: a line of text, a bar, what parts two questions
FOOT = 30  # px for the ends of the scale
WRAP, WRAP_BESIDE = 44, 36  # characters of a question on a phone, alone and beside the aside's name
SHARE = 0.88  # of the width that the bars take where an aside stands beside them
Note = dict[str, object]  # one annotation of a figure


def draw(marks: Items, colours: Palette) -> go.Figure:
    """Two bars a question in px from the top, solo above team, around the middle of the answers."""
    rows, answers, names = marks.rows, marks.answers, marks.names
    tops = [-float(sum(_height(row) for row in rows[:n])) for n in range(len(rows))]
    whole = sum(_height(row) for row in rows) + FOOT
    bars: list[Trace] = []
    notes = [
        note("<br>".join(inert(line) for line in _lines(row)), 0, top - _head(row) / 2, colours)
        for row, top in zip(rows, tops, strict=True)
    ]
    for row, top in zip(rows, tops, strict=True):
        for level, (group, shares) in enumerate((("solo", row.solo), ("team", row.team))):
            y = _place(row, top, level)
            bars += _bar(y, shares, answers, group, names[level], colours)
        notes += _asides(row, top, colours)
    if any(row.aside for row in rows):
        notes.append(note(inert(marks.aside), 1, -LINE / 2, colours, muted=True, at="right"))
    notes += _ends(answers, -whole + FOOT / 2, colours)
    drawn = figure(colours, whole, *bars)
    sides = [side for row in rows for shares in (row.solo, row.team) for side in _sides(shares)]
    reach = max(sides, default=100.0) + 2
    drawn.update_layout(
        annotations=notes, barmode="overlay", showlegend=False, margin=dict.fromkeys("lrtb", 0)
    )
    drawn.update_xaxes(
        range=[-reach, reach], showgrid=False, showticklabels=False,
        domain=[0, SHARE if any(row.aside for row in rows) else 1],
    )  # fmt: skip
    drawn.update_layout(
        shapes=[_zero(row, top, colours) for row, top in zip(rows, tops, strict=True)]
    )
    drawn.update_yaxes(range=[-whole, 0])
    return drawn


def _lines(row: ItemRow) -> list[str]:
    return textwrap.wrap(row.label, WRAP_BESIDE if row.aside else WRAP) or [""]


def _height(row: ItemRow) -> int:
    return LINE * len(_lines(row)) + 2 * BAR + GAP


def _head(row: ItemRow) -> float:
    return LINE * len(_lines(row))


def _zero(row: ItemRow, top: float, colours: Palette) -> Note:
    """The middle of the scale, seen above, between and below the two bars of a question."""
    y = top - _head(row)
    line = {"color": colours.muted, "width": 1}
    return {
        "type": "line", "layer": "below", "line": line,
        "x0": 0, "x1": 0, "y0": y + 4, "y1": y - 2 * BAR - 5,
    }  # fmt: skip


def _place(row: ItemRow, top: float, level: int) -> float:
    return top - _head(row) - BAR * (level + 0.5)


def _asides(row: ItemRow, top: float, colours: Palette) -> Iterator[Note]:
    for level, told in enumerate(row.aside or ()):
        yield note(inert(told), 1, _place(row, top, level), colours, muted=True, at="right")


def _ends(answers: tuple[str, ...], y: float, colours: Palette) -> Iterator[Note]:
    """What the left and the right of the middle mean."""
    low, high = inert(answers[0]), inert(answers[-1])
    yield note(f"← {low}", 0, y, colours, muted=True)
    yield note(f"{high} →", 1, y, colours, muted=True, at="right")


def _bar(
    y: float, shares: tuple[float, ...], answers: tuple[str, ...], group: str, name: str,
    colours: Palette,
) -> Iterator[Trace]:  # fmt: skip
    """The parts of one group's bar from the left."""
    count, at = len(shares), -_sides(shares)[0]
    for share, answer, colour in zip(shares, answers, colours.ramp(group, count), strict=True):
        yield {  # no go.Bar: the figure looks through each a second time
            "type": "bar",
            "x": [share],
            "y": [y],
            "base": [at],
            "width": BAR - 2,
            "orientation": "h",
            "marker": {"color": colour, "line": {"width": 1, "color": colours.paper}},
            "text": [say.number(share) if share >= SHOWN_FROM else ""],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "textangle": 0,
            "constraintext": "none",
            "textfont": {"color": readable_on(colour), "size": 14},
            "hovertemplate": f"{inert(name)}, {inert(answer)}: {say.of_100(share)}<extra></extra>",
        }
        at += share


def _sides(shares: tuple[float, ...]) -> tuple[float, float]:
    """How far a bar reaches below and above the middle of its answers."""
    half = len(shares) // 2
    middle = shares[half] / 2 if len(shares) % 2 else 0.0
    return sum(shares[:half]) + middle, sum(shares[-half:]) + middle
