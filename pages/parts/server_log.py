"""What an operator should know of a page's trouble, of which its visitor reads a calm sentence."""

from __future__ import annotations

import functools
import logging

from analysis.errors import SurveyError

log = logging.getLogger("team_of_one")


def warn(error: SurveyError) -> None:
    """Writes a problem and its remedy to the server's log."""
    _warn_once(error.problem, error.remedy)


@functools.lru_cache(maxsize=100)  # once for each: pages are drawn again and again
def _warn_once(problem: str, remedy: str) -> None:
    log.warning("%s %s", problem, remedy)
