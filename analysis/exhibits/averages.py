"""Both groups' averages of several indicators of a cohort on one shared axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis import sentences as say
from analysis.codebook import Kind
from analysis.counting.cohorts import EVERYONE
from analysis.exhibits import words
from analysis.exhibits.exhibit import Caption, Exhibit, NotShown, Table
from analysis.published import Comparison, GroupScore, Reason, Withheld
from analysis.release import Release
from analysis.release.rows import estimates
from analysis.sentences.speech import is_share

AVERAGE = "Average score of each group"
Ticks = tuple[tuple[float, str], ...]  # place on the axis (0 to 1), words


@dataclass(frozen=True)
class AverageRow:
    """One indicator: its possible range, both groups' scores, and how to write them."""

    label: str
    hint: str
    low: float
    high: float
    solo: GroupScore
    team: GroupScore
    texts: tuple[str, str]

    def place(self, value: float) -> float:
        """A score on the shared axis, 0 to 1."""
        return (value - self.low) / (self.high - self.low)


@dataclass(frozen=True)
class Averages:
    """A row an indicator, what the groups are called, the words along the axis."""

    rows: tuple[AverageRow, ...]
    names: tuple[str, str]
    ticks: Ticks


def averages(
    release: Release, order: Sequence[str], cohort: str
) -> Exhibit[Averages] | NotShown:  # fmt: skip
    """The indicators of a cohort on one shared axis, in the given order."""
    found = [release.comparison(name, cohort) for name in order]
    shown = [each for each in found if isinstance(each, Comparison)]
    if not shown:
        why = [each for each in found if isinstance(each, Withheld)]
        return NotShown("Averages", Withheld.together(why) if why else Withheld(Reason.NOT_ASKED))
    names, rows = say.group_names(release), average_rows(release, shown)
    table: Table = {"": [row.label for row in rows]}
    for side, name in enumerate(names):
        table[say.first_upper(name)] = [row.texts[side] for row in rows]
    table[words.DIFFERENCE] = [say.cell(release, each) for each in shown]
    drawn = [each.indicator for each in shown]
    return Exhibit(
        "averages",
        "Averages of both groups",
        _caption(release, order, cohort),
        Averages(rows, names, ticks(release, drawn)),
        table,
        estimates([cohort], drawn, ["mean", "mean_difference"]),
        say.how_averaged(release, shown),
        tuple(order),
        cohort,
    )


def _caption(release: Release, order: Sequence[str], cohort: str = EVERYONE) -> Caption:
    """Every finding, in the given order."""
    found = (release.comparison(name, cohort) for name in order)
    rows = (say.finding(release, each) for each in found if isinstance(each, Comparison))
    of_shares = any(is_share(release.codebook, name) for name in order)
    what = "Average score of each group, or how many in 100," if of_shares else AVERAGE
    subtitle = f"{what} with its 95% interval."
    return Caption(say.headline(release, order, cohort), subtitle, " ".join(rows))


def average_rows(release: Release, shown: Sequence[Comparison]) -> tuple[AverageRow, ...]:
    """The rows of one picture, whose numbers all have the same decimals."""
    decimals = (
        say.decimals_of_both(release.measures[each.indicator], each.solo.mean, each.team.mean)
        for each in shown
    )
    least = max(decimals, default=0)
    return tuple(average_row(release, each, least) for each in shown)


def average_row(release: Release, compared: Comparison, least: int = 0) -> AverageRow:
    """Both groups of one indicator, with so many decimals at least."""
    measure = release.measures[compared.indicator]
    texts = say.scores(measure, compared.solo.mean, compared.team.mean, least)
    hint = say.hint(measure.direction)
    return AverageRow(
        measure.label, hint, measure.low, measure.high, compared.solo, compared.team, texts
    )


def ticks(release: Release, indicators: Sequence[str]) -> Ticks:
    """The answers' own words along the axis where all share them, else its two ends."""
    codebook = release.codebook
    asked = {item for name in indicators for item in codebook.indicators[name].items}
    scales = {codebook.options(item) for item in asked}
    ordinal = all(codebook.questions[item].kind is Kind.ORDINAL for item in asked)
    options = scales.pop() if len(scales) == 1 and ordinal else ()
    scores = [option.score for option in options if option.score is not None]
    if len(scores) < 2 or scores != sorted(scores) or len(scores) > 5:
        return (0.0, words.LOWEST), (1.0, words.HIGHEST)
    span = scores[-1] - scores[0]
    texts = [option.text for option in options if option.score is not None]
    return tuple(
        ((score - scores[0]) / span, word) for score, word in zip(scores, texts, strict=True)
    )
