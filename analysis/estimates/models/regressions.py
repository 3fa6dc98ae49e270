"""The published results of regressions: adjusted differences, and moderation by supports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.codebook import Codebook
from analysis.disclosure.suppression import mixed_enough
from analysis.estimates.figures.families import BENJAMINI_HOCHBERG
from analysis.estimates.models.coefficients import Coefficient, coefficient, fewest, quantile
from analysis.estimates.models.figures import (
    SIZE,
    FamilyP,
    Row,
    coefficient_rows,
    family_rows,
    in_families,
    interval_rows,
    size_rows,
)
from analysis.estimates.models.untold import public_reason
from analysis.models.modelled import Modelled
from analysis.models.modelling import Adjusted, Moderated
from analysis.published import Verdict
from analysis.statistics.comparison import ALPHA, adjusted

HC3, MODERATED, ORDINAL = "hc3", "hc3-moderation", "ordinal-logit"


@dataclass(frozen=True)
class Gaps:
    """The gap where a support was received, where it was not, and the one minus the other."""

    difference: Coefficient
    given: Coefficient
    not_given: Coefficient


def adjusted_rows(found: Sequence[Adjusted], codebook: Codebook) -> Iterator[Row]:
    """Every adjusted difference with its unadjusted twin, of the same people, and sensitivity."""
    shown = {each.measure.id: _of(each.found.adjusted, each) for each in found}
    family = in_families({name: s.p for name, s in shown.items() if s is not None}, codebook)
    for each in found:
        name, difference = each.measure.id, shown[each.measure.id]
        about = Row(name, "adjusted_difference", HC3, term=each.model)
        if difference is None:
            yield replace(about, reason=public_reason(each.found.adjusted.reason))
            continue
        called = difference.verdict(family[name].p, each.measure.sesoi)
        yield from coefficient_rows(replace(about, verdict=called.value), difference)
        yield from family_rows(about, family[name])
        sizes = replace(about, measure="n_adjusted_difference", method=SIZE)
        yield from size_rows(sizes, each.found.solo, each.found.team)
        twin = _of(each.found.unadjusted, each)
        if twin is not None:
            yield from coefficient_rows(replace(about, measure="unadjusted_difference"), twin)
        yield from _odds_rows(each)


def _of(found: Modelled, each: Adjusted) -> Coefficient | None:
    sizes = each.found.solo, each.found.team
    return coefficient(found, fewest(min(sizes)), _df(found, *sizes), each.measure.spacing)


def _df(found: Modelled, solo: int, team: int) -> int | None:
    """The residual degrees of freedom that the rounded sizes leave at least."""
    return None if found.df is None else fewest(solo) + fewest(team) - (found.n - round(found.df))


def _odds_rows(each: Adjusted) -> Iterator[Row]:
    shown = coefficient(each.odds, fewest(min(each.found.solo, each.found.team)), None)
    about = Row(each.measure.id, "ordinal_log_odds", ORDINAL, term=each.model)
    if shown is None:
        yield replace(about, reason=public_reason(each.odds.reason))
    else:
        yield from coefficient_rows(about, shown)


def moderation_rows(found: Sequence[Moderated], kept: Mapping[str, float]) -> Iterator[Row]:
    """One outcome by each of its supports; p adjusted over all of them.

    ``kept`` are the published p of supports whose rows stay as an earlier release told them.
    """
    shown = {each.support: _gaps(each) for each in found}
    p = dict(kept) | {name: gaps.difference.p for name, gaps in shown.items() if gaps is not None}
    family = dict(zip(p, adjusted([*p.values()], BENJAMINI_HOCHBERG), strict=True))
    for each in found:
        about = Row(each.measure.id, "moderation", MODERATED, term=each.support)
        gaps = shown[each.support]
        if gaps is None:
            yield replace(about, reason=public_reason(each.found.interaction.reason))
            continue
        called = larger_or_smaller(gaps, family[each.support], each.measure.sesoi)
        yield from coefficient_rows(replace(about, verdict=called.value), gaps.difference)
        yield from family_rows(
            about, FamilyP(family[each.support], len(family), BENJAMINI_HOCHBERG)
        )
        sizes = replace(about, measure="n_moderation", method=SIZE)
        yield from size_rows(sizes, each.found.solo, each.found.team)
        yield from interval_rows(replace(about, measure="gap_with"), gaps.given)
        yield from interval_rows(replace(about, measure="gap_without"), gaps.not_given)


def _gaps(each: Moderated) -> Gaps | None:
    """All three in steps of the smallest of the four crossings of group and support.

    None where a crossing scores too much alike (rule 6), as where a mean would be withheld.
    """
    if not mixed_enough(each.bands).all():
        return None
    found, least = each.found, fewest(each.found.smallest)
    shown = [
        coefficient(part, least, _df(part, found.solo, found.team), each.measure.spacing)
        if part.value is not None
        else None
        for part in (found.interaction, found.gap_with, found.gap_without)
    ]
    told = [each for each in shown if each is not None]
    return Gaps(*told) if len(told) == len(shown) else None


def larger_or_smaller(gaps: Gaps, p_family: float, smallest: float | None) -> Verdict:
    """Whether the gap is larger ('higher') or smaller ('lower') in size where it was received.

    That the gaps differ is as sure as their difference; which is the larger as the sign of their
    sum, for with^2 - without^2 = (with - without)(with + without). The variance of the sum is
    2 var(with) + 2 var(without) - var(difference), here the largest that the rounded errors stand
    for. Gaps that may point opposite ways are too uncertain to call.
    """
    whole, given, not_given = gaps.difference, gaps.given, gaps.not_given
    if whole.within(smallest):
        return Verdict.SAME
    total = given.value + not_given.value
    least = whole.error - whole.error_step / 2
    variance = 2 * (given.most_error**2 + not_given.most_error**2) - least**2
    reach = given.away + not_given.away
    reach += quantile(1 - ALPHA / 2, whole.df) * max(variance, 0.0) ** 0.5
    if p_family >= ALPHA or abs(total) <= reach:
        return Verdict.UNCERTAIN
    return Verdict.HIGHER if whole.value * total > 0 else Verdict.LOWER
