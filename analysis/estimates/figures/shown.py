"""What a release publishes of every cohort and indicator, as arrays: all that figures see.

Read from the published counts and averages, and nothing else: intervals, p, effects and verdicts
can give back no more than these, and anyone can compute them again. To stay honest they use the
fewest people that the counts stand for, and count the rounding as uncertainty.
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
from analysis.disclosure.rounding import Floats, moment_step, to_step
from analysis.estimates.figures.ordering import Order, order_of_bands
from analysis.estimates.figures.scale_facts import Scales, scales
from analysis.estimates.figures.spread import spread_over_bands

NO_HEADS = -1
CELL = ["cohort", "indicator"]


@dataclass(frozen=True)
class Shown:
    """The published figures; the first axis are cells (a cohort and an indicator), the next groups.

    ``moments`` holds the fewest people of ``sizes``, the means, rounded to ``step``, and the SDs
    that the bands allow, or the published ones, ``spread``, where there are any (else NaN).
    ``heads`` are the lowest head counts, ``NO_HEADS`` where none is published. ``share`` from 0 to
    1 is NaN without a cut; ``share_rounding`` are the steps that it counts as rounded to, coarser
    than ``share_step``. ``bands`` are rounded counts, 0 beyond the last, ``edges`` (cells, most
    bands + 1) where they begin and end.
    """

    cohort: npt.NDArray[np.object_]
    indicator: npt.NDArray[np.object_]
    scale: Scales
    heads: Ints
    sizes: Sizes
    moments: Moments
    step: Floats
    spread: Floats
    order: Order
    share: Floats
    share_step: Floats
    share_rounding: Floats
    bands: Ints
    edges: Floats


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
    sd = np.where(np.isnan(spread), spread_over_bands(bands, edges, mean, scale), spread)
    moments = Moments(sizes.low, mean, sd)
    share, share_step, share_rounding = _shares(moments, step, bands, scale)
    cohort = cells.get_level_values("cohort").to_numpy(dtype=object)
    return Shown(
        cohort, indicator, scale, _heads(counts, cohort), sizes, moments, step, spread,
        order_of_bands(moments, step, bands, scale), share, share_step, share_rounding, bands,
        edges,
    )  # fmt: skip


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


def _shares(
    shown: Moments, step: Floats, told: Ints, scale: Scales
) -> tuple[Floats, Floats, Floats]:
    """The shares at or above the cut, their steps, and the steps they count as rounded to.

    Of a yes-or-no it is the mean; of a scale it is made from the published bands alone, as the
    exact share would bound their counts more closely. A count that stands for five has a variance
    of 2, which is that of rounding to steps of the root of 24.
    """
    each = np.arange(told.shape[-1])
    above = (each >= scale.cut_band[:, None])[:, None] & (told > 0)
    people, own = told.sum(axis=-1), moment_step(np.ones(1), shown.n)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (told * above).sum(axis=-1) / people
        weight = (np.where(above, 1 - share[..., None], share[..., None]) ** 2 * (told > 0)).sum(-1)
        blur = np.sqrt(own**2 + 24 * weight / people**2)
    cut = np.where((scale.cut_band >= 0)[:, None], np.clip(to_step(share, own), 0, 1), np.nan)
    yes, of_100 = scale.share[:, None], scale.high[:, None]
    return (
        np.where(yes, np.clip(shown.mean / of_100, 0, 1), cut),
        np.where(yes, step / of_100, own),
        np.where(yes, step / of_100, blur),
    )
