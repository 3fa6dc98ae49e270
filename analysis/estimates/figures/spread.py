"""How far scores lie from their average, as far as the published bands and the average tell."""

from __future__ import annotations

import numpy as np

from analysis.counting.tabulation import Ints
from analysis.disclosure.rounding import COUNT_STEP, Floats
from analysis.disclosure.suppression import Mask
from analysis.estimates.figures.scale_facts import Scales

REACHES_FAR = 1 / 2  # of the scale: a last band that is wider


def spread_over_bands(bands: Ints, edges: Floats, mean: Floats, scale: Scales) -> Floats:
    """The SD (n - 1) that published bands and average leave, shape (cells, groups).

    ``bands`` (cells, groups, bands) are the published counts, 0 beyond the last; ``edges`` (cells,
    bands + 1); ``mean`` (cells, groups). A last band that reaches far is not taken to be filled
    (``_open``).
    """
    people = bands.sum(axis=-1).astype(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        sd = np.sqrt(_at_both_ends(bands, edges, mean) / (people - 1))
        far = np.sqrt(_open(bands, edges, mean, scale) / (people - 1))
    return np.where(_reaches_far(edges, scale)[:, None], far, sd)


def least_spread(bands: Ints, edges: Floats, least: Floats, most: Floats) -> Floats:
    """The smallest SD (n - 1) that published bands and average leave, shape (cells, groups).

    Everybody stands at the end of their band that is next to the average, those of its own band at
    the average; so that no SD is smaller, the counts beyond it are the fewest. ``bands`` are counts
    (cells, groups, bands), ``edges`` (cells, bands + 1); the average lies between ``least`` and
    ``most`` (cells, groups).
    """
    low, high = edges[:, None, :-1], edges[:, None, 1:]
    reach = COUNT_STEP // 2
    fewest, people = np.maximum(bands - reach, 0), (bands + reach * (bands > 0)).sum(axis=-1)
    above, below = low - most[..., None], least[..., None] - high
    away = np.where(bands > 0, np.maximum(np.maximum(above, below), 0), 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.sqrt((fewest * away**2).sum(axis=-1) / (people - 1))


def _at_both_ends(bands: Ints, edges: Floats, mean: Floats) -> Floats:
    """Squares around the mean of scores that stand at the ends of their bands, (cells, groups).

    In every band the same share stands at its upper end, the rest at its lower, so that the average
    is the published one. Scores spread evenly over a band have a third of that variance within it,
    so the SD is rather too large than too small.
    """
    low, high = edges[:, None, :-1], edges[:, None, 1:]
    people = bands.sum(axis=-1)
    least, most = (_over(bands, each) / people for each in (low, high))
    upper = np.clip((mean - least) / (most - least), 0, 1)
    return (1 - upper) * _around(bands, low, mean) + upper * _around(bands, high, mean)


def _open(bands: Ints, edges: Floats, mean: Floats, scale: Scales) -> Floats:
    """Squares around the mean where the last band reaches far, as that of a count does.

    Half of each other band stands at its lowest, half at its highest score. What the published
    average leaves beyond these is the last band's, whose scores fall off from its lower edge with
    an SD that is as large as their average distance from it (the exponential distribution's).
    """
    last = np.broadcast_to(scale.bands[:, None, None] - 1, (*mean.shape, 1))
    rest = np.where(np.arange(bands.shape[-1]) < last, bands, 0)
    low, high = edges[:, None, :-1], edges[:, None, 1:] - scale.spacing[:, None, None]
    people = np.take_along_axis(bands, last, -1)[..., 0]
    start = np.take_along_axis(edges, last[:, 0], -1)
    width = scale.high[:, None] - start
    left = bands.sum(axis=-1) * mean - (_over(rest, low) + _over(rest, high)) / 2
    away = np.clip(left / people - start, 0, width)
    own = (start + away - mean) ** 2 + np.minimum(away**2, away * (width - away))
    return (_around(rest, low, mean) + _around(rest, high, mean)) / 2 + people * own


def _reaches_far(edges: Floats, scale: Scales) -> Mask:
    start = np.take_along_axis(edges, scale.bands[:, None] - 1, -1)[:, 0]
    return np.asarray(scale.high - start > REACHES_FAR * (scale.high - scale.low))


def _over(bands: Ints, ends: Floats) -> Floats:
    """The sum of the ends over all people; what lies beyond the last band is nothing."""
    return np.where(bands > 0, bands * ends, 0.0).sum(axis=-1)


def _around(bands: Ints, ends: Floats, mean: Floats) -> Floats:
    """The sum of the squared distances of the ends from the mean over all people."""
    return _over(bands, np.square(ends - mean[..., None]))
