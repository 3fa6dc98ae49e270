"""Which numbers are shown afresh, so that no difference of shown numbers tells of too few.

Rule 7: along every line, what an outsider can learn from older numbers must be of nobody, or of
enough people in more than one cohort: of a cohort carried over those who changed since, and of one
never shown all of its people. What a release by itself gives away is for the audit to find (rule
2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.counting.tabulation import Ints
from analysis.disclosure.lattice import Lattice
from analysis.disclosure.suppression import Mask

FEWEST_CELLS = 2  # cohorts that share what is unknown, lest it be one cohort's alone


@dataclass(frozen=True)
class Earlier:
    """Private: an earlier release as it looks from now.

    ``fresh`` (cohorts, measures): shown there with numbers of its own, not carried over;
    ``changed`` (cohorts, measures, groups): people whose answers have changed since.
    """

    fresh: Mask
    changed: Ints


@dataclass(frozen=True)
class Question:
    """Private: all that the choice rests on; measure 0 is the head count.

    ``allowed`` (cohorts, measures) may be shown afresh by the cohort's own numbers; ``carried``
    were shown before; ``steady`` are those of them in which nothing changed. ``unknown`` (cohorts,
    measures, groups): people of cohorts never shown, changes since in those carried. ``sizes``
    (cohorts, groups) are the head counts.
    """

    lattice: Lattice
    allowed: Mask
    carried: Mask
    steady: Mask
    unknown: Ints
    sizes: Ints
    earlier: Sequence[Earlier]
    k: int


def fresh(asked: Question) -> Mask:
    """What is shown afresh, shape (cohorts, measures): the fixed point of hiding siblings.

    Where a line fails, its shown cohort whose smaller group is smallest stays behind (ties by
    id), the cohort that the line adds up to where no such one is left. Every step takes away, so
    it ends; the order of steps is fixed, so the same answers give the same choice.
    """
    order = _smallest_first(asked)
    shown = asked.allowed.copy()
    while True:
        before = shown.copy()
        _within_the_wider(asked, shown)
        for line, members in zip(asked.lattice.lines, order, strict=True):
            _settle(asked, shown, line.parent, members)
        if (shown == before).all():
            return shown


def _smallest_first(asked: Question) -> list[Ints]:
    """The members of each line, the smallest first."""
    key = {
        at: (int(asked.sizes[at].min()), cohort) for at, cohort in enumerate(asked.lattice.cohorts)
    }
    return [
        np.array(sorted(line.members.tolist(), key=key.__getitem__)) for line in asked.lattice.lines
    ]


def _within_the_wider(asked: Question, shown: Mask) -> None:
    """Only what all wider cohorts show, and only with the head count (or one that stood still)."""
    shown[:, 1:] &= (shown | asked.steady)[:, :1]
    for positions in asked.lattice.top_down:
        for side in asked.lattice.above[positions].T:
            shown[positions] &= shown[side]


def _settle(asked: Question, shown: Mask, parent: int, members: Ints) -> None:
    """Hides members of one line, in all measures at once, until the line holds."""
    for _ in range(len(members) + 1):
        failing = shown[parent] & _fails(asked, shown, parent, members)
        if not failing.any():
            return
        seen = shown[members]
        first = seen.argmax(axis=0)
        left = failing & seen.any(axis=0)
        shown[members[first[left]], np.flatnonzero(left)] = False
        shown[parent, failing & ~left] = False


def _fails(asked: Question, shown: Mask, parent: int, members: Ints) -> Mask:
    """The measures in which the line's difference to older numbers tells too much, (measures,).

    What a line leaves over in one release is the audit's to say, but for changes since a cohort was
    told: these and what was never told must be k people.
    """
    seen = shown[members]
    older = ~seen & asked.carried[members] & (asked.unknown[members] > 0).any(axis=-1)
    failing = older.any(axis=0) & ~_enough(asked.unknown[members], ~seen, asked.k, 1)
    for release in asked.earlier:
        both = seen & release.fresh[members]
        compared = release.fresh[parent] & both.any(axis=0)
        failing |= compared & ~_enough(release.changed[members], ~both, asked.k)
    return np.asarray(failing)


def _enough(people: Ints, hidden: Mask, k: int, cells: int = FEWEST_CELLS) -> Mask:
    """Whether nobody is hidden, or k people in so many cells; in both groups, (measures,)."""
    held = people * hidden[..., None]
    rest, found = held.sum(axis=0), (held > 0).sum(axis=0)
    return np.asarray(((rest == 0) | ((rest >= k) & (found >= cells))).all(axis=-1))
