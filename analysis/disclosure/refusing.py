"""What is hidden beside, once an audit has found that a hidden number can be worked out."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from analysis.counting.cohorts import filters_of
from analysis.disclosure.audit import Bounded
from analysis.disclosure.choice import Question
from analysis.disclosure.kinds import HEADS, Column, Family
from analysis.disclosure.lattice import Line
from analysis.disclosure.showing import Refused, Showing
from analysis.disclosure.suppression import Mask

REMEDIES = 4


def refuse(
    refused: Refused, chosen: Showing, family: Family, found: Bounded, after: int = 0
) -> bool:
    """Marks what must not be shown so that a number can't be worked out; whether there was any.

    Among head counts alone it is the smallest sibling in any of its cohort's lines. Elsewhere a
    head count is given away by the other numbers of its family: these are hidden first. Each remedy
    is tried where those before it find nothing shown, the first ``after`` not at all:
    1. the smallest sibling of its cohort in each line or, without one, what the line adds up to;
    2. the same one step wider, of the cohorts that the lines add up to;
    3. the siblings in all that is tied to the number, and that in its own cohort;
    4. these and the head counts, and the whole tables that the cohort is in.
    Of an answer that makes a group nothing but its part is hidden.
    """
    asked, cohort = chosen.asked, found.cohort
    if cohort not in asked.lattice.position:
        tied = {each.indicator for each in family.columns if each.indicator}
        more = (tied or {*refused.indicators}) - refused.levels
        refused.levels.update(more)
        return bool(more)
    lines = [*_lines(asked, cohort)]
    wider = [line for each in lines for line in _lines(asked, asked.lattice.cohorts[each.parent])]
    if family.columns == (HEADS,) and not after:
        one = _smallest_of_all(asked, chosen.of(HEADS), lines, cohort)
        if one.any():
            refused.heads[:] |= one
            return True
    all_tied = [each for each in family.columns if each != HEADS]
    own = [found.column] if found.column != HEADS else all_tied
    remedies: list[tuple[Collection[Column], Collection[Line], Collection[str]]] = [
        (own, lines, ()),
        (own, wider, ()),
        (all_tied, lines, (cohort,)),
        (family.columns, lines, _alike(asked, cohort)),
    ]
    return any(_hide(refused, chosen, cohort, *each) for each in remedies[after:])


def _hide(
    refused: Refused,
    chosen: Showing,
    found: str,
    columns: Collection[Column],
    lines: Collection[Line],
    cohorts: Collection[str],
) -> bool:
    """Marks the smallest shown other cohort of each line, and some; whether any was shown."""
    position, any_shown = chosen.asked.lattice.position, False
    for each in columns:
        shown = chosen.of(each)
        others = shown.copy()
        others[position[found]] = False
        more = _smallest(chosen.asked, others, lines)
        more[[position[cohort] for cohort in cohorts]] = True
        more &= shown
        refused.of(each)[:] |= more
        any_shown |= bool(more.any())
    return any_shown


def _lines(asked: Question, cohort: str) -> Iterator[Line]:
    """The lines that a cohort is a member of."""
    wanted, names = filters_of(cohort), asked.lattice.cohorts
    for line in asked.lattice.lines:
        parent, member = (filters_of(names[at]) for at in (line.parent, line.members[0]))
        if set(member) == set(wanted) and parent.items() <= wanted.items():
            yield line


def _smallest(asked: Question, shown: Mask, lines: Collection[Line]) -> Mask:
    """The smallest shown member of each line whose parent is shown, else that parent."""
    found = np.zeros(len(shown), dtype=bool)
    for line in lines:
        if shown[line.parent]:
            members = line.members[shown[line.members]]
            found[min(members, key=lambda at: _size(asked, at), default=line.parent)] = True
    return found


def _smallest_of_all(asked: Question, shown: Mask, lines: Collection[Line], cohort: str) -> Mask:
    """The one smallest shown member of any of the lines, but for the cohort itself."""
    found, own = np.zeros(len(shown), dtype=bool), asked.lattice.position[cohort]
    members = [at for line in lines for at in line.members if shown[at] and at != own]
    if members:
        found[min(members, key=lambda at: _size(asked, at))] = True
    return found


def _alike(asked: Question, cohort: str) -> list[str]:
    """All cohorts with the filters that a cohort has, whatever their values, and narrower ones."""
    dimensions = set(filters_of(cohort))
    return [each for each in asked.lattice.cohorts if dimensions <= set(filters_of(each))]


def _size(asked: Question, at: int) -> tuple[int, str]:
    return int(asked.sizes[at].min()), asked.lattice.cohorts[at]
