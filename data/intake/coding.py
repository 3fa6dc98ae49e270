"""Answers as the engine counts them: one int32 column for each question or tick."""

from __future__ import annotations

from collections import Counter
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analysis.answers.answer import Amount, Answer, Day, Picked, Ticks
from analysis.answers.waves import wave_of, waves_of
from analysis.codebook import Codebook, Kind
from analysis.codebook.scoring import column, tick_column
from data.intake.columns import Cells

Numbers = npt.NDArray[np.int32]
NOTHING = -(2**31)  # stands for null until the columns become Arrow


def with_waves(
    codebook: Codebook,
    question: str,
    cells: Cells,
    grouped: npt.NDArray[np.bool_],
    before: Codebook | None = None,
) -> Codebook:
    """The codebook with a date question's waves named, if it is one that leaves them open.

    Those with k of the people who are ``grouped``, and those that the codebook ``before``, of the
    survey's last release, names; the others' answers count as not given.
    """
    asked = codebook.questions[question]
    if asked.kind is not Kind.DATE or asked.waves:
        return codebook
    days = Counter[date]()
    sizes = np.bincount(cells.index[grouped], minlength=len(cells.answers))
    for answer, people in zip(cells.answers, sizes, strict=True):
        if isinstance(answer, Day):
            days[answer.day] += int(people)
    last = before.questions.get(question) if before is not None else None
    kept = last.waves if last is not None and last.period == asked.period else ()
    waves = waves_of(days, asked.period, codebook.policy.k, kept)
    named = asked.model_copy(update={"waves": waves})
    return codebook.model_copy(update={"questions": codebook.questions | {question: named}})


def coded(cells: Cells, codebook: Codebook, question: str) -> dict[str, Numbers]:
    """The columns of a question: one of numbers, or one of 0 and 1 for every option."""
    kind = codebook.questions[question].kind
    if kind is Kind.MULTI_SELECT:
        codes = {
            tick_column(question, n): [_tick(answer, n) for answer in cells.answers]
            for n in range(len(codebook.options(question)))
        }
    elif kind is Kind.DATE:
        codes = {column(question): [_wave(codebook, question, each) for each in cells.answers]}
    else:
        codes = {column(question): [_number(answer) for answer in cells.answers]}
    return {name: np.array(held, dtype=np.int32)[cells.index] for name, held in codes.items()}


def nullable(codes: Numbers) -> pa.Array:
    return pa.array(codes, mask=codes == NOTHING)


def _tick(answer: Answer, option: int) -> int:
    return int(option in answer.chosen) if isinstance(answer, Ticks) else NOTHING


def _number(answer: Answer) -> int:
    if isinstance(answer, Picked):
        return answer.option
    return answer.units if isinstance(answer, Amount) else NOTHING


def _wave(codebook: Codebook, question: str, answer: Answer) -> int:
    if not isinstance(answer, Day):
        return NOTHING
    asked = codebook.questions[question]
    code = wave_of(answer.day, asked.period)[0]
    for n, wave in enumerate(asked.waves):
        if wave.first is None or wave.last is None:
            if wave.code == code:
                return n
        elif wave.first <= answer.day <= wave.last:
            return n
    return NOTHING
