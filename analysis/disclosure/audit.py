"""The audit: what an outsider could work out from published numbers, by linear programming.

Everything published is an interval around a count, and cohorts add up along lines. Whatever fits
all of that is possible to an outsider; a hidden number is safe while the possible ones lie apart.
Only published numbers come in here, so anyone can repeat it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.counting.cells import MISSING_LEVEL
from analysis.counting.cohorts import is_named
from analysis.counting.moments import Floats
from analysis.disclosure.bounding import Rule, Start, narrow
from analysis.disclosure.kinds import HEADS, Column, Family
from analysis.disclosure.lattice import Lattice
from analysis.disclosure.outsider import Disclosed, by_growth
from analysis.disclosure.parts import parts
from analysis.disclosure.suppression import Mask
from analysis.disclosure.system import (
    Asked,
    Frame,
    System,
    chain_system,
    growth_system,
    release_system,
)

MOST_VARIABLES = 6000  # beyond which the releases of a chain are not looked at all at once


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
    """``tried`` hidden quantities of a family were bounded; ``findings`` have less room than they
    must have; ``nobody`` may as well be nobody for all that was tried; ``tightest`` is the
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
    truth: Floats | None = None,
) -> Audit:
    """Bounds every hidden number of the last release of a chain, and every hidden change of it
    since each earlier one; what surely is k people or more is no finding.

    Who knows more than an outsider may say where there truly are ``few`` people, masks (columns,
    cohorts) of the last release's numbers, of those of each before it, the last first, and of the
    changes since each of these: then only they are bounded. Without, numbers that may be nobody for
    all that was tried are left at that. ``before`` is the audit of a chain that tells all that this
    one does, and more: what lay apart there does so here. ``truth`` (releases, variables) are who
    came with each release, from which solutions are looked for.
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
        named = [(each, int(row)) for each in questions for row in each.rows]
        rule = _rule(frame, named, k, few is not None)
        seen = narrow(system, rule, _start(frame, system, truth))
        for at, found in seen.found.items():
            findings.append(_bounded(frame, *named[at], found))
            each, row = named[at]
            wide[each.place(len(chain) - 1)].flat[row] = False
        tried, nobody = tried + len(named), nobody + seen.nobody
        tightest = min(tightest, seen.tightest)
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


def _start(frame: Frame, system: System, truth: Floats | None) -> Start | None:
    """Where a publisher looks from, in the system of a chain or in that of its last release."""
    if truth is None:
        return None
    releases, width = truth.shape
    together = len(system.least) == truth.size
    if not together and len(system.least) != width:
        return None
    people = frame.sums(np.ones(len(frame.family.coarse))) @ truth.sum(axis=0)
    places = width * np.arange(releases if together else 1)[:, None]
    free = [(places + each).reshape(-1) for each in parts(frame, people)]
    return Start(truth.reshape(-1) if together else truth.sum(axis=0), free)


def _rule(frame: Frame, named: Sequence[tuple[Asked, int]], k: int, publisher: bool) -> Rule:
    """Head counts of cohorts with a name, as they are now, have their own rule."""
    whole = len(frame.lattice.cohorts)
    heads = [
        each.since is None
        and not each.back
        and frame.family.columns[row // whole] == HEADS
        and is_named(frame.lattice.cohorts[row % whole])
        for each, row in named
    ]
    return Rule(np.array(heads, dtype=bool), k, publisher)


def _bounded(frame: Frame, asked: Asked, row: int, between: tuple[int, int]) -> Bounded:
    column, cohort = divmod(row, len(frame.lattice.cohorts))
    name = frame.lattice.cohorts[cohort]
    return Bounded(name, frame.family.columns[column], *between, asked.since or 0, asked.back)
