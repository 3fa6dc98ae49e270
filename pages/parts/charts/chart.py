"""A chart: a message, a picture, its words and its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from analysis import sentences as say
from analysis.codebook import Codebook
from analysis.published import Comparison, Count
from analysis.release import Release

Table = dict[str, list[str]]


@dataclass(frozen=True)
class Chart:
    """``title`` is the message, ``subtitle`` what was measured, ``alt`` says both in words."""

    title: str
    subtitle: str
    alt: str
    picture: go.Figure
    table: Table


def group_names(codebook: Codebook) -> tuple[str, str]:
    return codebook.grouping.solo.many, codebook.grouping.team.many


def difference(release: Release, compared: Comparison) -> str:
    """Verdict, difference and interval in a table's cell: 'higher: 9 (7 to 12)'."""
    if compared.difference is None or compared.low is None or compared.high is None:
        return compared.reason or ""
    decimals = say.decimals_of(release.measures[compared.indicator])
    low, high = say.number(compared.low, decimals), say.number(compared.high, decimals)
    size = say.number(compared.difference, decimals)
    return f"{compared.verdict}: {size} ({low} to {high})"


def shares(counts: Sequence[Count]) -> tuple[float, ...]:
    """Published counts as percentages of their sum."""
    whole = sum(each.about for each in counts) or 1
    return tuple(100 * each.about / whole for each in counts)
