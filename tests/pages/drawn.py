"""What a figure says, read from it: marks, intervals, words; and samples of all kinds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from analysis.exhibits.averages import AverageRow, Averages
from analysis.exhibits.bands import BandRow, Bands
from analysis.exhibits.barriers import BarrierRow, Barriers
from analysis.exhibits.exhibit import Exhibit, NotShown, Table
from analysis.exhibits.forest import Forest, ForestRow, Point, Weight
from analysis.exhibits.items import ItemRow, Items
from analysis.exhibits.levels import LevelRow, Levels
from analysis.exhibits.opposing import Opposing, OpposingRow
from analysis.exhibits.people import People, PeopleRow
from analysis.exhibits.supports import Side, SupportRow, Supports
from analysis.exhibits.waves import WaveRow, Waves
from analysis.published import Count, GroupScore
from analysis.release import Release
from analysis.release.rows_behind import rows_file
from analysis.sentences import Told
from pages.parts.figures import draw

PEOPLE = Count(40, 38, 42)
WHY = "not shown, to protect people who answered"
NAMES = ("soloists", "teammates")
SAME = Point(0.5, -1, 2, "0.5 (-1 to 2)", Weight.FAINT)
HELD_TO = Point(1, -2, 4, "1 (-2 to 4)", Weight.HOLLOW)
ANSWERS = ("Never", "Rarely", "Sometimes", "Often", "Always")


def score(mean: float, low: float, high: float) -> GroupScore:
    return GroupScore(PEOPLE, mean, low, high)


@dataclass(frozen=True)
class Pictured:
    """An exhibit with its picture."""

    exhibit: Exhibit[object]
    picture: go.Figure

    @property
    def title(self) -> str:
        return self.exhibit.caption.title

    @property
    def subtitle(self) -> str:
        return self.exhibit.caption.subtitle

    @property
    def alt(self) -> str:
        return self.exhibit.caption.alt

    @property
    def table(self) -> Table:
        return self.exhibit.table

    @property
    def how(self) -> Told | None:
        return self.exhibit.how

    def file(self, release: Release) -> bytes:
        """The file of the rows that it draws."""
        return rows_behind(release, self.exhibit)


def pictured(shown: Exhibit[object] | NotShown | None, theme: str = "light") -> Any:
    """An exhibit drawn; what is none is given back as it is."""
    return Pictured(shown, draw(shown.marks, theme)) if isinstance(shown, Exhibit) else shown


def rows_behind(release: Release, shown: Exhibit[object]) -> bytes:
    """The file of the rows that an exhibit draws."""
    return rows_file(release, shown.rows, shown.name, shown.about, shown.cohort)


def average_row(
    solo: GroupScore, team: GroupScore, low: float = 0, high: float = 100
) -> AverageRow:
    texts = (f"{solo.mean:g}", f"{team.mean:g}")
    return AverageRow("Strain", "more is worse", low, high, solo, team, texts)


def averages_of(*rows: AverageRow) -> Averages:
    return Averages(rows, NAMES, ((0.0, "Never"), (0.5, "Sometimes"), (1.0, "Always")))


def samples(theme: str) -> dict[str, go.Figure]:
    """One figure of each kind, by the name of its module."""
    marks = (*_of_scores(), *_of_supports())
    return {type(each).__name__: draw(each, theme) for each in marks}


def _of_scores() -> tuple[object, ...]:
    shares = (5.0, 20.0, 30.0, 25.0, 20.0)
    high, low = score(60, 55, 65), score(90, 85, 95)
    ends = ((0.0, "Never"), (1.0, "Always"))
    return (
        averages_of(average_row(score(60, 55, 65), score(40, 38, 42))),
        Bands(
            tuple(BandRow(group, group, shares, ANSWERS) for group in ("solo", "team")),
            ("very low", "very high"),
        ),
        Items((ItemRow("Tired", shares, shares[::-1]),), ANSWERS, NAMES),
        Forest(
            (
                ForestRow("Everyone", "higher", (Point(6, 2, 10, "6 (2 to 10)"),) * 2),
                ForestRow("North", "about the same", (SAME, HELD_TO), "Region", "40 · 55"),
                ForestRow("South", WHY, heading="Region"),
            ),
            5.0,
            ("now", "before"),
        ),
        Levels(
            (
                LevelRow("Soloists", "solo", high, True, "60", "60 (55 to 65)"),
                LevelRow("2 to 3", "team", low, False, "90", "90 (85 to 95)"),
            ),
            0, 100, ends,
        ),
        People((PeopleRow("North", ("40", "55"), (40, 55)), PeopleRow("South", (WHY,))), NAMES),
        Waves((WaveRow("Q1", WHY), WaveRow("Q2", "higher", 6, 2, 10)), 5.0),
        Opposing((_opposing_row(),), NAMES),
    )  # fmt: skip


def _of_supports() -> tuple[object, ...]:
    side = Side(20, 70, 55, ("20", "70", "55"))
    return (
        Supports(
            (SupportRow("A mentor", side, side), SupportRow("A course", side, side, "✓")),
            NAMES, ("received", "wanted", "go without"),
        ),
        Barriers(
            (BarrierRow("mentor", "A mentor", (60.0, 40.0), PEOPLE),), ("Time", "Money"), "solo"
        ),
    )  # fmt: skip


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
