"""Over time: both groups' averages wave by wave, and below them the gap, on one axis of time."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

import plotly.graph_objects as go

from analysis import sentences as say
from analysis.exhibits.over_time import MomentRow, OverTime
from analysis.published import Comparison
from pages.parts.figures.palette import TEXT, Palette, figure, inert, intervals, note

UPPER, LOWER = 250, 170  # px of the two parts
TOP, FOOT, LINE = 40, 30, 20  # px: the legend, the waves' names, a further line of them
NAMED = 5  # waves that have room for their names and numbers on a phone
WRAP_AT = 9  # characters of a wave's name
APART = 0.08  # of a wave: solo and team stand beside each other
SPLIT = LOWER / (UPPER + LOWER)
MOST_TICKS = 4
ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)
Note = dict[str, object]


def draw(marks: OverTime, colours: Palette) -> go.Figure:
    """A column a wave, the averages above the differences."""
    rows, names, smallest = marks.rows, marks.names, marks.smallest
    words = _words(rows)
    foot = FOOT + LINE * max((each.count("<br>") for each in words), default=0)
    sides = [_group(rows, side, names[side], colours) for side in (0, 1)]
    drawn = figure(colours, TOP + UPPER + LOWER + foot, *sides, _gaps(rows, colours))
    drawn.update_xaxes(
        range=[-0.5, len(rows) - 0.5], tickvals=list(range(len(rows))), ticktext=words,
        showgrid=False, tickangle=0, anchor="y2",
    )  # fmt: skip
    scores = [end for row in rows if row.compared for end in _ends(row.compared)]
    gaps = [0.0, *(end for row in rows if row.compared for end in _gap_ends(row.compared))]
    gaps += [smallest or 0.0, -(smallest or 0.0)]
    drawn.update_layout(
        margin={"l": 40, "r": 4, "t": TOP, "b": foot},
        shapes=_shapes(smallest, colours),
        annotations=[*_hidden(rows, marks.hidden, colours), *_numbers(rows, colours)]
        if len(rows) <= NAMED
        else [],
        yaxis=_axis(scores, (SPLIT + 0.06, 1.0), colours, say.number),
        yaxis2=_axis(gaps, (0.0, SPLIT - 0.04), colours, lambda value, _: say.signed(value)),
    )
    return drawn


def _words(rows: Sequence[MomentRow]) -> list[str]:
    """The waves' names in short lines; of many waves every second, third ... has one."""
    every = math.ceil(len(rows) / NAMED)
    lines = (textwrap.wrap(row.label, WRAP_AT) for row in rows)
    return ["<br>".join(map(inert, told)) if not n % every else "" for n, told in enumerate(lines)]


def _group(rows: Sequence[MomentRow], side: int, name: str, colours: Palette) -> go.Scatter:
    scores = [
        None if r.compared is None else (r.compared.solo, r.compared.team)[side] for r in rows
    ]
    colour = (colours.solo, colours.team)[side]
    return _points(
        [n + (-APART, APART)[side] for n in range(len(rows))],
        [None if each is None else (each.low, each.mean, each.high) for each in scores],
        colour,
        name=inert(name),
        marker={"size": 11, "color": colour, "symbol": ("circle", "square")[side]},
        hovertemplate=[f"{inert(r.label)}: {r.texts[side]}<extra></extra>" for r in rows],
    )


def _gaps(rows: Sequence[MomentRow], colours: Palette) -> go.Scatter:
    return _points(
        list(range(len(rows))),
        [_gap(row.compared) for row in rows],
        colours.ink,
        yaxis="y2",
        showlegend=False,
        marker={"size": 10, "color": colours.ink},
        hovertemplate=[f"{inert(r.label)}: {r.texts[2]}<extra></extra>" for r in rows],
    )


