"""What a figure says, read from it: marks, intervals, words; and samples of all kinds."""

from __future__ import annotations

import re
from typing import Any

import plotly.graph_objects as go

from analysis.published import Count, GroupScore, Verdict
from pages.parts.figures.bands import BandRow, bands
from pages.parts.figures.dumbbells import DumbbellRow, Side, dumbbells
from pages.parts.figures.gap import GapRow, gap
from pages.parts.figures.items import ItemRow, items
from pages.parts.figures.levels import LevelRow, levels
from pages.parts.figures.opposing import OpposingRow, opposing
from pages.parts.figures.palette import Palette
from pages.parts.figures.people import PeopleRow, people
from pages.parts.figures.segments import SegmentRow, segments
from pages.parts.figures.small_bars import SmallBarRow, small_bars
from pages.parts.figures.wave_gaps import WaveRow, wave_gaps
from pages.parts.figures.with_without import WithRow, with_without

PEOPLE = Count(40, 38, 42)
WHY = "not shown, to protect people who answered"
NAMES = ("soloists", "teammates")
ANSWERS = ("Never", "Rarely", "Sometimes", "Often", "Always")


def score(mean: float, low: float, high: float) -> GroupScore:
    return GroupScore(PEOPLE, mean, low, high)


def gap_row(solo: GroupScore, team: GroupScore, low: float = 0, high: float = 100) -> GapRow:
    texts = (f"{solo.mean:g}", f"{team.mean:g}")
    return GapRow("Strain", "more is worse", low, high, solo, team, texts)


def samples(colours: Palette) -> dict[str, go.Figure]:
    """One figure of each kind."""
    return _of_scores(colours) | _of_supports(colours)


def _of_scores(colours: Palette) -> dict[str, go.Figure]:
    shares = (5.0, 20.0, 30.0, 25.0, 20.0)
    rows = [gap_row(score(60, 55, 65), score(40, 38, 42))]
    sides = [BandRow(group, group, shares, ANSWERS) for group in ("solo", "team")]
    parts = [
        SegmentRow("", "Everyone", "higher", 6.0, 2.0, 10.0, Verdict.HIGHER),
        SegmentRow("Region", "North", "about the same", 0.5, -1.0, 2.0, Verdict.SAME),
        SegmentRow("Region", "South", WHY),
    ]
    return {
        "gap": gap(rows, NAMES, [(0.0, "Never"), (1.0, "Always")], colours),
        "bands": bands(sides, ("very low", "very high"), colours),
        "items": items([ItemRow("Tired", shares, shares[::-1])], ANSWERS, NAMES, colours),
        "segments": segments(parts, 5.0, colours),
        "levels": levels(
            [
                LevelRow("Soloists", "60", "60 (55 to 65)", score(60, 55, 65), "solo", whole=True),
                LevelRow("2 to 3", "90", "90 (85 to 95)", score(90, 85, 95), "team", whole=False),
            ],
            (0, 100),
            [(0.0, "Never"), (1.0, "Always")],
            colours,
        ),
        "people": people(
            [PeopleRow("North", ("40", "55"), (40, 55)), PeopleRow("South", (WHY,))], NAMES, colours
        ),
        "waves": wave_gaps([WaveRow("Q1", WHY), WaveRow("Q2", "higher", 6, 2, 10)], 5.0, colours),
        "opposing": opposing([_opposing_row()], NAMES, colours),
    }


def _of_supports(colours: Palette) -> dict[str, go.Figure]:
    side = Side(20, 70, 55, ("20", "70", "55"))
    ends = (6.0, 2.0, 10.0)
    return {
        "dumbbells": dumbbells(
            [DumbbellRow("A mentor", side, side), DumbbellRow("A course", side, side, "✓")],
            NAMES, ("received", "wanted", "go without"), colours,
        ),
        "small bars": small_bars(
            [SmallBarRow("A mentor", (60.0, 40.0), ("60", "40"))], ("Time", "Money"), "solo",
            colours,
        ),
        "with and without": with_without(
            [WithRow("A mentor", ends, ends, "smaller", True)], ("received it", "did not"), colours
        ),
    }  # fmt: skip


def _opposing_row() -> OpposingRow:
    scores = score(2, 1, 3), score(3, 2, 4)
    return OpposingRow(("Praise", "Criticism"), scores, scores, (("2", "3"), ("2", "3")))


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
