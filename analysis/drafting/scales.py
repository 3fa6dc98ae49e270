"""Runs of neighbouring questions with the same answers, and which of them run the other way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.answers.choices import undressed
from analysis.codebook.types import Kind, Question
from analysis.drafting.looks import Guess, Look, Omission
from analysis.drafting.scored_answers import scale

SHORTEST = 2  # questions that make a run
CLEARLY = 3.0  # standard errors by which a correlation is below zero
VARIABLE = re.compile(r"([A-Za-z]\w*?)_?\d+[a-z]?")  # WHO5S3 is a question of WHO5S


def with_shared_ends(found: Sequence[Look], enough: int) -> list[Look]:
    """The looks, in which a scale takes the ends of its neighbour's where it may lack only these.

    That is so where hardly anybody gave the answer at its own end.
    """
    done = list(found)
    for order in (range(1, len(done)), range(len(done) - 2, -1, -1)):
        step = 1 if order.start == 1 else -1
        for at in order:
            wider = _widened(done[at], done[at - step], enough)
            if wider is not None:
                done[at] = wider
    return done


def _widened(look: Look, beside: Look, enough: int) -> Guess | None:
    if isinstance(look, Omission) or isinstance(beside, Omission):
        return None
    own, other = _ends(look.question), _ends(beside.question)
    if own is None or other is None or own == other or own[0] < other[0] or own[1] > other[1]:
        return None
    at_ends = {str(own[n]) for n in (0, 1) if own[n] != other[n]}
    rows = [value.rows for value in look.column.values if value.key in at_ends]
    return scale(look.column, *other) if all(n < enough for n in rows) else None


def _ends(question: Question) -> tuple[int, int] | None:
    """The ends of a scale that is answered with numbers."""
    texts = [option.text for option in question.options]
    if question.kind is not Kind.ORDINAL or not all(text.isdecimal() for text in texts):
        return None
    return int(texts[0]), int(texts[-1])


@dataclass(frozen=True)
class Run:
    """Questions that may be one scale, by their places, and those of them that are reversed."""

    places: tuple[int, ...]
    reversed: tuple[int, ...] = ()


def runs(found: Sequence[Look]) -> Iterator[Run]:
    """The runs of ordered questions with the same answers; columns left out don't part them."""
    places = [at for at, look in enumerate(found) if isinstance(look, Guess)]
    run: list[int] = []
    for at in places:
        if run and not _go_together(found[run[-1]], found[at]):
            yield from _run(found, run)
            run = []
        run.append(at)
    yield from _run(found, run)


def _run(found: Sequence[Look], places: list[int]) -> Iterator[Run]:
    guesses = [look for at in places if isinstance(look := found[at], Guess)]
    if len(guesses) >= SHORTEST and guesses[0].question.kind is Kind.ORDINAL:
        turned = against_the_rest([points(guess) for guess in guesses])
        yield Run(tuple(places), tuple(places[n] for n in turned))


def _go_together(one: Look, other: Look) -> bool:
    """Whether two questions have the same ordered answers, and no heading or name parts them."""
    if isinstance(one, Omission) or isinstance(other, Omission):
        return False
    alike = one.question.options == other.question.options
    if one.question.kind is not Kind.ORDINAL or not alike:
        return False
    stems = {_stem(one), _stem(other)} - {""}
    return one.column.heading == other.column.heading and len(stems) < 2


def _stem(guess: Guess) -> str:
    """What variables of one scale share in their names, where a header is no more than a name."""
    names = [guess.question.text, *guess.question.headers]
    found = (VARIABLE.fullmatch(name) for name in names)
    return next((name[1] for name in found if name), "")


def points(guess: Guess) -> npt.NDArray[np.float64]:
    """What each row scores on an ordered question; NaN where it holds none of the answers."""
    scores = {undressed(option.text): option.score for option in guess.question.options}
    held = [scores.get(undressed(cell)) for cell in guess.column.cells]
    distinct = np.array([np.nan if score is None else score for score in held], dtype=float)
    return distinct[guess.column.index]


def against_the_rest(items: Sequence[npt.NDArray[np.float64]]) -> tuple[int, ...]:
    """The items whose answers run against those of the others, as a scale's reversed items do.

    Along the first principal axis of the correlations, seen from the side of the larger part; an
    item counts if its correlation with the mean of the others, turned alike, is clearly below 0.
    """
    table = np.ma.masked_invalid(np.column_stack(items))
    correlations = np.ma.filled(np.ma.corrcoef(table, rowvar=False), 0.0)
    axis = np.linalg.eigh(np.nan_to_num(correlations))[1][:, -1]
    signs = np.where(axis < 0, -1.0, 1.0)
    if signs.sum() < 0 or (signs.sum() == 0 and signs[0] < 0):
        signs = -signs
    turned = [n for n, sign in enumerate(signs) if sign < 0]
    return tuple(n for n in turned if _is_clear(table, signs, n))


def _is_clear(
    table: np.ma.MaskedArray[Any, np.dtype[np.float64]], signs: npt.NDArray[np.float64], item: int
) -> bool:
    others = [n for n in range(table.shape[1]) if n != item]
    rest = np.ma.mean(table[:, others] * signs[others], axis=1)
    pair = np.ma.column_stack([table[:, item], rest])
    both = pair[~np.ma.getmaskarray(pair).any(axis=1)]
    if len(both) < 4 or 0 in both.std(axis=0):
        return False
    r = float(np.corrcoef(both.data, rowvar=False)[0, 1])
    return r < -CLEARLY / np.sqrt(len(both))
