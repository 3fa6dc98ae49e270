"""Whatever the answers, a model gives finite numbers or a reason, never a warning or a NaN."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from analysis.models.item_functioning import item_functioning
from analysis.models.modelled import Modelled
from analysis.models.regression import adjusted_difference, moderation
from analysis.models.reliability import Patterns, cronbach_alpha, omega_total
from analysis.models.rows import ModelRows
from analysis.models.sensitivity import ordinal_difference
from analysis.models.weighting import Margin, rake, weighted_difference
from tests.model_rows import assert_finite

Drawn = tuple[np.ndarray, np.ndarray, np.ndarray, np.random.Generator]


def drawn(seed: int) -> Drawn:
    """Up to 60 rows: scores, group and people per row, from empty and constant to lively."""
    rng = np.random.default_rng(seed)
    rows, items, levels = (int(rng.integers(1, most)) for most in (60, 5, 6))
    scores = rng.integers(0, levels, (rows, items)) * 25.0
    if rng.random() < 0.4:
        scores = np.clip(scores + rng.integers(0, 3, (rows, 1)) * 50, 0, 100)
    if rng.random() < 0.3:
        scores[rng.random(scores.shape) < 0.1] = np.nan
    people = rng.integers(0, int(rng.choice([2, 5, 1_000_000])), rows)
    return scores, rng.random(rows) < rng.random(), people, rng


def modelled(made: Drawn) -> list[Modelled]:
    scores, solo, n, rng = made
    rows, k = len(n), int(rng.integers(1, 11))
    covariates = {name: rng.integers(-1, 3, rows) for name in "ab"[: int(rng.integers(0, 3))]}
    people = ModelRows(scores[:, 0], solo, covariates, n)
    adjusted = adjusted_difference(people, k)
    supported = moderation(people, rng.integers(-1, 2, rows), k)
    items = item_functioning([str(at) for at in range(scores.shape[1])], scores, solo, n, k)
    return [
        adjusted.adjusted, adjusted.unadjusted, ordinal_difference(people, k),
        supported.interaction, supported.gap_with,
        cronbach_alpha(Patterns(scores, n)), omega_total(Patterns(scores, n)),
        weighted_difference(scores[:, 0], solo, rng.random(rows) + 0.1, n),
        *(each.odds for each in items),
    ]  # fmt: skip


@pytest.mark.parametrize("start", range(0, 400, 100))
def test_every_number_is_finite_and_within_its_interval(start):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for found in (each for seed in range(100) for each in modelled(drawn(start + seed))):
            assert_finite(found)
            assert (found.value is None) == (found.reason is not None)
            assert found.value is None or found.low <= found.value <= found.high


def test_raking_gives_finite_weights_or_a_reason():
    told = {True: 0, False: 0}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for seed in range(300):
            _, _, n, rng = drawn(seed)
            margins = [
                Margin("a", rng.integers(0, 2, len(n)), np.array([0.3, 0.7])),
                Margin("b", rng.integers(-1, 2, len(n)), np.array([0.9, 0.1])),
            ]
            found = rake(margins, n)
            told[found.reason is None] += 1
            assert (found.weights is None) == (found.reason is not None)
            if found.weights is not None:
                assert np.isfinite(found.weights).all()
                assert found.effective <= n.sum() * (1 + 1e-9)
    assert min(told.values()) > 10
