"""The promise that everything else keeps, in the words respondents read."""

from __future__ import annotations

from analysis.codebook import Codebook

SPELLED = {10: "ten"}
PROMISE = (
    "We only show a group where at least {both} answered. Numbers are rounded, and some further "
    "groups are hidden so that nobody can work one out by subtracting another. A group's results "
    "change only when at least {k} more people in each part of it have answered."
)


def promise(codebook: Codebook, k: int) -> str:
    """The promise of a survey that shows groups of at least ``k``."""
    told = SPELLED.get(k, str(k))
    return PROMISE.format(both=of_each(codebook, told), k=told)


def of_each(codebook: Codebook, number: str) -> str:
    """So many of both groups: 'ten women and ten men'."""
    solo, team = codebook.grouping.solo, codebook.grouping.team
    return f"{number} {solo.counted or solo.many} and {number} {team.counted or team.many}"
