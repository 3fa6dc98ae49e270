"""What is published of every cohort and indicator, rounded: all that a derived figure may see.

``show`` alone reads the private tallies. Intervals, p, effects and verdicts are computed from what
it returns, so they can give back nothing more than it, and anyone can recompute them: all of it
stands in the release. To stay honest they use the smallest size a rounded count stands for, and
count the rounding as uncertainty.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.codebook import Codebook
from analysis.counting.moments import Moments
from analysis.counting.placements import placements
from analysis.counting.tabulation import Ints, Tallies
from analysis.disclosure.rounding import Floats, counted, moment_step, rounded_count, to_step
from analysis.disclosure.suppression import Mask
from analysis.estimates.figures.scale_facts import Scales, scales

NO_HEADS = -1
LEAST_APART = 1 / 10  # of the other group: what one level more passes, at least
TIE_STEP = 0.01
BOTH = 2  # bands of a score with two values


@dataclass(frozen=True)
class Order:
    """How the groups lie to each other, rounded; arrays of the shape (cells,) or (cells, 2).

    ``placed`` holds the lowest sizes, the superiority less 1/2 beside a 0, and the SDs of the
    placements: Welch's test of it is Brunner and Munzel's. ``rounding`` are the steps that its
    means count as rounded to, ``step`` that of the superiority; ``ties`` as in ``Placements``.
    """

    placed: Moments
    rounding: Floats
    step: Floats
    ties: Floats
    tie_step: Floats


@dataclass(frozen=True)
class Shown:
    """The published figures; the first axis are cells (a cohort and an indicator), the next groups.

    ``moments`` holds the lowest size each rounded count stands for, means and SDs, rounded to
    ``step``. ``heads`` are the lowest head counts, ``NO_HEADS`` where none is published.
    ``share`` from 0 to 1 is NaN without a cut; ``share_rounding`` are the steps that it counts as
    rounded to, coarser than ``share_step``. ``bands`` are rounded counts, 0 beyond the last.
    """

    cohort: npt.NDArray[np.object_]
    indicator: npt.NDArray[np.object_]
    scale: Scales
    heads: Ints
    moments: Moments
    step: Floats
    order: Order
    share: Floats
    share_step: Floats
    share_rounding: Floats
    bands: Ints


def show(tallies: Tallies, found: Moments, bands: Ints, allowed: Mask, codebook: Codebook) -> Shown:
    """The published figures of what is allowed; ``found`` and ``bands`` are those of the tallies.

    ``allowed`` has the shape (cohorts, measures with the head count first).
    """
    cohort, measure = np.nonzero(allowed[:, 1:])
    measure += 1
    at = cohort, measure
    scale = scales(tallies.measures, codebook).of(measure)
    exact = Moments(found.n[at], found.mean[at], found.sd[at])
    shown, step = _rounded(exact, bands[at], scale)
    heads = counted(found.n[cohort, 0])["count_low"]
    inside = np.arange(bands.shape[-1]) < scale.bands[:, None]
    told = np.where(inside[:, None], rounded_count(bands[at]), 0)
    share, share_step, share_rounding = _shares(shown, step, told, scale)
    return Shown(
        cohort=tallies.cohort_ids(cohort),
        indicator=np.array([made.id for made in tallies.measures], dtype=object)[measure - 1],
        scale=scale,
        heads=np.where(allowed[cohort, :1], heads, NO_HEADS),
        moments=shown,
        step=step,
        order=_order(tallies, at, shown, step, scale),
        share=share,
        share_step=share_step,
        share_rounding=share_rounding,
        bands=told,
    )


def _rounded(exact: Moments, bands: Ints, scale: Scales) -> tuple[Moments, Floats]:
    """The moments as they are published (the size as the lowest it stands for), and their steps.

    The steps come from that size too, so that they tell no more of it. Of a score with two values
    the mean comes from the published counts of both, or it would sharpen them, and the SD from
    the mean, of which it is a function.
    """
    n = counted(exact.n)["count_low"]
    with np.errstate(divide="ignore", invalid="ignore"):
        step = moment_step(scale.spacing[:, None], n)
    if bands.shape[-1] < BOTH:  # no indicator at all
        return Moments(n, exact.mean, exact.sd), step
    low, high = scale.low[:, None], scale.high[:, None]
    below, above = (rounded_count(bands[..., each]) for each in (0, 1))
    told = low + (high - low) * above / (below + above)
    mean = to_step(np.where(scale.two[:, None], told, exact.mean), step)
    inside = np.clip(mean, low, high)
    spread = np.sqrt((inside - low) * (high - inside))
    return Moments(n, mean, to_step(np.where(scale.two[:, None], spread, exact.sd), step)), step


def _shares(
    shown: Moments, step: Floats, told: Ints, scale: Scales
) -> tuple[Floats, Floats, Floats]:
    """The shares at or above the cut, their steps, and the steps they count as rounded to.

    Of a yes-or-no it is the mean; of a scale it is made from the published bands alone, as the
    exact share would bound their counts more closely. A count that stands for five has a variance
    of 2, which is that of rounding to steps of the root of 24.
    """
    each = np.arange(told.shape[-1])
    above = (each >= scale.cut_band[:, None])[:, None] & (told > 0)
    people, own = told.sum(axis=-1), moment_step(np.ones(1), shown.n)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (told * above).sum(axis=-1) / people
        weight = (np.where(above, 1 - share[..., None], share[..., None]) ** 2 * (told > 0)).sum(-1)
        blur = np.sqrt(own**2 + 24 * weight / people**2)
    cut = np.where((scale.cut_band >= 0)[:, None], np.clip(to_step(share, own), 0, 1), np.nan)
    yes, of_100 = scale.share[:, None], scale.high[:, None]
    return (
        np.where(yes, np.clip(shown.mean / of_100, 0, 1), cut),
        np.where(yes, step / of_100, own),
        np.where(yes, step / of_100, blur),
    )


def _order(
    tallies: Tallies, at: tuple[Ints, Ints], shown: Moments, step: Floats, scale: Scales
) -> Order:
    """The placements rounded as a score is whose levels lie as far apart as the placements do.

    Few people use all levels of a long scale, so that the levels in use lie further apart. A score
    with two values tells its order by its means and SDs, and nothing is added to them.
    """
    exact = placements(tallies)
    apart = np.maximum(scale.spacing / (scale.high - scale.low), LEAST_APART)
    own = moment_step(apart, shown.n.min(axis=-1))
    tie_step = np.maximum(own, TIE_STEP)
    two, width = scale.two[:, None], 2 * (scale.high - scale.low)[:, None]
    lead = to_step(exact.lead[at], own)
    lead = np.where(scale.two, (shown.mean[:, 0] - shown.mean[:, 1]) / width[:, 0], lead)
    sd = np.where(two, shown.sd / width, to_step(exact.sd[at], own[:, None]))
    return Order(
        Moments(shown.n, np.stack([lead, np.zeros_like(lead)], axis=1), sd),
        np.where(two, step / width, own[:, None] / np.sqrt(2)),
        np.where(scale.two, (step / width).min(axis=-1), own),
        np.where(scale.two, _ties(shown, scale), to_step(exact.ties[at], tie_step)),
        tie_step,
    )


def _ties(shown: Moments, scale: Scales) -> Floats:
    """How tied a score with two values is, from its published means and sizes."""
    high = (shown.mean - scale.low[:, None]) / (scale.high - scale.low)[:, None]
    everyone = shown.n.sum(axis=-1).astype(float)
    reached = (np.clip(high, 0, 1) * shown.n).sum(axis=-1)
    alike = sum(t**3 - t for t in (reached, everyone - reached))
    return np.asarray(1 - alike / (everyone**3 - everyone))
