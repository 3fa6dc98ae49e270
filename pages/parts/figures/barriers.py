"""A table of small bars: a row a thing, a column an answer, the longest of each row the darkest."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

import plotly.graph_objects as go

from analysis.exhibits.barriers import BarrierRow, Barriers
from pages.parts.figures.palette import Palette, figure, inert, note

LINE, BAR, GAP = 20, 10, 14  # px: a line of text, a bar, what parts two rows
COLUMN, LONGEST = 100.0, 64.0  # a column's width on the axis, and how much of it 100 in 100 take
PHONE = 40  # characters beside each other on a phone
WRAP = 42  # characters of a row's name
Note = dict[str, object]  # one annotation of a figure


def draw(marks: Barriers, colours: Palette) -> go.Figure:
    """Rows from the top in px under the names of the columns; all bars share one scale."""
    rows, columns, group = marks.rows, marks.answers, marks.group
    heads = [textwrap.wrap(name, max(6, PHONE // len(columns))) for name in columns]
    top = LINE * max(len(head) for head in heads) + 10.0
    tops = [-top - sum(_height(row) for row in rows[:n]) for n in range(len(rows))]
    whole = top + sum(_height(row) for row in rows)
    drawn = figure(colours, int(whole))
    for column in range(len(columns)):
        drawn.add_trace(_bars(rows, tops, column, group, colours))
    notes = [
        note("<br>".join(inert(line) for line in head), COLUMN * n, -LINE * len(head) / 2, colours,
             muted=True, paper=False)
        for n, head in enumerate(heads)
    ]  # fmt: skip
    for row, y in zip(rows, tops, strict=True):
        notes += _words(row, y, colours)
    drawn.update_layout(
        annotations=notes, barmode="overlay", showlegend=False, margin=dict.fromkeys("lrtb", 0)
    )
    drawn.update_xaxes(range=[-0.5, COLUMN * len(columns)], showgrid=False, showticklabels=False)
    drawn.update_yaxes(range=[-whole, 0])
    return drawn


def _lines(row: BarrierRow) -> list[str]:
    return textwrap.wrap(row.label, WRAP) or [""]


def _height(row: BarrierRow) -> int:
    return LINE * len(_lines(row)) + LINE + GAP


def _bars(
    rows: Sequence[BarrierRow], tops: Sequence[float], column: int, group: str, colours: Palette
) -> go.Bar:
    ramp = colours.ramp(group, 5)
    return go.Bar(
        base=[COLUMN * column] * len(rows),
        x=[row.shares[column] * LONGEST / 100 for row in rows],
        y=[_place(row, top) for row, top in zip(rows, tops, strict=True)],
        width=BAR,
        orientation="h",
        marker={
            "color": [ramp[3 if row.shares[column] == max(row.shares) else 1] for row in rows],
            "line": {"width": 0},
        },
        hoverinfo="skip",
    )


def _place(row: BarrierRow, top: float) -> float:
    return top - LINE * len(_lines(row)) - LINE / 2


def _words(row: BarrierRow, top: float, colours: Palette) -> Iterator[Note]:
    label = "<br>".join(inert(line) for line in _lines(row))
    yield note(label, 0, top - LINE * len(_lines(row)) / 2, colours)
    for n, (share, text) in enumerate(zip(row.shares, row.texts, strict=True)):
        most = share == max(row.shares)
        x = COLUMN * n + share * LONGEST / 100
        yield note(
            inert(text), x, _place(row, top), colours, paper=False, bold=most, muted=not most,
            shift=(5, 0),
        )  # fmt: skip
