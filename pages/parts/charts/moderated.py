"""One gap with and without each support."""

from __future__ import annotations

from analysis.published import Figure
from analysis.release import Release
from analysis.sentences.moderated import (
    CLEAR,
    Moderated,
    gap_cell,
    how_moderated,
    moderated,
    of_moderation,
)
from pages.parts import labels
from pages.parts.charts.chart import Chart, Table, captioned
from pages.parts.figures.palette import palette
from pages.parts.figures.with_without import Ends, WithRow, with_without


def moderation_chart(release: Release, outcome: str, theme: str | None) -> Chart | None:
    """The gap on an outcome with and without each support; None where none is told."""
    found = moderated(release, outcome)
    if not found:
        return None
    rows = [_row(release, each) for each in found]
    heads = (labels.WITH, labels.WITHOUT, labels.THE_GAP_IS)
    cells = (
        (*(gap_cell(release, outcome, end) for end in (each.given, each.not_given)), each.word)
        for each in found
    )
    table: Table = {
        labels.SUPPORT: [f"{row.label}: {head}" for row in rows for head in heads],
        labels.DIFFERENCE: [cell for each in cells for cell in each],
    }
    picture = with_without(rows, (labels.WITH, labels.WITHOUT), palette(theme))
    return captioned(of_moderation(release, outcome, found), picture, table, how_moderated(release))


def _row(release: Release, each: Moderated) -> WithRow:
    label = release.codebook.supports[each.support].label
    clear = each.difference.verdict in CLEAR
    return WithRow(label, _ends(each.given), _ends(each.not_given), each.word, clear)


def _ends(figure: Figure) -> Ends:
    """Value, low and high of a figure that has all three."""
    return figure.value or 0.0, figure.low or 0.0, figure.high or 0.0
