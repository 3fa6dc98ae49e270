"""Numbers in a sheet that are others than those of the codebook's options."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from analysis.answers.answer import Missing, Unread
from analysis.answers.intake_report import Doubt
from analysis.answers.numbers import read_number
from analysis.codebook import Codebook, Kind, Option
from data.intake.columns import Cells

SEVERAL = 3  # rows: no slip of one


def shifted(codebook: Codebook, read: Mapping[str, Cells]) -> dict[str, Doubt]:
    """Questions whose numbers are others than their options': they run beyond these at one end,
    and miss the other or do so in several rows.

    Questions that share their answers were exported alike, so they are looked at together, too.
    """
    found: dict[str, Doubt] = {}
    for questions in _alike(codebook, read):
        known = _known(codebook.options(questions[0]))
        numbers = {name: _numbers(codebook, name, read[name]) for name in questions}
        together: Counter[int] = sum(numbers.values(), Counter())
        for name, used in numbers.items():
            if len(known) < 2 or not used:
                continue
            if _run_past(known, used) or _run_past(known, together):
                found[name] = _shift(codebook, name, known, used)
    return found


def _known(options: Sequence[Option]) -> set[int]:
    """The numbers that name an option: those of texts and aliases, else those of codes."""
    texts = {_whole(text) for option in options for text in (option.text, *option.aliases)} - {None}
    numbers = texts or {_whole(option.code) for option in options}
    return {number for number in numbers if number is not None}


def _run_past(known: set[int], used: Counter[int]) -> bool:
    """Whether numbers stand just beyond the known ones at one end; ``used`` counts their rows."""
    if not used.keys() & known:
        return False
    low, high = min(known), max(known)
    return any(
        used[beyond] >= SEVERAL or (used[beyond] and not used[missed])
        for beyond, missed in ((high + 1, low), (low - 1, high))
    )


def _shift(codebook: Codebook, question: str, known: set[int], used: Counter[int]) -> Doubt:
    problem = (
        f"{codebook.header(question)!r} is withheld: its numbers run from {min(used)} to "
        f"{max(used)}, those of its options from {min(known)} to {max(known)}."
    )
    remedy = (
        "Give the options the codes that the sheet holds, or add its numbers as aliases; list as "
        "missing what means no answer."
    )
    return Doubt(problem, remedy, problem)


def _alike(codebook: Codebook, read: Mapping[str, Cells]) -> Iterator[list[str]]:
    """The questions with options and no ranges, those with the same options together."""
    together: dict[object, list[str]] = {}
    for question in read:
        asked, options = codebook.questions[question], codebook.options(question)
        if asked.kind is not Kind.DATE and options and not any(o.range for o in options):
            together.setdefault(options, []).append(question)
    yield from together.values()


def _numbers(codebook: Codebook, question: str, cells: Cells) -> Counter[int]:
    """The whole numbers that a question's cells hold, alone or as ticks, with their rows."""
    is_ticks = codebook.questions[question].kind is Kind.MULTI_SELECT
    found: Counter[int] = Counter()
    for cell, answer, n in zip(cells.cells, cells.answers, cells.counts.tolist(), strict=True):
        if isinstance(answer, Missing):
            continue
        parts = re.split(r"[,;|\s]+", cell) if is_ticks else [cell]
        numbers = [_whole(part) for part in parts if part.strip()]
        if n and None not in numbers:
            found.update({number: n for number in numbers if number is not None})
    return found


def _whole(text: str) -> int | None:
    number = read_number(text)
    return None if isinstance(number, Unread) or number.denominator != 1 else int(number)
