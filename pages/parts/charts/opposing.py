"""Averages of counts that stand against each other, in both groups."""

from __future__ import annotations

from analysis import sentences as say
from analysis.published import Comparison, Withheld
from analysis.release import Release
from analysis.release.opposites import opposites
from analysis.sentences.opposing import Pair, average_cell, how_opposed, of_opposites
from pages.parts import labels
from pages.parts.charts.chart import Chart, Table, captioned
from pages.parts.figures.opposing import OpposingRow, opposing
from pages.parts.figures.palette import palette


def opposing_chart(
    release: Release, indicator: str, cohort: str, theme: str | None
) -> Chart | Withheld | None:
    """The pairs that are named after an indicator; None where there are none."""
    named = opposites(release, indicator)
    if not named:
        return None
    found = [tuple(release.comparison(name, cohort) for name in names) for names in named]
    pairs = [(one, other) for one, other in found
             if isinstance(one, Comparison) and isinstance(other, Comparison)]  # fmt: skip
    if not pairs:
        return Withheld.together(e for each in found for e in each if isinstance(e, Withheld))
    names = say.group_names(release)
    rows = [_row(release, pair) for pair in pairs]
    every = [each for pair in pairs for each in pair]
    table: Table = {
        labels.MEASURE: [release.measures[each.indicator].label for each in every],
        say.first_upper(names[0]): [average_cell(release, each, each.solo) for each in every],
        say.first_upper(names[1]): [average_cell(release, each, each.team) for each in every],
    }
    picture = opposing(rows, names, palette(theme))
    return captioned(of_opposites(release, pairs), picture, table, how_opposed(release, pairs))


def _row(release: Release, pair: Pair) -> OpposingRow:
    right, left = pair
    measures = [release.measures[each.indicator] for each in pair]
    texts = [
        (say.number(each.solo.mean, decimals), say.number(each.team.mean, decimals))
        for decimals, each in zip(map(say.decimals_of, measures), pair, strict=True)
    ]  # as the table has them
    return OpposingRow(
        (measures[0].label, measures[1].label),
        (right.solo, right.team),
        (left.solo, left.team),
        (texts[0], texts[1]),
    )
