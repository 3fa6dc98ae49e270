"""Few pages are made at once; who asks for the next waits until one of these is done.

A hundred sessions that ask for pages without a pause would have as many threads at work, among
which the one that answers everybody, and sends what they have made, is the last.
"""

from __future__ import annotations

import asyncio
import heapq
import threading
from collections import deque
from itertools import count

AT_WORK = "ScriptRunner.scriptThread"  # Streamlit's name of each thread that makes a page
AT_ONCE = 2
HANDOVER = 0.001  # seconds after which a thread at work lets that one run; Python's own are 5
PAUSE = 0.003  # seconds between two looks at how many there are
LONGEST = 1.0  # seconds that a slow page keeps the next one waiting
LATELY = 10  # seconds


def pages_at_work() -> int:
    """How many pages are being made."""
    return sum(each.name == AT_WORK for each in threading.enumerate())


class Turns:
    """Next is whose session asked for the fewest pages lately, of those who waits longest."""

    def __init__(self) -> None:
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._number = count()
        self._calling: asyncio.Task[None] | None = None

    async def taken(self, asked: deque[float]) -> None:
        """Returns when a page may be begun.

        ``asked``: when the session got its turns, by this loop's clock; this one is added to it.
        """
        loop = asyncio.get_running_loop()
        while asked and asked[0] < loop.time() - LATELY:
            asked.popleft()
        if self._calling is not None or pages_at_work() >= AT_ONCE:
            turn: asyncio.Future[None] = loop.create_future()
            heapq.heappush(self._waiting, (len(asked), next(self._number), turn))
            if self._calling is None:
                self._calling = asyncio.create_task(self._call())
            await turn
        asked.append(loop.time())

    async def _call(self) -> None:
        """Lets one after the other begin, until nobody waits."""
        while self._waiting:
            await _place()
            _, _, turn = heapq.heappop(self._waiting)
            if not turn.cancelled():  # as it is where the visitor has gone
                turn.set_result(None)
        self._calling = None


async def _place() -> None:
    """Returns when one of the pages at work is done, or has taken too long."""
    loop = asyncio.get_running_loop()
    end = loop.time() + LONGEST
    await asyncio.sleep(PAUSE)  # in which the last one that was let in begins
    while pages_at_work() >= AT_ONCE and loop.time() < end:
        await asyncio.sleep(PAUSE)
