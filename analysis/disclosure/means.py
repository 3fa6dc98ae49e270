"""What is published of scores beside their bands: averages, as coarse as the size of the group.

The one reader of exact sums (rule 5). How many have a score is what the published bands add up to;
all other figures are computed from bands and averages (``analysis.estimates``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.codebook.scoring import Measure
from analysis.counting.cohorts import EVERYONE
from analysis.counting.moments import Moments
from analysis.counting.tabulation import GROUPS, Ints, Tallies
from analysis.disclosure.rounding import (
    COUNT_STEP,
    Floats,
    counted,
    moment_step,
    rounded_count,
    to_step,
)
from analysis.disclosure.suppression import Mask

SPREAD_FROM = 500  # people of a group of everyone, whose SD may be published as it is
BOTH = 2  # bands of a score with two values


@dataclass(frozen=True)
class Sizes:
    """People with a score as the published bands tell them: about, at least, at most."""

    about: Ints
    low: Ints
    high: Ints


def sizes_of_bands(bands: Ints, k: int) -> Sizes:
    """What published counts of bands add up to; the last axis are bands, 0 where there is none.

    At least ``k``, as nothing is published of fewer.
    """
    about, reach = bands.sum(axis=-1), (bands > 0).sum(axis=-1) * (COUNT_STEP // 2)
    low, high = np.maximum(about - reach, k), np.maximum(about + reach, k)
    return Sizes(np.clip(about, low, high), low, high)


def mean_rows(tallies: Tallies, found: Moments, bands: Ints, shown: Mask, k: int) -> pd.DataFrame:
    """Rows of ``n`` and ``mean`` of what is ``shown`` (cohorts, measures with the head count
    first), and of ``sd`` of everyone in groups of ``SPREAD_FROM``; none of a score with two values,
    whose counts it would sharpen.

    ``found`` and ``bands`` are those of the tallies. Columns are those of the estimates that an
    outsider of the audit looks at.
    """
    at = _places(shown)
    told = _rounded_bands(tallies.measures, at[1], bands[at])
    sizes = sizes_of_bands(told, k)
    mean, step = rounded_means(tallies.measures, at, found, told, sizes.low)
    rules = tallies.measures
    several = np.array([made.high - made.low > made.spacing for made in rules], dtype=bool)
    whole = (tallies.cohort_ids(at[0]) == EVERYONE) & several[at[1] - 1]
    wide = whole[:, None] & (sizes.low >= SPREAD_FROM)
    spread = np.where(wide, to_step(found.sd[at], step), np.nan)
    of_size = (sizes.about, sizes.low, sizes.high)
    return pd.concat(
        each
        for side in range(len(GROUPS))
        for each in (
            _rows(tallies, at, side, "n", *of_size),
            _rows(tallies, at, side, "mean", mean, step=step),
            _rows(tallies, at, side, "sd", spread, step=step).dropna(subset="value"),
        )
    )


def alone_rows(tallies: Tallies, found: Moments, bands: Ints, shown: Mask) -> pd.DataFrame:
    """Rows of ``n`` and ``mean`` of what is ``shown`` without its bands: n is a count of its own.

    As ``mean_rows``, of solo's place alone.
    """
    at = _places(shown)
    n = counted(found.n[at])
    told = _rounded_bands(tallies.measures, at[1], bands[at])
    mean, step = rounded_means(tallies.measures, at, found, told, n["count_low"])
    size = _rows(tallies, at, 0, "n", n["count"], n["count_low"], n["count_high"])
    return pd.concat([size.assign(step=COUNT_STEP), _rows(tallies, at, 0, "mean", mean, step=step)])


def rounded_means(
    measures: Sequence[Measure], at: tuple[Ints, Ints], found: Moments, bands: Ints, fewest: Ints
) -> tuple[Floats, Floats]:
    """The means as they are published, and their steps, shape (cells, groups).

    The step comes from the fewest people there may be, so that it tells no more of them. Of a
    score with two values the mean comes from the published counts of both, or it would sharpen
    them.
    """
    facts = np.array([(made.low, made.high, made.spacing) for made in measures]).reshape(-1, 3)
    low, high, spacing = facts[at[1] - 1].T[..., None]
    step = moment_step(spacing, fewest)
    if bands.shape[-1] < BOTH:  # no indicator at all
        return found.mean[at], step
    with np.errstate(divide="ignore", invalid="ignore"):
        told = low + (high - low) * bands[..., 1] / (bands[..., 0] + bands[..., 1])
    return to_step(np.where(high - low == spacing, told, found.mean[at]), step), step


def _places(shown: Mask) -> tuple[Ints, Ints]:
    """Cohorts and measures (from 1) of what is shown."""
    cohort, measure = np.nonzero(shown[:, 1:])
    return cohort, measure + 1


def _rounded_bands(measures: Sequence[Measure], measure: Ints, bands: Ints) -> Ints:
    """The published counts of cells (cells, groups, bands), 0 beyond a measure's last band."""
    widths = np.array([len(made.bands) - 1 for made in measures], dtype=np.int64)
    inside = np.arange(bands.shape[-1]) < widths[measure - 1][:, None]
    return np.where(inside[:, None], rounded_count(bands), 0)


def _rows(
    tallies: Tallies,
    at: tuple[Ints, Ints],
    side: int,
    measure: str,
    value: Floats | Ints,
    low: Ints | None = None,
    high: Ints | None = None,
    step: Floats | None = None,
) -> pd.DataFrame:
    ids = np.array([made.id for made in tallies.measures], dtype=object)
    numbers = {"value": value, "low": low, "high": high, "step": step}
    columns = {
        name: np.full(len(at[0]), np.nan) if held is None else held[:, side].astype(float)
        for name, held in numbers.items()
    }
    return pd.DataFrame(
        {"cohort": tallies.cohort_ids(at[0]), "indicator": ids[at[1] - 1], "measure": measure}
        | {"group": GROUPS[side], **columns}
    )
