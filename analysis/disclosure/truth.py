"""The truth as a solution of what is published: where a publisher starts to look from."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from analysis.counting.moments import Floats
from analysis.disclosure.few import Few
from analysis.disclosure.solver import Solver
from analysis.disclosure.suppression import Mask
from analysis.disclosure.system import Frame


def truth(frame: Frame, few: Few) -> Floats | None:
    """Who came with each release, shape (releases, variables); None where people have left.

    Who answered several questions how is not kept: of these any answers that give the true counts.
    """
    releases = [_of_one(frame, each) for each in few.exactly(frame.family)]
    held = [each for each in releases if each is not None]
    if len(held) < len(releases):
        return None
    came = np.diff(np.array(held), axis=0, prepend=0.0)
    return None if (came < 0).any() else came


def _of_one(frame: Frame, counts: Floats) -> Floats | None:
    """The variables of one release by its exact ``counts`` (columns, cohorts)."""
    family = frame.family
    place = np.unique(family.coarse, return_index=True)[1]
    wide = _people(family.counted, counts[:, frame.wide])
    narrow = _people(family.counted[family.narrow][:, place], counts[family.narrow][:, frame.pairs])
    if wide is not None and narrow is not None:
        return np.concatenate([wide.reshape(-1), narrow.reshape(-1)])
    return _any(frame, counts)


def _people(counted: Mask, counts: Floats) -> Floats | None:
    """The people of each kind that are counted so, (kinds, cohorts); None where that is not all."""
    kinds = counted.shape[1]
    if np.isnan(counts).any():
        return None
    found = np.linalg.pinv(counted.astype(float)) @ counts
    people = np.round(found)
    if np.linalg.matrix_rank(counted) < kinds or (counted @ people != counts).any():
        return None
    return people


def _any(frame: Frame, counts: Floats) -> Floats | None:
    """Any people of each kind that are counted so, and add up."""
    exact = counts.reshape(-1)
    said = np.flatnonzero(np.isfinite(exact) & (np.diff(frame.counts.indptr) > 0))
    rows = sparse.vstack([frame.additions, frame.counts[said]], format="csr")
    sums = np.r_[np.zeros(frame.additions.shape[0]), exact[said]]
    none = np.zeros(rows.shape[1])
    return Solver(none, none + np.inf, rows, sums, sums).least(none, afresh=True)
