"""What a release publishes of every cohort and indicator, as arrays: all that figures see.

Read from the published counts and averages, and nothing else: intervals, p, effects and verdicts
can give back no more than these, and anyone can compute them again. What is published stands for
many exact values; figures are made of the ends between which these lie, so that whatever the exact
ones are, nothing is said of them that they would not say themselves.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.codebook import Codebook
from analysis.codebook.scoring import measures
from analysis.counting.moments import Moments
from analysis.counting.tabulation import GROUPS, Ints
from analysis.disclosure.means import Sizes, sizes_of_bands
from analysis.disclosure.rounding import Floats, to_step
from analysis.disclosure.suppression import Mask
from analysis.estimates.figures.cut_shares import CutShares, cut_shares
from analysis.estimates.figures.ordering import Order, order_of_bands
from analysis.estimates.figures.scale_facts import Scales, scales
from analysis.estimates.figures.spread import least_spread, spread_over_bands
from analysis.estimates.figures.triples import coherent

NO_HEADS = -1
DIGITS = 12  # decimals of a step, beyond which there is binary dust
CELL = ["cohort", "indicator"]


@dataclass(frozen=True)
class Averages:
    """Means as they are published, shape (cells, groups), in the unit of the score.

    The exact ones lie between ``least`` and ``most``, and at most half a ``step`` away; ``value``
    is in units of ``grid``. Those of a score with two values follow from its counts.
    """

    value: Floats
    least: Floats
    most: Floats
    step: Floats
    grid: Floats


@dataclass(frozen=True)
class Shown:
    """The published figures; the first axis are cells (a cohort and an indicator), the next groups.

    ``moments`` holds the fewest people of ``sizes``, the means, and the SDs that the bands allow,
    rather too large, or the published ones, ``spread``, where there are any (else NaN);
    ``least_sd`` the smallest that they allow. ``heads`` are the lowest head counts, ``NO_HEADS``
    where none is published. ``bands`` are rounded counts, 0 beyond the last, ``edges`` (cells, most
    bands + 1) where they begin and end.
    """

    cohort: npt.NDArray[np.object_]
    indicator: npt.NDArray[np.object_]
    scale: Scales
    heads: Ints
    sizes: Sizes
    averages: Averages
    moments: Moments
    least_sd: Floats
    spread: Floats
    order: Order
    shares: CutShares
    bands: Ints
    edges: Floats

    @property
    def untold(self) -> Mask:
        """Scores with two values whose shares are of too few people to say anything: (cells,
        groups)."""
        return np.asarray(self.scale.two[:, None] & ~self.shares.telling)

    @property
    def uncompared(self) -> Mask:
        """Those of which this holds for a group, (cells,)."""
        return np.asarray(self.untold.any(axis=-1))


def published(counts: pd.DataFrame, means: pd.DataFrame, codebook: Codebook) -> Shown:
    """What two tables of a release hold of every cohort and indicator that has an average.

    ``counts`` and ``means`` have the columns of the contract; of the latter the rows ``mean`` and
    ``sd`` are read.
    """
    rules = measures(codebook)
    number = {made.id: at for at, made in enumerate(rules, start=1)}
    told = means[means["measure"].isin(["mean", "sd"]) & means["indicator"].isin(number)]
    cells = pd.MultiIndex.from_frame(told[CELL].drop_duplicates().sort_values(CELL))
    indicator = cells.get_level_values("indicator").to_numpy(dtype=object)
    scale = scales(rules, codebook).of(np.array([number[each] for each in indicator], dtype=int))
    bands, edges = _bands(counts, cells, int(scale.bands.max(initial=1)))
    sizes = sizes_of_bands(bands, codebook.policy.k)
    mean, step, spread = (
        _by_group(told[told["measure"] == measure], cells, column)
        for measure, column in (("mean", "value"), ("mean", "step"), ("sd", "value"))
    )
    cohort = cells.get_level_values("cohort").to_numpy(dtype=object)
    shares = coherent(cut_shares(bands, scale), cohort, indicator, codebook)
    averages = _averages(mean, step, shares, scale)
    sd, least_sd = _spreads(averages, spread, bands, edges, shares, scale, sizes.low)
    return Shown(
        cohort, indicator, scale, _heads(counts, cohort), sizes, averages,
        Moments(sizes.low, averages.value, sd), least_sd, spread, order_of_bands(bands),
        shares, bands, edges,
    )  # fmt: skip


def _averages(mean: Floats, step: Floats, shares: CutShares, scale: Scales) -> Averages:
    two, low, width = (each[:, None] for each in (scale.two, scale.low, scale.high - scale.low))
    own, grid = (np.round(width * each, DIGITS) for each in (shares.step, shares.grid))
    of_two = (
        to_step(low + width * shares.value, grid), low + width * shares.ends.least,
        low + width * shares.ends.most, own, grid,
    )  # fmt: skip
    several = mean, mean - step / 2, mean + step / 2, step, step
    return Averages(*(np.where(two, *each) for each in zip(of_two, several, strict=True)))


def _spreads(
    averages: Averages,
    spread: Floats,
    bands: Ints,
    edges: Floats,
    shares: CutShares,
    scale: Scales,
    fewest: Ints,
) -> tuple[Floats, Floats]:
    """The SDs that are published or, rather too large, follow from the bands, and the smallest.

    Of a score with two values the largest and the smallest that its share may have.
    """
    known = ~np.isnan(spread)
    within = spread_over_bands(bands, edges, averages.value, scale)
    least = np.where(known, spread, least_spread(bands, edges, averages.least, averages.most))
    width, n = (scale.high - scale.low)[:, None], fewest.astype(float)
    ends = shares.ends.least, shares.ends.most
    flattest, steepest = np.clip(0.5, *ends), np.where(ends[0] + ends[1] < 1, *ends)
    largest, smallest = (
        width * np.sqrt(each * (1 - each) * n / (n - 1)) for each in (flattest, steepest)
    )
    two = scale.two[:, None]
    return (
        np.where(two, largest, np.where(known, spread, within)),
        np.where(two, smallest, least),
    )


def _by_group(rows: pd.DataFrame, cells: pd.MultiIndex, column: str) -> Floats:
    """A column by cell and group, NaN where there is no row, shape (cells, groups)."""
    found = np.full((len(cells), len(GROUPS)), np.nan)
    at, side = cells.get_indexer(pd.MultiIndex.from_frame(rows[CELL])), _sides(rows)
    found[at, side] = rows[column].to_numpy(dtype=float)
    return found


def _sides(rows: pd.DataFrame) -> Ints:
    return (rows["group"] == GROUPS[1]).to_numpy().astype(np.int64)


def _bands(counts: pd.DataFrame, cells: pd.MultiIndex, most: int) -> tuple[Ints, Floats]:
    """Counts (cells, groups, bands) and edges (cells, bands + 1) of the cells' bands, from low."""
    rows = counts[counts["indicator"].notna()].sort_values([*CELL, "group", "band_low"])
    at = cells.get_indexer(pd.MultiIndex.from_frame(rows[CELL]))
    rows, at = rows[at >= 0], at[at >= 0]
    place = rows.groupby([*CELL, "group"], sort=False).cumcount().to_numpy()
    bands = np.zeros((len(cells), len(GROUPS), most), dtype=np.int64)
    bands[at, _sides(rows), place] = rows["count"].to_numpy(dtype=np.int64)
    edges = np.full((len(cells), most + 1), np.nan)
    edges[at, place] = rows["band_low"]
    edges[at, place + 1] = rows["band_high"]
    return bands, edges


def _heads(counts: pd.DataFrame, cohort: npt.NDArray[np.object_]) -> Ints:
    """The lowest head counts of cohorts, shape (cohorts, groups)."""
    rows = counts[counts["indicator"].isna()].astype({"count_low": np.int64})
    sides = [rows[rows["group"] == each].set_index("cohort")["count_low"] for each in GROUPS]
    told = [each.reindex(cohort, fill_value=NO_HEADS).to_numpy() for each in sides]
    return np.stack(told, axis=1)
