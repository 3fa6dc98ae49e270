"""Everything that is counted for a release, from one engine's answers to generated SQL."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from analysis.codebook import Codebook
from analysis.codebook.scoring import items, measures
from analysis.counting.cells import cells_sql, item_cells_sql
from analysis.counting.model_cells import ModelCells, Query, count_models
from analysis.counting.tabulation import ItemTallies, Tallies, tabulate, tabulate_items


@dataclass(frozen=True)
class Counted:
    """Private: the exact tallies of scores and of single answers, and the cells of each model."""

    tallies: Tallies
    items: ItemTallies
    models: ModelCells = field(default_factory=ModelCells)


def count(codebook: Codebook, columns: Collection[str], query: Query) -> Counted:
    """The counts of a table of answers with these columns; ``query`` runs SQL over it."""
    scored, asked = measures(codebook, columns), items(codebook, columns)
    return Counted(
        tabulate(query(cells_sql(codebook, columns)), codebook, scored),
        tabulate_items(query(item_cells_sql(codebook, columns)), codebook, asked),
        count_models(codebook, columns, query),
    )
