"""Why a model gives no number, in words that tell nothing of one person."""

from __future__ import annotations

from enum import StrEnum

from analysis.models.modelled import Unmodelled
from analysis.models.reliability import FEW_FOR_FACTOR, FEW_ITEMS, IMPROPER
from analysis.models.weighting import NO_CONVERGENCE


class Untold(StrEnum):
    """All that is said of a model without a number."""

    TOO_FEW = "too few people answered everything this needs"
    TOO_FEW_RECEIVED = "too few people of one of the groups have, or have not, received it"
    TOO_ALIKE = "the answers vary too little for this"
    UNSTABLE = "the computation found no stable answer"
    MARGINS = "no weights meet all known shares at once"
    FEW_ITEMS = FEW_ITEMS
    FEW_FOR_FACTOR = FEW_FOR_FACTOR


REASONS: dict[str, Untold] = {
    Unmodelled.NOBODY: Untold.TOO_FEW,
    Unmodelled.TOO_FEW: Untold.TOO_FEW,
    Unmodelled.ONE_GROUP: Untold.TOO_FEW,
    Unmodelled.ALONE: Untold.TOO_FEW,  # it would tell that somebody stands alone
    Unmodelled.TOO_FEW_RECEIVED: Untold.TOO_FEW_RECEIVED,
    Unmodelled.SINGULAR: Untold.UNSTABLE,
    Unmodelled.NO_CONVERGENCE: Untold.UNSTABLE,
    Unmodelled.SEPARATED: Untold.UNSTABLE,
    IMPROPER: Untold.UNSTABLE,
    NO_CONVERGENCE: Untold.MARGINS,
    FEW_ITEMS: Untold.FEW_ITEMS,
    FEW_FOR_FACTOR: Untold.FEW_FOR_FACTOR,
}


def public_reason(reason: str | None) -> str:
    """The words for a private reason; answers that are all alike are never said to be so.

    No reason at all means that the rounding left no spread.
    """
    return REASONS.get(reason or "", Untold.TOO_ALIKE).value
