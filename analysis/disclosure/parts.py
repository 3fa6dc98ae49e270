"""Parts of a family's people that can change while all others stay as they are.

Who knows one solution of a system finds others by changing few of its variables: a small system,
which says no more than is so. Its parts are those in which people can be exchanged: a two-way
table, whose margins stay (Diaconis & Sturmfels 1998, Ann Stat 26, 363-397), and a table with its
margins, while what comes to a value and leaves another is taken up, in the tables of each further
dimension, within one of its values.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from analysis.counting.cohorts import filters_of
from analysis.counting.moments import Floats
from analysis.counting.tabulation import Ints
from analysis.disclosure.system import Frame


def parts(frame: Frame, people: Floats) -> Iterator[Ints]:
    """The variables of each part, those in one release; none where no cohort has two filters.

    Every table of two dimensions, then each with its margins; ``people`` (cohorts,) choose within
    which values of further dimensions these are taken up: where most are.
    """
    if not len(frame.pairs):
        return
    tables = [*_tables(frame)]
    none = frame.pairs[:0]
    for _, cells in tables:
        yield frame.variables_of(none, cells)
    margins = _values(frame)
    taking = {each: _taking_up(frame, people, each, margins) for each in margins}
    for (one, other), cells in tables:
        wide = np.array([*margins[one], *margins[other]])
        yield frame.variables_of(wide, np.unique([*cells, *taking[one], *taking[other]]))


def _tables(frame: Frame) -> Iterator[tuple[tuple[str, str], Ints]]:
    """The cohorts of every two dimensions."""
    found: dict[tuple[str, ...], list[int]] = {}
    for at in frame.pairs:
        found.setdefault(tuple(filters_of(frame.lattice.cohorts[at])), []).append(int(at))
    for (one, other), cells in found.items():
        yield (one, other), np.array(cells)


def _values(frame: Frame) -> dict[str, list[int]]:
    """The cohorts of the values of every dimension."""
    found: dict[str, list[int]] = {}
    for at in frame.wide:
        for dimension in filters_of(frame.lattice.cohorts[at]):
            found.setdefault(dimension, []).append(int(at))
    return found


def _taking_up(
    frame: Frame, people: Floats, dimension: str, values: dict[str, list[int]]
) -> list[int]:
    """For each further dimension the cohorts of all values of one with its value of most people."""
    found: list[int] = []
    for other, each in values.items():
        columns = [_crossed(frame, values[dimension], value) for value in each]
        if other != dimension and any(columns):
            found += max(columns, key=lambda cohorts: float(people[np.array(cohorts)].sum()))
    return found


def _crossed(frame: Frame, values: list[int], other: int) -> list[int]:
    """The cohorts that each of some values makes with another one."""
    names, place = frame.lattice.cohorts, frame.lattice.position
    pairs = ((f"{names[at]}&{names[other]}", f"{names[other]}&{names[at]}") for at in values)
    return [place[name] for both in pairs for name in both if name in place]
