"""The published results of models: of predeclared ones, of what is shown, and rounded.

Rule 8: main effects over published dimension values, each with k people of both groups, at least
30 residual degrees of freedom, two significant digits. Nothing else of a model leaves here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from analysis.codebook import Codebook
from analysis.counting.cohorts import EVERYONE
from analysis.counting.counted import Counted
from analysis.disclosure.past import Past
from analysis.disclosure.public_tables import ESTIMATES, PublicTables, in_order
from analysis.estimates.models.coherence import scale_rows
from analysis.estimates.models.figures import Row, frame
from analysis.estimates.models.refreshing import as_told, p_as_told, settled
from analysis.estimates.models.regressions import adjusted_rows, moderation_rows
from analysis.estimates.models.trends import trend_rows, without_trends
from analysis.estimates.models.weights import weighted_rows
from analysis.models.modelling import Basis, Moderated, adjusted_models, moderated_models, scales
from analysis.models.weighted import weighted_indicators


def with_models(
    tables: PublicTables,
    counted: Counted,
    codebook: Codebook,
    as_of: str,
    past: Sequence[Past] = (),
) -> PublicTables:
    """The tables, fresh and carried over, with what models give of the outcomes shown afresh.

    The models of outcomes carried over were carried over with them. A moderation is told again
    only where each crossing of group and support has changed by k people, or by none; else it
    stays as it was told. Trends are made anew of what is published now, old and new. Where nothing
    is told afresh, nothing changes.
    """
    if not (tables.estimates["as_of"] == as_of).any():
        return tables
    told = without_trends(tables.estimates)
    basis = Basis(counted, codebook, _outcomes(told, as_of), _cohorts(tables.counts))
    rows, stay = model_rows(basis, past)
    fresh = (
        each.assign(as_of=as_of)
        for each in frame([*rows, *trend_rows(told, tables.counts, codebook)])
    )
    return replace(tables, estimates=in_order(pd.concat([told, *stay, *fresh]), ESTIMATES))


def model_rows(basis: Basis, past: Sequence[Past] = ()) -> tuple[list[Row], list[pd.DataFrame]]:
    """The rows of all models but the trend, and those of moderations that stay as told."""
    moderated, stay = _moderated(basis, past)
    return [
        *adjusted_rows(list(adjusted_models(basis)), basis.codebook),
        *moderated,
        *(row for scale in scales(basis) for row in scale_rows(scale, basis.k)),
        *weighted_rows(list(weighted_indicators(basis)), basis),
    ], stay


def _outcomes(told: pd.DataFrame, as_of: str) -> frozenset[str]:
    """The indicators that are told of everyone by this release's own answers."""
    fresh = (told["cohort"] == EVERYONE) & (told["measure"] == "mean") & (told["as_of"] == as_of)
    return frozenset(told.loc[fresh, "indicator"])


def _cohorts(counts: pd.DataFrame) -> frozenset[str]:
    """The published cohorts, fresh or carried over."""
    return frozenset(counts.loc[counts["indicator"].isna(), "cohort"])


def _moderated(basis: Basis, past: Sequence[Past]) -> tuple[list[Row], list[pd.DataFrame]]:
    """The rows of moderations that are told again, and those that stay."""
    outcomes: dict[str, list[Moderated]] = {}
    for each in moderated_models(basis):
        outcomes.setdefault(each.measure.id, []).append(each)
    rows: list[Row] = []
    stay: list[pd.DataFrame] = []
    for outcome, found in outcomes.items():
        old = as_told(past, outcome)
        unsettled = [
            each.support
            for each in found
            if not settled(basis.counted.tallies, past, outcome, each.support, basis.k)
        ]
        kept = old[old["term"].isin(unsettled)]
        stay += [kept] if len(kept) else []
        afresh = [each for each in found if each.support not in unsettled]
        rows += moderation_rows(afresh, p_as_told(kept))
    return rows, stay
