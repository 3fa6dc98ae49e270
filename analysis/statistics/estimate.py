"""One estimate: a number, how sure it is and how it was made, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.published import Verdict

LEVEL = 0.95  # of every interval but that of equivalence

EMPTY = "nobody in this group has a score"
TOO_FEW = "a group has fewer than two people with a score"
ALL_ALIKE = "everybody in both groups has the same score"
NO_SPREAD = "within each group everybody has the same score, so there is no spread to judge by"


@dataclass(frozen=True)
class Estimate:
    """Private: one measure of one tally at full precision; None where there is nothing to tell.

    ``group`` is 'solo', 'team' or None (solo against team). ``low`` and ``high`` bound the
    interval of confidence ``level``; ``p`` is in [0, 1] and ``log10_p`` stays finite where p
    underflows to 0. ``reason`` says in words why the value, or only its interval, is missing.
    """

    measure: str
    method: str
    group: str | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    level: float | None = None
    p: float | None = None
    log10_p: float | None = None
    statistic: float | None = None
    df: float | None = None
    reason: str | None = None
    verdict: Verdict | None = None
