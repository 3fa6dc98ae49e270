"""What several questions of a draft share: headings of grids, and lists of answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from analysis.codebook.matching import plain
from analysis.codebook.types import AnswerList, Kind, Option
from analysis.drafting.looks import Guess
from analysis.drafting.naming import list_id, question_id, short_label

FEWEST = 2  # questions that share something


def grid_heading(guess: Guess) -> str:
    """The heading under which a question stands as a codebook writes it; else nothing."""
    is_row = guess.column.is_grid_row and guess.question.text == guess.column.text
    return guess.column.heading if is_row else ""


def under_headings(questions: Mapping[str, Guess]) -> tuple[dict[str, Guess], dict[str, str]]:
    """The questions, those of a grid by their rows; and the heading of each grid."""
    shared = Counter(grid_heading(guess) for guess in questions.values())
    grids: dict[str, str] = {}
    for heading, rows in shared.items():
        if heading and rows >= FEWEST:
            grids[question_id(heading, grids)] = heading
    by_heading = {heading: grid for grid, heading in grids.items()}
    in_grids = {
        name: _as_row(guess, by_heading.get(grid_heading(guess)))
        for name, guess in questions.items()
    }
    return in_grids, grids


def _as_row(guess: Guess, grid: str | None) -> Guess:
    if grid is None:
        return guess
    row = guess.column.row
    changes = {"text": row, "grid": grid, "label": short_label(row)}
    return replace(guess, question=guess.question.model_copy(update=changes))


def with_shared_answers(
    questions: Mapping[str, Guess],
) -> tuple[dict[str, Guess], dict[str, AnswerList]]:
    """The questions, those with the same options with one list of answers; and these lists."""
    alike: dict[tuple[Option, ...], list[str]] = {}
    for name, guess in questions.items():
        if guess.question.options and guess.question.kind is not Kind.MULTI_SELECT:
            alike.setdefault(guess.question.options, []).append(name)
    shared, lists = dict(questions), dict[str, AnswerList]()
    for options, names in alike.items():
        if len(names) >= FEWEST:
            answers = list_id(questions[names[0]].vocabulary or "answers", lists)
            missing = _missing([questions[name] for name in names])
            lists[answers] = AnswerList(options=options, missing=missing)
            shared |= {name: _with_list(questions[name], answers) for name in names}
    return shared, lists


def _missing(guesses: Sequence[Guess]) -> tuple[str, ...]:
    """All that means no answer to any of the questions, each once."""
    texts = {plain(text): text for guess in guesses for text in guess.question.missing}
    return tuple(texts.values())


def _with_list(guess: Guess, answers: str) -> Guess:
    changes = {"answers": answers, "options": (), "missing": ()}
    return replace(guess, question=guess.question.model_copy(update=changes))
