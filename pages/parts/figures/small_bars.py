"""A table of small bars: a row a thing, a column an answer, the longest of each row the darkest."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from pages.parts.figures.palette import Palette, figure, inert, note

LINE, BAR, GAP = 20, 10, 14  # px: a line of text, a bar, what parts two rows
COLUMN, LONGEST = 100.0, 64.0  # a column's width on the axis, and how much of it 100 in 100 take
PHONE = 40  # characters beside each other on a phone
WRAP = 42  # characters of a row's name
Note = dict[str, object]  # one annotation of a figure


@dataclass(frozen=True)
class SmallBarRow:
    """A row's name, its share (0 to 100) of each column, and how to write them."""

    label: str
    shares: tuple[float, ...]
    texts: tuple[str, ...]

    @property
    def lines(self) -> list[str]:
        return textwrap.wrap(self.label, WRAP) or [""]

    @property
    def height(self) -> int:
        return LINE * len(self.lines) + LINE + GAP


def small_bars(
    rows: Sequence[SmallBarRow], columns: Sequence[str], group: str, colours: Palette
) -> go.Figure:
    """Rows from the top in px under the names of the columns; all bars share one scale."""
    heads = [textwrap.wrap(name, max(6, PHONE // len(columns))) for name in columns]
    top = LINE * max(len(head) for head in heads) + 10.0
    tops = [-top - sum(row.height for row in rows[:n]) for n in range(len(rows))]
    whole = top + sum(row.height for row in rows)
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


def _bars(
    rows: Sequence[SmallBarRow], tops: Sequence[float], column: int, group: str, colours: Palette
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


def _place(row: SmallBarRow, top: float) -> float:
    return top - LINE * len(row.lines) - LINE / 2


def _words(row: SmallBarRow, top: float, colours: Palette) -> Iterator[Note]:
    label = "<br>".join(inert(line) for line in row.lines)
    yield note(label, 0, top - LINE * len(row.lines) / 2, colours)
    for n, (share, text) in enumerate(zip(row.shares, row.texts, strict=True)):
        most = share == max(row.shares)
        x = COLUMN * n + share * LONGEST / 100
        yield note(
            inert(text), x, _place(row, top), colours, paper=False, bold=most, muted=not most,
            shift=(5, 0),
        )  # fmt: skip
