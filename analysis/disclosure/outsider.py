"""Published tables as an outsider reads them: what each number leaves possible."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.codebook.scoring import Measure
from analysis.counting.moments import Floats
from analysis.counting.tabulation import GROUPS
from analysis.disclosure.lattice import Lattice
from analysis.disclosure.public_tables import PublicTables
from analysis.disclosure.system import Disclosed

# Up to so many cohorts the people in each band are audited too, which takes five times as long.
BANDS_APART = 200
HEADS = ""  # stands for the head count among the indicators
Key = tuple[str, str]  # indicator and group


@dataclass(frozen=True)
class Table:
    """What is audited at once: an indicator's people in one group, all or those in one band."""

    indicator: str
    group: str
    band: int | None = None


@dataclass(frozen=True)
class Outside:
    """What one release tells by its own answers, not by those of an earlier one."""

    release: str
    counts: pd.DataFrame
    estimates: pd.DataFrame

    @classmethod
    def of(cls, release: str, tables: PublicTables) -> Outside:
        return cls(release, tables.counts, tables.estimates)


def chains(
    releases: Sequence[Outside], lattice: Lattice, measures: Mapping[str, Measure]
) -> Iterator[tuple[Table, tuple[Disclosed, ...]]]:
    """For every table of the last release, what each release tells of it."""
    *before, last = (dict(reading(each, lattice, measures)) for each in releases)
    for key, shown in last.items():
        silent = replace(
            shown,
            known=np.zeros_like(shown.known),
            size=_anything(len(lattice.cohorts), np.inf),
            bands=np.where([False, True], np.inf, np.zeros_like(shown.bands)),
        )
        told = (*(each.get(key, silent) for each in before), shown)
        yield Table(*key), told
        apart = shown.mean is not None and len(lattice.cohorts) <= BANDS_APART
        for band in range(shown.bands.shape[1] * apart):
            yield Table(*key, band), tuple(each.of_band(band) for each in told)


def reading(
    outside: Outside, lattice: Lattice, measures: Mapping[str, Measure]
) -> Iterator[tuple[Key, Disclosed]]:
    """Every indicator and group of a release, the head counts first.

    Where an indicator is withheld its people are no more than the cohort's; a cohort of which
    nothing is told holds at most everyone.
    """
    counts = _own(outside.counts, outside.release, lattice).fillna({"indicator": HEADS})
    estimates = _own(outside.estimates, outside.release, lattice)
    sizes = dict(tuple(estimates[estimates["measure"] == "n"].groupby(["indicator", "group"])))
    means = dict(tuple(estimates[estimates["measure"] == "mean"].groupby(["indicator", "group"])))
    told = dict(tuple(counts.groupby(["indicator", "group"])))
    for group in GROUPS:
        most = outside.counts.loc[outside.counts["group"] == group, "count_high"].max()
        if np.isnan(most):
            continue
        heads = _heads(told.get((HEADS, group), counts[:0]), lattice, float(most))
        yield (HEADS, group), heads
        for name, made in measures.items():
            key = name, group
            if key in sizes and key in told and key in means:
                yield key, _indicator(told[key], sizes[key], means[key], heads, made)


def _own(table: pd.DataFrame, release: str, lattice: Lattice) -> pd.DataFrame:
    """The rows that tell something new, with their cohort's position."""
    rows = table[(table["as_of"] == release) & table["cohort"].isin(lattice.position)]
    return rows.assign(at=rows["cohort"].map(lattice.position).astype(int))


def _heads(rows: pd.DataFrame, lattice: Lattice, most: float) -> Disclosed:
    size = _anything(len(lattice.cohorts), most)
    size[rows["at"]] = rows[["count_low", "count_high"]]
    known = np.zeros(len(size), dtype=bool)
    known[rows["at"]] = True
    return Disclosed(known, size, size[:, None, :])


def _indicator(
    bands: pd.DataFrame, sizes: pd.DataFrame, means: pd.DataFrame, heads: Disclosed, made: Measure
) -> Disclosed:
    known = np.zeros(len(heads.known), dtype=bool)
    known[sizes["at"]] = True
    size = np.c_[np.zeros(len(known)), heads.size[:, 1]]
    size[sizes["at"]] = sizes[["low", "high"]]
    edges = np.array(made.bands)
    people = np.repeat(np.c_[np.zeros(len(known)), heads.size[:, 1]][:, None, :], len(edges) - 1, 1)
    band = np.searchsorted(np.round(edges, 4), bands["band_low"])
    people[bands["at"], band] = bands[["count_low", "count_high"]]
    mean = np.tile([made.low, made.high], (len(known), 1)).astype(float)
    if made.high - made.low == made.spacing:
        means = means[:0]  # made from the published counts, it tells nothing of its own
    reach = means["step"].to_numpy()[:, None] / 2 * np.array([-1, 1])
    mean[means["at"]] = np.clip(means["value"].to_numpy()[:, None] + reach, made.low, made.high)
    return Disclosed(known, size, people, mean, _scores(made, edges))


def _scores(made: Measure, edges: Floats) -> Floats:
    """The lowest and the highest score in each band; of two values each has a band of its own."""
    if made.high - made.low == made.spacing:
        return np.array([[made.low] * 2, [made.high] * 2])
    return np.c_[edges[:-1], edges[1:]]


def _anything(cohorts: int, most: float) -> Floats:
    return np.tile([0.0, most], (cohorts, 1))
