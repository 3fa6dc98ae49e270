"""A chart: a message, a picture, its words, its table and how it came about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from analysis.published import Count
from analysis.sentences import Caption, Told

Table = dict[str, list[str]]


@dataclass(frozen=True)
class Chart:
    """``title`` is the message, ``subtitle`` what was measured, ``alt`` says both in words.

    ``how`` says how it was computed; None where the page says so elsewhere.
    """

    title: str
    subtitle: str
    alt: str
    picture: go.Figure
    table: Table
    how: Told | None = None


def captioned(said: Caption, picture: go.Figure, table: Table, how: Told | None = None) -> Chart:
    return Chart(said.title, said.subtitle, said.alt, picture, table, how)


def shares(counts: Sequence[Count]) -> tuple[float, ...]:
    """Published counts as percentages of their sum."""
    whole = sum(each.about for each in counts) or 1
    return tuple(100 * each.about / whole for each in counts)
