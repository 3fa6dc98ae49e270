"""Every indicator of a release, and every question behind them, in a table each."""

from __future__ import annotations

from analysis import sentences as say
from analysis.counting.cohorts import EVERYONE
from analysis.exhibits import words
from analysis.exhibits.averages import average_row
from analysis.exhibits.exhibit import Table
from analysis.published import Withheld
from analysis.release import Release

QUESTION, SOURCE = "Question", "Source"


def indicator_table(release: Release) -> Table:
    """Every indicator over everyone: both groups, the difference, the verdict."""
    names = say.group_names(release)
    table: Table = {words.MEASURE: [], **{say.first_upper(name): [] for name in names}}
    table |= {words.DIFFERENCE: []}
    for name in release.measures:
        found = release.comparison(name, EVERYONE)
        table[words.MEASURE].append(say.measure_name(release, name))
        texts = ("", "") if isinstance(found, Withheld) else average_row(release, found).texts
        for column, text in zip(list(table)[1:], (*texts, say.cell(release, found)), strict=True):
            table[column].append(text)
    return table


def question_table(release: Release) -> Table:
    """Every question behind a published indicator, with the indicator's source."""
    codebook = release.codebook
    table = Table({words.MEASURE: [], QUESTION: [], SOURCE: []})
    for name in release.measures:
        indicator = codebook.indicators[name]
        for item in (*indicator.items, *indicator.where):
            cells = (say.measure_name(release, name), codebook.header(item), indicator.source)
            for column, text in zip(table.values(), cells, strict=True):
                column.append(text)
    return table
