"""Who answered: two thin bars a row, their numbers beside the row's name."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import plotly.graph_objects as go

from analysis.exhibits.people import People, PeopleRow
from pages.parts.figures.palette import Palette, figure, inert, note

TOP = 36  # px for the names of the groups
LINE, BAR, GAP = 21, 7, 14  # px: a line of text, a bar, what parts a row from the next
WRAP = 30  # characters; the numbers stand beside them on a phone


def draw(marks: People, colours: Palette) -> go.Figure:
    """Rows in px from the top; bars start at zero and share one scale."""
    rows, names = marks.rows, marks.names
    tops = [-float(sum(_height(row) for row in rows[:n])) for n in range(len(rows))]
    shown = [(row, top) for row, top in zip(rows, tops, strict=True) if row.people]
    drawn = figure(colours, TOP + sum(_height(row) for row in rows))
    for side, name in enumerate(names):
        drawn.add_trace(_bars(shown, side, name, colours))
    notes = [
        each for row, top in zip(rows, tops, strict=True) for each in _words(row, top, colours)
    ]
    drawn.update_layout(
        annotations=notes, barmode="overlay", margin={"l": 0, "r": 0, "t": TOP, "b": 0}
    )
    most = max((count for row, _ in shown for count in row.people or ()), default=1)
    drawn.update_xaxes(range=[0, most], showgrid=False, showticklabels=False)
    drawn.update_yaxes(range=[-sum(_height(row) for row in rows), 0])
    return drawn


def _lines(row: PeopleRow) -> list[str]:
    return textwrap.wrap(row.label, WRAP) or [""]


def _height(row: PeopleRow) -> int:
    below = 2 * BAR + 2 if row.people else LINE
    return LINE * len(_lines(row)) + below + GAP


def _bars(
    shown: Sequence[tuple[PeopleRow, float]], side: int, name: str, colours: Palette
) -> go.Bar:
    return go.Bar(
        x=[row.people[side] for row, _ in shown if row.people],
        y=[top - LINE * len(_lines(row)) - BAR / 2 - (BAR + 2) * side for row, top in shown],
        name=inert(name),
        width=BAR,
        orientation="h",
        marker={"color": (colours.solo, colours.team)[side], "line": {"width": 0}},
        hovertemplate=[
            f"{inert(row.label)}: {inert(row.words[side])}<extra></extra>" for row, _ in shown
        ],
    )


def _words(row: PeopleRow, top: float, colours: Palette) -> list[dict[str, object]]:
    label = "<br>".join(inert(line) for line in _lines(row))
    said = [note(label, 0, top - LINE * len(_lines(row)) / 2, colours)]
    if row.people is None:
        below = top - LINE * len(_lines(row)) - LINE / 2
        return [*said, note(f"<i>{inert(row.words[0])}</i>", 0, below, colours, muted=True)]
    told = "   ".join(
        f"<span style='color:{colour}'>{inert(word)}</span>"
        for word, colour in zip(row.words, (colours.solo_text, colours.team_text), strict=True)
    )
    return [*said, note(told, 1, top - LINE / 2, colours, at="right", bold=True)]
