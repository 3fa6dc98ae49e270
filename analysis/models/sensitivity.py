"""Whether the adjusted difference hangs on taking the score as evenly spaced."""

from __future__ import annotations

import numpy as np

from analysis.codebook import SMALLEST_K
from analysis.models.modelled import SMALLEST_DF, Modelled, Unmodelled, from_error
from analysis.models.ordered_logit import fit_ordered
from analysis.models.rows import ModelRows, complete, dummies, pooled

METHOD = "ordered logit of the score on group and covariates, Wald"


def ordinal_difference(rows: ModelRows, k: int = SMALLEST_K) -> Modelled:
    """The log odds ratio of a higher score, solo against team, at the same covariates.

    Ordered logit of the score, of which only the order counts, on the people and covariates of
    ``adjusted_difference``; Wald's normal interval. McCullagh 1980, J R Stat Soc B 42, 109-142.
    Raises nothing: see ``Unmodelled``.
    """
    kept = complete(rows)
    people = int(kept.n.sum())
    if min(kept.n[kept.solo].sum(), kept.n[~kept.solo].sum()) < k:
        return Modelled(METHOD, people, reason=Unmodelled.ONE_GROUP)
    factors = {n: pooled(levels, kept.solo, kept.n, k) for n, levels in kept.covariates.items()}
    x = np.column_stack([kept.solo.astype(float), dummies(factors, len(kept.n))])
    thresholds = len(np.unique(kept.outcome)) - 1
    if people - thresholds - x.shape[1] < SMALLEST_DF:
        return Modelled(METHOD, people, reason=Unmodelled.TOO_FEW)
    found = fit_ordered(x, kept.outcome, kept.n)
    if isinstance(found, Unmodelled):
        return Modelled(METHOD, people, reason=found)
    return from_error(float(found.coefficients[0]), float(found.errors[0]), None, people, METHOD)
