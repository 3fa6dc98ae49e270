"""The columns of a question with ticks, where a tool gives each option one of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

import pyarrow as pa

from analysis.answers.answer import Unread
from analysis.answers.numbers import read_number
from analysis.answers.ticked import tick_mark
from analysis.codebook import Codebook, Kind, Option
from analysis.codebook.matching import plain
from data.intake.layout import Sheet
from data.intake.places import Columns, Place

# What stands between a question's header and an option's name: 'Goods [Fruit]', 'Q3_1', 'Q7/pen'.
AFTER_HEAD = re.compile(
    r"\s*\[(.+)\]|\s*\((?:choice=)?(.+)\)|\s*(?:[-:/]|>>)\s*(?:selected choice - )?(.+)"
    r"|[_.]+(.+)"
)
OWN = re.compile(
    r"(text|other|otro|otra|sonstig|ander|autre|altro|outro|annat|inne|その他|기타)[^\W\d_]*\b.*"
)


def tick_places(sheet: Sheet, codebook: Codebook, question: str, columns: Columns) -> Place | None:
    """One column for each option below the question's header; None where there are none.

    Other columns there are of own answers, if they hold texts; else the codebook doesn't know them.
    """
    options = codebook.options(question)
    named = {plain(text): n for n, o in enumerate(options) for text in (o.code, *o.aliases, o.text)}
    ticks: dict[int, list[int]] = {}
    own: list[int] = []
    for at, rest in _below_heads(sheet, codebook, question, named):
        if rest in named:
            ticks.setdefault(named[rest], []).append(at)
        elif OWN.fullmatch(rest) and _holds_texts(sheet.raw.columns[at], rest):
            own.append(at)
    whole = set(columns.of(codebook.headers(question)))
    apart = whole - {at for places in ticks.values() for at in places} - set(own)
    if not ticks or (apart and len(ticks) < len(options)):
        return None
    return Place((), {n: tuple(ticks[n]) for n in sorted(ticks)}, tuple(own))


def _below_heads(
    sheet: Sheet, codebook: Codebook, question: str, known: Collection[str]
) -> Iterator[tuple[int, str]]:
    """The columns whose name begins with the question's header, and what stands after it."""
    heads = [plain(head) for head in codebook.headers(question)]
    others = {
        plain(head)
        for name in codebook.questions
        if name != question
        for head in codebook.headers(name)
    }
    for at, names in enumerate(sheet.names):
        if others & set(map(plain, names)):
            continue
        rests = [_after(head, plain(name)) for name in names for head in heads]
        rests.sort(key=lambda rest: rest not in known)  # an option's name before all else
        rest = next(filter(None, rests), None)
        if rest:
            yield at, rest


def _after(head: str, name: str) -> str | None:
    found = AFTER_HEAD.fullmatch(name[len(head) :]) if name.startswith(head) else None
    return next(filter(None, found.groups()), "").strip() if found else None


def _holds_texts(column: pa.ChunkedArray, name: str) -> bool:
    """Whether a column holds words of somebody's own: neither marks, nor its name, nor numbers."""
    cells = [cell for cell in column.unique().to_pylist() if cell and cell.strip()]
    marks = [tick_mark(cell, (name,)) for cell in cells]
    numbers = [not isinstance(read_number(cell), Unread) for cell in cells]
    return bool(cells) and None in marks and not all(numbers)


def bare_ticks(
    sheet: Sheet, codebook: Codebook, columns: Columns, taken: Collection[int]
) -> dict[str, Place]:
    """Questions whose options head columns by themselves, as Typeform writes them.

    Only where every such column can be one option's: two questions that share an option's text
    can't be told apart.
    """
    asked = [name for name, each in codebook.questions.items() if each.kind is Kind.MULTI_SELECT]
    found = {
        question: {
            n: places
            for n, option in enumerate(codebook.options(question))
            if (places := [at for at in columns.named(option.text) if at not in taken])
        }
        for question in asked
    }
    times = Counter(at for ticks in found.values() for places in ticks.values() for at in places)
    return {
        question: _bare(sheet, ticks, taken)
        for question, ticks in found.items()
        if _is_enough(ticks, codebook.options(question), times)
    }


def _is_enough(
    ticks: Mapping[int, Sequence[int]], options: Sequence[Option], times: Counter[int]
) -> bool:
    alone = all(len(places) == 1 and times[places[0]] == 1 for places in ticks.values())
    return alone and len(ticks) >= 2 and 2 * len(ticks) >= len(options)


def _bare(sheet: Sheet, ticks: Mapping[int, Sequence[int]], taken: Collection[int]) -> Place:
    after = max(at for places in ticks.values() for at in places) + 1
    names = sheet.names[after] if after < len(sheet.names) else ()
    is_own = after not in taken and any(OWN.fullmatch(plain(name)) for name in names)
    return Place((), {n: tuple(places) for n, places in ticks.items()}, (after,) if is_own else ())
