"""The published tables: what is shown afresh, rounded, and what is carried over as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.codebook import Codebook
from analysis.counting.cohorts import is_named
from analysis.counting.counted import Counted
from analysis.counting.moments import band_counts, moments
from analysis.counting.tabulation import GROUPS, Ints, Tallies
from analysis.disclosure.items import item_counts
from analysis.disclosure.lattice import closed_set
from analysis.disclosure.means import mean_rows
from analysis.disclosure.rounding import counted
from analysis.disclosure.scope import Scope
from analysis.disclosure.suppression import Mask

COUNTS = ["cohort", "group", "indicator", "band_low", "band_high", "count", "count_low"]
COUNTS += ["count_high", "as_of"]
COUNTS_OF_BANDS = COUNTS[:5]
ESTIMATES = ["cohort", "indicator", "group", "measure", "term", "value", "low", "high", "step"]
ESTIMATES += ["verdict", "reason", "method", "as_of"]
KEYS = {"cohort", "indicator", "group", "measure", "term", "item", "answer", "band_low"}
ITEMS = ["cohort", "group", "item", "answer", "count", "count_low", "count_high", "as_of"]


HEAD_COUNT = ""  # stands for the head count where a key must not be null


@dataclass(frozen=True)
class PublicTables:
    """Everything a release says of its respondents; columns as the contract names them.

    ``scope`` is that of the audit that they passed; None before it.
    """

    counts: pd.DataFrame
    estimates: pd.DataFrame
    items: pd.DataFrame
    scope: Scope | None = None


def fresh_tables(
    counted_: Counted,
    codebook: Codebook,
    shown: Mask,
    answers: Mapping[str, frozenset[str]],
    as_of: str,
) -> PublicTables:
    """What is ``shown`` (cohorts, measures) and, per item, in which cohorts its ``answers`` are.

    Of the estimates only what is read from the answers themselves: averages and sizes.
    """
    tallies = counted_.tallies
    found, bands = moments(tallies), band_counts(tallies)
    counts = pd.concat([_heads(tallies, found.n, shown), _bands(tallies, bands, shown)])
    means = mean_rows(tallies, found, bands, shown, codebook.policy.k)
    return PublicTables(
        counts=in_order(counts.assign(as_of=as_of), COUNTS),
        estimates=in_order(means.assign(as_of=as_of), ESTIMATES),
        items=in_order(item_counts(counted_.items, answers, codebook).assign(as_of=as_of), ITEMS),
    )


def cohort_numbers(counts: pd.DataFrame, codebook: Codebook, as_of: str) -> dict[str, int]:
    """How many cohorts a release shows afresh, shows as an earlier one did, and withholds.

    As any reader of its counts and its codebook can count them, so that it tells no more: what is
    withheld is the rest of the closed set that has a name, whether few people are behind it,
    nobody or many.
    """
    shown, fresh = (shown_cohorts(each) for each in (counts, counts[counts["as_of"] == as_of]))
    withheld = set(filter(is_named, closed_set(codebook).cohorts)) - shown
    numbers = {"published": fresh, "carried-over": shown - fresh, "withheld": withheld}
    return {what: len(cohorts) for what, cohorts in numbers.items()}


def shown_cohorts(counts: pd.DataFrame) -> frozenset[str]:
    """The cohorts whose numbers of people are shown."""
    return frozenset(counts.loc[counts["indicator"].isna(), "cohort"])


def with_carried(now: PublicTables, last: PublicTables | None) -> PublicTables:
    """The tables with what the last release showed and this one does not show afresh."""
    if last is None:
        return now
    keys = {"counts": ["cohort", "indicator"], "estimates": ["cohort", "indicator"]}
    keys["items"] = ["cohort", "item"]
    told = {name: _joined(getattr(now, name), getattr(last, name), by) for name, by in keys.items()}
    return PublicTables(**told)


def _joined(now: pd.DataFrame, last: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    told, before = (pd.MultiIndex.from_frame(each[by].fillna(HEAD_COUNT)) for each in (now, last))
    carried = last[~before.isin(told)].reindex(columns=now.columns)
    return in_order(pd.concat([now, carried]) if len(carried) else now, list(now.columns))


def in_order(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """The table with its columns in the contract's order, its rows in one that tells nothing."""
    told = table.reindex(columns=columns)
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
