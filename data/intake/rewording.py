"""Options that were reworded while own answers are taken: the new words are nobody's own."""

from __future__ import annotations

from math import comb

import numpy as np

from analysis.answers.answer import Answer, By, Picked, Ticks
from analysis.answers.intake_report import Doubt
from analysis.codebook import OTHER, Codebook
from analysis.codebook.matching import plain
from analysis.codebook.texts import visible
from data.intake.columns import Cells, Rows
from data.intake.values import OFTEN, looks_like_an_option, remedy, unknown_parts

CHANCE = 0.01  # that an option and an own answer keep apart without being one


def reworded(codebook: Codebook, question: str, cells: Cells) -> Doubt | None:
    """An own answer of many that begins where an option ends: the option was reworded."""
    for text, rows in _own_answers(codebook, question, cells).items():
        if len(rows) < OFTEN or not looks_like_an_option(text):
            continue
        for n, option in enumerate(codebook.options(question)):
            picked = np.flatnonzero(cells.where([_picks(a, n) for a in cells.answers]))
            if option.code != OTHER and not option.none and _are_apart(picked, rows):
                problem = (
                    f"{codebook.header(question)!r} is withheld: {visible(text)!r} stands in "
                    f"{len(rows):,} rows, and {option.text!r} in none {_when(picked, rows)}."
                )
                return Doubt(problem, remedy(codebook, question))
    return None


def _own_answers(codebook: Codebook, question: str, cells: Cells) -> dict[str, Rows]:
    """Every own answer, as it is compared, with the rows that it stands in."""
    places: dict[str, list[int]] = {}
    for at, (cell, answer) in enumerate(zip(cells.cells, cells.answers, strict=True)):
        if isinstance(answer, Ticks) and answer.own:
            for part in unknown_parts(codebook, question, cell):
                places.setdefault(part, []).append(at)
        elif isinstance(answer, Picked) and answer.by is By.OWN:
            places.setdefault(plain(cell), []).append(at)
    often = {text: at for text, at in places.items() if cells.counts[at].sum() >= OFTEN}
    return {text: np.flatnonzero(np.isin(cells.index, at)) for text, at in often.items()}


def _picks(answer: Answer, option: int) -> bool:
    if isinstance(answer, Ticks):
        return option in answer.chosen
    return isinstance(answer, Picked) and answer.option == option


def _are_apart(option: Rows, own: Rows) -> bool:
    """Whether all rows of the option come before all of the own answer, or after, or are none;
    and by chance this would happen once in a hundred times at most."""
    if not len(option):
        return True
    apart = option[-1] < own[0] or own[-1] < option[0]
    return bool(apart) and 2 / comb(len(option) + len(own), len(own)) < CHANCE


def _when(option: Rows, own: Rows) -> str:
    if not len(option):
        return "at all"
    return "after it began" if option[-1] < own[0] else "before it ended"
