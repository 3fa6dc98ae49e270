"""The audit: what an outsider could work out from published numbers, by linear programming.

Everything published is an interval around a count, and cohorts add up along lines. Whatever fits
all of that is possible to an outsider; a hidden number is safe while the possible ones lie apart.
Only published numbers come in here, so anyone can repeat it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from analysis.counting.tabulation import Ints
from analysis.disclosure.lattice import Lattice
from analysis.disclosure.system import Disclosed, System, growth_system, release_system

NARROWEST = 3.0  # people by which a hidden count must stay uncertain
FEW = 3  # quantities left, from which on each is bounded by itself
AMPLE = 10.0  # that bands and means were seen to lessen by 4 at most
TRIES = 16  # directions in which solutions are looked for before each bound is computed
DUST = 1e-4  # of a person: what a solver leaves of nothing
SEED = 8  # of the directions; they decide the time the audit takes, not what it finds


@dataclass(frozen=True)
class Bounded:
    """A hidden number of people, or a hidden change of it ``since`` so many releases, pinned
    down to lie from ``low`` to ``high``."""

    cohort: str
    low: float
    high: float
    since: int = 0

    @property
    def somebody(self) -> bool:
        """Whether it is certain that there is anybody."""
        return self.low > DUST


@dataclass(frozen=True)
class Audit:
    """``tried`` hidden quantities were bounded; ``findings`` lie within less than ``NARROWEST``."""

    tried: int
    findings: tuple[Bounded, ...]


def audit(lattice: Lattice, chain: Sequence[Disclosed]) -> Audit:
    """Bounds every hidden number of the last release of a chain, and every hidden change of it
    since each earlier one.

    Numbers that counts alone leave uncertain by ``AMPLE`` are not looked at with bands and means.
    """
    grown = by_growth(chain)
    now, known = grown[-1], np.logical_or.reduce([each.known for each in chain])
    hidden = np.flatnonzero(~known)
    close = hidden
    if now.mean is not None:
        close = _close(release_system(lattice, now.counts_only), hidden, AMPLE)
    findings = list(_findings(lattice, release_system(lattice, now), close, 0))
    tried = len(hidden)
    for back, then in enumerate(reversed(grown[:-1]), start=1):
        hidden = np.flatnonzero(~(then.known & now.known))
        findings += _findings(lattice, growth_system(lattice, then, now), hidden, back)
        tried += len(hidden)
    return Audit(tried, tuple(findings))


def by_growth(chain: Sequence[Disclosed]) -> list[Disclosed]:
    """The releases, each with what later and earlier ones say of it if nobody ever left."""
    sizes = [each.size.copy() for each in chain]
    for earlier, later in pairwise(sizes):
        later[:, 0] = np.maximum(later[:, 0], earlier[:, 0])
    for later, earlier in pairwise(reversed(sizes)):
        earlier[:, 1] = np.minimum(earlier[:, 1], later[:, 1])
    return [
        replace(each, size=size) if (size[:, 0] <= size[:, 1]).all() else each
        for each, size in zip(chain, sizes, strict=True)
    ]


def _findings(lattice: Lattice, system: System, targets: Ints, since: int) -> Iterator[Bounded]:
    """The targets that lie within less than ``NARROWEST``, with their exact bounds."""
    for at in _close(system, targets, NARROWEST - DUST):
        low, high = _bounds(system, int(at))
        if high > DUST:  # else it is known to be nobody, and there is nobody to find
            yield Bounded(lattice.cohorts[at], low, high, since)


def _close(system: System, targets: Ints, width: float) -> Ints:
    """The targets that lie within less than a ``width``.

    One solution puts many of them far from where another puts them, which clears most; the last
    ones are bounded each by itself.
    """
    low, high = np.full((2, system.people.shape[0]), np.inf) * [[1], [-1]]
    draw = np.random.default_rng(SEED)
    close = targets
    for _ in range(TRIES):
        if len(close) < FEW:
            break
        weights = np.zeros(len(low))
        weights[close] = draw.choice([-1.0, 1.0], len(close))
        for sign in (1, -1):
            found = system.solve(sign * weights)
            low, high = np.minimum(low, found), np.maximum(high, found)
        close = targets[high[targets] - low[targets] < width]
    widths = [high - low for low, high in (_bounds(system, int(at)) for at in close)]
    return close[np.array(widths) < width] if len(close) else close


def _bounds(system: System, at: int) -> tuple[float, float]:
    """The least and the most that one quantity can be."""
    weights = np.zeros(system.people.shape[0])
    weights[at] = 1.0
    low, high = (float(system.solve(sign * weights)[at]) for sign in (1, -1))
    return low, high
