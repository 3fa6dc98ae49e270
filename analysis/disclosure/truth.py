"""The truth as a solution of what is published: where a publisher starts to look from."""

from __future__ import annotations

from collections.abc import Sequence

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
    counts = few.exactly(frame.family)
    releases = [_of_one(frame, each) for each in counts]
    held = [each for each in releases if each is not None]
    if len(held) < len(releases):
        return _any(frame, counts)
    came = np.diff(np.array(held), axis=0, prepend=0.0)
    return None if (came < 0).any() else came


def _of_one(frame: Frame, counts: Floats) -> Floats | None:
    """The variables of one release by its exact ``counts`` (columns, cohorts), if these are all."""
    family = frame.family
    place = np.unique(family.coarse, return_index=True)[1]
    wide = _people(family.counted, counts[:, frame.wide])
    narrow = _people(family.counted[family.narrow][:, place], counts[family.narrow][:, frame.pairs])
    if wide is None or narrow is None:
        return None
    return np.concatenate([wide.reshape(-1), narrow.reshape(-1)])


def _people(counted: Mask, counts: Floats) -> Floats | None:
    """The people of each kind that are counted so, (kinds, cohorts); None where that is not all."""
    if np.isnan(counts).any() or np.linalg.matrix_rank(counted) < counted.shape[1]:
        return None
    people = np.round(np.linalg.pinv(counted.astype(float)) @ counts)
    return None if (counted @ people != counts).any() else people


def _any(frame: Frame, counts: Sequence[Floats]) -> Floats | None:
    """Anybody who may have come with each release so that they are counted as they are."""
    rows, sums = [], []
    for until, each in enumerate(counts, start=1):
        exact = each.reshape(-1)
        said = np.flatnonzero(np.isfinite(exact) & (np.diff(frame.counts.indptr) > 0))
        own = sparse.vstack([frame.additions, frame.counts[said]])
        rows.append(sparse.kron(np.arange(len(counts)) < until, own))
        sums += [np.zeros(frame.additions.shape[0]), exact[said]]
    whole, ends = sparse.vstack(rows, format="csr"), np.concatenate(sums)
    none = np.zeros(whole.shape[1])
    found = Solver(none, none + np.inf, whole, ends, ends).least(none, afresh=True)
    return None if found is None else found.reshape(len(counts), -1)
