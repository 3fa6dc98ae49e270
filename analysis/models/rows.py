"""What a regression is made from: people with an outcome, a group and covariates."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.codebook import SMALLEST_K
from analysis.counting.cells import MISSING_LEVEL
from analysis.models.modelled import Floats, Ints


@dataclass(frozen=True)
class ModelRows:
    """Private: what a regression is made from, one row per person or per distinct row.

    All arrays have the length rows: ``outcome`` in the score's unit (NaN: unscored), ``solo``
    (True: team of one), ``covariates`` by name with the position of the answer (-1: none), ``n``
    people per row (0 or more).
    """

    outcome: Floats
    solo: npt.NDArray[np.bool_]
    covariates: Mapping[str, Ints]
    n: Ints


def complete(rows: ModelRows) -> ModelRows:
    """The rows of people who have a score and gave every covariate."""
    whole = np.isfinite(rows.outcome) & (rows.n > 0)
    for levels in rows.covariates.values():
        whole &= levels != MISSING_LEVEL
    covariates = {name: levels[whole] for name, levels in rows.covariates.items()}
    return ModelRows(rows.outcome[whole], rows.solo[whole], covariates, rows.n[whole])


def dummies(factors: Mapping[str, Ints], rows: int) -> Floats:
    """A column of 0 and 1 for every level but the first of every factor; (rows, dummies)."""
    columns = [levels == level for levels in factors.values() for level in np.unique(levels)[1:]]
    return np.array(columns, dtype=float).reshape(len(columns), rows).T


def joined(levels: Ints, held: Collection[int], solo: npt.NDArray[np.bool_], n: Ints) -> Ints:
    """The levels (rows,), those that are not ``held`` taken together with the rarest that is.

    The rarest has the smallest smaller group, ties by position. Where none is held all are one;
    -1 stays.
    """
    known = sorted(held)
    if not known:
        return np.where(levels == MISSING_LEVEL, levels, 0)
    sizes = [[int(n[side & (levels == level)].sum()) for side in (solo, ~solo)] for level in known]
    rarest = known[int(np.argmin(np.min(sizes, axis=1)))]
    stays = np.isin(levels, [MISSING_LEVEL, *known])
    return np.where(stays, levels, rarest)


def pooled(levels: Ints, solo: npt.NDArray[np.bool_], n: Ints, k: int = SMALLEST_K) -> Ints:
    """The levels (rows,), the rarest taken together until both groups have k people in each.

    The rarest level joins the next rarest, by its smaller group, ties by position; repeated.
    """
    levels = levels.copy()
    while True:
        held = np.unique(levels)
        at = np.searchsorted(held, levels)
        sizes = [np.bincount(at, n * side, len(held)) for side in (solo, ~solo)]
        smallest = np.minimum(*sizes)
        if len(held) < 2 or smallest.min() >= k:
            return levels
        rarest, next_rarest = np.argsort(smallest, kind="stable")[:2]
        levels[levels == held[rarest]] = held[next_rarest]
