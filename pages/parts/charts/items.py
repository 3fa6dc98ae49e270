"""The answers to each question of a scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis import sentences as say
from analysis.codebook import NOT_GIVEN, Codebook, Kind, Option
from analysis.published import Count, ItemAnswers, Withheld
from analysis.release import Release
from pages.parts.charts.chart import Chart, Table, group_names, shares
from pages.parts.figures.items import ItemRow, items
from pages.parts.figures.palette import palette


def item_chart(
    release: Release, indicator: str, cohort: str, theme: str | None
) -> Chart | Withheld | None:
    """The answers to each question of a scale; None where no question has ordered answers."""
    codebook = release.codebook
    asked = [i for i in codebook.indicators[indicator].items if _is_ordered(codebook, i)]
    found = {item: release.answers(item, cohort) for item in asked}
    shown = {item: said for item, said in found.items() if not isinstance(said, Withheld)}
    if not shown:
        return next((said for said in found.values() if isinstance(said, Withheld)), None)
    scale = _scale(codebook, next(iter(shown)))
    shown = {item: said for item, said in shown.items() if _scale(codebook, item) == scale}
    codes, texts = [option.code for option in scale], [option.text for option in scale]
    names = group_names(codebook)
    rows = [
        ItemRow(codebook.label(item), _answered(said.solo, codes), _answered(said.team, codes))
        for item, said in shown.items()
    ]
    widest = max(rows, key=lambda row: abs(_top(row.solo) - _top(row.team)))
    ends = " or ".join(text.lower() for text in texts[-(len(texts) // 2) :])
    ours, theirs = (say.number(_top(side)) for side in (widest.solo, widest.team))
    title = f"{widest.label}: {ours} in 100 {names[0]} say {ends}, {theirs} in 100 {names[1]}"
    told = [
        f"{row.label}: {_top(row.solo):.0f} against {_top(row.team):.0f} in 100 say {ends}."
        for row in rows
    ]
    subtitle = (
        f"Upper bar {names[0]}, lower bar {names[1]}. Whoever left a question out is counted in "
        "the table, not in the bars."
    )
    picture = items(rows, tuple(texts), names, palette(theme))
    return Chart(title, subtitle, " ".join(told), picture, _table(codebook, shown))


def _is_ordered(codebook: Codebook, item: str) -> bool:
    return codebook.questions[item].kind is Kind.ORDINAL


def _scale(codebook: Codebook, item: str) -> list[Option]:
    """The answers that score, the lowest first."""
    scored = [(option.score, option) for option in codebook.options(item)]
    return [
        option for score, option in sorted(scored, key=lambda s: s[0] or 0) if score is not None
    ]


def _table(codebook: Codebook, shown: Mapping[str, ItemAnswers]) -> Table:
    heads = [say.first_upper(name) for name in group_names(codebook)]
    table: Table = {"Answer": [], **{head: [] for head in heads}}
    for item, said in shown.items():
        texts = {option.code: option.text for option in codebook.options(item)}
        for code, text in (texts | {NOT_GIVEN: "left out"}).items():
            counts = [say.count(side[code]) for side in (said.solo, said.team)]
            cells = (f"{codebook.label(item)}: {text.lower()}", *counts)
            for column, cell in zip(table.values(), cells, strict=True):
                column.append(cell)
    return table


def _answered(counts: Mapping[str, Count], codes: Sequence[str]) -> tuple[float, ...]:
    return shares([counts[code] for code in codes])


def _top(parts: Sequence[float]) -> float:
    """The share of the upper half of the answers, the middle one left out."""
    return sum(parts[-(len(parts) // 2) :])
