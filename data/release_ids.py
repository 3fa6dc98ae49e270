"""How the ids of releases are written: 'r0007', 'r0007.12', and '2026-11-22.1' of old ones."""

from __future__ import annotations

import re

from analysis.disclosure.blocks import RELEASE_ID as BLOCK_ID

OLD_ID = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.([0-9]{1,6})")  # by day and order within it
RELEASE_ID = re.compile(rf"{OLD_ID.pattern}|{BLOCK_ID.pattern}")
IDS = rf"^(?:{RELEASE_ID.pattern})$"  # for what is checked by its schema
