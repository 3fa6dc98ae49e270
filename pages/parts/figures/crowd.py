"""The crowd: peers as dots in the parts of a scale, and one person's own mark below them."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from pages.parts.figures.palette import Palette, figure, inert, note

DOTS = 50  # in a whole crowd
ACROSS = 30  # columns of dots from the lowest part to the highest, gaps included
PITCH = 11  # px from one row of dots to the next
DOT = 8  # px
EDGE, SIDE = 18, 1.8  # the card's rim: px above and below, columns left and right
LINE, TITLE_LINE, GAP = 20, 26, 14  # px a line of text takes, and what parts it from crowds
ABOVE, BELOW = 48, 52  # px for the words above a crowd's floor line and dots, and below it
WRAP, TITLE_WRAP = 40, 30  # characters of a line on a phone
TITLE = {"family": '"Source Serif", "Source Serif 4", serif', "size": 19}
Note = dict[str, object]  # one annotation of a figure


@dataclass(frozen=True)
class CrowdRow:
    """One scale: its name, a note, its two ends, the share (0 to 100) of peers in each part.

    ``own`` is the position of the person's part, ``within`` how far up in it (0 to 1).
    """

    label: str
    note: str
    ends: tuple[str, str]
    shares: tuple[float, ...]
    own: int
    within: float

    @property
    def width(self) -> float:
        """Columns that a part of the scale takes, its gap included."""
        return ACROSS / len(self.shares)

    @property
    def at(self) -> float:
        """The column of the person's own mark."""
        return (self.own + self.within) * self.width

    def stacks(self) -> list[list[int]]:
        """For each part its rows of dots from the floor up, as numbers of dots."""
        room = int(self.width) - 1
        return [
            [min(room, count - start) for start in range(0, count, room)]
            for count in dots(self.shares)
        ]

    @property
    def height(self) -> float:
        """What the tallest stack of dots takes, in px."""
        return PITCH * max(len(stack) for stack in self.stacks())


@dataclass(frozen=True)
class CrowdWords:
    """What stands around the crowds: a title, how to read it, the source; the own mark's name."""

    title: str
    legend: str
    source: str
    you: str


def crowd(rows: Sequence[CrowdRow], words: CrowdWords, colour: str, colours: Palette) -> go.Figure:
    """A card with a crowd a row, drawn in px from its top; ``colour`` is that of the peers."""
    title, legend, source = (
        textwrap.wrap(told, wide)
        for told, wide in ((words.title, TITLE_WRAP), (words.legend, WRAP), (words.source, WRAP))
    )
    y = -TITLE_LINE * len(title) - 4.0
    notes = _title(title, colours) + _lines(legend, y - LINE / 2, colours)
    y -= LINE * len(legend) + GAP
    marks, shapes = [], []
    for row in rows:
        floor = y - ABOVE - row.height
        marks += _dots(row, floor, colour, colours)
        shapes += _floors(row, floor, colours)
        notes += _words(row, y, floor, words.you, colours)
        y = floor - BELOW
    notes += _lines(source, y - LINE / 2, colours)
    height = LINE * len(source) - y
    drawn = figure(colours, int(height) + 2 * EDGE, *marks)
    drawn.update_layout(
        annotations=notes,
        shapes=shapes,
        showlegend=False,
        margin=dict.fromkeys("lrtb", 1),
        modebar={"bgcolor": "rgba(0,0,0,0)", "color": colours.muted, "activecolor": colours.ink},
    )
    border = {"showline": True, "linecolor": colours.hairline, "linewidth": 1, "mirror": True}
    drawn.update_xaxes(range=[-SIDE, ACROSS + SIDE], showgrid=False, showticklabels=False, **border)
    drawn.update_yaxes(range=[-height - EDGE, EDGE], **border)
    return drawn


def dots(shares: Sequence[float]) -> list[int]:
    """How many of all dots stand in each part: rounded so that they add up to all of them."""
    exact = [share * DOTS / 100 for share in shares]
    found = [int(each) for each in exact]
    order = sorted(range(len(exact)), key=lambda n: found[n] - exact[n])
    for n in order[: DOTS - sum(found)]:
        found[n] += 1
    return found


def _dots(row: CrowdRow, floor: float, colour: str, colours: Palette) -> list[go.Scatter]:
    """Two traces: the peers in other parts as rings, those in the own part filled."""
    placed: dict[bool, list[tuple[float, float]]] = {False: [], True: []}
    for part, stack in enumerate(row.stacks()):
        middle = (part + 0.5) * row.width
        for level, count in enumerate(stack):
            first = middle - (count - 1) / 2
            y = floor + PITCH * (level + 0.7)
            placed[part == row.own] += [(first + n, y) for n in range(count)]
    return [
        go.Scatter(
            x=[x for x, _ in held],
            y=[y for _, y in held],
            mode="markers",
            marker={
                "size": DOT,
                "color": colour if own else colours.paper,
                "line": {"width": 1.4, "color": colour},
            },
            hoverinfo="skip",
        )
        for own, held in placed.items()
    ]


def _floors(row: CrowdRow, floor: float, colours: Palette) -> list[Note]:
    """The line that each part's dots stand on; the own part's is ink."""
    floors: list[Note] = []
    for part in range(len(row.shares)):
        own = part == row.own
        line = {"width": 3 if own else 1.5, "color": colours.ink if own else colours.hairline}
        ends = {"x0": part * row.width + 0.5, "x1": (part + 1) * row.width - 0.5}
        floors.append({"type": "line", **ends, "y0": floor, "y1": floor, "line": line})
    return floors


def _title(lines: Sequence[str], colours: Palette) -> list[Note]:
    return [
        note(inert(line), 0, -TITLE_LINE * (n + 0.4), colours, bold=True, paper=False)
        | {"font": TITLE | {"color": colours.ink}}
        for n, line in enumerate(lines)
    ]


def _lines(lines: Sequence[str], top: float, colours: Palette) -> list[Note]:
    return [
        note(inert(line), 0, top - LINE * n, colours, muted=True, paper=False)
        for n, line in enumerate(lines)
    ]


def _words(row: CrowdRow, top: float, floor: float, you: str, colours: Palette) -> list[Note]:
    """The scale's name and note above its crowd, the own mark and the ends of the scale below."""
    left = row.at < ACROSS / 2  # the mark's name stands where there is room for it
    name = note(inert(you), row.at, floor - 11, colours, at="left" if left else "right",
                paper=False, bold=True, shift=(9 if left else -9, 0))  # fmt: skip
    said = [
        note(inert(row.label), 0, top - 10, colours, bold=True, paper=False),
        note(inert(row.note), 0, top - 32, colours, muted=True, paper=False),
        note("▲", row.at, floor - 11, colours, at="center", paper=False),
        name,
    ]
    less, more = row.ends
    for x, told, anchor in ((0, f"← {less}", "left"), (ACROSS, f"{more} →", "right")):
        said.append(note(inert(told), x, floor - 32, colours, at=anchor, muted=True, paper=False))
    return said
