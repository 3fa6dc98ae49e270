"""Which responses a release holds: whole blocks of them, in the order in which they came.

The first block is of 100, each later one of 50 or of a twentieth of all before it, whichever is
more. So which responses a survey's first release holds is decided by the sheet's beginning: cut
again from the same sheet, with whatever came since, it is the same unless a block became whole.
Later ones depend on those before them too, and on the private counts kept of these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.errors import NotYet

SMALL_SURVEY = 100  # responses, and the first block
FEWEST_NEW = 50
A_SHARE = 20  # of so many responses one is needed anew
RELEASE_ID = re.compile(r"r([0-9]{4,6})(?:\.([0-9]{1,9}))?")

WAIT = "Wait for more answers"
END_WAVE = f"{WAIT}, or end the wave with: python -m data publish --close"
END_SURVEY = f"{WAIT}, or close the survey with: python -m data publish --close"


def needed_new(before: int) -> int:
    """How many responses must come after a release of ``before`` of them."""
    return max(FEWEST_NEW, -(-before // A_SHARE))


def size(blocks: int) -> int:
    """How many responses so many blocks hold together: 0, 100, 150, ... 1000, 1050, 1103, ..."""
    held = 0
    for _ in range(blocks):
        held = held + needed_new(held) if held else SMALL_SURVEY
    return held


def whole_blocks(responses: int) -> int:
    """How many whole blocks there are among so many responses."""
    blocks, following = 0, SMALL_SURVEY
    while following <= responses:
        blocks, following = blocks + 1, following + needed_new(following)
    return blocks


@dataclass(frozen=True)
class Beginning:
    """The first responses of a sheet: whole blocks, and ``more`` after them where it was closed."""

    blocks: int
    more: int = 0

    @classmethod
    def of(cls, responses: int) -> Beginning:
        """The first so many responses."""
        blocks = whole_blocks(responses)
        return cls(blocks, responses - size(blocks))

    @classmethod
    def held_by(cls, release: str) -> Beginning | None:
        """What the release of an id holds; None for ids of other kinds, as old releases have."""
        named = RELEASE_ID.fullmatch(release)
        return named and cls(int(named[1]), int(named[2] or 0))

    @property
    def responses(self) -> int:
        return size(self.blocks) + self.more

    @property
    def id(self) -> str:
        """'r0007' for seven blocks, 'r0007.12' for twelve more, which no other release can have."""
        return f"r{self.blocks:04}.{self.more}" if self.more else f"r{self.blocks:04}"


def next_beginning(responses: int, before: int | None, *, closing: bool) -> Beginning:
    """What the next release holds of so many responses; NotYet where it has to wait.

    ``before`` is how many the last one held, None before the first. ``closing`` ends the wave and
    takes all in; what comes after it goes on with the first block that ends late enough.
    """
    if responses < SMALL_SURVEY:
        _refuse_small(responses, before, closing=closing)
    if not closing:
        return _next_whole(responses, before)
    if before is not None and responses <= before:
        raise NotYet("No response has come since the last release.", f"{WAIT}.")
    return Beginning.of(responses)


def _refuse_small(responses: int, before: int | None, *, closing: bool) -> None:
    """A survey of fewer than 100 has one release, when it is closed."""
    if before is not None:
        raise NotYet(
            f"A survey of fewer than {SMALL_SURVEY} responses has one release only, and this one "
            "has had it.",
            f"Wait until there are {_wanted(before)}.",
        )
    if not closing:
        are = "is 1 response" if responses == 1 else f"are {responses} responses"
        raise NotYet(
            f"There {are}; {SMALL_SURVEY - responses} more are needed for the first results, "
            "unless the survey is closed.",
            END_SURVEY,
        )


def _next_whole(responses: int, before: int | None) -> Beginning:
    wanted = _wanted(before)
    if responses < wanted:
        missing = wanted - responses
        more = "1 more response is" if missing == 1 else f"{missing:,} more responses are"
        raise NotYet(
            f"{more} needed for the next release, which holds the first {wanted:,}.", END_WAVE
        )
    return Beginning(whole_blocks(responses))


def _wanted(before: int | None) -> int:
    """How many responses the next block ends with that ends far enough from the last release."""
    if before is None:
        return SMALL_SURVEY
    least, blocks = before + needed_new(before), whole_blocks(before)
    while size(blocks) < least:
        blocks += 1
    return size(blocks)


def nothing_to_show() -> NotYet:
    """Where every number would have to be carried over."""
    return NotYet(
        "The new answers can't be shown yet: they are too few in some group, so that it could be "
        "worked out from the rest.",
        f"{WAIT}.",
    )
