"""A support in three shares of one group that agree: received, wanted, wanted and not received."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.codebook import Codebook
from analysis.codebook.supports import GAP, HAS, WANTS
from analysis.disclosure.rounding import Floats
from analysis.estimates.figures.cut_shares import CutShares

DUST = 1e-9


def coherent(
    shares: CutShares,
    cohort: npt.NDArray[np.object_],
    indicator: npt.NDArray[np.object_],
    codebook: Codebook,
) -> CutShares:
    """The shares, those who go without being no more than those who want it, nor than those who
    did not receive it.

    Each of the three is rounded by itself, so that their middles may disagree. The share that goes
    without then is the largest that agrees with the two others; where its own counts rule that
    out, because not the same people answered both questions, it is not told.
    """
    cells = pd.MultiIndex.from_arrays([cohort, indicator])
    of = {f"{GAP}{support}": support for support in codebook.supports}
    gaps = np.flatnonzero(pd.Series(indicator).isin(of))
    support = [of[name] for name in indicator[gaps]]
    has, wants = (
        _beside(shares.value, cells, cohort[gaps], [f"{kind}{name}" for name in support])
        for kind in (HAS, WANTS)
    )
    value, telling = shares.value.copy(), shares.telling.copy()
    value[gaps] = np.fmin(value[gaps], np.fmin(wants, 1 - has))
    telling[gaps] &= value[gaps] >= shares.ends.least[gaps] - DUST
    return replace(shares, value=value, telling=telling)


def _beside(
    value: Floats, cells: pd.MultiIndex, cohort: npt.NDArray[np.object_], indicator: list[str]
) -> Floats:
    """The values of these cells; NaN of those that are not published."""
    at = cells.get_indexer(pd.MultiIndex.from_arrays([cohort, np.array(indicator, dtype=object)]))
    return np.where((at >= 0)[:, None], value[at], np.nan)
