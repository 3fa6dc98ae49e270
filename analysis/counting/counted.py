"""Everything that is counted for a release, from one engine's answers to generated SQL."""

from __future__ import annotations

import contextlib
from collections.abc import Collection
from dataclasses import dataclass, field

from analysis.codebook import Codebook
from analysis.codebook.scoring import items, measures
from analysis.counting.cells import cells_sql, item_cells_sql
from analysis.counting.dense import WORTH_IT, Streams, TooWide, counted_densely
from analysis.counting.model_cells import ModelCells, Query, count_models
from analysis.counting.tabulation import (
    ItemTallies,
    Tallies,
    tabulate,
    tabulate_items,
    tabulate_rolled,
)
from analysis.levels import level_cohorts


@dataclass(frozen=True)
class Counted:
    """Private: the exact tallies of scores and of single answers, and the cells of each model.

    ``levels`` are the tallies of scores by the answer that makes the groups, such as the team size:
    its cohorts are everyone and each answer. None where nothing finer than the groups is counted.
    """

    tallies: Tallies
    items: ItemTallies
    models: ModelCells = field(default_factory=ModelCells)
    levels: Tallies | None = None


def count(
    codebook: Codebook, columns: Collection[str], query: Query, *, levels: bool = True
) -> Counted:
    """The counts of a table of answers with these columns; ``query`` runs SQL over it."""
    finer = levels and any(level_cohorts(codebook))
    return Counted(
        *count_cohorts(codebook, columns, query),
        count_models(codebook, columns, query),
        count_levels(codebook, columns, query) if finer else None,
    )


def count_levels(codebook: Codebook, columns: Collection[str], query: Query) -> Tallies:
    """The tallies of scores by the answer that makes the groups: its one dimension."""
    alone = codebook.model_copy(update={"dimensions": (codebook.grouping.question,)})
    return tabulate(query(cells_sql(alone, columns)), alone, measures(codebook, columns))


def count_cohorts(
    codebook: Codebook, columns: Collection[str], query: Query
) -> tuple[Tallies, ItemTallies]:
    """The tallies of scores and of single answers in every cohort."""
    scored, asked = measures(codebook, columns), items(codebook, columns)
    if isinstance(query, Streams) and query.rows >= WORTH_IT:
        with contextlib.suppress(TooWide):
            dense = counted_densely(codebook, columns, query)
            return (
                tabulate_rolled(dense.rolled_up, codebook, scored),
                tabulate_items(dense.item_cells(), codebook, asked),
            )
    cells, item_cells = (made(codebook, columns) for made in (cells_sql, item_cells_sql))
    return (
        tabulate(query(cells), codebook, scored),
        tabulate_items(query(item_cells), codebook, asked),
    )
