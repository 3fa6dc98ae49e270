"""The answers to each question of a scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis import sentences as say
from analysis.codebook import NOT_GIVEN, Codebook, Kind, Option
from analysis.published import Count, ItemAnswers, Withheld
from analysis.release import Release
from pages.parts import labels
from pages.parts.charts.chart import Chart, Table, captioned, shares
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
    names = say.group_names(release)
    rows = [
        ItemRow(
            codebook.label(item),
            _answered(said.solo, codes),
            _answered(said.team, codes),
            (_left_out(said.solo), _left_out(said.team)),
        )
        for item, said in shown.items()
    ]
    said = say.of_items(release, texts, [(row.label, row.solo, row.team) for row in rows])
    picture = items(rows, tuple(texts), names, palette(theme), labels.LEFT_OUT)
    how = say.how_answered(release, indicator)
    return captioned(said, picture, _table(release, shown), how)


def _is_ordered(codebook: Codebook, item: str) -> bool:
    return codebook.questions[item].kind is Kind.ORDINAL


def _scale(codebook: Codebook, item: str) -> list[Option]:
    """The answers that score, the lowest first."""
    scored = [(option.score, option) for option in codebook.options(item)]
    return [
        option for score, option in sorted(scored, key=lambda s: s[0] or 0) if score is not None
    ]


def _table(release: Release, shown: Mapping[str, ItemAnswers]) -> Table:
    codebook = release.codebook
    heads = [say.first_upper(name) for name in say.group_names(release)]
    table: Table = {labels.ANSWER: [], **{head: [] for head in heads}}
    for item, said in shown.items():
        texts = {option.code: option.text for option in codebook.options(item)}
        for code, text in (texts | {NOT_GIVEN: labels.LEFT_OUT}).items():
            counts = [say.count(side[code]) for side in (said.solo, said.team)]
            cells = (f"{say.headed(codebook.label(item))} {say.first_lower(text)}", *counts)
            for column, cell in zip(table.values(), cells, strict=True):
                column.append(cell)
    return table


def _answered(counts: Mapping[str, Count], codes: Sequence[str]) -> tuple[float, ...]:
    return shares([counts[code] for code in codes])


def _left_out(counts: Mapping[str, Count]) -> str:
    """How many in 100 of all gave no answer; '<1' rather than a zero that it may not be."""
    whole = sum(each.about for each in counts.values()) or 1
    share = 100 * counts[NOT_GIVEN].about / whole if NOT_GIVEN in counts else 0.0
    return say.number(share) if share >= 1 else labels.UNDER_1
