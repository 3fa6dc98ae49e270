"""What a figure says, read from it: marks, intervals, words; and samples of all four grammars."""

from __future__ import annotations

import re
from typing import Any

import plotly.graph_objects as go

from analysis.published import Count, GroupScore, Verdict
from pages.parts.figures.bands import BandRow, bands
from pages.parts.figures.gap import GapRow, gap
from pages.parts.figures.items import ItemRow, items
from pages.parts.figures.palette import Palette
from pages.parts.figures.segments import SegmentRow, segments

PEOPLE = Count(40, 38, 42)
NAMES = ("soloists", "teammates")
ANSWERS = ("Never", "Rarely", "Sometimes", "Often", "Always")


def score(mean: float, low: float, high: float) -> GroupScore:
    return GroupScore(PEOPLE, mean, low, high, 10.0)


def gap_row(solo: GroupScore, team: GroupScore, low: float = 0, high: float = 100) -> GapRow:
    texts = (f"{solo.mean:g}", f"{team.mean:g}")
    return GapRow("Strain", "more is worse", low, high, solo, team, texts)


def samples(colours: Palette) -> dict[str, go.Figure]:
    """One figure of each grammar."""
    shares = (5.0, 20.0, 30.0, 25.0, 20.0)
    rows = [gap_row(score(60, 55, 65), score(40, 38, 42))]
    sides = [BandRow(group, group, shares, ANSWERS) for group in ("solo", "team")]
    parts = [
        SegmentRow("", "Everyone", "higher", 6.0, 2.0, 10.0, Verdict.HIGHER),
        SegmentRow("Region", "North", "about the same", 0.5, -1.0, 2.0, Verdict.SAME),
        SegmentRow("Region", "South", "not enough answers to show this group safely"),
    ]
    return {
        "gap": gap(rows, NAMES, [(0.0, "Never"), (1.0, "Always")], colours),
        "bands": bands(sides, ("very low", "very high"), colours),
        "items": items([ItemRow("Tired", shares, shares[::-1])], ANSWERS, NAMES, colours),
        "segments": segments(parts, 5.0, colours),
    }


def intervals(trace: Any) -> list[tuple[float, float, float]]:
    """(low end, mark, high end) of every point of a trace."""
    error = trace.error_x
    return [
        (x - minus, x, x + plus)
        for x, minus, plus in zip(trace.x, error.arrayminus, error.array, strict=True)
    ]


def words(drawn: go.Figure) -> list[str]:
    """The words of every annotation, without markup, in the order they were written."""
    return [bare(note.text) for note in drawn.layout.annotations]


def bare(text: str) -> str:
    shown = re.sub(r"<[^>]*>", " ", text)
    shown = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return " ".join(shown.split())


def note(drawn: go.Figure, told: str) -> Any:
    """The one annotation that says so."""
    (found,) = [each for each in drawn.layout.annotations if bare(each.text) == told]
    return found
