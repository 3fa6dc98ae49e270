"""The promise that everything else keeps, in the words respondents read."""

from __future__ import annotations

SPELLED = {10: "ten"}
PROMISE = (
    "We only show a group where at least {k} team-of-one people and {k} team people answered. "
    "Numbers are rounded, and some further groups are hidden so that nobody can work one out by "
    "subtracting another. A group's results change only when at least {k} more people in each "
    "part of it have answered."
)


def promise(k: int) -> str:
    """The promise of a policy that shows groups of at least ``k``."""
    return PROMISE.format(k=SPELLED.get(k, k))
