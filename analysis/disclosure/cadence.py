"""When a release may be cut."""

from __future__ import annotations

from math import ceil

from analysis.errors import NotYet

FEWEST_NEW = 50
NEW_SHARE = 0.05
SMALL_SURVEY = 100

CLOSE = "Wait for more answers, or end the wave with: python -m data publish --close"


def needed_new(before: int) -> int:
    """How many responses must have changed when the last release held ``before``."""
    return max(FEWEST_NEW, ceil(NEW_SHARE * before))


def refuse_small(now: int, *, closing: bool, first: bool) -> None:
    """NotYet where ``now`` responses are a small survey that is not closed, or was released.

    A survey of fewer than 100 has one release, when it is closed.
    """
    if now >= SMALL_SURVEY:
        return
    if not first:
        raise NotYet(
            f"A survey of fewer than {SMALL_SURVEY} responses has one release only, and this one "
            "has had it.",
            f"Wait until there are {SMALL_SURVEY}.",
        )
    if not closing:
        raise NotYet(
            f"There {_are(now, 'response')}; results appear once there are {SMALL_SURVEY}, or when "
            "the survey is closed.",
            "Wait for more answers, or close the survey with: python -m data publish --close",
        )


def refuse_too_early(changed: int, before: int, *, closing: bool) -> None:
    """NotYet where fewer responses came, went or changed than a release needs.

    ``before`` is how many the last release held; ``closing`` ends the wave, after which nothing
    more is awaited.
    """
    if not closing and changed < needed_new(before):
        raise NotYet(
            f"{changed} of {needed_new(before)} new responses needed for the next release have "
            "come in.",
            CLOSE,
        )


def nothing_to_show() -> NotYet:
    """Where every number would have to be carried over."""
    return NotYet(
        "The new answers can't be shown yet: they are too few in some group, so that it could be "
        "worked out from the rest.",
        CLOSE.split(", or")[0] + ".",
    )


def _are(count: int, noun: str) -> str:
    return f"is {count} {noun}" if count == 1 else f"are {count} {noun}s"
