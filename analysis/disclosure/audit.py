"""The audit: what an outsider could work out from published numbers, by linear programming.

Everything published is an interval around a count, and cohorts add up along lines. Whatever fits
all of that is possible to an outsider; a hidden number is safe while the possible ones lie apart.
Only published numbers come in here, so anyone can repeat it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.counting.cells import MISSING_LEVEL
from analysis.counting.moments import Floats
from analysis.disclosure.kinds import Column, Family
from analysis.disclosure.lattice import Lattice
from analysis.disclosure.outsider import Disclosed, by_growth
from analysis.disclosure.suppression import Mask
from analysis.disclosure.system import (
    Asked,
    Frame,
    System,
    chain_system,
    growth_system,
    release_system,
)

NARROWEST = 3.0  # people by which a hidden count must stay uncertain
FEW = 3  # quantities left, from which on each is bounded by itself
TRIES = 24  # directions in which solutions are looked for before each bound is computed
DUST = 1e-4  # of a person: what a solver leaves of nothing
MOST_VARIABLES = 6000  # beyond which the releases of a chain are not looked at all at once
SEED = 8  # of the directions; they decide the time the audit takes, not what it finds


@dataclass(frozen=True)
class Bounded:
    """A hidden number of people, or a hidden change of it ``since`` so many releases, pinned
    down to lie from ``low`` to ``high``; the number may be that of so many releases ``back``."""

    cohort: str
    column: Column
    low: int
    high: int
    since: int = 0
    back: int = 0

    @property
    def somebody(self) -> bool:
        """Whether it is certain that there is anybody."""
        return self.low > 0


@dataclass(frozen=True)
class Audit:
    """``tried`` hidden quantities of a family were bounded; ``findings`` lie within less than
    ``NARROWEST``; ``nobody`` may as well be nobody for all that was tried; ``tightest`` is the
    least room that any other was seen to have.

    ``wide`` are the masks, in the order of ``few``, of what needs no other look if less is told.
    ``torn``: people have left, so that the releases of a chain were not looked at all at once."""

    family: Family
    tried: int
    findings: tuple[Bounded, ...]
    nobody: int = 0
    tightest: float = np.inf
    wide: tuple[Mask, ...] = ()
    torn: bool = False


def fits_together(frame: Frame, releases: int) -> bool:
    """Whether a family is small enough to be looked at over all releases of a chain at once."""
    return releases == 1 or frame.variables * releases <= MOST_VARIABLES


def audit(
    family: Family,
    lattice: Lattice,
    chain: Sequence[Disclosed],
    k: int,
    few: Sequence[Mask] | None = None,
    before: Audit | None = None,
) -> Audit:
    """Bounds every hidden number of the last release of a chain, and every hidden change of it
    since each earlier one; what surely is k people or more is no finding.

    Who knows more than an outsider may say where there truly are ``few`` people, masks (columns,
    cohorts) of the last release's numbers, of those of each before it, the last first, and of the
    changes since each of these: then only they are bounded. Without, numbers that may be nobody for
    all that was tried are left at that. ``before`` is the audit of a chain that tells all that this
    one does, and more: what lay apart there does so here.
    """
    frame, grown = Frame(family, lattice), by_growth(chain)
    hidden = _hidden(frame, chain)
    wanted = hidden if few is None else [a & b for a, b in zip(hidden, few, strict=True)]
    wide = [each.copy() for each in wanted]
    if before is not None:
        wanted = [each & ~seen for each, seen in zip(wanted, before.wide, strict=True)]
    asked = _asked(wanted, len(chain) - 1)
    findings: list[Bounded] = []
    tried = 0 if before is None else before.tried - len(before.findings)
    nobody, tightest, torn = 0, np.inf, False
    for system, questions, torn in _systems(frame, grown, asked):  # noqa: B007
        narrow = _narrow(system, few is not None)
        named = [(each, int(row)) for each in questions for row in each.rows]
        for at, found in narrow.found.items():
            findings.append(_bounded(frame, *named[at], found))
            each, row = named[at]
            wide[each.place(len(chain) - 1)].flat[row] = False
        tried, nobody = tried + len(named), nobody + narrow.nobody
        tightest = min(tightest, narrow.tightest)
    told = tuple(each for each in findings if each.high > 0 and each.low < k)
    return Audit(family, tried, told, nobody, tightest, tuple(wide), torn)


def _asked(wanted: Sequence[Mask], earlier: int) -> list[Asked]:
    """What masks in the order of ``few`` ask for."""
    rows = [np.flatnonzero(each) for each in wanted]
    backwards = range(1, earlier + 1)
    counts = (Asked(rows[n], n) for n in backwards)
    return [Asked(rows[0]), *counts, *(Asked(rows[earlier + n], 0, n) for n in backwards)]


def _hidden(frame: Frame, chain: Sequence[Disclosed]) -> list[Mask]:
    """What is not told in the last release and in each before it, the last first; then what came
    since each of those and is not told. Masks of the shape (columns, cohorts)."""
    known = [np.logical_or.reduce([each.known for each in chain[:n]])
             for n in range(len(chain), 0, -1)]  # fmt: skip
    able = _countable(frame)
    counts = [able & ~each for each in known]
    *then, now = chain
    return counts + [able & _changed(frame.family, each, now) for each in reversed(then)]


def _countable(frame: Frame) -> Mask:
    """What could be told, shape (columns, cohorts), but for who left a question out."""
    family, pair = frame.family, frame.narrow
    able = np.array([each.place != MISSING_LEVEL for each in family.columns])
    both = able & family.narrow if family.everywhere else np.zeros_like(able)
    return np.where(pair, both[:, None], able[:, None])


def _changed(family: Family, then: Disclosed, now: Disclosed) -> Mask:
    """The sizes that are not told twice, shape (columns, cohorts).

    What came to the head count is looked at once, in the family that is nothing else.
    """
    sizes = [each.place is None for each in family.columns]
    sizes[0] = len(family.columns) == 1
    told = np.array(sizes) & now.known.any(axis=1)
    return told[:, None] & ~(then.known & now.known)


def _systems(
    frame: Frame, chain: Sequence[Disclosed], asked: Sequence[Asked]
) -> Iterator[tuple[System, Sequence[Asked], bool]]:
    """All releases in one system; each by itself if that is too large, or if people have left,
    which the last part of each tells.

    What earlier ones hide was bounded when they were cut: only all at once tell more of it.
    """
    if not any(len(each.rows) for each in asked):
        return
    torn = False
    if len(chain) > 1 and fits_together(frame, len(chain)):
        system = chain_system(frame, chain, asked)
        torn = not system.possible
        if not torn:
            yield system, asked, torn
            return
    cohorts = len(frame.lattice.cohorts)
    for each in asked:
        if each.since is None and not each.back:
            yield release_system(frame, chain[-1], each.rows), [each], torn
        for number in np.unique(each.rows // cohorts) if each.since is not None else ():
            own = each.rows[each.rows // cohorts == number]
            ends = (chain[-1 - (each.since or 0)], chain[-1])
            then, now = (np.c_[told.low[number], told.high[number]] for told in ends)
            one = replace(each, rows=own)
            yield growth_system(frame.lattice, then, now, own % cohorts), [one], torn


def _bounded(frame: Frame, asked: Asked, row: int, between: tuple[int, int]) -> Bounded:
    column, cohort = divmod(row, len(frame.lattice.cohorts))
    name = frame.lattice.cohorts[cohort]
    return Bounded(name, frame.family.columns[column], *between, asked.since or 0, asked.back)


@dataclass(frozen=True)
class Narrow:
    """The quantities that lie within less than ``NARROWEST``, with the whole numbers they lie
    between; how many may be ``nobody`` for all that was tried; ``tightest`` is the least room that
    any other was seen to have."""

    found: Mapping[int, tuple[int, int]]
    nobody: int
    tightest: float


def _narrow(system: System, all_of_them: bool) -> Narrow:
    """Looks for solutions that put each quantity far from where another puts it.

    One solution does that for many at once; the last ones are bounded each by itself, those that
    may be nobody only where ``all_of_them`` are.
    """
    count = system.asked.shape[0]
    if not count:
        return Narrow({}, 0, np.inf)
    seen = _Seen(np.full(count, np.inf), np.full(count, -np.inf))
    draw = np.random.default_rng(SEED)
    close = np.arange(count)
    for _ in range(TRIES):
        if len(close) < FEW:
            break
        weights = np.zeros(count)
        weights[close] = draw.choice([-1.0, 1.0], len(close))
        for sign in (1.0, -1.0):
            seen.add(system.solve(sign * weights))
        close = np.flatnonzero((seen.room < NARROWEST) & ~seen.nobody(all_of_them))
    for at in close:
        weights = np.zeros(count)
        for sign in (1.0, -1.0):
            weights[at] = sign
            if not seen.nobody(all_of_them)[at]:
                seen.add(system.solve(weights))
    maybe, narrow = seen.nobody(all_of_them), seen.room < NARROWEST
    whole = {int(at): seen.between(int(at)) for at in np.flatnonzero(narrow & ~maybe)}
    others = seen.room[~(narrow & maybe)]
    return Narrow(whole, int((narrow & maybe).sum()), float(others.min(initial=np.inf)))


class _Seen:
    """The least and the most that each quantity was in any solution."""

    def __init__(self, low: Floats, high: Floats) -> None:
        self.low, self.high = low, high

    def add(self, found: Floats) -> None:
        self.low, self.high = np.minimum(self.low, found), np.maximum(self.high, found)

    @property
    def room(self) -> Floats:
        """How many more than the least whole number of people the most is; inf unless seen."""
        least, most = np.ceil(self.low - DUST), np.floor(self.high + DUST)
        return np.asarray(np.where(np.isfinite(most), most - least, -1.0))

    def nobody(self, all_of_them: bool) -> Mask:
        """What was seen to be nobody, and so needs no bounds unless all of them do."""
        return np.asarray((self.low <= DUST) & (not all_of_them))

    def between(self, at: int) -> tuple[int, int]:
        return int(np.ceil(self.low[at] - DUST)), int(np.floor(self.high[at] + DUST))
