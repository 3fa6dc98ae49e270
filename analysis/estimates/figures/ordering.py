"""How the groups lie to each other by the bands of their scores, from the published counts.

People of one band count as alike: what one band holds is not told apart.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.counting.moments import Moments
from analysis.counting.tabulation import Ints
from analysis.disclosure.rounding import Floats, moment_step
from analysis.estimates.figures.scale_facts import Scales

LEAST_APART = 1 / 10  # of the other group: what one band more passes, at least
OF_A_COUNT = 24  # squared step whose rounding has the variance 2 of a count that stands for five


@dataclass(frozen=True)
class Order:
    """Placements of people in the other group; arrays of the shape (cells,) or (cells, 2).

    A person's placement is the share of the other group in lower bands, those of the same band
    counted half: from 0 to 1. ``placed`` holds the fewest people, the superiority less 1/2 beside a
    0, and the SDs of the placements: Welch's test of it is Brunner and Munzel's. ``rounding`` are
    the steps that its means count as rounded to, ``step`` that in which the superiority is told.
    ``ties`` is 1 - sum(t^3 - t) / (N^3 - N), from 0 (all in one band) to 1.
    """

    placed: Moments
    rounding: Floats
    step: Floats
    ties: Floats


def order_of_bands(shown: Moments, step: Floats, bands: Ints, scale: Scales) -> Order:
    """The order by published counts (cells, groups, bands), 0 beyond the last.

    A score with two values tells its order by its means and SDs, so that both tests of it agree.
    Brunner & Munzel 2000, Biom J 42, 17-25. All is whole numbers up to the divisions, so that
    exchanging the groups turns the sign to the last bit.
    """
    people = bands.sum(axis=-1).astype(float)
    twice = (2 * (np.cumsum(bands, axis=-1) - bands) + bands)[:, ::-1]  # of the other group
    pairs = people.prod(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        lead = ((bands[:, 0] * twice[:, 0]).sum(axis=-1) - pairs) / (2 * pairs)
        away = twice / (2 * people[:, ::-1, None])
        away = away - (0.5 + np.stack([lead, -lead], axis=1))[..., None]
        sd = np.sqrt((bands * away**2).sum(axis=-1) / (people - 1))
        blur = np.sqrt(OF_A_COUNT * (away**2 * (bands > 0)).sum(axis=-1)) / people
    two, width = scale.two[:, None], 2 * (scale.high - scale.low)[:, None]
    lead = np.where(scale.two, (shown.mean[:, 0] - shown.mean[:, 1]) / width[:, 0], lead)
    apart = np.maximum(scale.spacing / (scale.high - scale.low), LEAST_APART)
    own = moment_step(apart, shown.n.min(axis=-1))
    return Order(
        Moments(
            shown.n,
            np.stack([lead, np.zeros_like(lead)], axis=1),
            np.where(two, shown.sd / width, sd),
        ),
        np.where(two, step / width, blur),
        np.where(scale.two, (step / width).min(axis=-1), own),
        _ties(bands),
    )


def _ties(bands: Ints) -> Floats:
    """How far from all alike both groups together are, shape (cells,)."""
    alike = bands.sum(axis=1).astype(float)
    everyone = alike.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(1 - (alike**3 - alike).sum(axis=-1) / (everyone**3 - everyone))
