"""Supports: what is wanted and what was received, and for whom more of it is missing."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from analysis import sentences as say
from analysis.published import GroupScore
from analysis.release import Release
from analysis.release.missing import Shown
from analysis.sentences.missing import of_support_gaps, of_supports, support_cells
from pages.parts import labels
from pages.parts.charts.chart import Chart, Table, captioned
from pages.parts.figures.dumbbells import DumbbellRow, Side, dumbbells
from pages.parts.figures.palette import palette
from pages.parts.figures.segments import SegmentRow, segments


def support_chart(
    release: Release, ranked: Sequence[Shown], given: Collection[str], cohort: str,
    theme: str | None,
) -> Chart:  # fmt: skip
    """Received to wanted in both groups, in the given order; what is ``given`` already fades."""
    names = say.group_names(release)
    rows = [_row(release, each, each.support in given) for each in ranked]
    cells = [each for one in ranked for each in support_cells(one)]
    table: Table = {
        labels.SUPPORT: [f"{row.label}: {of}" for row in rows for of in labels.OF_SUPPORTS]
    }
    table |= {
        say.first_upper(name): [cell[side] for cell in cells] for side, name in enumerate(names)
    }
    picture = dumbbells(rows, names, labels.OF_SUPPORTS, palette(theme))
    said = of_supports(release, ranked, cohort)
    how = say.how_averaged(release, [each.missing for each in ranked])
    return captioned(said, picture, table, how)


def _row(release: Release, each: Shown, given: bool) -> DumbbellRow:
    solo, team = (
        _side(received, wanted, missing)
        for received, wanted, missing in (
            (each.received.solo, each.wanted.solo, each.missing.solo),
            (each.received.team, each.wanted.team, each.missing.team),
        )
    )
    label = release.codebook.supports[each.support].label
    return DumbbellRow(label, solo, team, labels.TICK if given else "")


def support_gap_chart(release: Release, ranked: Sequence[Shown], theme: str | None) -> Chart:
    """Of which group more go without, support by support."""
    rows = [
        SegmentRow(
            "",
            release.codebook.supports[each.support].label,
            say.verdict_or_why(each.missing),
            each.missing.difference,
            each.missing.low,
            each.missing.high,
            each.missing.verdict,
            say.remark(release, each.missing),
        )
        for each in ranked
    ]
    table: Table = {
        labels.SUPPORT: [row.label for row in rows],
        labels.DIFFERENCE: [say.cell(release, each.missing) for each in ranked],
    }
    said, how = of_support_gaps(release, ranked), say.tell(release, ranked[0].missing)
    return captioned(said, segments(rows, None, palette(theme)), table, how)


def _side(received: GroupScore, wanted: GroupScore, missing: GroupScore) -> Side:
    texts = (say.number(received.mean), say.number(wanted.mean), say.number(missing.mean))
    return Side(received.mean, wanted.mean, missing.mean, texts)
