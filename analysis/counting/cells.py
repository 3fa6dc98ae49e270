"""The one pass over the rows, as plain SQL made from the codebook.

CASE, COALESCE, CAST, GROUPING SETS and UNION ALL: no engine's dialect, integers only,
and a missing dimension value is a level of its own.
"""

from __future__ import annotations

from collections.abc import Collection

from analysis.codebook import Codebook
from analysis.codebook.points import column
from analysis.codebook.scoring import chosen, items, measures

MISSING_LEVEL = -1  # a dimension or item without an answer


def group_sql(codebook: Codebook) -> str:
    """The group of a row as SQL: 0 solo, 1 team, NULL neither."""
    grouping = codebook.grouping
    sides: dict[int, int] = {}
    for side, members in enumerate((grouping.solo, grouping.team)):
        sides |= dict.fromkeys(chosen(codebook, grouping.question, members.answers), side)
    cases = " ".join(f"WHEN {n} THEN {side}" for n, side in sides.items())
    return f"CASE {column(grouping.question)} {cases} END"


def _selected(codebook: Codebook, columns: Collection[str]) -> tuple[str, list[str]]:
    """The group and the dimensions of a row, as SQL."""
    dims = [
        f"COALESCE({column(name)}, {MISSING_LEVEL})"
        if column(name) in columns
        else f"{MISSING_LEVEL}"
        for name in codebook.dimensions
    ]
    return group_sql(codebook), dims


def cells_sql(codebook: Codebook, columns: Collection[str], table: str = "answers") -> str:
    """One query: (measure, grp, d_<dimension>..., score, n), a row for every distinct cell.

    ``measure`` 0 is the head count, the others are ``measures`` in order, from 1.
    """
    group, dims = _selected(codebook, columns)
    names = [f"d_{name}" for name in codebook.dimensions]
    inner = "".join(f"{sql} AS {name}, " for sql, name in zip(dims, names, strict=True))
    keys = ", ".join(["grp", *names, "score"])

    def one(number: int, score: str) -> str:
        return (
            f"SELECT {number} AS measure, {keys}, COUNT(*) AS n FROM "
            f"(SELECT {group} AS grp, {inner}CAST({score} AS BIGINT) AS score FROM {table}) "
            f"AS scored WHERE grp IS NOT NULL AND score IS NOT NULL GROUP BY {keys}"
        )

    scored = [made.wide_sql for made in measures(codebook, columns)]
    return "\nUNION ALL\n".join(one(n, sql) for n, sql in enumerate(["0", *scored]))


def item_cells_sql(codebook: Codebook, columns: Collection[str], table: str = "answers") -> str:
    """One query: (item, grp, answer, d_<dimension>..., n) for everyone and every single value.

    ``item`` counts ``items`` from 0; ``answer`` is the option's index, -1 where it was left out.
    In each row at most one dimension is not NULL: the one whose value the row is about.
    """
    group, dims = _selected(codebook, columns)
    names = [f"d_{name}" for name in codebook.dimensions]
    inner = "".join(f"{sql} AS {name}, " for sql, name in zip(dims, names, strict=True))
    told = "".join(f"{name}, " for name in names)
    sets = ", ".join(["(grp, answer)", *(f"(grp, answer, {name})" for name in names)])

    def one(item: int, question: str) -> str:
        return (
            f"SELECT {item} AS item, grp, answer, {told}COUNT(*) AS n FROM (SELECT {group} AS grp, "
            f"{inner}COALESCE({column(question)}, {MISSING_LEVEL}) AS answer FROM {table}) AS said "
            f"WHERE grp IS NOT NULL GROUP BY GROUPING SETS ({sets})"
        )

    return "\nUNION ALL\n".join(one(n, name) for n, name in enumerate(items(codebook, columns)))
