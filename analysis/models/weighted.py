"""Every indicator weighted to the shares that a codebook knows: private, at full precision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analysis.codebook.merging import parts
from analysis.codebook.scoring import Measure
from analysis.counting.cells import MISSING_LEVEL
from analysis.models.modelled import Floats, Ints, Modelled
from analysis.models.modelling import Basis, ints
from analysis.models.rows import joined, pooled
from analysis.models.weighting import METHOD, Margin, effective_n, rake, weighted_difference

HEADS = 0  # the measure that counts people
NOTHING_LEFT = "too few people gave the answers whose shares are known"


@dataclass(frozen=True)
class Weighted:
    """Private: solo minus team weighted to known shares, and each group's effective size."""

    measure: Measure
    found: Modelled
    effective: tuple[float, float] | None


def weighted_indicators(basis: Basis) -> Iterator[Weighted]:
    """Each published indicator, its people weighted so that everybody who answered has the shares.

    Answers that fewer than k people of a group gave, or whose cohort is not published, are taken
    together with the rarest others, and so are their shares.
    """
    cells = basis.counted.models.margins
    if cells is None:
        return
    measure, n = ints(cells, "measure"), ints(cells, "n")
    weights, reason = _weights(basis, cells, n * (measure == HEADS))
    for number in (each for each in np.unique(measure) if each != HEADS):
        made = basis.outcome(int(number))
        if made is None:
            continue
        at = measure == number
        solo, outcome = ints(cells, "grp")[at] == 0, ints(cells, "score")[at] / made.denominator
        if weights is None:
            yield Weighted(made, Modelled(METHOD, int(n[at].sum()), reason=reason), None)
            continue
        found = weighted_difference(outcome, solo, weights[at], n[at])
        alone, others = (effective_n(weights[at][side], n[at][side]) for side in (solo, ~solo))
        yield Weighted(made, found, (alone, others))


def _weights(basis: Basis, cells: pa.Table, people: Ints) -> tuple[Floats | None, str | None]:
    """A weight for every row, found on ``people`` (rows,), or why there is none."""
    solo = ints(cells, "grp") == 0
    margins = [
        _margin(basis, name, ints(cells, f"d_{name}"), solo, people)
        for name in basis.codebook.margins
        if f"d_{name}" in cells.column_names
    ]
    margins = [margin for margin in margins if len(margin.shares) > 1]
    if not margins:
        return None, NOTHING_LEFT
    found = rake(margins, people)
    return found.weights, found.reason


def _margin(
    basis: Basis, name: str, levels: Ints, solo: npt.NDArray[np.bool_], people: Ints
) -> Margin:
    """A margin over the answers that may be told apart, each with the shares that it stands for."""
    codes = [option.code for option in basis.codebook.options(name)]
    held = [n for n, code in enumerate(codes) if f"{name}={code}" in basis.cohorts]
    # Each answer once more with nobody, so that those that nobody gave are taken together too.
    given, every = levels != MISSING_LEVEL, np.arange(len(codes))
    at = np.concatenate([levels[given], every])
    side = np.concatenate([solo[given], np.ones(len(every), dtype=bool)])
    n = np.concatenate([people[given], 0 * every])
    merged = pooled(joined(at, held, side, n), side, n, basis.k)[-len(every) :]
    told, place = np.unique(merged, return_inverse=True)
    known = basis.codebook.margins[name].shares
    each = [sum(known[part] for part in parts(basis.codebook, name, code)) for code in codes]
    shares = np.bincount(place, each, len(told)).astype(np.float64)
    return Margin(name, np.where(given, place[levels], MISSING_LEVEL), shares)
