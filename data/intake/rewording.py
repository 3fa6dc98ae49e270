"""Options that were reworded while own answers are taken: the new words are nobody's own."""

from __future__ import annotations

import difflib
from math import comb

import numpy as np

from analysis.answers.answer import Answer, By, Picked, Ticks
from analysis.answers.intake_report import Doubt
from analysis.codebook import OTHER, Codebook, Option
from analysis.codebook.matching import plain
from analysis.codebook.texts import visible
from data.intake.columns import Cells, Rows
from data.intake.values import OFTEN, looks_like_an_option, parts_reader, remedy

CHANCE = 0.01  # that an option and an own answer keep apart without being one
POPULAR = 0.1  # of the answers: more than one person's own word for something
LIKE = 0.6  # likeness of two texts that may be one option's


def reworded(codebook: Codebook, question: str, cells: Cells, order: Rows) -> Doubt | None:
    """Own answers of many in place of an option: from some time on, or in other words throughout.

    ``order`` holds the rows by their time of answering.
    """
    own = own_answers(codebook, question, cells)
    shown = {text: rows for text, rows in own.items() if looks_like_an_option(text)}
    if not shown:
        return None
    rank = np.argsort(order)
    answers = _answers(cells)
    for n, option in enumerate(codebook.options(question)):
        if option.code == OTHER or option.none:
            continue
        picked = rank[np.flatnonzero(cells.where([_picks(a, n) for a in cells.answers]))]
        for text, rows in shown.items():
            if _stands_for(option, picked, text, rank[rows], answers):
                why = f", and {option.text!r} only before or after them" if len(picked) else ""
                return _doubt(codebook, question, {text: rows}, why)
    alone = cells.where([isinstance(a, Ticks) and not a.chosen for a in cells.answers])
    if alone[np.unique(np.concatenate(list(own.values())))].sum() > POPULAR * answers:
        return _doubt(codebook, question, shown, ", often with none of the options beside them")
    return None


def own_answers(codebook: Codebook, question: str, cells: Cells) -> dict[str, Rows]:
    """The own answers that stand in at least ten rows, as they are compared, with these rows."""
    parts = parts_reader(codebook, question)
    places: dict[str, list[int]] = {}
    for at, (cell, answer) in enumerate(zip(cells.cells, cells.answers, strict=True)):
        if isinstance(answer, Ticks) and answer.own:
            for part in parts(cell):
                places.setdefault(part, []).append(at)
        elif isinstance(answer, Picked) and answer.by is By.OWN:
            places.setdefault(plain(cell), []).append(at)
    often = {text: at for text, at in places.items() if cells.counts[at].sum() >= OFTEN}
    return {text: np.flatnonzero(np.isin(cells.index, at)) for text, at in often.items()}


def _answers(cells: Cells) -> int:
    """How many rows hold an answer that was read."""
    return int(cells.where([isinstance(a, Ticks | Picked) for a in cells.answers]).sum())


def _picks(answer: Answer, option: int) -> bool:
    if isinstance(answer, Ticks):
        return option in answer.chosen
    return isinstance(answer, Picked) and answer.option == option


def _stands_for(option: Option, picked: Rows, text: str, own: Rows, answers: int) -> bool:
    """Whether an own answer took an option's place: all of it comes before or after, which by
    chance would happen once in a hundred times at most; or nobody chose the option at all."""
    if not len(picked):
        is_like = difflib.SequenceMatcher(None, text, plain(option.text)).ratio() >= LIKE
        return is_like or len(own) > POPULAR * answers
    apart = picked.max() < own.min() or own.max() < picked.min()
    return bool(apart) and 2 / comb(len(picked) + len(own), len(own)) < CHANCE


def _doubt(codebook: Codebook, question: str, own: dict[str, Rows], why: str) -> Doubt:
    shown = " and ".join(f"{visible(text)!r} in {len(rows):,} rows" for text, rows in own.items())
    problem = f"{codebook.header(question)!r} is withheld: own answers hold {shown}{why}."
    summary = f"{codebook.header(question)!r} is withheld: own answers stand for an option."
    return Doubt(problem, remedy(codebook, question), summary)
