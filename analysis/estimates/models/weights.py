"""The published differences weighted to known shares, with each group's effective size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from analysis.counting.tabulation import GROUPS
from analysis.estimates.models.coefficients import Coefficient, coefficient, fewest
from analysis.estimates.models.figures import (
    Row,
    coefficient_rows,
    family_rows,
    in_families,
    size_row,
)
from analysis.estimates.models.untold import public_reason
from analysis.models.modelled import Unmodelled
from analysis.models.modelling import Basis
from analysis.models.weighted import Weighted

RAKING, KISH = "raking", "kish"


def weighted_rows(found: Sequence[Weighted], basis: Basis) -> Iterator[Row]:
    """Every weighted difference; none where the weights leave a group fewer than k people."""
    shown = {each.measure.id: _of(each, basis.k) for each in found}
    p = {name: each.p for name, each in shown.items() if each is not None}
    family = in_families(p, basis.codebook)
    for each in found:
        name, difference = each.measure.id, shown[each.measure.id]
        about = Row(name, "weighted_difference", RAKING)
        if difference is None or each.effective is None:
            yield replace(about, reason=_reason(each, basis.k))
            continue
        called = difference.verdict(family[name].p, each.measure.sesoi)
        yield from coefficient_rows(replace(about, verdict=called.value), difference)
        yield from family_rows(about, family[name])
        for group, size in zip(GROUPS, each.effective, strict=True):
            yield size_row(Row(name, "effective_n", KISH, group=group), int(size))


def _of(each: Weighted, k: int) -> Coefficient | None:
    """Its t has the degrees of freedom of the smaller effective size, which is on the safe side."""
    if each.effective is None or min(each.effective) < k:
        return None
    least = fewest(int(min(each.effective)))
    return coefficient(each.found, least, least - 1, each.measure.spacing)


def _reason(each: Weighted, k: int) -> str:
    if each.effective is not None and min(each.effective) < k:
        return public_reason(Unmodelled.TOO_FEW)
    return public_reason(each.found.reason)
