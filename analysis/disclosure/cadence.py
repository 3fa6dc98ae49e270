"""When a release may be cut."""

from __future__ import annotations

from math import ceil

from analysis.errors import NotYet

FEWEST_NEW = 50
NEW_SHARE = 0.05
SMALL_SURVEY = 100


def needed_new(before: int) -> int:
    """How many new responses a release needs when the last one held ``before``."""
    return max(FEWEST_NEW, ceil(NEW_SHARE * before))


def refuse_too_early(now: int, before: int | None, *, closing: bool) -> None:
    """NotYet where ``now`` responses are too few for a release.

    ``before`` is how many the last release held, None where there is none; ``closing`` ends the
    wave, after which nothing more is awaited.
    """
    if closing:
        return
    if before is None and now < SMALL_SURVEY:
        raise NotYet(
            f"There {_are(now, 'response')}; results appear once there are {SMALL_SURVEY}, or when "
            "the survey is closed.",
            "Wait for more answers, or close the survey with: python -m data publish --close",
        )
    if before is not None and now - before < needed_new(before):
        raise NotYet(
            f"{max(now - before, 0)} of {needed_new(before)} new responses needed for the next "
            "release have come in.",
            "Wait for more answers, or end the wave with: python -m data publish --close",
        )


def _are(count: int, noun: str) -> str:
    return f"is {count} {noun}" if count == 1 else f"are {count} {noun}s"
