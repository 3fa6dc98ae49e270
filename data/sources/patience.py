"""How long and how often a read is tried before it is given up."""

from __future__ import annotations

import contextlib
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

import requests
from google.auth.exceptions import TransportError
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception,
    stop_after_attempt,
    wait_random_exponential,
)
from tenacity.stop import stop_base

from data.sources.refusals import BadReply, Refused

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Patience:
    """All times in seconds.

    The wait before a new try is drawn between 0 and ``first``, which doubles at every try up to
    ``longest`` (full jitter). ``timeout`` is for one connection and for one silence of the other
    side; ``deadline`` is for a whole read, all tries and waits included.
    """

    first: float = 1.0
    longest: float = 32.0
    tries: int = 5
    deadline: float = 120.0
    timeout: tuple[float, float] = (5.0, 60.0)
    sleep: Callable[[float], None] = time.sleep


class Clock:
    """The time left of one read; ``elsewhere`` is what its last reply gave as its date, if any."""

    def __init__(self) -> None:
        self._end = math.inf
        self.elsewhere: datetime | None = None

    def start(self, seconds: float) -> None:
        """Give the read that begins now so many seconds."""
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds to the end, negative when it has passed."""
        return self._end - time.monotonic()

    def heard(self, date: str | None) -> None:
        """Keeps the moment that a reply's Date header names."""
        with contextlib.suppress(TypeError, ValueError):
            self.elsewhere = parsedate_to_datetime(date or "")


class OutOfTime(requests.Timeout):
    """The deadline passed while the other side was still sending."""


def patiently(fetch: Callable[[], Answer], patience: Patience, clock: Clock) -> Answer:
    """What ``fetch`` returns, tried again after a passing fault; else its last exception.

    This is the only layer that tries again, and it goes around fetching and checking alike, since
    a broken reply with status 200 passes as quickly as a 503 does.
    """
    jitter = wait_random_exponential(multiplier=patience.first, max=patience.longest)

    def wait(state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.retry_after if isinstance(error, Refused) else 0.0
        return max(asked, jitter(state))

    class WhenLate(stop_base):
        def __call__(self, state: RetryCallState) -> bool:
            return state.upcoming_sleep >= clock.left()

    retrying = Retrying(
        retry=retry_if_exception(may_pass),
        wait=wait,
        stop=stop_after_attempt(patience.tries) | WhenLate(),
        sleep=patience.sleep,
        reraise=True,
    )
    return retrying(fetch)


def may_pass(error: BaseException) -> bool:
    """Whether trying again can help: too many requests, a broken server, network or reply."""
    if isinstance(error, Refused):
        return error.status in (408, 429) or error.status >= 500
    return isinstance(error, BadReply | TransportError | requests.RequestException)
