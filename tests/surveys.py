"""Small surveys for tests: a codebook, sheets written as tables, made-up respondents."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from analysis.codebook import Codebook
from analysis.codebook.parsing import parse
from analysis.codebook.scoring import Measure, measures
from analysis.counting.counted import count
from analysis.counting.tabulation import ItemTallies, Tallies
from analysis.disclosure.protect import PublicTables, protect
from analysis.release import Manifest, Release
from data import codebooks
from data.engines import run_duckdb
from data.intake import Answers, take_in
from data.settings import Settings
from data.sources.raw import RawTable

CODEBOOKS = Path(__file__).parent / "codebooks"
TINY = CODEBOOKS / "tiny.toml"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
OFTEN = ("Never", "Rarely", "Sometimes", "Often", "Always")

TEAM = {"text": "Team", "kind": "category"} | {
    "options": [{"code": "solo", "text": "Solo"}, {"code": "team", "text": "Team"}]
}
SIDES = {
    "question": "team",
    "solo": {"one": "soloist", "many": "soloists", "answers": ["solo"]},
    "team": {"one": "teammate", "many": "teammates", "answers": ["team"]},
}


@cache
def tiny() -> Codebook:
    return codebooks.load(TINY)


def book(
    questions: Mapping[str, Any], indicators: Mapping[str, Any] | None = None, **rest: Any
) -> Codebook:
    """A codebook of these questions and indicators, grouped by the question ``team``."""
    named = {"id": "small", "version": "1", "title": "Small", "citation": "Small."}
    asked = {"team": TEAM, **questions}
    return parse(
        {**named, "questions": asked, "grouping": SIDES, "indicators": indicators or {}, **rest}
    )


def ordinal(*scores: int | None, text: str = "Item") -> dict[str, Any]:
    """A question whose answers score so, in order; None for an answer without a score."""
    options = [
        {"code": f"o{n}", "text": f"Option {n}"} | ({} if score is None else {"score": score})
        for n, score in enumerate(scores)
    ]
    return {"text": text, "kind": "ordinal", "options": options}


def raw(table: str) -> RawTable:
    """The sheet drawn as | a | table |; an empty cell is no answer."""
    lines = [line.strip()[1:-1].split("|") for line in table.strip().splitlines()]
    heads, *rows = [[cell.strip() for cell in line] for line in lines]
    return RawTable(tuple(heads), tuple(_column(cells) for cells in zip(*rows, strict=True)))


def sheet(extra: Mapping[str, Sequence[str]] | None = None, **columns: Sequence[str]) -> RawTable:
    """A sheet of the tiny survey: cells by question, and columns it does not know by header."""
    named = {tiny().header(question): cells for question, cells in columns.items()}
    named |= extra or {}
    return RawTable(tuple(named), tuple(_column(cells) for cells in named.values()))


def filled(people: int) -> dict[str, list[str]]:
    """What the tiny survey requires, from as many people, every second of them in a team."""
    said = {name: ["Often"] * people for name in ("tired", "tense", "eager")}
    return {"team": [("Just me", "2 to 5")[n % 2] for n in range(people)], **said}


def headers_only(*heads: str) -> RawTable:
    return RawTable(heads, tuple(_column(()) for _ in heads))


def _column(cells: Sequence[str]) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array([cell or None for cell in cells], pa.string())])


def take(sheet: RawTable | str, codebook: Codebook | None = None) -> Answers:
    """What intake makes of a sheet."""
    found = raw(sheet) if isinstance(sheet, str) else sheet
    return take_in(found, codebook or tiny(), "answers.csv", date(2026, 11, 22))


def answers(columns: Mapping[str, Sequence[int | None]]) -> pa.Table:
    """Answers as intake gives them: positions of options, or counts; one column a question."""
    return pa.table({f"q_{name}": pa.array(held, pa.int32()) for name, held in columns.items()})


def score(
    codebook: Codebook, indicator: str, columns: Mapping[str, Sequence[int | None]]
) -> list[Fraction | None]:
    """The exact score of every row, by the SQL that publishing runs."""
    (rule,) = (made for made in measures(codebook) if made.id == indicator)
    told = run_duckdb(f"SELECT {rule.wide_sql} AS score FROM answers", answers(columns))
    return [None if s is None else Fraction(s, rule.denominator) for s in told["score"].to_pylist()]


def rule(codebook: Codebook, indicator: str) -> Measure:
    return next(made for made in measures(codebook) if made.id == indicator)


def tally(codebook: Codebook, table: pa.Table) -> tuple[Tallies, ItemTallies]:
    """The tallies of a table of answers, by the SQL that publishing runs."""
    counted = count(codebook, table.column_names, lambda sql: run_duckdb(sql, table))
    return counted.tallies, counted.items


def published(codebook: Codebook, table: pa.Table) -> PublicTables:
    """What a release says of a table of answers."""
    counted = count(codebook, table.column_names, lambda sql: run_duckdb(sql, table))
    return protect(counted, codebook, "2026-11-22.1")


def release(codebook: Codebook, table: pa.Table) -> Release:
    """A release of a table of answers, as a page holds it."""
    tables = published(codebook, table)
    manifest = Manifest(
        schema_version=1, id="2026-11-22.1", created=NOON.isoformat(), survey="small-1", wave=None,
        synthetic=False, source_kind="csv", policy={"k": codebook.policy.k},
        codebook_id=codebook.id, codebook_version=codebook.version, codebook_sha256="",
        software_version="0", citation=codebook.citation, licence=codebook.licence, cohorts={},
    )  # fmt: skip
    return Release(manifest, codebook, tables.counts, tables.estimates, tables.items)


def people(solo: int, team: int, seed: int = 0) -> list[dict[str, str]]:
    """Made-up responses to the tiny survey; teams are less tired than soloists.

    More people are the same people and some more.
    """
    rows = []
    for number in range(solo + team):
        alone = number < solo
        own = number if alone else number - solo
        rng = np.random.default_rng((seed, alone, own))
        low = 1 if alone else 0
        rows.append(
            {
                "Timestamp": f"{rng.integers(7, 10)}/{rng.integers(1, 28)}/2026 9:{number % 60:02}",
                "How many people are in your team?": "Just me" if alone else "2 to 5",
                "Where do you work?": ("North", "South", "")[rng.choice(3, p=(0.5, 0.4, 0.1))],
                "I'm tired": OFTEN[rng.integers(low, 5)],
                "I'm tense": OFTEN[rng.integers(low, 5)],
                "I look forward to work": OFTEN[rng.integers(5)],
                "How many posts last week?": str(rng.integers(0, 30)),
                "Which of these are you?": ", ".join(("Writer", "Editor")[: rng.integers(1, 3)]),
                "Have you had a mentor?": ("Yes", "No")[rng.integers(2)],
                "How much do you want a mentor?": ("Not at all", "A lot")[rng.integers(2)],
            }
        )
    return rows


def write_sheet(path: Path, rows: Sequence[Mapping[str, str]]) -> Path:
    """Writes responses as the CSV that a sheet is exported to."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def settings(sheet: Path, **changes: Any) -> Settings:
    """The settings that read a sheet of the tiny survey and keep its releases beside it."""
    said = {"source": str(sheet), "codebook": TINY, "store": sheet.parent / "store"}
    return Settings(**(said | changes))
