"""A release made of the rows a test writes down, for looking at what is said of them."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pandas as pd

from analysis.codebook import Codebook
from analysis.release import Manifest, Release
from data import codebooks
from tests.surveys import CODEBOOKS, NOON

MINUS, THIN = "\u2212", "\u202f"
ESTIMATES = "cohort indicator group measure term value low high step verdict reason method as_of"
COUNTS = "cohort group indicator band_low band_high count count_low count_high"
ITEMS = "cohort group item answer count count_low count_high"
Row = dict[str, Any]
# What no sentence may hold: what nobody can read, hyphens for minus, '-0', '1 points', 'p = 0'.
WRONG = re.compile(
    r"\bnan\b|\binf\b|\bNone\b|(?<!\w)-\d|−0(\.0*)?(?![\d.])|(?<![\d.,])1 (points|hours|times)\b"
    r"|p = 0(\.0+)?(?![\d.])|p = −| {2}|\(\)|\{|\}"
)


@cache
def book() -> Codebook:
    return codebooks.load(CODEBOOKS / "told.toml")


def row(measure: str, value: float | None = None, *ends: float, **rest: Any) -> Row:
    """One row of the estimates, of isolation over everyone; ``ends`` are low and high."""
    low, high = ends or (None, None)
    told = {"cohort": "", "indicator": "isolation", "step": 0.1, "as_of": "2026-11-22.1"}
    return told | {"measure": measure, "value": value, "low": low, "high": high} | rest


def groups(
    indicator: str = "isolation", solo: float = 52.0, team: float = 47.0, n: int = 562, **rest: Any
) -> list[Row]:
    """The rows that every comparison needs: sizes, means and spreads of both groups."""
    rows = []
    for group, mean in (("solo", solo), ("team", team)):
        about = {"indicator": indicator, "group": group} | rest
        rows += [
            row("n", n, n - 2, n + 2, **about | {"step": 5}),
            row("mean", mean, mean - 3, mean + 3, **about),
            row("sd", 20.0, **about),
        ]
    return rows


def told_release(*rows: Row, **manifest: Any) -> Release:
    """A release of these estimates and nothing else."""
    said = {
        "schema_version": 2, "id": "2026-11-22.1", "created": NOON.isoformat(), "survey": "told-1",
        "wave": None, "synthetic": False, "source_kind": "csv", "policy": {"k": 10},
        "codebook_id": "told", "codebook_version": "1.0", "codebook_sha256": "",
        "software_version": "0", "citation": "Told.", "licence": "CC-BY-4.0", "cohorts": {},
    }  # fmt: skip
    frames = (pd.DataFrame(columns=columns.split()) for columns in (COUNTS, ITEMS))
    counts, items = frames
    estimates = pd.DataFrame(list(rows)).reindex(columns=ESTIMATES.split())
    return Release(Manifest(**said | manifest), book(), counts, estimates, items)
