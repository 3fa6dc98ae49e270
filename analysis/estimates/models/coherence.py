"""The published reliability of scales, and whether their questions work alike in both groups."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from analysis.counting.tabulation import GROUPS
from analysis.disclosure.rounding import outward
from analysis.estimates.models.coefficients import (
    coefficient,
    fewest,
    rounded,
    step_of,
    two_digit_step,
)
from analysis.estimates.models.figures import SIZE, Row, coefficient_rows, p_row, size_rows
from analysis.estimates.models.untold import Untold, public_reason
from analysis.models.item_functioning import NEGLIGIBLE, ItemFunctioning
from analysis.models.modelled import Modelled
from analysis.models.modelling import Coherence, Scale
from analysis.models.reliability import feldt_interval, logit_interval
from analysis.published import Verdict

ALPHA_METHOD, OMEGA_METHOD, DIF_METHOD = "feldt", "omega-ml", "ordinal-dif"
FINEST = 0.01  # of alpha and omega
FINEST_CHANGE = 0.001  # of McFadden's R2


def scale_rows(scale: Scale, k: int) -> Iterator[Row]:
    """Alpha and omega of both groups together and apart, and every item; none below k people."""
    sizes = scale.solo, scale.team
    about = Row(scale.indicator, "alpha", ALPHA_METHOD)
    if min(sizes) < k:
        yield replace(about, reason=Untold.TOO_FEW.value)
        return
    yield from size_rows(replace(about, measure="n_complete", method=SIZE), *sizes)
    items = len(scale.items)
    yield from _coherence_rows(about, scale.together, sum(map(fewest, sizes)), items)
    # Both apart or neither: one of them and both together would tell of the other.
    told = all(each.alpha.value is not None for each in scale.apart)
    for group, size, each in zip(GROUPS, sizes, scale.apart, strict=True):
        apart = replace(about, group=group)
        if told:
            yield from _coherence_rows(apart, each, fewest(size), items)
        else:
            yield replace(apart, reason=Untold.TOO_FEW.value)
    for item in scale.items:
        yield from _item_rows(scale.indicator, item, fewest(min(sizes)))


def _coherence_rows(about: Row, found: Coherence, people: int, items: int) -> Iterator[Row]:
    yield _alpha_row(about, found.alpha, people, items)
    omega = replace(about, measure="omega", method=OMEGA_METHOD)
    yield from _omega_rows(omega, found.omega, people)


def _alpha_row(about: Row, found: Modelled, people: int, items: int) -> Row:
    """Its interval is Feldt's, of all that the rounded alpha stands for and the fewest people."""
    if found.value is None:
        return replace(about, reason=public_reason(found.reason))
    step = _step(people)
    value = rounded(found.value, step)
    low, _ = feldt_interval(value - step / 2, people, items)
    _, high = feldt_interval(min(1.0, value + step / 2), people, items)
    low, high = _ends(low, high, step)
    return replace(about, value=value, low=low, high=high, step=step)


def _omega_rows(about: Row, found: Modelled, people: int) -> Iterator[Row]:
    step, value = _step(people), None
    if found.value is not None and found.error is not None:
        value = rounded(found.value, step)
    if value is None or found.error is None or not 0 < value < 1:
        yield replace(about, reason=public_reason(found.reason))
        return
    error_step = max(two_digit_step(found.error), step_of(step / math.sqrt(people)))
    error = rounded(found.error, error_step)
    most = error + error_step / 2
    low, _ = logit_interval(max(value - step / 2, step / 2), most)
    _, high = logit_interval(min(value + step / 2, 1 - step / 2), most)
    low, high = _ends(low, high, step)
    yield replace(about, value=value, low=low, high=high, step=step)
    yield replace(about, measure="se_omega", value=error, step=error_step)


def _ends(low: float, high: float, step: float) -> tuple[float, float]:
    start, end = outward(np.array(low), np.array(high), np.array(step))
    return float(start), min(1.0, float(end))


def _step(people: int) -> float:
    """Fewer people than a hundred move alpha and omega by more than a hundredth each."""
    return max(FINEST, step_of(1 / people))


def _item_rows(indicator: str, item: ItemFunctioning, people: int) -> Iterator[Row]:
    about = Row(indicator, "dif", DIF_METHOD, term=item.item)
    odds = coefficient(item.odds, people, None)
    if item.change is None or odds is None or item.odds.p is None:
        yield replace(about, reason=public_reason(item.odds.reason))
        return
    step = max(FINEST_CHANGE, two_digit_step(item.change))
    change = rounded(item.change, step)
    yield replace(about, value=change, step=step, verdict=_alike(change, odds.value).value)
    yield p_row(replace(about, measure="p_dif"), item.odds.p)
    yield from coefficient_rows(replace(about, measure="dif_log_odds"), odds)


def _alike(change: float, log_odds: float) -> Verdict:
    """'About the same' by the size of the change alone, never by its p; else who answers higher."""
    if change < NEGLIGIBLE:
        return Verdict.SAME
    return Verdict.HIGHER if log_odds > 0 else Verdict.LOWER
