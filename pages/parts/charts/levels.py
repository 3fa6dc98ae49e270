"""Averages of both groups, and of the parts of a group by the answer that makes it: team sizes."""

from __future__ import annotations

from collections.abc import Sequence

from analysis import sentences as say
from analysis.counting.cohorts import EVERYONE
from analysis.levels import level_cohorts
from analysis.published import Withheld
from analysis.release import Release
from analysis.sentences.levels import Part, how_by_level, of_levels, parts_of, score_of
from analysis.sentences.subject import Manner, Subject
from pages.parts import labels
from pages.parts.charts.chart import Chart, Table, captioned
from pages.parts.charts.gap import ticks
from pages.parts.figures.levels import LevelRow, levels
from pages.parts.figures.palette import palette
from pages.parts.figures.segments import round_ticks


def level_chart(
    release: Release, indicator: str, cohort: str, theme: str | None
) -> Chart | Withheld | None:
    """A row a group and, below it, a row a part; None in a cohort, where parts are never told, and
    where groups have none."""
    compared = release.comparison(indicator, EVERYONE)
    if cohort != EVERYONE or isinstance(compared, Withheld):
        return None
    if not any(level_cohorts(release.codebook)):
        return None
    found = release.levels(indicator)
    if isinstance(found, Withheld):
        return found
    parts = parts_of(release, compared, found)
    rows = [_row(release, indicator, each) for each in parts]
    table: Table = {
        labels.GROUP: [each.name for each in parts],
        labels.AVERAGE: [score_of(release, indicator, each.score) for each in parts],
    }
    picture = levels(rows, *_axis(release, indicator, parts), palette(theme))
    how = how_by_level(release, compared, found)
    return captioned(of_levels(release, compared, found), picture, table, how)


def _axis(
    release: Release, indicator: str, parts: Sequence[Part]
) -> tuple[tuple[float, float], list[tuple[float, str]]]:
    """The ends of the axis and (0 to 1, words) along it; of an amount it goes as far as needed."""
    measure = release.measures[indicator]
    if Subject(release, indicator).manner is not Manner.AMOUNT:
        return (measure.low, measure.high), ticks(release, [indicator])
    most = max(each.score.high for each in parts) or 1.0
    places = [each for each in round_ticks(most) if each >= 0]
    most = max(most, places[-1])
    return (0.0, most), [(each / most, say.number(each, int(each % 1 > 0))) for each in places]


def _row(release: Release, indicator: str, each: Part) -> LevelRow:
    value = say.number(each.score.mean, say.decimals_of(release.measures[indicator]))
    words = score_of(release, indicator, each.score)
    return LevelRow(each.name, value, words, each.score, each.group, whole=each.whole)
