"""What the tests of models share: values from R, the demo survey's rows, comparing results."""

from __future__ import annotations

import dataclasses
import json
import math
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from analysis.models.modelled import Modelled
from data.demo.people import respondents

REFERENCE = Path(__file__).parent / "reference" / "models_reference.json"
REVERSED = "peers_elsewhere"
ISOLATION = ("no_sounding_board", "left_out", "alone_bad_days", REVERSED)
CLOSED = {"rel": 1e-9}  # closed forms
CLOSED_P = {"rel": 1e-7, "abs": 0}
FITTED = {"rel": 1e-5}  # what an optimiser found


@cache
def reference(part: str) -> dict:
    return json.loads(REFERENCE.read_text("utf-8"))[part]


def arrays(named: dict) -> dict[str, np.ndarray]:
    return {name: np.array(values) for name, values in named.items() if isinstance(values, list)}


def assert_same(found: Modelled, wanted: dict, near: dict = CLOSED) -> None:
    """Every number that R gave; p-values to 1e-7."""
    assert found.reason is None
    for name, value in wanted.items():
        near_it = CLOSED_P if name in ("p", "log10_p") and near is CLOSED else near
        assert getattr(found, name) == pytest.approx(value, **near_it), name


def assert_not_estimable(found: Modelled, reason: str) -> None:
    """No number at all, and why."""
    assert found == Modelled(found.method, found.n, reason=reason)


def assert_finite(found: Modelled) -> None:
    numbers = [each for each in dataclasses.astuple(found) if isinstance(each, float)]
    assert all(math.isfinite(each) for each in numbers)


@cache
def demo(rows: int, seed: int = 2026) -> dict[str, np.ndarray]:
    """True answers of the demo survey, by question; options by their position."""
    drawn = respondents(rows, np.random.default_rng(seed))
    return {name: answers.astype(np.int64) for name, answers in drawn.items()}


def isolation(rows: int) -> np.ndarray:
    """The isolation items in points of 0-100, reversed one mirrored; (rows, 4)."""
    points = {name: 25.0 * demo(rows)[name] for name in ISOLATION}
    return np.stack([100 - p if name == REVERSED else p for name, p in points.items()], axis=1)
