"""The same difference in every segment of a cohort; withheld ones are named."""

from __future__ import annotations

from analysis import sentences as say
from analysis.counting.cohorts import cohort_label, filters_of, value_label
from analysis.published import Comparison, Withheld
from analysis.release import Release
from pages.parts import labels
from pages.parts.charts.chart import Chart, Table, captioned
from pages.parts.figures.palette import palette
from pages.parts.figures.segments import SegmentRow, segments


def segment_chart(
    release: Release, indicator: str, cohort: str, theme: str | None
) -> Chart | Withheld | None:
    """The same difference in every segment of a cohort; None where it can't be narrowed."""
    narrower = list(release.segments(indicator, cohort))
    if not narrower:
        return None
    hidden = [each for _, each in narrower if isinstance(each, Withheld)]
    if len(hidden) == len(narrower):
        return Withheld.together(hidden)
    found = [(cohort, release.comparison(indicator, cohort)), *narrower]
    rows = [_segment_row(release, name, each, cohort) for name, each in found]
    named = [(row.label, each) for row, (_, each) in zip(rows, found, strict=True)]
    table: Table = {
        labels.GROUP: [label for label, _ in named],
        labels.DIFFERENCE: [say.cell(release, each) for _, each in named],
    }
    said = say.of_segments(release, indicator, named)
    picture = segments(rows, release.measures[indicator].sesoi, palette(theme))
    how = say.how_compared(release, indicator, narrower)
    return captioned(said, picture, table, how)


def _segment_row(
    release: Release, cohort: str, each: Comparison | Withheld, whole: str
) -> SegmentRow:
    codebook = release.codebook
    added = {dim: code for dim, code in filters_of(cohort).items() if dim not in filters_of(whole)}
    heading = codebook.label(next(iter(added))) if added else ""
    label = ", ".join(value_label(codebook, dim, code) for dim, code in added.items())
    label = label or cohort_label(codebook, whole)
    words = say.verdict_or_why(each)
    if isinstance(each, Withheld) or each.verdict is None:
        return SegmentRow(heading, label, words)
    return SegmentRow(
        heading, label, words, each.difference, each.low, each.high, each.verdict,
        say.remark(release, each),
    )  # fmt: skip
