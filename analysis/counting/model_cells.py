"""What models are made from: people counted by all that a model looks at, as generated SQL.

As in ``cells``: CASE, COALESCE, CAST, GROUPING SETS and UNION ALL, integers only, -1 for no answer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from analysis.codebook import Codebook, Kind, Model, ModelKind
from analysis.codebook.points import column, item_sql
from analysis.codebook.resolving import resolved
from analysis.codebook.scoring import Measure, chosen, measures
from analysis.counting.cells import MISSING_LEVEL, cells_sql, group_sql

Query = Callable[[str], pa.Table]


@dataclass(frozen=True)
class ModelCells:
    """Private and exact: distinct rows with ``n`` people each; ``grp`` is 0 solo, 1 team.

    ``adjusted`` and ``moderation``, by model id: measure (from 1), score, c_<covariate>..., and
    for moderation r_<support>... (1 received, 0 not, -1 not said), all but one of them NULL.
    ``scales``, by indicator id: s_<question>... with the points of those who answered every
    question, reversed ones mirrored. ``margins``: measure (0 the head count), d_<dimension>...,
    score; None where no shares are known.
    """

    adjusted: Mapping[str, pa.Table] = field(default_factory=dict)
    moderation: Mapping[str, pa.Table] = field(default_factory=dict)
    scales: Mapping[str, pa.Table] = field(default_factory=dict)
    margins: pa.Table | None = None


def count_models(codebook: Codebook, columns: Collection[str], query: Query) -> ModelCells:
    """The cells of every model that these answer columns allow; ``query`` runs SQL over them."""
    codebook = resolved(codebook, columns)
    found: dict[ModelKind, dict[str, pa.Table]] = {kind: {} for kind in ModelKind}
    for name, model in codebook.models.items():
        sql = model_sql(codebook, columns, model)
        if sql:
            found[model.kind][name] = _in_order(query(sql))
    scales = {
        name: _in_order(query(scale_sql(codebook, name))) for name in scales_of(codebook, columns)
    }
    weighted = _in_order(query(margins_sql(codebook, columns))) if codebook.margins else None
    return ModelCells(found[ModelKind.ADJUSTED], found[ModelKind.MODERATION], scales, weighted)


def model_sql(
    codebook: Codebook, columns: Collection[str], model: Model, table: str = "answers"
) -> str:
    """One query for a model: a part for each outcome; empty where no outcome can be scored."""
    covariates = {f"c_{name}": f"COALESCE({column(name)}, -1)" for name in model.covariates}
    supports = {f"r_{name}": _received(codebook, name) for name in model.supports}
    shared = ["grp", *covariates, "score"]
    keys = ", ".join([*shared, *supports])
    inner = "".join(f"{sql} AS {name}, " for name, sql in (covariates | supports).items())
    sets = ", ".join(f"({', '.join([*shared, name])})" for name in supports)
    by = f"GROUPING SETS ({sets})" if sets else keys

    def one(number: int, made: Measure) -> str:
        return (
            f"SELECT {number} AS measure, {keys}, COUNT(*) AS n FROM (SELECT {group_sql(codebook)} "
            f"AS grp, {inner}CAST({made.wide_sql} AS BIGINT) AS score FROM {table}) AS modelled "
            f"WHERE grp IS NOT NULL AND score IS NOT NULL GROUP BY {by}"
        )

    scored = enumerate(measures(codebook, columns), start=1)
    parts = [one(number, made) for number, made in scored if made.id in model.outcomes]
    return "\nUNION ALL\n".join(parts)


def _received(codebook: Codebook, support: str) -> str:
    question = codebook.supports[support].received
    cases = " ".join(
        f"WHEN {n} THEN {said}"
        for said, code in enumerate(("no", "yes"))
        for n in chosen(codebook, question, (code,))
    )
    return f"COALESCE(CASE {column(question)} {cases} END, {MISSING_LEVEL})"


def scales_of(codebook: Codebook, columns: Collection[str]) -> tuple[str, ...]:
    """The indicators whose questions should hang together: means and sums of chosen answers.

    Counts are none of them: they have no few answers of which patterns could be counted.
    """
    return tuple(
        made.id
        for made in measures(codebook, columns)
        if made.prorates
        and all(
            codebook.questions[item].kind is not Kind.COUNT
            for item in codebook.indicators[made.id].items
        )
    )


def scale_sql(codebook: Codebook, indicator: str, table: str = "answers") -> str:
    """One query: (grp, s_<question>..., n) of the people who answered every question."""
    made = codebook.indicators[indicator]
    points = {f"s_{name}": item_sql(codebook, made, name) for name in made.items}
    keys = ", ".join(["grp", *points])
    inner = ", ".join(f"CAST({sql} AS BIGINT) AS {name}" for name, sql in points.items())
    whole = " AND ".join(f"{name} IS NOT NULL" for name in ("grp", *points))
    return (
        f"SELECT {keys}, COUNT(*) AS n FROM (SELECT {group_sql(codebook)} AS grp, {inner} "
        f"FROM {table}) AS said WHERE {whole} GROUP BY {keys}"
    )


def margins_sql(codebook: Codebook, columns: Collection[str], table: str = "answers") -> str:
    """One query: (measure, grp, d_<dimension>..., score, n) by the dimensions with known shares."""
    weighted = tuple(name for name in codebook.dimensions if name in codebook.margins)
    narrow = codebook.model_copy(update={"dimensions": weighted})
    return cells_sql(narrow, columns, table)


def _in_order(cells: pa.Table) -> pa.Table:
    """The rows in an order that their values alone decide, so that every sum comes out the same."""
    return cells.sort_by([(name, "ascending") for name in cells.column_names])
