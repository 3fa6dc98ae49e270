"""A publisher that knows only the threshold and the rounding: what the attacks must find out.

Rules 1, 4 and 5 of DISCLOSURE.md and nothing else, written from the private truth.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from tests.privacy.closed_set import (
    BANDS,
    EDGES,
    INDICATORS,
    ITEMS,
    MISSING,
    PLACE,
    SHARES,
    SPACING,
    ClosedSet,
)
from tests.privacy.outsider import GROUPS, Tables, step_of
from tests.privacy.respondents import K, Rows
from tests.privacy.rules import COUNTED
from tests.privacy.truth import tally

ENDS = {name: (*edges[1:], 100.0) for name, edges in EDGES.items()}


def bare(rows: Rows, closed: ClosedSet, release: str) -> Tables:
    """A release in which every cohort with k in both groups is shown, all as of today."""
    every = tally(rows, closed).reshape(2, len(closed.cohorts), -1)
    counts, estimates, items = [], [], []
    for at, cohort in enumerate(closed.cohorts):
        for name, columns in COUNTED.items():
            n = every[:, at, columns].sum(axis=1)
            if n.min() < K:
                continue
            counts += _counts(cohort, name, every[:, at])
            if name in INDICATORS:
                estimates += _moments(cohort, name, every[:, at])
        if "&" not in cohort and every[:, at, PLACE["head",]].min() >= K:
            items += _items(cohort, every[:, at])
    tables = (pd.DataFrame(rows).assign(as_of=release) for rows in (counts, estimates, items))
    return Tables(release, *tables)


def _rounded(count: float) -> dict[str, int]:
    about = 5 * int(count // 5) + 2
    return {"count": about, "count_low": about - 2, "count_high": about + 2}


def _counts(cohort: str, name: str, held: np.ndarray) -> Iterator[dict[str, object]]:
    edges = list(zip(EDGES.get(name, (None,)), ENDS.get(name, (None,)), strict=True))
    indicator = name if name in INDICATORS else None
    for group, side in enumerate(GROUPS):
        for column, (low, high) in zip(COUNTED[name], edges, strict=True):
            said = {"cohort": cohort, "group": side, "indicator": indicator}
            yield said | {"band_low": low, "band_high": high} | _rounded(held[group, column])


def _items(cohort: str, held: np.ndarray) -> Iterator[dict[str, object]]:
    for group, side in enumerate(GROUPS):
        for item, codes in ITEMS.items():
            for code in (*codes, MISSING):
                said = {"cohort": cohort, "group": side, "item": item, "answer": code}
                yield said | _rounded(held[group, PLACE[item, code]])


def _moments(cohort: str, name: str, held: np.ndarray) -> Iterator[dict[str, object]]:
    for group, side in enumerate(GROUPS):
        n = held[group, BANDS[name]].sum()
        total = held[group, BANDS[name][1] if name in SHARES else PLACE["sum",]]
        step = step_of(4 * SPACING[name] / n)
        said = {"cohort": cohort, "indicator": name, "group": side}
        about = _rounded(n)
        value = {"value": about["count"], "low": about["count_low"], "high": about["count_high"]}
        yield said | {"measure": "n"} | value
        mean = round(100 * total / n / step) * step
        yield said | {"measure": "mean", "value": mean, "step": step}
