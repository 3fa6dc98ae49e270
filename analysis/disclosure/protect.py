"""From private tallies to the tables everyone may read."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.codebook import Codebook
from analysis.counting import Counted
from analysis.disclosure.estimates import differences, group_estimates, rounded
from analysis.disclosure.items import item_counts
from analysis.disclosure.rounding import counted
from analysis.disclosure.suppression import Mask, publishable
from analysis.estimation import band_counts, moments
from analysis.tabulation import GROUPS, Ints, Tallies

COUNTS = ["cohort", "group", "indicator", "band_low", "band_high", "count", "count_low"]
COUNTS += ["count_high", "as_of"]
COUNTS_OF_BANDS = COUNTS[:5]
ESTIMATES = ["cohort", "indicator", "group", "measure", "term", "value", "low", "high", "step"]
ESTIMATES += ["verdict", "reason", "method", "as_of"]
KEYS = {"cohort", "indicator", "group", "measure", "term", "item", "answer", "band_low"}
ITEMS = ["cohort", "group", "item", "answer", "count", "count_low", "count_high", "as_of"]


@dataclass(frozen=True)
class PublicTables:
    """Everything a release says of its respondents; columns as the contract names them."""

    counts: pd.DataFrame
    estimates: pd.DataFrame
    items: pd.DataFrame
    published: int
    withheld: int


def protect(counted: Counted, codebook: Codebook, as_of: str) -> PublicTables:
    """The published tables of a release, rounded and with small cohorts left out."""
    tallies = counted.tallies
    found, bands = moments(tallies), band_counts(tallies)
    allowed = publishable(found.n, bands, codebook.policy.k)
    counts = pd.concat([_heads(tallies, found.n, allowed), _bands(tallies, bands, allowed)])
    shown, step = rounded(found, tallies)
    estimates = pd.concat(
        [
            *group_estimates(tallies, shown, step, allowed),
            *differences(tallies, shown, step, allowed, codebook),
        ]
    )
    published = int(allowed[:, 0].sum())
    return PublicTables(
        counts=_ordered(counts, COUNTS, as_of),
        estimates=_ordered(estimates, ESTIMATES, as_of),
        items=_ordered(item_counts(tallies, counted.items, allowed, codebook), ITEMS, as_of),
        published=published,
        withheld=len(tallies.cohorts) - published,
    )


def _ordered(table: pd.DataFrame, columns: list[str], as_of: str) -> pd.DataFrame:
    """The table with its columns in the contract's order, its rows in one that tells nothing."""
    told = table.assign(as_of=as_of).reindex(columns=columns)
    keys = [name for name in columns if name in KEYS]
    return told.sort_values(keys, na_position="first", kind="stable").reset_index(drop=True)


def _heads(tallies: Tallies, n: Ints, allowed: Mask) -> pd.DataFrame:
    cohort = np.flatnonzero(allowed[:, 0])
    tables = [
        pd.DataFrame(
            {"cohort": tallies.cohort_ids(cohort), "group": group, **counted(n[cohort, 0, side])}
        )
        for side, group in enumerate(GROUPS)
    ]
    return pd.concat(tables).assign(indicator=None, band_low=np.nan, band_high=np.nan)


def _bands(tallies: Tallies, bands: Ints, allowed: Mask) -> pd.DataFrame:
    parts: list[tuple[np.ndarray, ...]] = []
    for number, made in enumerate(tallies.measures, start=1):
        cohort, width = np.flatnonzero(allowed[:, number]), len(made.bands) - 1
        edges = np.round(np.array([made.bands[:-1], made.bands[1:]]), 4)
        times = len(cohort) * len(GROUPS)
        parts.append(
            (
                np.repeat(tallies.cohort_ids(cohort), len(GROUPS) * width),
                np.tile(np.repeat(np.array(GROUPS, dtype=object), width), len(cohort)),
                np.full(times * width, made.id, dtype=object),
                *(np.tile(edge, times) for edge in edges),
                bands[cohort, number, :, :width].reshape(-1),
            )
        )
    if not parts:
        return pd.DataFrame(columns=COUNTS)
    *names, counts = (np.concatenate(each) for each in zip(*parts, strict=True))
    told = dict(zip(COUNTS_OF_BANDS, names, strict=True))
    return pd.DataFrame(told | counted(counts))
