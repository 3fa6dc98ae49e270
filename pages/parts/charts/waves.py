"""The same difference in every wave of a cohort."""

from __future__ import annotations

from analysis import sentences as say
from analysis.counting.cohorts import value_label
from analysis.published import Comparison, Withheld
from analysis.release import Release
from analysis.release.rows_drawn import wave_cohorts
from analysis.sentences.waves import how_it_changed, of_waves
from pages.parts import labels
from pages.parts.charts.chart import Chart, Table, captioned
from pages.parts.figures.palette import palette
from pages.parts.figures.wave_gaps import WaveRow, wave_gaps

FEWEST = 2  # waves that can be compared


def wave_chart(
    release: Release, indicator: str, cohort: str, theme: str | None
) -> Chart | Withheld | None:
    """A point a wave; None where the cohort does not fall into waves, or there is but one."""
    wave = release.codebook.timestamp() or ""
    found = [
        (value_label(release.codebook, wave, code), release.comparison(indicator, each))
        for code, each in wave_cohorts(release, cohort)
    ]
    if len(found) < FEWEST:
        return None
    shown = [each for _, each in found if isinstance(each, Comparison)]
    if sum(each.difference is not None for each in shown) < FEWEST:
        return Withheld.together(each for _, each in found if isinstance(each, Withheld))
    rows = [_row(label, each) for label, each in found]
    table: Table = {
        release.codebook.label(wave): [label for label, _ in found],
        labels.DIFFERENCE: [say.cell(release, each) for _, each in found],
    }
    picture = wave_gaps(rows, release.measures[indicator].sesoi, palette(theme))
    said = of_waves(release, indicator, cohort, found)
    return captioned(said, picture, table, how_it_changed(release, indicator, cohort))


def _row(label: str, each: Comparison | Withheld) -> WaveRow:
    words = say.verdict_or_why(each)
    if isinstance(each, Withheld):
        return WaveRow(label, words)
    return WaveRow(label, words, each.difference, each.low, each.high)
