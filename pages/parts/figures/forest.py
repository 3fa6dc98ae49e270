"""A forest of intervals: a row's words on a line of their own, below it its marks, on the right
their numbers."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from analysis import sentences as say
from analysis.exhibits.forest import Forest, ForestRow, Point, Weight
from analysis.sentences.numbers import round_ticks
from pages.parts.figures.palette import Palette, figure, inert, intervals, note

Note = dict[str, object]  # one annotation of a figure
LINE, LEVEL, GAP, HEAD = 20, 21, 12, 30  # px: of text, of a mark, between rows, of a heading
KEY, FOOT = 30, 34  # px: the names of the marks, the axis
PHONE, LETTER = 342, 7.3  # px: the narrowest picture, a letter of a number
# Letters beside each other on a phone: a row's name, what may be said of it; below the first line
# of the name there is room for more where its further lines are short.
LEFT, RIGHT, SHORT, WIDE = 25, 21, 18, 27
ROOM = 0.5  # of the width that the marks have at least


@dataclass(frozen=True)
class Placed:
    """A row and where it begins, in px from the top; whether its heading stands above it."""

    row: ForestRow
    top: float
    headed: bool

    @property
    def name(self) -> list[str]:
        """The name in the lines that it needs."""
        return textwrap.wrap(self.row.label, LEFT) or [""]

    @property
    def beside(self) -> bool:
        """Whether the number of people has room on the last line of the name."""
        return bool(self.row.people) and len(self.name[-1]) + len(self.row.people) + 2 <= LEFT

    @property
    def left(self) -> list[str]:
        """The name and, where it has no room beside it, the number of people."""
        return [*self.name, *([self.row.people] if self.row.people and not self.beside else [])]

    @property
    def words(self) -> list[str]:
        """What may be said of the row; why nothing is takes the width of its own line."""
        if not self.row.points:
            return []
        below = all(len(line) <= SHORT for line in self.left[1:])
        remark = textwrap.wrap(self.row.remark, WIDE if below else RIGHT)
        return textwrap.wrap(self.row.words, RIGHT) + remark

    @property
    def lines(self) -> int:
        return max(len(self.left), len(self.words))

    @property
    def first(self) -> float:
        """Where the row's first line of text begins."""
        return self.top - (HEAD if self.headed else 0)

    @property
    def height(self) -> float:
        return (HEAD if self.headed else 0) + LINE * self.lines + LEVEL * self.levels + GAP

    @property
    def levels(self) -> int:
        return len(self.row.points) or 1  # without points the reason takes its line

    def place(self, level: int) -> float:
        """The height of a mark."""
        return self.first - LINE * self.lines - LEVEL * (level + 0.5)


def draw(marks: Forest, colours: Palette) -> go.Figure:
    """Rows from the top in px; the shaded zone is 'about the same'."""
    rows, head = _placed(marks.rows), KEY if marks.key else 0
    whole = -rows[-1].top + rows[-1].height
    drawn = figure(colours, int(head + whole + FOOT), *_traces(marks, rows, colours))
    notes = [each for row in rows for each in _words(row, colours)]
    low, high = _ends(marks)
    ticks = [tick for tick in round_ticks(max(-low, high)) if low <= tick <= high]
    drawn.update_layout(
        annotations=notes,  # at once: one by one costs the square of their number
        shapes=_ground(marks.smallest or 0.0, colours),
        showlegend=marks.key is not None,
        margin={"l": 0, "r": 0, "t": head, "b": FOOT},
    )
    drawn.update_xaxes(
        range=[low, high], domain=[0, _share(marks.rows)], tickvals=ticks, showgrid=False,
        ticktext=[say.signed(tick) for tick in ticks], tickangle=0,
    )  # fmt: skip
    drawn.update_yaxes(range=[-whole, 0])
    return drawn


def _placed(rows: Sequence[ForestRow]) -> list[Placed]:
    found, y, last = [], 0.0, rows[0].heading
    for row in rows:
        found.append(Placed(row, y, row.heading != last))
        y, last = y - found[-1].height, row.heading
    return found


