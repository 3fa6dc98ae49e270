"""The answers to each question of a scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis import sentences as say
from analysis.codebook import NOT_GIVEN, Codebook, Kind, Option
from analysis.exhibits import words
from analysis.exhibits.exhibit import Caption, Exhibit, NotShown, Table, shares
from analysis.published import Count, ItemAnswers, Withheld
from analysis.release import Release
from analysis.release.rows import answers


@dataclass(frozen=True)
class ItemRow:
    """One question: each group's share (0 to 100) of every answer, the lowest first.

    ``aside`` says of each group how many left the question out, in words.
    """

    label: str
    solo: tuple[float, ...]
    team: tuple[float, ...]
    aside: tuple[str, str] | None = None


@dataclass(frozen=True)
class Items:
    """Questions with one scale, its answers from low to high; ``aside`` heads the rows' asides."""

    rows: tuple[ItemRow, ...]
    answers: tuple[str, ...]
    names: tuple[str, str]
    aside: str = ""


def items(release: Release, indicator: str, cohort: str) -> Exhibit[Items] | NotShown | None:
    """The answers to each question of a scale; None where no question has ordered answers."""
    codebook = release.codebook
    asked = [i for i in codebook.indicators[indicator].items if _is_ordered(codebook, i)]
    found = {item: release.answers(item, cohort) for item in asked}
    shown = {item: said for item, said in found.items() if not isinstance(said, Withheld)}
    if not shown:
        why = next((said for said in found.values() if isinstance(said, Withheld)), None)
        return None if why is None else NotShown("Single questions", why)
    scale = _scale(codebook, next(iter(shown)))
    shown = {item: said for item, said in shown.items() if _scale(codebook, item) == scale}
    codes, texts = [option.code for option in scale], tuple(option.text for option in scale)
    rows = tuple(
        ItemRow(
            codebook.label(item),
            _answered(said.solo, codes),
            _answered(said.team, codes),
            (_left_out(said.solo), _left_out(said.team)),
        )
        for item, said in shown.items()
    )
    return Exhibit(
        "answers",
        f"{release.measures[indicator].label}: single questions",
        _caption(release, texts, rows),
        Items(rows, texts, say.group_names(release), words.LEFT_OUT),
        _table(release, shown),
        answers(cohort, list(shown)),
        say.how_answered(release, indicator),
        (indicator,),
        cohort,
    )


def _is_ordered(codebook: Codebook, item: str) -> bool:
    return codebook.questions[item].kind is Kind.ORDINAL


def _scale(codebook: Codebook, item: str) -> list[Option]:
    """The answers that score, the lowest first."""
    scored = [option for option in codebook.options(item) if option.score is not None]
    return sorted(scored, key=lambda option: option.score or 0)


def _caption(release: Release, texts: Sequence[str], rows: Sequence[ItemRow]) -> Caption:
    """The title is of the question on which the two groups lie furthest apart."""
    solo, team = say.group_names(release)
    ends = " or ".join(say.first_lower(text) for text in texts[-(len(texts) // 2) :])
    widest = max(rows, key=lambda row: abs(_upper(row.solo) - _upper(row.team)))
    title = (
        f"{say.headed(widest.label)} {say.number(_upper(widest.solo))} in 100 {solo} say {ends}, "
        f"{say.number(_upper(widest.team))} in 100 {team}"
    )
    alt = (
        f"{say.headed(row.label)} {say.number(_upper(row.solo))} against "
        f"{say.number(_upper(row.team))} in 100 say {ends}."
        for row in rows
    )
    subtitle = (
        f"In 100 who answered; upper bar {solo}, lower bar {team}. On the right: how many in 100 "
        "of all left the question out."
    )
    return Caption(title, subtitle, " ".join(alt))


def _upper(parts: Sequence[float]) -> float:
    """The share of the upper half of the answers, the middle one left out: the sum of those that
    the picture shows."""
    return sum(say.rounded(each) for each in parts[-(len(parts) // 2) :])


def _table(release: Release, shown: Mapping[str, ItemAnswers]) -> Table:
    codebook = release.codebook
    heads = [say.first_upper(name) for name in say.group_names(release)]
    table: Table = {words.ANSWER: [], **{head: [] for head in heads}}
    for item, said in shown.items():
        texts = {option.code: option.text for option in codebook.options(item)}
        for code, text in (texts | {NOT_GIVEN: words.LEFT_OUT}).items():
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
    return say.number(share) if share >= 1 else words.UNDER_1
