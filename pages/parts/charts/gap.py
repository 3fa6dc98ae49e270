"""Every headline indicator of a cohort on one shared axis, and every indicator in one table."""

from __future__ import annotations

from collections.abc import Sequence

from analysis import sentences as say
from analysis.codebook import Kind
from analysis.counting.cohorts import EVERYONE
from analysis.published import Comparison, Reason, Withheld
from analysis.release import Release
from pages.parts import labels
from pages.parts.charts.chart import Chart, Table, captioned
from pages.parts.figures.gap import GapRow, gap
from pages.parts.figures.palette import palette


def headline_gap(
    release: Release, order: Sequence[str], cohort: str, theme: str | None
) -> Chart | Withheld:
    """The indicators of a cohort on one shared axis, in the given order."""
    found = [release.comparison(name, cohort) for name in order]
    shown = [each for each in found if isinstance(each, Comparison)]
    if not found:
        return Withheld(Reason.NOT_ASKED)
    if not shown:
        return Withheld.together(each for each in found if isinstance(each, Withheld))
    names, rows = say.group_names(release), gap_rows(release, shown)
    table: Table = {"": [row.label for row in rows]}
    for side, name in enumerate(names):
        table[say.first_upper(name)] = [row.texts[side] for row in rows]
    table[labels.DIFFERENCE] = [say.cell(release, each) for each in shown]
    picture = gap(rows, names, ticks(release, [each.indicator for each in shown]), palette(theme))
    said = say.of_gap(release, order, cohort)
    return captioned(said, picture, table, say.how_averaged(release, shown))


def gap_rows(release: Release, shown: Sequence[Comparison]) -> list[GapRow]:
    """The rows of one chart, whose numbers all have the same decimals."""
    decimals = (
        say.decimals_of_both(release.measures[each.indicator], each.solo.mean, each.team.mean)
        for each in shown
    )
    least = max(decimals, default=0)
    return [gap_row(release, each, least) for each in shown]


def gap_row(release: Release, compared: Comparison, least: int = 0) -> GapRow:
    """Both groups of one indicator, with so many decimals at least."""
    measure = release.measures[compared.indicator]
    texts = say.scores(measure, compared.solo.mean, compared.team.mean, least)
    hint = say.hint(measure.direction)
    return GapRow(
        measure.label, hint, measure.low, measure.high, compared.solo, compared.team, texts
    )


def ticks(release: Release, indicators: Sequence[str]) -> list[tuple[float, str]]:
    """The answers' own words along the axis where all share them, else its two ends."""
    codebook = release.codebook
    asked = {item for name in indicators for item in codebook.indicators[name].items}
    scales = {codebook.options(item) for item in asked}
    ordinal = all(codebook.questions[item].kind is Kind.ORDINAL for item in asked)
    options = scales.pop() if len(scales) == 1 and ordinal else ()
    scores = [option.score for option in options if option.score is not None]
    if len(scores) < 2 or scores != sorted(scores) or len(scores) > 5:
        return [(0.0, labels.LOWEST), (1.0, labels.HIGHEST)]
    span = scores[-1] - scores[0]
    words = [option.text for option in options if option.score is not None]
    return [((score - scores[0]) / span, word) for score, word in zip(scores, words, strict=True)]


def everything_table(release: Release) -> Table:
    """Every indicator over everyone: both groups, the difference, the verdict."""
    names = say.group_names(release)
    table: Table = {labels.MEASURE: [], **{say.first_upper(name): [] for name in names}}
    table |= {labels.DIFFERENCE: []}
    for name in release.measures:
        found = release.comparison(name, EVERYONE)
        table[labels.MEASURE].append(say.measure_name(release, name))
        texts = ("", "") if isinstance(found, Withheld) else gap_row(release, found).texts
        for column, text in zip(list(table)[1:], (*texts, say.cell(release, found)), strict=True):
            table[column].append(text)
    return table


def question_table(release: Release) -> Table:
    """Every question behind a published indicator, with the indicator's source."""
    codebook = release.codebook
    table = Table({labels.MEASURE: [], labels.QUESTION: [], labels.SOURCE: []})
    for name in release.measures:
        made = codebook.indicators[name]
        for item in (*made.items, *made.where):
            cells = (say.measure_name(release, name), codebook.header(item), made.source)
            for column, text in zip(table.values(), cells, strict=True):
                column.append(text)
    return table
