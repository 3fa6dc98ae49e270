"""The answers to each question of a scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis import sentences as say
from analysis.codebook import NOT_GIVEN
from analysis.published import Count, Withheld
from analysis.release import Release
from pages.parts.charts.chart import Chart, Table, group_names, shares
from pages.parts.figures.items import ItemRow, items
from pages.parts.figures.palette import palette


def item_chart(
    release: Release, indicator: str, cohort: str, theme: str | None
) -> Chart | Withheld:
    """The answers to each question of a scale."""
    codebook = release.codebook
    asked = codebook.indicators[indicator].items
    found = {item: release.answers(item, cohort) for item in asked}
    shown = {item: said for item, said in found.items() if not isinstance(said, Withheld)}
    if not shown:
        return next(said for said in found.values() if isinstance(said, Withheld))
    options = codebook.options(next(iter(shown)))
    codes = [option.code for option in options]
    names = group_names(codebook)
    rows = [
        ItemRow(codebook.label(item), _answered(said.solo, codes), _answered(said.team, codes))
        for item, said in shown.items()
    ]
    widest = max(rows, key=lambda row: abs(_top(row.solo) - _top(row.team)))
    ends = " or ".join(option.text.lower() for option in options[-2:])
    ours, theirs = (say.number(_top(side)) for side in (widest.solo, widest.team))
    title = f"{widest.label}: {ours} in 100 {names[0]} say {ends}, {theirs} in 100 {names[1]}"
    told = [
        f"{row.label}: {_top(row.solo):.0f} against {_top(row.team):.0f} in 100 say {ends}."
        for row in rows
    ]
    table: Table = {"Question": [], "Answer": [], **{say.first_upper(name): [] for name in names}}
    for item, said in shown.items():
        for code in (*codes, NOT_GIVEN):
            table["Question"].append(codebook.label(item))
            table["Answer"].append(
                "left out" if code == NOT_GIVEN else options[codes.index(code)].text
            )
            for name, counts in zip(names, (said.solo, said.team), strict=True):
                table[say.first_upper(name)].append(say.count(counts[code]))
    picture = items(rows, tuple(option.text for option in options), names, palette(theme))
    subtitle = (
        f"Upper bar {names[0]}, lower bar {names[1]}. Whoever left a question out is counted in "
        "the table, not in the bars."
    )
    return Chart(title, subtitle, " ".join(told), picture, table)


def _answered(counts: Mapping[str, Count], codes: Sequence[str]) -> tuple[float, ...]:
    return shares([counts[code] for code in codes])


def _top(parts: Sequence[float]) -> float:
    """The share of the two highest answers."""
    return sum(parts[-2:])
