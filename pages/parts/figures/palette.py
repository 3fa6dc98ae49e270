"""Colours and the template that every figure shares, for the light and the dark theme."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import plotly.graph_objects as go

FONT = '"Source Sans", "Source Sans 3", sans-serif'
TEXT = 15  # px; nothing smaller is drawn
ROW = 62  # px a row of a chart takes
Trace = dict[str, object]  # one trace of a figure, told rather than built


@dataclass(frozen=True)
class Palette:
    """``solo`` and ``team`` differ in hue and in grey; the ramps run from few to many.

    The two are also told as text, in a shade that can be read on the paper.
    """

    paper: str
    ink: str
    muted: str
    hairline: str
    zone: str
    solo: str
    team: str
    solo_text: str
    team_text: str
    solo_ramp: tuple[str, str, str, str, str]
    team_ramp: tuple[str, str, str, str, str]

    def of(self, group: str) -> str:
        """The identity colour of solo or team; everyone together has none."""
        return {"solo": self.solo, "team": self.team}.get(group, self.muted)

    def ramp(self, group: str, steps: int) -> tuple[str, ...]:
        """Colours for ordered answers, the strongest last; more than five are mixed."""
        whole = self.solo_ramp if group == "solo" else self.team_ramp
        last = len(whole) - 1
        return tuple(_mixed(whole, last * n / max(steps - 1, 1)) for n in range(steps))


def _mixed(ramp: tuple[str, ...], place: float) -> str:
    """The colour at a place between two of a ramp's."""
    below = min(int(place), len(ramp) - 2)
    share = place - below
    lower, upper = _channels(ramp[below]), _channels(ramp[below + 1])
    mixed = (round(a + (b - a) * share) for a, b in zip(lower, upper, strict=True))
    return "#" + "".join(f"{channel:02X}" for channel in mixed)


def _channels(colour: str) -> list[int]:
    """Red, green and blue of '#rrggbb', 0 to 255."""
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


LIGHT = Palette(
    paper="#FCFBF8",
    ink="#22282E",
    muted="#5B636B",
    hairline="#E6E2D9",
    zone="#EFEBE2",
    solo="#D9662B",
    team="#1F4E6E",
    solo_text="#A8461A",
    team_text="#1F4E6E",
    solo_ramp=("#FBE9DF", "#F3C8AE", "#E99F74", "#D9662B", "#A33F0F"),
    team_ramp=("#E4ECF2", "#BCD2E0", "#86AAC4", "#3F759B", "#1F4E6E"),
)
DARK = Palette(
    paper="#171B1F",
    ink="#ECE9E2",
    muted="#A9B0B7",
    hairline="#333B43",
    zone="#252C33",
    solo="#E07A3A",
    team="#A9D2EA",
    solo_text="#F4A473",
    team_text="#A9D2EA",
    solo_ramp=("#4A2E1D", "#7D4524", "#B3602F", "#F08A4B", "#FBC29B"),
    team_ramp=("#1F3442", "#335A75", "#5687A8", "#8CBBD9", "#CBE1F0"),
)


def palette(theme: str | None) -> Palette:
    return DARK if theme == "dark" else LIGHT


def figure(colours: Palette, height: int, *traces: go.Scatter | go.Bar | Trace) -> go.Figure:
    """An empty sheet in the house style with the traces on it; ``height`` in px.

    All is said at once: nine times as fast as one update of the layout after the other.
    """
    axis = {"zeroline": False, "fixedrange": True, "tickfont": {"color": colours.muted}}
    layout = {
        "height": height,
        "margin": {"l": 0, "r": 0, "t": 40, "b": 36},
        "paper_bgcolor": colours.paper,
        "plot_bgcolor": colours.paper,
        "font": {"family": FONT, "size": TEXT, "color": colours.ink},
        "hoverlabel": {"font": {"family": FONT, "size": TEXT}, "bgcolor": colours.zone},
        "legend": {
            "orientation": "h", "x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom",
            "font": {"size": TEXT}, "itemclick": False, "itemdoubleclick": False,
        },
        "dragmode": False,
        "bargap": 0.25,
        "xaxis": {"gridcolor": colours.hairline, **axis},
        "yaxis": {"showgrid": False, "showticklabels": False, **axis},
    }  # fmt: skip
    return go.Figure(list(traces), layout)


def intervals(
    colour: str, below: Iterable[float], above: Iterable[float], thickness: float = 2
) -> dict[str, object]:
    """The error bars of a trace: how far each interval reaches below and above its mark."""
    return {
        "type": "data", "symmetric": False, "array": [*above], "arrayminus": [*below],
        "color": colour, "thickness": thickness, "width": 0,
    }  # fmt: skip


def note(
    text: str, x: float, y: float, colours: Palette, *, at: str = "left", muted: bool = False,
    bold: bool = False, paper: bool = True, shift: tuple[int, int] = (0, 0), colour: str = "",
) -> dict[str, object]:  # fmt: skip
    """An annotation at x (of the sheet's width, or of the axis) and y (of the axis)."""
    return {
        "text": f"<b>{text}</b>" if bold else text,
        "x": x, "y": y, "xref": "paper" if paper else "x", "yref": "y",
        "xanchor": at, "yanchor": "middle", "showarrow": False, "align": at,
        "xshift": shift[0], "yshift": shift[1],
        "font": {"size": TEXT, "color": colour or (colours.muted if muted else colours.ink)},
    }  # fmt: skip


def readable_on(colour: str) -> str:
    """Black or white, whichever has the higher contrast on a fill; it is at least 4.58."""
    return max("#000000", "#FFFFFF", key=lambda ink: contrast(colour, ink))


def luminance(colour: str) -> float:
    """Relative luminance of '#rrggbb' by WCAG 2.2, 0 to 1."""
    shares = [channel / 255 for channel in _channels(colour)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours by WCAG 2.2, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def inert(text: str) -> str:
    """Text as Plotly shows it letter by letter, whatever tags a codebook holds."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
