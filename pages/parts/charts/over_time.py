"""One indicator wave by wave: both groups, the gap, and which waves are not shown."""

from __future__ import annotations

from collections.abc import Sequence

from analysis import sentences as say
from analysis.published import Withheld
from analysis.release import Release
from analysis.release.rows_behind import WHOLE, Rows
from analysis.release.wave_gaps import WaveGap, wave_gaps
from analysis.sentences.over_time import of_over_time
from pages.parts import labels
from pages.parts.charts.chart import Chart, Table, captioned
from pages.parts.charts.gap import gap_row
from pages.parts.figures.over_time import WaveRow, waves
from pages.parts.figures.palette import palette


def wave_chart(
    release: Release, indicator: str, cohort: str, theme: str | None
) -> Chart | Withheld:
    """The indicator in every wave of a cohort of at most one filter; a hidden wave is a column."""
    gaps = wave_gaps(release, indicator, cohort)
    hidden = [gap.found for gap in gaps if isinstance(gap.found, Withheld)]
    if len(hidden) == len(gaps):
        return Withheld.together(hidden)
    rows = [_row(release, gap) for gap in gaps]
    smallest = release.measures[indicator].sesoi
    colours, names = palette(theme), say.group_names(release)
    picture = waves(rows, names, smallest, labels.NOT_SHOWN, colours)
    how = say.how_averaged(release, [gap.shown for gap in gaps if gap.shown][-1:])
    return captioned(
        of_over_time(release, indicator, gaps), picture, _table(release, gaps, rows), how
    )


def rows_of(release: Release, indicator: str, cohort: str) -> Rows:
    """The published rows that the chart draws; hidden waves have none."""
    cohorts = tuple(gap.cohort for gap in wave_gaps(release, indicator, cohort))
    measures = ("mean", "mean_difference")
    where = (("cohort", cohorts), ("indicator", (indicator,)), ("measure", measures), WHOLE)
    return Rows("estimates", where)


def _row(release: Release, gap: WaveGap) -> WaveRow:
    found = gap.shown
    if found is None:
        return WaveRow(gap.label, None)
    decimals = say.decimals_of(release.measures[found.indicator])
    apart = "" if found.difference is None else say.number(found.difference, decimals)
    return WaveRow(gap.label, found, (*gap_row(release, found).texts, apart))


def _table(release: Release, gaps: Sequence[WaveGap], rows: Sequence[WaveRow]) -> Table:
    table: Table = {labels.WAVE: [gap.label for gap in gaps]}
    for side, name in enumerate(say.group_names(release)):
        table[say.first_upper(name)] = [row.texts[side] for row in rows]
    table[labels.DIFFERENCE] = [say.cell(release, gap.found) for gap in gaps]
    return table
