"""The columns that answers are held in, and the points that the answers to a question give."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from analysis.codebook.types import Codebook, Indicator, Kind, Question

HUNDREDTHS = 100  # a count with decimals is held in hundredths, so that it stays a whole number


def column(question: str) -> str:
    """The answers column of a question; the prefix keeps it clear of SQL's own words."""
    return f"q_{question}"


def tick_column(question: str, option: int) -> str:
    return f"q_{question}_{option}"


def column_unit(asked: Question) -> int:
    """How many units of its column make 1 of a question's own: 7.5 hours are held as 750."""
    return HUNDREDTHS if asked.kind is Kind.COUNT and asked.decimals else 1


def item_scores(codebook: Codebook, item: str) -> Sequence[int]:
    """All scores an item can have, ascending; of a count the whole numbers in its range."""
    asked = codebook.questions[item]
    if asked.kind is Kind.COUNT:
        return range(asked.min, asked.max + 1)
    said = {option.score for option in codebook.options(item)}
    return tuple(sorted(score for score in said if score is not None))


def item_sql(codebook: Codebook, made: Indicator, item: str) -> str:
    """An item's points as SQL, NULL where unanswered; a reversed item's are mirrored.

    They are in units of its column.
    """
    said = item_scores(codebook, item)
    mirrored = said[0] + said[-1] if item in made.reversed else None
    if codebook.questions[item].kind is Kind.COUNT:
        return _count_sql(codebook, item, mirrored)
    return _chosen_sql(codebook, item, mirrored)


def _count_sql(codebook: Codebook, item: str, mirrored: int | None) -> str:
    name, unit = column(item), column_unit(codebook.questions[item])
    return name if mirrored is None else f"({mirrored * unit} - {name})"


def _chosen_sql(codebook: Codebook, item: str, mirrored: int | None) -> str:
    """The points of the chosen answer; a reversed item's are subtracted from ``mirrored``."""
    name, options = column(item), codebook.options(item)
    scores = {
        n: option.score if mirrored is None else mirrored - option.score
        for n, option in enumerate(options)
        if option.score is not None
    }
    steps = {later - earlier for earlier, later in pairwise(scores.values())}
    if len(steps) == 1 and len(scores) == len(options):
        step = steps.pop()
        points = name if step == 1 else f"{name} * {step}"
        return f"({points})" if scores[0] == 0 else f"({scores[0]} + {points})"
    cases = " ".join(f"WHEN {n} THEN {score}" for n, score in scores.items())
    return f"CASE {name} {cases} END"
