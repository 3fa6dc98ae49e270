"""A support in three shares of one group that agree: received, wanted, wanted and not received."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.codebook import Codebook
from analysis.disclosure.rounding import Floats
from analysis.estimates.figures.cut_shares import CutShares

HAS, WANTS, GAP = "has_", "wants_", "gap_"  # how the ids of a support's indicators begin
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
    place = {key: at for at, key in enumerate(zip(cohort, indicator, strict=True))}
    gaps = [f"{GAP}{support}" for support in codebook.supports]
    value, telling = shares.value.copy(), shares.telling.copy()
    for at in np.flatnonzero(pd.Series(indicator).isin(gaps)):
        support = indicator[at].removeprefix(GAP)
        most = np.ones_like(value[at])
        for kind in (HAS, WANTS):
            other = place.get((cohort[at], f"{kind}{support}"))
            if other is not None:
                held: Floats = shares.value[other]
                most = np.fmin(most, 1 - held if kind == HAS else held)
        value[at] = np.fmin(value[at], most)
        telling[at] &= value[at] >= shares.ends.least[at] - DUST
    return replace(shares, value=value, telling=telling)
