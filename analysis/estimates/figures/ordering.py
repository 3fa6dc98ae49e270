"""How the groups lie to each other by the bands of their scores, from the published counts.

People of one band count as alike: what one band holds is not told apart.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.counting.tabulation import Ints
from analysis.disclosure.rounding import COUNT_STEP, Floats, step_at_least

FINER = 10  # how much finer than its step a superiority is told: the middle of what it may be


@dataclass(frozen=True)
class Order:
    """Placements of people in the other group; arrays of the shape (cells,) or (cells, 2).

    A person's placement is the share of the other group in lower bands, those of the same band
    counted half: from 0 to 1. ``lead`` is the superiority less 1/2, whose exact value lies between
    ``least`` and ``most``, and at most half a ``step`` away; it is told in units of ``grid``.
    ``sd`` are those of the placements: Welch's test of them is Brunner and Munzel's. ``ties`` is
    1 - sum(t^3 - t) / (N^3 - N), from 0 (all in one band) to 1.
    """

    lead: Floats
    least: Floats
    most: Floats
    step: Floats
    grid: Floats
    sd: Floats
    ties: Floats


def order_of_bands(bands: Ints) -> Order:
    """The order by published counts (cells, groups, bands), 0 beyond the last.

    Brunner & Munzel 2000, Biom J 42, 17-25. All is whole numbers up to the divisions, so that
    exchanging the groups turns the sign to the last bit.
    """
    people = bands.sum(axis=-1).astype(float)
    lead = _lead(bands)
    twice = (2 * (np.cumsum(bands, axis=-1) - bands) + bands)[:, ::-1]  # of the other group
    with np.errstate(divide="ignore", invalid="ignore"):
        away = twice / (2 * people[:, ::-1, None])
        away = away - (0.5 + np.stack([lead, -lead], axis=1))[..., None]
        sd = np.sqrt((bands * away**2).sum(axis=-1) / (people - 1))
    least, most = -_greatest_lead(bands[:, ::-1]), _greatest_lead(bands)
    grid = step_at_least(most - least) / FINER
    step = step_at_least(2 * np.maximum(lead - least, most - lead) + grid)
    return Order(lead, least, most, step, grid, sd, _ties(bands))


def _lead(bands: Ints) -> Floats:
    """The superiority of the first group less 1/2; ``bands`` ends in the axes (groups, bands)."""
    own, other = bands[..., 0, :], bands[..., 1, :]
    twice = 2 * (np.cumsum(other, axis=-1) - other) + other
    pairs = own.sum(axis=-1).astype(float) * other.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(((own * twice).sum(axis=-1) - pairs) / (2 * pairs))


def _greatest_lead(bands: Ints) -> Floats:
    """The largest lead that the exact counts may have, (cells,).

    It grows with the first group's people in high bands and the other's in low ones; from which
    band on they are the most that they may be, and the fewest below, is tried for both groups.
    """
    reach, width = COUNT_STEP // 2, bands.shape[-1]
    at, there = np.arange(width), bands > 0
    greatest = np.full(len(bands), -np.inf)
    for first, second in np.ndindex(width + 1, width + 1):
        upward = np.stack(
            [np.where(at >= first, reach, -reach), np.where(at < second, reach, -reach)]
        )
        greatest = np.fmax(greatest, _lead(np.where(there, bands + upward, 0)))
    return greatest


def _ties(bands: Ints) -> Floats:
    """How far from all alike both groups together are, shape (cells,)."""
    alike = bands.sum(axis=1).astype(float)
    everyone = alike.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(1 - (alike**3 - alike).sum(axis=-1) / (everyone**3 - everyone))
