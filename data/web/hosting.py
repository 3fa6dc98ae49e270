"""What a host forces upon Streamlit is told to the operator as the server starts."""

from __future__ import annotations

import logging
from collections.abc import Callable

from analysis.hosting import forced

log = logging.getLogger("team_of_one")


def warn_of_forced_settings(get_option: Callable[[str], object]) -> None:
    """Says in the log which settings have another value than is wanted, and what comes of it."""
    for each in forced(get_option):
        log.warning("%s %s", each.problem, each.remedy)
