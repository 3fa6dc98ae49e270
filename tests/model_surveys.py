"""A small survey with every kind of model, made-up answers to it, and what is told of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from analysis.codebook import Codebook
from analysis.codebook.scoring import column, measures
from analysis.counting.counted import Counted, count
from analysis.counting.model_cells import ModelCells, count_models
from analysis.counting.tabulation import ItemTallies, Tallies
from analysis.estimates.models.figures import frame
from analysis.estimates.models.told import model_rows
from analysis.models.modelling import Basis
from data.engines import run_duckdb
from tests.surveys import answers, book, ordinal

Columns = dict[str, list[int | None]]
FIVE = (0, 25, 50, 75, 100)
ITEMS = ("tired", "tense", "eager")
REGIONS = ("north", "south", "east")
YES, NO = 0, 1
MODELS: Mapping[str, Any] = {
    "alike": {"kind": "adjusted", "outcomes": ["strain"], "covariates": ["region", "size"]},
    "given": {"kind": "moderation", "outcomes": ["strain"], "supports": ["mentor", "time"]},
}


def survey(**changes: Any) -> Codebook:
    """Strain from three questions (one reversed), two dimensions, two supports, both models."""
    options = [{"code": code, "text": code} for code in REGIONS]
    asked = {
        **{name: ordinal(*FIVE, text=name) for name in ITEMS},
        "region": {"text": "Region", "kind": "category", "options": options},
        "size": {"text": "Size", "kind": "category", "options": options[:2]},
        **{f"{name}_got": {"text": f"{name}?", "kind": "yes-no"} for name in ("mentor", "time")},
        **{f"{name}_wish": ordinal(0, 4, text=f"wish {name}") for name in ("mentor", "time")},
    }
    strain = {"label": "Strain", "items": [*ITEMS], "reversed": ["eager"], "headline": True}
    supports = {
        name: {"label": name, "received": f"{name}_got", "importance": f"{name}_wish"}
        for name in ("mentor", "time")
    }
    said = {"dimensions": ["region", "size"], "supports": supports, "models": MODELS}
    return book(asked, {"strain": strain}, **said | changes)


def people(rows: int, seed: int = 1, *, gap: float = 12.0, eased: float = 0.0) -> Columns:
    """Whole answers of so many people, two fifths of them solo: who is strained by ``gap`` points
    more, and by ``eased`` points less where they have a mentor."""
    rng = np.random.default_rng(seed)
    solo = np.arange(rows) % 5 < 2
    region, size = rng.integers(0, 3, rows), rng.integers(0, 2, rows)
    got = {name: rng.integers(0, 2, rows) for name in ("mentor", "time")}
    eased_by = eased * (solo & (got["mentor"] == YES))
    trait = 45 + 20 * rng.normal(size=rows)
    level = trait + gap * solo - eased_by + 6 * region - 5 * size
    drawn = {}
    for name in ITEMS:
        points = level + 14 * rng.normal(size=rows)
        place = np.clip(np.round(points / 25), 0, 4).astype(int)
        drawn[name] = 4 - place if name == "eager" else place
    wish = {f"{name}_wish": rng.integers(0, 2, rows) for name in got}
    told = {
        "team": np.where(solo, 0, 1), **drawn, "region": region, "size": size,
        **{f"{name}_got": each for name, each in got.items()}, **wish,
    }  # fmt: skip
    return {name: [int(each) for each in held] for name, held in told.items()}


def counted(codebook: Codebook, columns: Mapping[str, Sequence[int | None]]) -> Counted:
    """The private counts of these answers, by the SQL that publishing runs."""
    table = answers(columns)
    return count(codebook, table.column_names, lambda sql: run_duckdb(sql, table))


def cells(codebook: Codebook, columns: Mapping[str, Sequence[int | None]]) -> ModelCells:
    """The private cells of the models of these answers."""
    table = answers(columns)
    return count_models(codebook, table.column_names, lambda sql: run_duckdb(sql, table))


def singles(codebook: Codebook) -> set[str]:
    """The ids of all single dimension values."""
    dims = codebook.dimensions
    return {f"{dim}={each.code}" for dim in dims for each in codebook.options(dim)}


def basis(
    codebook: Codebook,
    columns: Mapping[str, Sequence[int | None]],
    cohorts: Collection[str] | None = None,
) -> Basis:
    """What models are made from, all dimension values being published unless ``cohorts`` says."""
    names = [column(name) for name in columns]
    return untallied(codebook, names, cells(codebook, columns), cohorts)


def untallied(
    codebook: Codebook,
    columns: Collection[str],
    found: ModelCells,
    cohorts: Collection[str] | None = None,
) -> Basis:
    """A basis without tallies, at which models do not look before a second release."""
    none = np.zeros(0, dtype=np.int64)
    tallies = Tallies((), measures(codebook, columns), *[none] * 5)
    items = ItemTallies(*[none.astype(object)] * 2, *[none] * 3)
    published = singles(codebook) if cohorts is None else cohorts
    return Basis(Counted(tallies, items, found), codebook, tuple(codebook.indicators), published)


def told(made: Basis) -> pd.DataFrame:
    """The rows of all models but the trend."""
    return pd.concat(frame(model_rows(made)[0]))


def values(rows: pd.DataFrame, indicator: str, term: str | None = None) -> dict[str, float]:
    """The values of one indicator without a group, by measure."""
    own = rows[(rows["indicator"] == indicator) & rows["group"].isna()]
    own = own[own["term"].isna() if term is None else own["term"] == term]
    return dict(zip(own["measure"], own["value"], strict=True))


def scores(columns: Columns) -> np.ndarray:
    """Strain of every row, from the positions of the answers."""
    points = [25.0 * np.array(columns[name]) for name in ITEMS]
    points[ITEMS.index("eager")] = 100 - points[ITEMS.index("eager")]
    return np.mean(points, axis=0)


def rows_of(table: pa.Table) -> set[tuple[int | None, ...]]:
    return {tuple(row.values()) for row in table.to_pylist()}
