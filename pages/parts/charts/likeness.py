"""The difference as it is, beside the one of like with like."""

from __future__ import annotations

from analysis.release import Release
from analysis.sentences.likeness import beside, how_alike, of_likeness, size_of
from analysis.sentences.subject import Subject
from pages.parts import labels
from pages.parts.charts.chart import Chart, Table, captioned
from pages.parts.figures.palette import palette
from pages.parts.figures.segments import SegmentRow, segments


def likeness_chart(
    release: Release, indicator: str, cohort: str, theme: str | None
) -> Chart | None:
    """A row for each way the difference is told; None where there is but one."""
    subject, found = Subject(release, indicator, cohort), beside(release, indicator, cohort)
    if not found:
        return None
    sizes = [size_of(subject, each) for _, each in found]
    rows = [
        SegmentRow("", label, size, each.value, each.low, each.high, each.verdict)
        for (label, each), size in zip(found, sizes, strict=True)
    ]
    table: Table = {
        labels.TOLD_OF: [label for label, _ in found],
        labels.DIFFERENCE: sizes,
    }
    picture = segments(rows, release.measures[indicator].sesoi, palette(theme))
    said = of_likeness(release, indicator, cohort)
    return captioned(said, picture, table, how_alike(release, indicator, cohort))
