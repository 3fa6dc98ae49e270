"""How the ids of releases are written: 'r0007', 'r0007.12', and '2026-11-22.1' of old ones."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from analysis.disclosure.blocks import RELEASE_ID as BLOCK_ID
from analysis.disclosure.blocks import Beginning

OLD_ID = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.([0-9]{1,6})")  # by day and order within it
RELEASE_ID = re.compile(rf"{OLD_ID.pattern}|{BLOCK_ID.pattern}")
DRAFT = re.compile(rf"\.draft-(?P<release>{RELEASE_ID.pattern})-.+")  # of a release being written
IDS = rf"^(?:{RELEASE_ID.pattern})$"  # for what is checked by its schema


def age(release: str, created: str) -> tuple[str, int, int]:
    """When a release was cut, and which of those of one moment it is: later ones are greater.

    Of old releases the id tells the day and their order within it, and they come before all others
    of that day. Of a damaged release only what its id tells is known.
    """
    if old := OLD_ID.fullmatch(release):
        return old[1], int(old[2]), 0
    held = Beginning.held_by(release) or Beginning(0)
    return _moment(created), held.blocks, held.more


def _moment(created: str) -> str:
    """A moment in UTC; nothing where it is none."""
    try:
        moment = datetime.fromisoformat(created)
        return moment.astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return ""
