"""Published rows by what they hold: which rows of a release's table somebody asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WHOLE = ("term", (None,))  # figures of the indicator itself, not of a support or a model
Cells = tuple[str | None, ...]


@dataclass(frozen=True)
class Rows:
    """Which rows of a table to take: those whose columns hold one of the values named for them.

    None as a value stands for an empty cell; columns that are not named may hold anything.
    """

    table: str
    where: tuple[tuple[str, Cells], ...]


def estimates(
    cohorts: Sequence[str], indicators: Sequence[str], measures: Sequence[str],
    terms: Cells | None = (None,),
) -> Rows:  # fmt: skip
    """Rows of ``estimates``; ``terms`` None are the indicators' own figures and all others."""
    where: list[tuple[str, Cells]] = [
        ("cohort", tuple(cohorts)), ("indicator", tuple(indicators)), ("measure", tuple(measures)),
    ]  # fmt: skip
    return Rows("estimates", (*where, *([] if terms is None else [("term", terms)])))


def answers(cohort: str, questions: Sequence[str]) -> Rows:
    """Rows of ``items``."""
    return Rows("items", (("cohort", (cohort,)), ("item", tuple(questions))))


def counts(cohorts: Sequence[str], indicators: Cells) -> Rows:
    """Rows of ``counts``; None among the ``indicators`` are the numbers of people."""
    return Rows("counts", (("cohort", tuple(cohorts)), ("indicator", indicators)))
