"""Who answered: how many of both groups are in each part of a dimension."""

from __future__ import annotations

from analysis import sentences as say
from analysis.counting.cohorts import value_label
from analysis.published import Withheld
from analysis.release import Release
from analysis.release.rows_drawn import parts
from analysis.sentences.composition import bare_count, how_rounded, of_people
from pages.parts import labels
from pages.parts.charts.chart import Chart, Table, captioned
from pages.parts.figures.palette import palette
from pages.parts.figures.people import PeopleRow, people


def people_chart(
    release: Release, dimension: str, cohort: str, theme: str | None
) -> Chart | Withheld:
    """The parts of a dimension in the codebook's order; parts that are withheld are named."""
    book, found = release.codebook, []
    for code, narrower in parts(release, dimension, cohort):
        heads = release.heads(narrower)
        found.append((value_label(book, dimension, code), heads))
    hidden = [heads for _, heads in found if isinstance(heads, Withheld)]
    if len(hidden) == len(found):
        return Withheld.together(hidden)
    rows, names = [], say.group_names(release)
    table: Table = {labels.GROUP: [label for label, _ in found]}
    table |= {say.first_upper(name): [] for name in names}
    for label, heads in found:
        if isinstance(heads, Withheld):
            rows.append(PeopleRow(label, (heads.text,)))
            cells = (heads.text, heads.text)
        else:
            words = tuple(bare_count(each) for each in heads)
            rows.append(PeopleRow(label, words, (heads[0].about, heads[1].about)))
            cells = (say.count(heads[0]), say.count(heads[1]))
        for name, cell in zip(names, cells, strict=True):
            table[say.first_upper(name)].append(cell)
    said = of_people(release, dimension, cohort, found)
    return captioned(said, people(rows, names, palette(theme)), table, how_rounded(release))
