"""What the log may hold, and its form: no answers, no secrets, no address of a visitor."""

from __future__ import annotations

import json
import logging
import threading
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime

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


class JsonLines(logging.Formatter):
    """A record as one line of JSON: time (UTC), level, logger, message, and where it was raised."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC)
        told = {
            "time": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[1] is not None:
            told["trace"] = "".join(trace(record.exc_info[1])).rstrip()
        elif record.exc_text:
            told["trace"] = record.exc_text
        return json.dumps(told)


class InJson(logging.Logger):
    """A logger whose every handler writes lines of JSON: Streamlit gives each logger its own."""

    def addHandler(self, handler: logging.Handler) -> None:
        handler.setFormatter(JsonLines())
        super().addHandler(handler)


def write_json() -> None:
    """Makes every logger of this process, present and to come, write lines of JSON to stderr."""
    root = logging.getLogger()
    if not root.handlers:
        root.addHandler(logging.StreamHandler())
    for logger in (root, *root.manager.loggerDict.values()):
        for handler in getattr(logger, "handlers", ()):
            handler.setFormatter(JsonLines())
    logging.setLoggerClass(InJson)
    logging.getLogger(OURS[0]).setLevel(logging.INFO)


def keep_discreet() -> None:
    """Makes the server's loggers say no more than they should, from now on."""
    for name in OURS:
        logger = logging.getLogger(name)
        if not any(isinstance(each, Discreet) for each in logger.filters):
            logger.addFilter(Discreet())
    threading.excepthook = _thread_failed


def _thread_failed(end: threading.ExceptHookArgs) -> None:
    """Logs what ended a thread; Python would print the error's message, which may hold a key."""
    if end.exc_type is SystemExit:
        return  # asked for by the thread itself: Python says nothing of it either
    logging.getLogger(OURS[0]).error("A thread failed", exc_info=end.exc_value)
