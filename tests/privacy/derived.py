"""Whether a figure says more of the answers than the rounded ones it is made from.

Two surveys that differ in one answer, and round to the same means and counts in a cohort, must read
alike there in all that is made of them. Then no solving of t, p, intervals, effect sizes or orders
can get back more than is printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from tests.privacy.outsider import Tables

OF_ROWS = {"alpha", "omega", "dif", "complete"}  # models of rows, to two digits: rule 8
FAMILY = ("p_adjusted",)  # hangs on what else is shown; and so does the verdict
TOLD = ("value", "low", "high", "step", "reason", "method")
Place = tuple[str, str]


@dataclass(frozen=True)
class Reading:
    """What a release prints of one indicator in one cohort: what is rounded, and all figures."""

    printed: str
    figures: Mapping[str, str]


Readings = Mapping[Place, Reading]


def readings(tables: Tables) -> Readings:
    """By cohort and indicator."""
    counts = tables.counts[tables.counts["indicator"].notna()]
    bands = dict(iter(counts.groupby(["cohort", "indicator"])))
    places = tables.estimates.groupby(["cohort", "indicator"])
    return {place: _reading(rows, bands[place]) for place, rows in places}


def _reading(rows: pd.DataFrame, bands: pd.DataFrame) -> Reading:
    first = rows[rows["measure"].isin(["mean", "sd"]) & rows["group"].notna()]
    printed = [
        table[columns].sort_values(columns[:2]).to_csv(index=False)
        for table, columns in (
            (first, ["group", "measure", "value", "step"]),
            (bands, ["group", "band_low", "count"]),
        )
    ]
    every = {f"{row['measure']} {row['group']}": row for row in rows.to_dict("records")}
    figures = {name: repr([row.get(each) for each in TOLD]) for name, row in every.items()}
    return Reading("".join(printed), figures)


def alike(one: Readings, other: Readings) -> set[Place]:
    """Where both print the same means and counts."""
    return {p for p in one if p in other and one[p].printed == other[p].printed}


def told_apart(one: Readings, other: Readings) -> list[str]:
    """The figures that differ although all that they are made from is printed the same."""
    return [
        f"{place[1]} of {place[0] or 'everyone'}, {name}: {figure} or "
        f"{other[place].figures.get(name)}"
        for place in sorted(alike(one, other))
        for name, figure in one[place].figures.items()
        if _made_from_printed(name) and figure != other[place].figures.get(name)
    ]


def _made_from_printed(name: str) -> bool:
    measure = name.split(" ")[0]
    return measure not in FAMILY and not OF_ROWS & set(measure.split("_"))
