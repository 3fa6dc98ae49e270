"""What stands in the way of each support, as one group tells it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis import sentences as say
from analysis.published import Count, Withheld
from analysis.release import Release
from analysis.release.missing import Shown
from analysis.sentences.barriers import Barrier, how_named, of_barriers
from pages.parts import labels
from pages.parts.charts.chart import Chart, Table, captioned, shares
from pages.parts.figures.palette import palette
from pages.parts.figures.small_bars import SmallBarRow, small_bars

Answers = Mapping[str, Count]


def barrier_chart(
    release: Release, ranked: Sequence[Shown], group: str, cohort: str, theme: str | None
) -> Chart | Withheld | None:
    """A row a support, a column an answer; None where it was not asked, nobody's where withheld."""
    asked = _asked(release, ranked)
    if not asked:
        return None
    answers = [(support, item, release.answers(item, cohort)) for support, item in asked]
    found = [
        (support, item, each.solo if group == "solo" else each.team)
        for support, item, each in answers
        if not isinstance(each, Withheld)
    ]
    if not found:
        return Withheld.together(each for *_, each in answers if isinstance(each, Withheld))
    options = release.codebook.options(found[0][1])
    codes, texts = [option.code for option in options], [option.text for option in options]
    made = [
        _barrier(support, counts, codes)
        for support, item, counts in found
        if release.codebook.options(item) == options
    ]
    rows = [_row(release, each) for each in made]
    name = say.group_names(release)[group != "solo"]
    heads = [*texts, labels.GAVE_AN_ANSWER]
    cells = zip(rows, made, strict=True)
    table: Table = {
        labels.SUPPORT: [f"{row.label}: {say.first_lower(head)}" for row in rows for head in heads],
        say.first_upper(name): [
            cell for row, each in cells for cell in (*row.texts, say.count(each.people))
        ],
    }
    picture = small_bars(rows, texts, group, palette(theme))
    return captioned(of_barriers(release, made, texts, name), picture, table, how_named(release))


def _asked(release: Release, ranked: Sequence[Shown]) -> list[tuple[str, str]]:
    """(support, question) of the supports whose barrier the survey asks for."""
    book = release.codebook.supports
    named = ((each.support, book[each.support].barrier) for each in ranked)
    return [(support, item) for support, item in named if item is not None]


def _barrier(support: str, counts: Answers, codes: Sequence[str]) -> Barrier:
    held = [counts[code] for code in codes if code in counts]
    about, low, high = (
        sum(parts) for parts in zip(*((c.about, c.low, c.high) for c in held), strict=True)
    )
    return Barrier(support, shares(held), Count(about, low, high))


def _row(release: Release, each: Barrier) -> SmallBarRow:
    label = release.codebook.supports[each.support].label
    return SmallBarRow(label, each.shares, tuple(say.number(share) for share in each.shares))
