"""Bounds on what is hidden: linear programming over everything that is known.

People who came between two releases are a tally of their own. The tally at a release is the sum
of the blocks until then, so every block obeys the structure and every release binds their sum.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from tests.privacy.closed_set import COLUMNS, FIRST_ITEM, MISSING, ClosedSet, Floats, Known
from tests.privacy.outsider import Fact

NARROW = 3  # a bound narrower than this gives a hidden count away
WIDE = 8  # and one narrower than this, or without nobody, the size of a group of the last release
DUST = 1e-5
SLACK = 1e-9  # of every constraint
MANY = 10**9
ROUNDS = 12  # random directions tried before what is left is attacked one by one


@dataclass(frozen=True)
class Target:
    """A count that is hidden: a cohort's, in some of the blocks; and, private, what it is."""

    kind: str
    cohort: str
    name: str
    group: int
    blocks: tuple[int, ...]
    places: tuple[int, ...]
    truth: float


@dataclass(frozen=True)
class Bound:
    """Between which whole numbers a target must lie."""

    target: Target
    low: int
    high: int

    @property
    def width(self) -> int:
        return self.high - self.low

    def __str__(self) -> str:
        each, group = self.target, ("solo", "team")[self.target.group]
        where = f"{each.kind} {each.cohort or 'everyone'} {group} {each.name}"
        return f"{where}: {self.low} to {self.high}, truly {each.truth:.0f}"


class System:
    """All that an outsider knows of one group at one or several releases."""

    def __init__(
        self,
        closed: ClosedSet,
        group: int,
        releases: Sequence[str],
        told: Iterable[Fact],
        part: Sequence[str],
    ) -> None:
        self.closed, self.blocks = closed, len(releases)
        columns = {at for at, column in enumerate(COLUMNS) if column[0] in part}
        self._used = _used_places(closed, columns)
        mine = [each for each in told if each.group == group and columns.issuperset(each.weights)]
        self.known = self._all_known([each for each in mine if each.as_of in releases], releases)
        low, high = self.known.low - SLACK, self.known.high + SLACK
        self._constraint = LinearConstraint(self.known.matrix, low, high)

    def _all_known(self, facts: Sequence[Fact], releases: Sequence[str]) -> Known:
        """The structure of every block, and the facts."""
        structure = _within(self.closed.structure, self._used)
        told = _facts_matrix(facts, releases, self.closed)[:, self._columns()]
        blocks = sparse.block_diag([structure.matrix] * self.blocks)
        lows = [structure.low] * self.blocks + [np.array([each.low for each in facts])]
        highs = [structure.high] * self.blocks + [np.array([each.high for each in facts])]
        matrix = sparse.vstack([blocks, told]).tocsr()
        return Known(matrix, np.concatenate(lows), np.concatenate(highs))

    def _columns(self) -> np.ndarray:
        return np.concatenate([self._used + n * self.closed.size for n in range(self.blocks)])

    def vector(self, blocks: Sequence[Floats]) -> Floats:
        """The tallies of the blocks (places,) as one vector of this system."""
        return np.concatenate([block[self._used] for block in blocks])

    def broken_by(self, truth: Floats) -> float:
        """How far the truth lies outside what is said to be known; 0 if nothing false is."""
        found = self.known.matrix @ truth
        return float(max((self.known.low - found).max(), (found - self.known.high).max(), 0))

    def matrix(self, targets: Sequence[Target]) -> sparse.csr_array:
        """A row for every target."""
        rows = sparse.lil_array((len(targets), self.closed.size * self.blocks))
        for at, target in enumerate(targets):
            for block in target.blocks:
                for place in target.places:
                    rows[at, block * self.closed.size + place] = 1
        return rows.tocsr()[:, self._columns()]

    def furthest(self, direction: Floats) -> Floats:
        """The possible tallies that go furthest in a direction."""
        found = milp(-direction, constraints=self._constraint, bounds=Bounds(0, np.inf))
        if found.x is None:
            raise ArithmeticError(f"no bound: {found.message}")
        return found.x


