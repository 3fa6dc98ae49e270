"""Published rows asked for by an address: which table, which cells, and what the file is called.

The words of a query are ``cohort``, ``indicator``, ``item``, ``measure``, ``group``, ``term``: of
each column the cells that are wanted, one a word; '' is the empty cell, and of ``cohort`` everyone.
``chart``, ``on`` (indicators) and ``within`` (a cohort) only say what the file is of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from analysis.codebook import NOT_GIVEN, Codebook
from analysis.counting.cohorts import EVERYONE, cohort_id
from analysis.errors import SurveyError
from analysis.release.rows import Rows

COLUMNS = {
    "counts": ("cohort", "indicator", "group"),
    "estimates": ("cohort", "indicator", "measure", "group", "term"),
    "items": ("cohort", "item", "group"),
}
CHART, ON, WITHIN = "chart", "on", "within"
MOST, LONGEST = 500, 200  # words of a query, letters of one
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
UNNAMED = "rows"
NONE = "-"  # a cell that no table holds, for a column of which nothing is wanted


@dataclass(frozen=True)
class Asked:
    """Rows, and what the file with them is called: a chart of indicators in a cohort."""

    rows: Rows
    called: str = UNNAMED
    indicators: tuple[str, ...] = ()
    cohort: str = EVERYONE


def query(asked: Asked) -> list[tuple[str, str]]:
    """The words of the query that asks for the rows of ``asked.rows.table``."""
    words = [(CHART, asked.called), *((ON, name) for name in asked.indicators)]
    if asked.cohort:
        words.append((WITHIN, asked.cohort))
    where = ((column, cells or (NONE,)) for column, cells in asked.rows.where)
    return [*words, *((column, cell or "") for column, cells in where for cell in cells)]


def parsed(table: str, words: Iterable[tuple[str, str]], codebook: Codebook) -> Asked:
    """What a query asks of a table; SurveyError where it names what is not there."""
    said = list(words)
    if len(said) > MOST or any(len(cell) > LONGEST for _, cell in said):
        raise SurveyError(
            "This asks for more cells than one file is made of.",
            f"Name at most {MOST}, of at most {LONGEST} letters, or take the whole table.",
        )
    if table not in COLUMNS:
        raise _unknown("table", table, COLUMNS)
    called = dict(said).get(CHART, UNNAMED)
    if not NAME.fullmatch(called):
        raise SurveyError("The chart has no such name.", "Use small letters, digits and hyphens.")
    return Asked(
        Rows(table, tuple(_where(table, said))),
        called,
        tuple(_indicators(said, codebook)),
        _cohort(dict(said).get(WITHIN, EVERYONE), codebook),
    )


def _where(
    table: str, words: list[tuple[str, str]]
) -> Iterator[tuple[str, tuple[str | None, ...]]]:
    """The columns in the order they are named, each with its cells."""
    every = {column for columns in COLUMNS.values() for column in columns}
    for column in dict.fromkeys(name for name, _ in words if name in every):
        if column not in COLUMNS[table]:
            raise _unknown("column", column, COLUMNS[table])
        cells = (cell for name, cell in words if name == column)
        yield column, tuple(cell or (EVERYONE if column == "cohort" else None) for cell in cells)


def _indicators(words: list[tuple[str, str]], codebook: Codebook) -> Iterator[str]:
    for name in (cell for word, cell in words if word == ON):
        if name not in codebook.indicators:
            raise _unknown("indicator", name, codebook.indicators)
        yield name


def _cohort(said: str, codebook: Codebook) -> str:
    """A cohort's id as the codebook writes it."""
    parts = [part.partition("=") for part in said.split("&") if part]
    chosen = {dim: code for dim, _, code in parts}
    known = all(
        dim in codebook.dimensions
        and code in {NOT_GIVEN, *(option.code for option in codebook.options(dim))}
        for dim, code in chosen.items()
    )
    if not known or cohort_id(chosen, codebook) != said:
        raise _unknown("cohort", said, ())
    return said


def _unknown(what: str, said: str, known: Iterable[str]) -> SurveyError:
    some = ", ".join(list(known)[:8])
    remedy = f"There are: {some}." if some else "labels.csv in the package names all there are."
    return SurveyError(f"There is no {what} {said[:40]!r}.", remedy)