def _share(rows: Sequence[ForestRow]) -> float:
    """How much of the width the marks have; the numbers on the right take what they need."""
    longest = max((len(point.text) for row in rows for point in row.points), default=0)
    return max(ROOM, 1 - (LETTER * longest + 10) / PHONE) if longest else 1.0


def _ends(marks: Forest) -> tuple[float, float]:
    """The ends of an axis that holds every interval and, whole, the zone around zero."""
    zone = 1.2 * (marks.smallest or 0.0)
    points = [point for row in marks.rows for point in row.points]
    low = min([-zone, *(point.low for point in points)])
    high = max([zone, *(point.high for point in points)])
    pad = 0.05 * (high - low) or 1.0
    return low - pad, high + pad


def _ground(zone: float, colours: Palette) -> list[Note]:
    """The zone around zero, unbroken from top to bottom, and the line of no difference."""
    whole = {"layer": "below", "yref": "paper", "y0": 0, "y1": 1}
    return [
        {"type": "rect", "x0": -zone, "x1": zone, "fillcolor": colours.zone, "line": {"width": 0}}
        | whole,
        {"type": "line", "x0": 0, "x1": 0, "line": {"color": colours.muted, "width": 1}} | whole,
    ]


def _traces(marks: Forest, rows: Sequence[Placed], colours: Palette) -> Iterator[go.Scatter]:
    """A trace for each mark of a row, the first one filled."""
    for level, name in enumerate(marks.key or ("",)):
        yield _points(
            [(row, row.row.points[level], row.place(level)) for row in rows if row.row.points],
            name,
            colours,
        )


def _points(
    points: Sequence[tuple[Placed, Point, float]], name: str, colours: Palette
) -> go.Scatter:
    inks = [colours.muted if p.weight is Weight.FAINT else colours.ink for _, p, _ in points]
    hollow = [point.weight is Weight.HOLLOW for _, point, _ in points]
    fills = [colours.paper if empty else ink for ink, empty in zip(inks, hollow, strict=True)]
    return go.Scatter(
        x=[point.value for _, point, _ in points],
        y=[y for *_, y in points],
        name=inert(name),
        mode="markers",
        marker={"size": 11, "color": fills, "line": {"width": 2, "color": inks}},
        error_x=intervals(
            colours.muted,
            (point.value - point.low for _, point, _ in points),
            (point.high - point.value for _, point, _ in points),
        ),
        hovertemplate=[
            f"{inert(', '.join(filter(None, (row.row.label, point.text, row.row.people))))}"
            "<extra></extra>"
            for row, point, _ in points
        ],
    )


def _words(row: Placed, colours: Palette) -> Iterator[Note]:
    """Heading, name and number of people on the left; what may be said, and the numbers, right."""
    over = {"bgcolor": colours.paper}  # the line of no difference does not cross these words
    if row.headed:
        yield note(inert(row.row.heading), 0, row.top - HEAD / 2 - 2, colours, bold=True) | over
    name = [inert(line) for line in row.name]
    if row.row.people:
        people = f"<span style='color:{colours.muted}'>{inert(row.row.people)}</span>"
        name = [*name[:-1], f"{name[-1]}  {people}"] if row.beside else [*name, people]
    for n, line in enumerate(name):  # a note a line: what stands beside it is as wide as it is
        yield note(line, 0, row.first - LINE * (n + 0.5), colours) | over
    if not row.row.points:
        why = note(f"<i>{inert(row.row.words)}</i>", 0, row.place(0), colours, muted=True)
        yield why | over
        return
    for n, line in enumerate(row.words):
        top = row.first - LINE * (n + 0.5)
        yield note(inert(line), 1, top, colours, at="right", muted=not row.row.strong)
    for level, point in enumerate(row.row.points):
        yield note(
            inert(point.text), 1, row.place(level), colours, at="right",
            bold=point.weight is Weight.STRONG, muted=point.weight is not Weight.STRONG,
        )  # fmt: skip
