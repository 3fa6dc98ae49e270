"""What changed between two exact counts of one survey, person by person where it can be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.counting.moments import Floats, band_counts, moments
from analysis.counting.tabulation import Ints, Tallies
from analysis.disclosure.rounding import counted, moment_step
from analysis.disclosure.suppression import Mask


@dataclass(frozen=True)
class Change:
    """Private: what came and what went, of shape (cohorts, measures, groups).

    Somebody who changed an answer both came and went. ``shows`` where the published numbers of
    both times can't be explained without somebody having gone.
    """

    came: Ints
    went: Ints
    shows: Mask

    @property
    def people(self) -> Ints:
        """How many people's answers changed at least."""
        return np.maximum(self.came, self.went)


def aligned(tallies: Sequence[Tallies]) -> list[Tallies]:
    """The same tallies over the same cohorts, those of any of them; measures as in the last.

    What an earlier one counted of measures that the last does not have is left out.
    """
    now = tallies[-1]
    cohorts = tuple(dict.fromkeys(each for held in tallies for each in held.cohorts))
    place = {cohort: at for at, cohort in enumerate(cohorts)}
    number = {made.id: at for at, made in enumerate(now.measures, start=1)}
    return [_moved(each, cohorts, place, number, now) for each in tallies]


def _moved(
    old: Tallies,
    cohorts: tuple[str, ...],
    place: dict[str, int],
    number: dict[str, int],
    now: Tallies,
) -> Tallies:
    to_cohort = np.array([place[cohort] for cohort in old.cohorts], dtype=np.int64)
    to_measure = np.array([0, *(number.get(made.id, -1) for made in old.measures)])
    kept = to_measure[old.measure] >= 0
    return Tallies(
        cohorts, now.measures, to_cohort[old.cohort][kept], to_measure[old.measure][kept],
        old.group[kept], old.level[kept], old.n[kept],
    )  # fmt: skip


def change(then: Tallies, now: Tallies) -> Change:
    """What changed from one count to the next, both ``aligned``."""
    keys = [np.concatenate([getattr(t, name) for t in (now, then)])
            for name in ("cohort", "measure", "group", "level")]  # fmt: skip
    found, place = np.unique(np.stack(keys), axis=1, return_inverse=True)
    signed = np.concatenate([now.n, -then.n])
    net = np.bincount(place.reshape(-1), signed, found.shape[1]).astype(np.int64)
    cohort, measure, group, level = found
    both = replace(now, cohort=cohort, measure=measure, group=group, level=level, n=net)
    came, went = (both.sums(np.maximum(side, 0)).astype(np.int64) for side in (net, -net))
    return Change(came, went, _shows(then, now))


def _shows(then: Tallies, now: Tallies) -> Mask:
    """Where a count's whole interval, or the total score's, lies below what it was."""
    bands = _falls(*(band_counts(each) for each in (then, now))).any(axis=-1)
    sizes = _falls(*(each.sizes() for each in (then, now)))
    (low, _), (_, high) = (_total(each) for each in (then, now))
    return np.asarray(bands | sizes | (high < low))


def _falls(then: Ints, now: Ints) -> Mask:
    return np.asarray(counted(now)["count_high"] < counted(then)["count_low"])


def _total(tallies: Tallies) -> tuple[Floats, Floats]:
    """The least and the most that the published moments allow of everybody's scores together.

    As distances from the lowest possible score, so that nobody who comes lessens them.
    """
    found = moments(tallies)
    size = counted(found.n)
    spacing, least = (
        np.array([np.nan, *(getattr(made, name) for made in tallies.measures)])[:, None]
        for name in ("spacing", "low")
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        step = moment_step(spacing, size["count_low"])
        above = found.mean - least
    return size["count_low"] * (above - step), size["count_high"] * (above + step)
