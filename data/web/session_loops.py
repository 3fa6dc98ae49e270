"""A session's event loop without file descriptors: what is open is a visitor's connection alone.

Streamlit gives every session a loop of its own for code that wants one, which ours doesn't: three
descriptors each, kept for minutes after a visitor has gone, so that some 150 visitors used up the
1,024 that a process usually has.
"""

from __future__ import annotations

import asyncio
import functools
import threading
from typing import Any


class Wakeups:
    """Stands in for the selector of a loop that has no sockets to wait for."""

    def __init__(self) -> None:
        self.called = threading.Event()

    def select(self, timeout: float | None) -> list[Any]:
        """Waits until another thread calls, or for so many seconds; no socket is ever ready."""
        self.called.wait(timeout)
        self.called.clear()
        return []


class SessionLoop(asyncio.BaseEventLoop):
    """A loop that runs tasks, timers and calls from other threads; of sockets it knows nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._selector = Wakeups()

    def _process_events(self, events: list[Any]) -> None:
        """Nothing: there are none."""

    def _write_to_self(self) -> None:
        self._selector.called.set()


def spare_descriptors() -> None:
    """Gives every session such a loop, from now on."""
    from streamlit.runtime.app_session import AppSession

    begin = AppSession.__init__
    if hasattr(begin, "__wrapped__"):
        return

    @functools.wraps(begin)
    def begin_sparingly(self: AppSession, *args: Any, **more: Any) -> None:
        begin(self, *args, **more)
        self._script_event_loop.close()
        self._script_event_loop = SessionLoop()

    # Streamlit makes the loop in there and lets nobody choose it.
    AppSession.__init__ = begin_sparingly  # type: ignore[method-assign]
