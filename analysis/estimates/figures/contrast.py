"""Solo against team by their averages: what holds whatever the exact averages are."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy import special

from analysis.disclosure.rounding import Floats
from analysis.disclosure.suppression import Mask
from analysis.estimates.figures.shown import Shown
from analysis.statistics.comparison import ALPHA, Tost, Welch, tost, welch
from analysis.statistics.proportions import newcombe, newcombe_z

NINETY = float(special.ndtri(1 - ALPHA))  # the z of a 90% interval
LN_10 = np.log(10)


@dataclass(frozen=True)
class Contrast:
    """The test of no difference and that of a difference too small to matter, of each cell.

    ``test`` is Welch's but for scores with two values, ``two``: these are shares, whose interval
    and p are Newcombe's in both.
    """

    test: Welch
    equivalence: Tost
    two: Mask


def contrast(shown: Shown) -> Contrast:
    """Of everything that the published counts and averages stand for."""
    test = welch(shown.moments, shown.averages.least, shown.averages.most)
    same = tost(test, shown.scale.sesoi)
    return Contrast(_of_shares(shown, test), _same_shares(shown, same), shown.scale.two)


def _of_shares(shown: Shown, test: Welch) -> Welch:
    """Welch's test, with Newcombe's interval and p in the place of his where there are shares."""
    two, width = shown.scale.two, shown.scale.high - shown.scale.low
    ends = shown.shares.ends
    low, high = (width * each for each in newcombe(ends))
    z = np.maximum(0, np.maximum(newcombe_z(ends), newcombe_z(ends.swapped())))
    told = {"low": low, "high": high, "p": 2 * special.ndtr(-z), "log10_p": _log10(z, 2)}
    return replace(
        test, **{name: np.where(two, each, getattr(test, name)) for name, each in told.items()}
    )


def _same_shares(shown: Shown, same: Tost) -> Tost:
    """Two one-sided tests, by Newcombe's interval where there are shares."""
    two, width = shown.scale.two, shown.scale.high - shown.scale.low
    ends, smallest = shown.shares.ends, shown.scale.sesoi / width
    low, high = (width * each for each in newcombe(ends, NINETY))
    z = np.minimum(newcombe_z(ends, -smallest), newcombe_z(ends.swapped(), -smallest))
    told = {
        "low": low,
        "high": high,
        "statistic": z,
        "p": special.ndtr(-z),
        "log10_p": _log10(z, 1),
    }
    return replace(
        same, **{name: np.where(two, each, getattr(same, name)) for name, each in told.items()}
    )


def _log10(z: Floats, sides: int) -> Floats:
    return np.asarray((special.log_ndtr(-z) + np.log(sides)) / LN_10)
