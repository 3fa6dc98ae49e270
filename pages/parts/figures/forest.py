"""The same gap in every segment: difference with interval, the verdict in words beside it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

import plotly.graph_objects as go

from analysis import sentences as say
from analysis.exhibits.forest import Forest, ForestRow
from analysis.published import Verdict
from analysis.sentences.numbers import round_ticks
from pages.parts.figures.palette import Palette, figure, inert, intervals, note

Note = dict[str, object]  # one annotation of a figure
LINE = 46  # px a segment takes
WRAP_AT, REMARK_AT = 22, 26  # characters; on a phone name and verdict stand side by side


def draw(marks: Forest, colours: Palette) -> go.Figure:
    """A row a difference under the headings of its kind; the shaded zone is 'about the same'."""
    rows = marks.rows
    heights = _heights(rows)
    drawn = figure(colours, int(56 + LINE * (0.8 - heights[-1])), _marks(rows, heights, colours))
    zone = marks.smallest or 0.0
    drawn.add_vrect(x0=-zone, x1=zone, fillcolor=colours.zone, line_width=0, layer="below")
    drawn.add_vline(x=0, line={"color": colours.muted, "width": 1}, layer="below")
    notes: list[Note] = []
    last = rows[0].heading
    for row, y in zip(rows, heights, strict=True):
        notes += _words(row, y, colours, new=row.heading != last)
        last = row.heading
    drawn.update_layout(annotations=notes)  # at once: one by one costs the square of their number
    reach = max([zone * 1.6, *(max(abs(row.low or 0), abs(row.high or 0)) for row in rows)])
    drawn.update_layout(showlegend=False, margin={"l": 0, "r": 0, "t": 6, "b": 36})
    reach = reach or 1.0  # no difference could be estimated
    ticks = round_ticks(reach)
    drawn.update_xaxes(
        range=[-reach * 1.04, reach * 1.04], tickvals=ticks, showgrid=False,
        ticktext=[say.signed(tick) for tick in ticks],
    )  # fmt: skip
    drawn.update_yaxes(range=[heights[-1] - 0.5, 0.8])
    return drawn


def _words(row: ForestRow, y: float, colours: Palette, *, new: bool) -> Iterator[dict[str, object]]:
    """A row's words: its name on the left, the verdict on the right, a reason in the row itself."""
    lines = _lines(row)
    if new:
        top = y + 0.36 + 0.69 + 0.4 * (_height(row) - 1)
        yield note(inert(row.heading), 0, top, colours, bold=True)
    label = "<br>".join(inert(line) for line in lines)
    yield note(label, 0, y + 0.36 + 0.2 * (len(lines) - 1), colours)
    if row.difference is None:
        why = note(f"<i>{inert(row.words)}</i>", 0, y - 0.08, colours, muted=True)
        yield why | {"bgcolor": colours.paper}  # neither the zone nor the line runs through it
        return
    if row.verdict is None:
        return  # told in numbers only, such as a difference that is not tested
    called = row.verdict in (Verdict.HIGHER, Verdict.LOWER)
    told = "<br>".join(inert(each) for each in (row.verdict, *_remark(row)))
    height = y + 0.36 + 0.2 * len(_remark(row))
    yield note(told, 1, height, colours, at="right", muted=not called)


def _lines(row: ForestRow) -> list[str]:
    """The name of a segment, in several lines where the verdict beside it needs the room."""
    return textwrap.wrap(row.label, WRAP_AT) or [""]


def _remark(row: ForestRow) -> list[str]:
    return textwrap.wrap(row.remark, REMARK_AT)


def _height(row: ForestRow) -> int:
    """Lines of words that a row takes."""
    return max(len(_lines(row)), 1 + len(_remark(row)))


def _heights(rows: Sequence[ForestRow]) -> list[float]:
    """Where each row stands; headings and further lines of a name take room above it."""
    heights, y, last = [], 0.0, rows[0].heading
    for n, row in enumerate(rows):
        room = 0.4 * (_height(row) - 1) + (0.9 if row.heading != last else 0.0)
        y -= room + (1.0 if n else 0.0)
        last = row.heading
        heights.append(y)
    return heights


def _marks(rows: Sequence[ForestRow], heights: Sequence[float], colours: Palette) -> go.Scatter:
    shown = [(row, y) for row, y in zip(rows, heights, strict=True) if row.difference is not None]
    colour = [
        {Verdict.HIGHER: colours.ink, Verdict.LOWER: colours.ink}.get(
            row.verdict or Verdict.UNCERTAIN, colours.muted
        )
        for row, _ in shown
    ]
    return go.Scatter(
        x=[row.difference for row, _ in shown],
        y=[y for _, y in shown],
        mode="markers",
        marker={"size": 11, "color": colour},
        error_x=intervals(
            colours.muted,
            ((row.difference or 0) - (row.low or 0) for row, _ in shown),
            ((row.high or 0) - (row.difference or 0) for row, _ in shown),
        ),
        hovertemplate=[
            f"{inert(row.label)}: {inert(row.words)}<extra></extra>" for row, _ in shown
        ],
    )
