"""How far scores lie from their average, as far as the published bands and the average tell."""

from __future__ import annotations

import numpy as np

from analysis.counting.tabulation import Ints
from analysis.disclosure.rounding import Floats
from analysis.estimates.figures.scale_facts import Scales


def spread_over_bands(bands: Ints, edges: Floats, mean: Floats, scale: Scales) -> Floats:
    """The SD (n - 1) of scores that stand at the ends of their bands, shape (cells, groups).

    In every band the same share stands at its upper end, the rest at its lower, so that the average
    is the published one: the widest that scores can lie around the middles of their bands. Scores
    spread evenly over a band have a third of that variance within it, so the SD is rather too large
    than too small. ``bands`` (cells, groups, bands) are the published counts, 0 beyond the last;
    ``edges`` (cells, bands + 1); ``mean`` (cells, groups). Of a score with two values the bands are
    the values, and nothing is supposed.
    """
    low, high = edges[:, None, :-1], edges[:, None, 1:]
    people = bands.sum(axis=-1).astype(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        least, most = (_over(bands, each) / people for each in (low, high))
        upper = np.clip((mean - least) / (most - least), 0, 1)
        squares = (1 - upper) * _around(bands, low, mean) + upper * _around(bands, high, mean)
        sd = np.sqrt(squares / (people - 1))
        above = bands[..., min(1, bands.shape[-1] - 1)] / people
        of_two = np.sqrt(above * (1 - above) * people / (people - 1))
    return np.where(scale.two[:, None], (scale.high - scale.low)[:, None] * of_two, sd)


def _over(bands: Ints, ends: Floats) -> Floats:
    """The sum of the ends over all people; what lies beyond the last band is nothing."""
    return np.where(bands > 0, bands * ends, 0.0).sum(axis=-1)


def _around(bands: Ints, ends: Floats, mean: Floats) -> Floats:
    """The sum of the squared distances of the ends from the mean over all people."""
    return _over(bands, np.square(ends - mean[..., None]))
