"""What the log may hold, and its form: no answers, no secrets, nothing that a visitor chose.

How much it may hold: who asks for the same fault a thousand times a minute is told of once.
"""

from __future__ import annotations

import json
import logging
import re
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from analysis.errors import SurveyError

OURS = "team_of_one"
ADDRESSED = '%s - "WebSocket %s" '  # how the server tells who opened a session, and where
STREAMLITS = (
    "streamlit."  # its loggers name sessions, files, parts of pages as a visitor names them
)
A_VALUE = re.compile(r"%[-+ #0]*[0-9.*]*[a-zA-Z]")
WINDOW = 60  # seconds
MOST_OF_A_KIND = 20  # lines in that time that differ in their values only, such as in a network


def discreet_record(*said: Any, **more: Any) -> logging.LogRecord:
    """A log's record without what errors quote, which may be an answer or a key.

    Where an error came from is enough to find it. Of Streamlit's own lines the values are left out.
    """
    record = logging.LogRecord(*said, **more)
    if record.exc_info and record.exc_info[1] is not None:
        record.exc_text = "".join(trace(record.exc_info[1])).rstrip()
        record.exc_info = None
    if record.name.startswith(STREAMLITS):
        words = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
        record.msg, record.args = (A_VALUE.sub("…", words) if record.args else words), ()
    return record


class Sparing(logging.Filter):
    """Lets each line through once a minute, and 20 that differ in their values only.

    Who opened a session is nobody's business: such lines are left out.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock, self._ends = clock, -float("inf")
        self._lines: set[tuple[str, str, str, str | None]] = set()
        self._kinds: Counter[tuple[str, str]] = Counter()
        self._lock = threading.Lock()

    def filter(self, record: logging.LogRecord) -> bool:
        if str(record.msg).startswith(ADDRESSED):
            return False
        kind = (record.name, str(record.msg))
        line = (*kind, str(record.args), record.exc_text)
        with self._lock:
            if self._clock() >= self._ends:
                self._lines.clear()
                self._kinds.clear()
                self._ends = self._clock() + WINDOW
            if line in self._lines or self._kinds[kind] >= MOST_OF_A_KIND:
                return False
            self._lines.add(line)
            self._kinds[kind] += 1
        return True


sparing = Sparing()


class Logger(logging.Logger):
    """A logger that is sparing from its start."""

    def __init__(self, name: str, level: int = logging.NOTSET) -> None:
        super().__init__(name, level)
        self.addFilter(sparing)


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


class InJson(Logger):
    """A logger whose every handler writes lines of JSON: Streamlit gives each logger its own."""

    def addHandler(self, handler: logging.Handler) -> None:
        handler.setFormatter(JsonLines())
        super().addHandler(handler)


def write_json() -> None:
    """Makes every logger of this process, present and to come, write lines of JSON to stderr."""
    root = logging.getLogger()
    if not root.handlers:
        root.addHandler(logging.StreamHandler())
    for logger in _loggers():
        for handler in logger.handlers:
            handler.setFormatter(JsonLines())
    logging.setLoggerClass(InJson)
    logging.getLogger(OURS).setLevel(logging.INFO)


def keep_discreet() -> None:
    """Makes every logger of this process, present and to come, say no more than it should."""
    logging.setLogRecordFactory(discreet_record)
    for logger in _loggers():
        if sparing not in logger.filters:
            logger.addFilter(sparing)
    logging.setLoggerClass(Logger)
    threading.excepthook = _thread_failed


def _loggers() -> Iterator[logging.Logger]:
    root = logging.getLogger()
    yield root
    yield from (
        each for each in root.manager.loggerDict.values() if isinstance(each, logging.Logger)
    )


def _thread_failed(end: threading.ExceptHookArgs) -> None:
    """Logs what ended a thread; Python would print the error's message, which may hold a key."""
    if end.exc_type is SystemExit:
        return  # asked for by the thread itself: Python says nothing of it either
    logging.getLogger(OURS).error("A thread failed", exc_info=end.exc_value)