def _used_places(closed: ClosedSet, columns: Collection[int]) -> np.ndarray:
    """The places of these columns; answers to single questions are told of singles at most."""
    wide = np.array(["&" not in name for name in closed.cohorts])
    told = np.isin(np.arange(len(COLUMNS)), list(columns))
    item = np.arange(len(COLUMNS)) >= FIRST_ITEM
    return np.flatnonzero((told[None, :] & (wide[:, None] | ~item[None, :])).reshape(-1))


def _within(known: Known, places: np.ndarray) -> Known:
    """What is known of these places alone."""
    others = np.ones(known.matrix.shape[1], dtype=bool)
    others[places] = False
    whole = np.flatnonzero(np.diff(known.matrix[:, others].tocsr().indptr) == 0)
    return Known(known.matrix[whole][:, places], known.low[whole], known.high[whole])


def _facts_matrix(
    facts: Sequence[Fact], releases: Sequence[str], closed: ClosedSet
) -> sparse.csr_array:
    """A row for every fact: it tells of the sum of all blocks until its release."""
    at, places, weights = [], [], []
    for row, fact in enumerate(facts):
        for block in range(list(releases).index(fact.as_of) + 1):
            start = block * closed.size + closed.at[fact.cohort] * len(COLUMNS)
            at += [row] * len(fact.weights)
            places += [start + column for column in fact.weights]
            weights += fact.weights.values()
    return sparse.csr_array((weights, (at, places)), (len(facts), closed.size * len(releases)))


def bounds(
    system: System, targets: Sequence[Target], truth: Floats, enough: int = MANY
) -> list[Bound]:
    """The bounds of the targets that are too narrow, or the first ``enough`` of them.

    Whatever two possible tallies, already found, put far enough apart is safe and not solved for.
    """
    if not targets:
        return []
    rows, found = system.matrix(targets), []
    heads = [
        each.kind == "head" and len(each.blocks) == system.blocks and MISSING not in each.cohort
        for each in targets
    ]
    seen = _Seen(rows, truth, np.array(heads))
    _widen(system, seen)
    for at in np.flatnonzero(seen.open):
        for sign in (1, -1):
            if seen.open[at]:
                seen.add(system.furthest(sign * rows[[at]].toarray()[0]))
        if seen.open[at]:
            found.append(Bound(targets[at], *seen.between(at)))
        if len(found) == enough:
            break
    return found


def _widen(system: System, seen: _Seen) -> None:
    """Goes far in all open directions at once: all up, all down, then up and down at random."""
    rng = np.random.default_rng(0)
    for number in range(ROUNDS):
        before = seen.open
        signs = rng.choice([-1, 1], len(before)) * rng.random(len(before))
        direction = (1 - 2 * number if number < 2 else signs) * before
        seen.add(system.furthest(seen.rows.T @ direction))
        if not seen.open.any() or (number > 2 and seen.open.sum() == before.sum()):
            return


class _Seen:
    """The least and the most that each target was in any possible tally found."""

    def __init__(self, rows: sparse.csr_array, truth: Floats, heads: np.ndarray) -> None:
        self.rows, self.heads = rows, heads
        self.least = self.most = rows @ truth

    def add(self, possible: Floats) -> None:
        found = self.rows @ possible
        self.least, self.most = np.minimum(self.least, found), np.maximum(self.most, found)

    @property
    def open(self) -> np.ndarray:
        width = np.floor(self.most + DUST) - np.ceil(self.least - DUST)
        narrow = self.heads & ((width < WIDE) | (self.least > DUST))
        return (width < NARROW) | narrow

    def between(self, at: int) -> tuple[int, int]:
        return int(np.ceil(self.least[at] - DUST)), int(np.floor(self.most[at] + DUST))
