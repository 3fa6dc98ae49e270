"""The audit of a whole release: every family of tables, against all releases before it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from analysis.codebook import Codebook
from analysis.codebook.scoring import Measure
from analysis.disclosure.audit import Audit, audit, fits_together
from analysis.disclosure.few import Few
from analysis.disclosure.kinds import families
from analysis.disclosure.lattice import Lattice
from analysis.disclosure.outsider import Disclosed, Outside, Reader
from analysis.disclosure.scope import Scope
from analysis.disclosure.system import Frame


class Auditor:
    """Audits releases that would follow the same ``past`` ones, oldest first.

    With ``few`` only what truly concerns few people is bounded; without it, all that is hidden.
    What a release tells of a family as the one audited before it did is not audited again; where it
    tells less, only what it hides beside is, and what was found. The solver lets other threads run,
    so that there is one for each processor.
    """

    def __init__(
        self,
        lattice: Lattice,
        measures: Sequence[Measure],
        codebook: Codebook,
        past: Sequence[Outside] = (),
        few: Few | None = None,
    ) -> None:
        self._lattice, self._measures, self._codebook, self._few = lattice, measures, codebook, few
        self._families = tuple(families(codebook, measures, len(lattice.cohorts)))
        readers = [self._reader(each) for each in past]
        self._releases = len(past) + 1
        self._past = [[reader.disclosed(each) for reader in readers] for each in self._families]
        self._done: dict[int, tuple[Disclosed, Audit]] = {}

    def audits(
        self, release: Outside, progress: Callable[[int, int], None] = lambda done, of: None
    ) -> list[Audit]:
        """The audit of every family that the release tells of; ``progress`` hears how many."""
        reader, found = self._reader(release), []
        with ThreadPoolExecutor(os.cpu_count()) as threads:
            numbers = range(len(self._families))
            for each in threads.map(lambda number: self._audit(number, reader), numbers):
                found.append(each)
                progress(len(found), len(numbers))
        return [each for each in found if each is not None]

    def scope(self, release: Outside) -> Scope:
        """What the audit of a release looks at."""
        reader, releases = self._reader(release), self._releases
        told = [each for each in self._families if reader.disclosed(each).known.any()]
        together = [fits_together(Frame(each, self._lattice), releases) for each in told]
        return Scope(releases, len(told), sum(together), sum(each.wide for each in told))

    def _reader(self, release: Outside) -> Reader:
        return Reader(release, self._lattice, self._measures, self._codebook)

    def _audit(self, number: int, reader: Reader) -> Audit | None:
        family = self._families[number]
        told = reader.disclosed(family)
        if not told.known.any():
            return None
        last, done = self._done.get(number, (None, None))
        if last is None or not (_within(told, last) and _within(last, told)):
            less = last is not None and _within(told, last)
            done = self._bounded(number, told, done if less else None)
            self._done[number] = told, done
        return done

    def _bounded(self, number: int, told: Disclosed, before: Audit | None) -> Audit:
        """The audit of a family, ``before`` which the same release told it and more."""
        family, k = self._families[number], self._codebook.policy.k
        few = None if self._few is None else self._few.of(family)
        if few is None or (before is not None and before.torn):
            before = None
        return audit(family, self._lattice, [*self._past[number], told], k, few, before)


def _within(one: Disclosed, other: Disclosed) -> bool:
    """Whether all that one release tells of a family is told by another too."""
    counts = ((one.low, other.low), (one.high, other.high))
    means = ((one.mean[name], other.mean[name]) for name in one.mean)
    return (
        one.most == other.most
        and bool((one.known <= other.known).all())
        and all(np.array_equal(a[one.known], b[one.known]) for a, b in counts)
        and all(bool((np.isnan(a) | (a == b)).all()) for a, b in means)
    )