def _points(
    x: Sequence[float], told: Sequence[tuple[float, float, float] | None], colour: str, **more: Any
) -> go.Scatter:
    """Values (low, value, high) with their intervals, joined where neighbours are both there."""
    return go.Scatter(
        x=list(x),
        y=[None if each is None else each[1] for each in told],
        mode="lines+markers",
        line={"color": colour, "width": 2},
        connectgaps=False,
        error_y=intervals(
            colour,
            (0.0 if each is None else each[1] - each[0] for each in told),
            (0.0 if each is None else each[2] - each[1] for each in told),
        ),
        **more,
    )


def _gap(found: Comparison | None) -> tuple[float, float, float] | None:
    if found is None or found.difference is None or found.low is None or found.high is None:
        return None
    return found.low, found.difference, found.high


def _ends(found: Comparison) -> tuple[float, ...]:
    return found.solo.low, found.solo.high, found.team.low, found.team.high


def _gap_ends(found: Comparison) -> tuple[float, ...]:
    told = _gap(found)
    return () if told is None else (told[0], told[2])


def _axis(
    values: Sequence[float], domain: tuple[float, float], colours: Palette, text: Any
) -> dict[str, object]:
    """An axis whose round numbers hold all values, with room for the numbers at the marks."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    wide = (high - low) or 1.0
    power = 10.0 ** math.floor(math.log10(wide / MOST_TICKS))
    step = next(power * each for each in ROUND if wide / (power * each) <= MOST_TICKS)
    first, last = math.floor(low / step), math.ceil(high / step)
    ticks = [step * n for n in range(first, last + 1)]
    decimals = 0 if step >= 1 else 1 if step >= 0.1 else 2
    return {
        "domain": list(domain), "tickvals": ticks, "zeroline": False, "fixedrange": True,
        "ticktext": [text(tick, decimals) for tick in ticks], "showticklabels": True,
        "range": [low - 0.16 * wide, high + 0.16 * wide], "showgrid": True,
        "gridcolor": colours.hairline, "tickfont": {"color": colours.muted, "size": TEXT},
    }  # fmt: skip


def _hidden(rows: Sequence[MomentRow], words: str, colours: Palette) -> Iterator[Note]:
    """A column whose wave is not shown says so, a word a line."""
    lines = "<br>".join(map(inert, words.split()))
    for n, row in enumerate(rows):
        if row.compared is None:
            told = note(lines, n, (1 + SPLIT) / 2, colours, muted=True, paper=False, at="center")
            yield told | {"yref": "paper"}


def _shapes(smallest: float | None, colours: Palette) -> list[dict[str, object]]:
    """The zone of 'about the same' and the line of no difference."""
    zone = {"type": "rect", "fillcolor": colours.zone, "line": {"width": 0}, "layer": "below"}
    whole = {"xref": "paper", "x0": 0, "x1": 1, "yref": "y2"}
    shapes: list[dict[str, object]] = []
    if smallest:
        shapes.append(zone | whole | {"y0": -smallest, "y1": smallest})
    nothing = {"type": "line", "y0": 0, "y1": 0, "layer": "below"}
    shapes.append(nothing | whole | {"line": {"color": colours.muted, "width": 1}})
    return shapes


def _numbers(rows: Sequence[MomentRow], colours: Palette) -> Iterator[Note]:
    """The values at their marks: of the two groups the higher above, the lower below."""
    for n, row in enumerate(rows):
        if row.compared is None:
            continue
        solo, team = row.compared.solo, row.compared.team
        for side, (score, colour) in enumerate(
            ((solo, colours.solo_text), (team, colours.team_text))
        ):
            above = (score.mean >= (team, solo)[side].mean) if side == 0 else score.mean > solo.mean
            at = score.high if above else score.low
            x = n + (-APART, APART)[side]
            yield _number(row.texts[side], x, at, "y", colour, colours, 12 if above else -12)
        gap = _gap(row.compared)
        if gap is not None:
            yield _number(row.texts[2], n, gap[2], "y2", colours.ink, colours, 12)


def _number(
    text: str, x: float, y: float, axis: str, colour: str, colours: Palette, up: int
) -> Note:
    told = note(
        inert(text), x, y, colours, at="center", paper=False, bold=True, colour=colour,
        shift=(0, up),
    )  # fmt: skip
    return told | {"yref": axis}
