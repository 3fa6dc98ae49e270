"""What the log may hold: no answers, no secrets, no address of a visitor."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator

from analysis.errors import SurveyError

OURS = ("team_of_one", "uvicorn.error")
ADDRESSED = '%s - "WebSocket %s" '  # how the server tells who opened a session, and where


class Discreet(logging.Filter):
    """Tracebacks without the messages of errors, which may quote an answer or a key.

    Where an error came from is enough to find it; and who opened a session is nobody's business.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[1] is not None:
            record.exc_text = "".join(trace(record.exc_info[1])).rstrip()
            record.exc_info = None
        return not str(record.msg).startswith(ADDRESSED)


def trace(error: BaseException) -> Iterator[str]:
    """Where an error and those that led to it were raised, the first cause first."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from trace(before)
        yield "then:\n"
    yield "Traceback (most recent call last):\n"
    yield from traceback.format_list(traceback.extract_tb(error.__traceback__))
    said = f": {error}" if isinstance(error, SurveyError) else ""
    yield f"{type(error).__name__}{said}\n"


def keep_discreet() -> None:
    """Makes the server's loggers say no more than they should, from now on."""
    for name in OURS:
        logger = logging.getLogger(name)
        if not any(isinstance(each, Discreet) for each in logger.filters):
            logger.addFilter(Discreet())
