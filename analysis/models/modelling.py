"""Every declared model of a survey, from its cells: private results at full precision."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.codebook import Codebook
from analysis.codebook.scoring import Measure
from analysis.counting.cells import MISSING_LEVEL
from analysis.counting.counted import Counted
from analysis.counting.tabulation import GROUPS
from analysis.models.item_functioning import ItemFunctioning, item_functioning
from analysis.models.modelled import Floats, Ints, Modelled
from analysis.models.regression import (
    AdjustedDifference,
    Moderation,
    adjusted_difference,
    moderation,
)
from analysis.models.reliability import Patterns, cronbach_alpha, omega_total
from analysis.models.rows import ModelRows, joined
from analysis.models.sensitivity import ordinal_difference


@dataclass(frozen=True)
class Adjusted:
    """Private: one outcome of an adjusted model, and its sensitivity to the score's spacing."""

    model: str
    measure: Measure
    found: AdjustedDifference
    odds: Modelled


@dataclass(frozen=True)
class Moderated:
    """Private: how the gap on one outcome differs where one support was received.

    ``bands`` (received or not, groups, bands) are the people per published band of the outcome.
    """

    measure: Measure
    support: str
    found: Moderation
    bands: Ints


@dataclass(frozen=True)
class Coherence:
    """Private: how well the questions of a scale hang together among some people."""

    alpha: Modelled
    omega: Modelled


@dataclass(frozen=True)
class Scale:
    """Private: a scale's reliability in both groups together and apart, and how its items work.

    ``solo`` and ``team`` people answered every question.
    """

    indicator: str
    solo: int
    team: int
    together: Coherence
    apart: tuple[Coherence, Coherence]
    items: tuple[ItemFunctioning, ...]


@dataclass(frozen=True)
class Basis:
    """What models are made from: the counts, the rules, and what of them is published.

    ``outcomes`` are the indicators that are published for everyone, ``cohorts`` the single
    dimension values that are published, by their ids.
    """

    counted: Counted
    codebook: Codebook
    outcomes: Collection[str]
    cohorts: Collection[str]

    @property
    def k(self) -> int:
        return self.codebook.policy.k

    def outcome(self, number: int) -> Measure | None:
        """The measure of that number (from 1), where it is published."""
        made = self.counted.tallies.measures[number - 1]
        return made if made.id in self.outcomes else None


def adjusted_models(basis: Basis) -> Iterator[Adjusted]:
    """Each outcome of each adjusted model, main effects over published dimension values."""
    for name, cells in basis.counted.models.adjusted.items():
        covariates = basis.codebook.models[name].covariates
        for measure, part in _by_outcome(basis, cells):
            rows = over_published(_rows(measure, part, covariates), basis)
            difference = adjusted_difference(rows, basis.k)
            yield Adjusted(name, measure, difference, ordinal_difference(rows, basis.k))


def moderated_models(basis: Basis) -> Iterator[Moderated]:
    """Each outcome of each moderation model by each of its supports."""
    for name, cells in basis.counted.models.moderation.items():
        covariates = basis.codebook.models[name].covariates
        for measure, part in _by_outcome(basis, cells):
            for support in (s for s in basis.codebook.supports if f"r_{s}" in cells.column_names):
                known = part.filter(part[f"r_{support}"].is_valid())
                rows = over_published(_rows(measure, known, covariates), basis)
                received = ints(known, f"r_{support}")
                found = moderation(rows, received, basis.k)
                yield Moderated(measure, support, found, _bands(measure, known, received))


def scales(basis: Basis) -> Iterator[Scale]:
    """The reliability of each published scale, and whether its items work alike in both groups."""
    for name, cells in basis.counted.models.scales.items():
        if name not in basis.outcomes:
            continue
        items = basis.codebook.indicators[name].items
        points = np.stack([ints(cells, f"s_{item}") for item in items], axis=1).astype(float)
        n, solo = ints(cells, "n"), ints(cells, "grp") == 0
        yield Scale(
            name,
            int(n[solo].sum()),
            int(n[~solo].sum()),
            _coherence(points, n),
            (_coherence(points[solo], n[solo]), _coherence(points[~solo], n[~solo])),
            item_functioning(items, points, solo, n, basis.k),
        )


def over_published(rows: ModelRows, basis: Basis) -> ModelRows:
    """The rows with answers whose cohort is not published joined to the rarest that is."""
    told = {}
    for name, levels in rows.covariates.items():
        codes = [option.code for option in basis.codebook.options(name)]
        held = [n for n, code in enumerate(codes) if f"{name}={code}" in basis.cohorts]
        told[name] = joined(levels, held, rows.solo, rows.n)
    return replace(rows, covariates=told)


def _by_outcome(basis: Basis, cells: pa.Table) -> Iterator[tuple[Measure, pa.Table]]:
    """The cells of each published outcome."""
    for number in pc.unique(cells["measure"]).to_pylist():
        measure = basis.outcome(number)
        if measure is not None:
            yield measure, cells.filter(pc.equal(cells["measure"], number))


def _rows(measure: Measure, cells: pa.Table, covariates: Collection[str]) -> ModelRows:
    return ModelRows(
        ints(cells, "score") / measure.denominator,
        ints(cells, "grp") == 0,
        {
            name: ints(cells, f"c_{name}")
            for name in covariates
            if f"c_{name}" in cells.column_names
        },
        ints(cells, "n"),
    )


def _bands(measure: Measure, cells: pa.Table, received: Ints) -> Ints:
    said, width = received != MISSING_LEVEL, len(measure.bands) - 1
    band = np.searchsorted(measure.band_levels(), ints(cells, "score"), side="right") - 1
    place = (received * len(GROUPS) + ints(cells, "grp")) * width + band
    people = np.bincount(place[said], ints(cells, "n")[said], 2 * len(GROUPS) * width)
    return people.astype(np.int64).reshape(2, len(GROUPS), width)


def _coherence(points: Floats, n: Ints) -> Coherence:
    patterns = Patterns(points, n)
    return Coherence(cronbach_alpha(patterns), omega_total(patterns))


def ints(cells: pa.Table, name: str) -> Ints:
    return pc.cast(cells[name], pa.int64()).to_numpy()
