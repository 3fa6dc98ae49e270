"""What is published, read over HTTP as other tools would: the yardstick for what pages say."""

from __future__ import annotations

import io
import json
from itertools import combinations
from typing import Any

import pyarrow.parquet as pq

from tests.browser.server import AppServer


class Published:
    """The newest release of a running app."""

    def __init__(self, server: AppServer) -> None:
        path = "/api/releases/latest"
        self.id = server.json(path)["id"]
        self.book = json.loads(server.get(f"{path}/codebook.json"))
        self._estimates = _rows(server.get(f"{path}/estimates.parquet"))
        self._counts = _rows(server.get(f"{path}/counts.parquet"))
        self._shown = {(row["cohort"], row["indicator"]) for row in self._estimates}

    def difference(self, indicator: str, cohort: str = "") -> dict[str, Any]:
        """The published row of solo against team: value, low, high, verdict."""
        return next(
            row
            for row in self._estimates
            if (row["cohort"], row["indicator"], row["measure"], row["group"])
            == (cohort, indicator, "mean_difference", None)
        )

    def mean(self, indicator: str, group: str, cohort: str = "") -> float:
        """A group's published average; of shares how many in 100."""
        return next(
            float(row["value"])
            for row in self._estimates
            if (row["cohort"], row["indicator"], row["measure"], row["group"])
            == (cohort, indicator, "mean", group)
        )

    def heads(self, cohort: str = "") -> dict[str, int]:
        """How many of each group are said to have answered."""
        return {
            row["group"]: row["count"]
            for row in self._counts
            if row["cohort"] == cohort and row["indicator"] is None
        }

    def shows(self, indicator: str, cohort: str) -> bool:
        return (cohort, indicator) in self._shown

    def headlines(self) -> list[str]:
        return [name for name, made in self.book["indicators"].items() if made.get("headline")]

    def values(self, dim: str) -> list[str]:
        """The codes of a dimension that has any published cohort, in no order."""
        cohorts = {cohort for cohort, _ in self._shown if cohort and "&" not in cohort}
        return sorted(c.split("=")[1] for c in cohorts if c.startswith(f"{dim}="))

    def words(self, dim: str, code: str) -> str:
        """What people call a value of a dimension."""
        question = self.book["questions"][dim]
        options = question.get("options") or question["waves"]
        return next(option["text"] for option in options if option["code"] == code)

    def withheld_pair(self, indicator: str) -> tuple[str, str, str, str]:
        """(dim, code, dim2, code2) of two groups that are shown and withheld together."""
        for one, other in combinations(self.book["dimensions"], 2):
            for code in self.values(one):
                for code2 in self.values(other):
                    if not self.shows(indicator, f"{one}={code}&{other}={code2}"):
                        return one, code, other, code2
        raise AssertionError("every pair of groups is published")


def _rows(parquet: bytes) -> list[dict[str, Any]]:
    return list(pq.read_table(io.BytesIO(parquet)).to_pylist())
