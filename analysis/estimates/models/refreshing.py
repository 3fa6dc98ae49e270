"""Which moderations are told again, and which stay as an earlier release told them (rule 7)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.counting.cohorts import EVERYONE
from analysis.counting.tabulation import GROUPS, Ints, Tallies
from analysis.disclosure.past import Past
from analysis.disclosure.rounding import SMALLEST_P

MEASURES = r"(?:^|_)(?:moderation|gap_with|gap_without)$"


def settled(now: Tallies, past: Sequence[Past], outcome: str, support: str, k: int) -> bool:
    """Whether a moderation may be told by its own numbers.

    Since each earlier release that did so, the people of each crossing of group and support have
    become more or fewer by k at least, or are as many as they were.
    """
    then = (each for each in past if _told_afresh(each, outcome, support))
    moved = (np.abs(crossings(now, support) - crossings(each.tallies, support)) for each in then)
    return all(bool(((each == 0) | (each >= k)).all()) for each in moved)


def crossings(tallies: Tallies, support: str) -> Ints:
    """Private: people by group and by whether they received a support, shape (4,)."""
    ids = [made.id for made in tallies.measures]
    number = ids.index(f"has_{support}") + 1 if f"has_{support}" in ids else -1
    everyone = tallies.cohorts.index(EVERYONE) if EVERYONE in tallies.cohorts else -1
    at = (tallies.measure == number) & (tallies.cohort == everyone)
    place = len(GROUPS) * tallies.group[at] + (tallies.level[at] > 0)
    return np.bincount(place, tallies.n[at], 2 * len(GROUPS)).astype(np.int64)


def as_told(past: Sequence[Past], outcome: str) -> pd.DataFrame:
    """The rows on all moderations of an outcome in the last release; none before the first."""
    if not past:
        return pd.DataFrame(columns=["term", "measure", "value"])
    table = past[-1].tables.estimates
    rows = (table["cohort"] == EVERYONE) & (table["indicator"] == outcome)
    return table[rows & table["measure"].str.contains(MEASURES)]


def p_as_told(rows: pd.DataFrame) -> dict[str, float]:
    """The published p of each support; the smallest that is told where its p is below that."""
    told = rows[rows["measure"] == "p_moderation"]
    return {
        str(term): SMALLEST_P if pd.isna(p) else float(p)
        for term, p in zip(told["term"], told["value"], strict=True)
    }


def _told_afresh(past: Past, outcome: str, support: str) -> bool:
    table = as_told([past], outcome)
    own = table[(table["term"] == support) & (table["as_of"] == past.release)]
    return bool(own["value"].notna().any())
