"""Ticks that stand in one column for each option, as survey tools export them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from analysis.answers.ticked import tick_mark
from analysis.codebook.matching import plain
from analysis.codebook.types import Kind, Option, Question
from analysis.drafting.columns import Column
from analysis.drafting.looks import Guess
from analysis.drafting.naming import codes
from analysis.drafting.words import NO, NONE_OF_THEM, YES

OWN = re.compile(r"(other|otro|otra|sonstig|ander|autre|altro|outro)[^\W\d_]*\b.*|text")


@dataclass(frozen=True)
class OptionColumns:
    """A question whose options fill the columns from ``first`` to before ``end``."""

    first: int
    end: int
    guess: Guess


def option_columns(columns: Sequence[Column]) -> Iterator[OptionColumns]:
    """The runs of neighbouring columns that hold ticks of one question."""
    at = 0
    for heading, run in groupby(columns, key=lambda column: column.heading):
        held = list(run)
        if heading:
            found = _under_one_heading(at, held)
            if found is not None:
                yield found
        else:
            yield from _headed_by_options(at, held)
        at += len(held)


def _under_one_heading(at: int, columns: list[Column]) -> OptionColumns | None:
    own = [column for column in columns if OWN.fullmatch(plain(column.row))]
    ticks = [column for column in columns if column not in own]
    if len(ticks) < 2 or not all(_is_ticked(column) for column in ticks):
        return None
    if not any(column.repeats or column.values for column in ticks):
        return None
    marks = {value.key for column in ticks for value in column.values}
    if marks & (YES - {"true"}) and marks & (NO - {"false"}):
        return None  # as many questions, each answered with yes or no
    guess = _guess(ticks, [column.row for column in ticks], ticks[0].heading, own=bool(own))
    return OptionColumns(at, at + len(columns), guess)


def _headed_by_options(at: int, columns: list[Column]) -> Iterator[OptionColumns]:
    """Columns whose cells repeat their header, as Typeform has them; the question is unknown."""
    place = at
    for is_option, run in groupby(columns, key=lambda column: _repeats_header(column)):
        held = list(run)
        if is_option and len(held) > 1:
            after = columns[place - at + len(held) :][:1]
            own = bool(after) and OWN.fullmatch(plain(after[0].text)) is not None
            texts = [column.text for column in held]
            question = f"Which of these: {', '.join(texts)}?"
            guess = _guess(held, texts, question, own=own)
            comments = {**guess.comments, "text": "change me: the sheet holds its options only"}
            made = Guess(guess.column, guess.question, comments)
            yield OptionColumns(place, place + len(held) + own, made)
        place += len(held)


def _is_ticked(column: Column) -> bool:
    """Whether every cell of a column is a mark, its own header, or blank."""
    return all(tick_mark(value.text, ()) is not None for value in column.values)


def _repeats_header(column: Column) -> bool:
    """Whether some cells of a column hold its own header, and the others nothing."""
    return not column.values and column.repeats > 1


def _guess(ticks: Sequence[Column], texts: list[str], text: str, *, own: bool) -> Guess:
    options = tuple(
        Option(code=code, text=option, none=plain(option) in NONE_OF_THEM)
        for code, option in zip(codes(texts), texts, strict=True)
    )
    question = Question(text=text, kind=Kind.MULTI_SELECT, options=options, other=own)
    comments = {"kind": "guess: several answers, in one column for each option"}
    return Guess(ticks[0], question, comments)
