"""The least and the most that hidden quantities can be, looked at only until they lie apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.counting.moments import Floats
from analysis.counting.tabulation import Ints
from analysis.disclosure.suppression import Mask
from analysis.disclosure.system import System
from analysis.errors import SurveyError

NARROWEST = 3.0  # people by which a hidden count must stay uncertain
WIDEST = 8.0  # by which a hidden head count must, and it must not be sure that anybody is there
TRIES = 2  # directions in which solutions are looked for at least
WORTH = 0.8  # of the quantities left: while fewer are after a direction, another one is tried
FEW = 3  # quantities, from which on solutions are looked for in many directions at once
MANY = 10  # in the whole of a system, where that takes longer
DUST = 1e-4  # of a person: what a solver leaves of nothing
SEED = 8  # of the directions; they decide the time the audit takes, not what it finds


@dataclass(frozen=True)
class Start:
    """A solution of a system, and the variables that can change by themselves (``parts``)."""

    solution: Floats
    parts: Sequence[Ints]


@dataclass(frozen=True)
class Rule:
    """What room each quantity must have, shape (quantities,).

    A publisher, who knows where there are few people, keeps ``heads`` (the numbers of people now)
    from being sure to be anybody, and within no less than ``WIDEST``. Others can't tell: what may
    be nobody is left at that, and heads are found out where they surely are fewer than ``k``.
    """

    heads: Mask
    k: int
    publisher: bool

    def kept(self, seen: Seen) -> Mask:
        """Which quantities were seen to have the room that they must have."""
        apart, nobody = seen.room >= NARROWEST, seen.low <= DUST
        if self.publisher:
            return np.asarray(apart & (~self.heads | (nobody & (seen.room >= WIDEST))))
        return np.asarray(nobody | (apart & (~self.heads | (seen.high >= self.k - DUST))))


@dataclass(frozen=True)
class Narrow:
    """The quantities that lack room, with the whole numbers they lie between; how many may be
    ``nobody`` for all that was tried; ``tightest`` is the least room that any other was seen to
    have."""

    found: Mapping[int, tuple[int, int]]
    nobody: int
    tightest: float


def narrow(system: System, rule: Rule, start: Start | None = None) -> Narrow:
    """Looks for solutions that put each quantity far from where another puts it.

    First near a known one, in part after part; what no part tells, in the whole system. SurveyError
    where none is known and none is found: the published numbers contradict one another.
    """
    count = system.asked.shape[0]
    if not count:
        return Narrow({}, 0, np.inf)
    seen, every = Seen(np.full(count, np.inf), np.full(count, -np.inf)), np.arange(count)
    known = start is not None and system.allows(start.solution)
    if start is not None and known:
        seen.add(every, system.asked @ start.solution)
        for free in start.parts:
            own = np.flatnonzero(system.within(free) & ~rule.kept(seen))
            if len(own):
                _try_many(system.around(start.solution, free, own), rule, seen, own, FEW)
    _try_many(system, rule, seen, every, MANY if known else FEW)
    _try_each(system, rule, seen)
    if not np.isfinite(seen.low).any():
        raise SurveyError(
            "The published numbers of people contradict one another.",
            "Look whether a file of the release was changed.",
        )
    kept, close = rule.kept(seen), seen.room < NARROWEST
    whole = {int(at): seen.between(int(at)) for at in np.flatnonzero(~kept)}
    others = seen.room[kept & ~close]
    return Narrow(whole, int((kept & close).sum()), float(others.min(initial=np.inf)))


def _try_many(system: System, rule: Rule, seen: Seen, own: Ints, few: int) -> None:
    """Looks for solutions that are far for many quantities at once, the system's ``own``."""
    draw = np.random.default_rng(SEED)
    left, tries, before = np.flatnonzero(~rule.kept(seen)[own]), 0, np.inf
    while len(left) >= few and (tries < TRIES or len(left) <= WORTH * before):
        weights = np.zeros(len(own))
        weights[left] = draw.choice([-1.0, 1.0], len(left))
        for sign in (1.0, -1.0):
            seen.found(own, system.solve(sign * weights))
        before, tries = len(left), tries + 1
        left = np.flatnonzero(~rule.kept(seen)[own])


def _try_each(system: System, rule: Rule, seen: Seen) -> None:
    """Bounds what is left, each by itself."""
    every = np.arange(system.asked.shape[0])
    for at in np.flatnonzero(~rule.kept(seen)):
        weights = np.zeros(len(every))
        for sign in (1.0, -1.0):
            weights[at] = sign
            if not rule.kept(seen)[at]:
                seen.found(every, system.solve(weights))


class Seen:
    """The least and the most that each quantity was in any solution."""

    def __init__(self, low: Floats, high: Floats) -> None:
        self.low, self.high = low, high

    def add(self, own: Ints, found: Floats) -> None:
        self.low[own] = np.minimum(self.low[own], found)
        self.high[own] = np.maximum(self.high[own], found)

    def found(self, own: Ints, found: Floats | None) -> None:
        """Adds what a solver found, if anything: what it fails to find is taken to have no room."""
        if found is not None:
            self.add(own, found)

    @property
    def room(self) -> Floats:
        """How many more than the least whole number of people the most is; -1 unless seen."""
        least, most = np.ceil(self.low - DUST), np.floor(self.high + DUST)
        return np.asarray(np.where(np.isfinite(most), most - least, -1.0))

    def between(self, at: int) -> tuple[int, int]:
        return int(np.ceil(self.low[at] - DUST)), int(np.floor(self.high[at] + DUST))
