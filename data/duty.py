"""Who reads the source: one of all the processes that share a store."""

from __future__ import annotations

import contextlib
import os
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from data.atomic import try_to_lock, writable

BEAT_SECONDS = 5.0
SILENT_SECONDS = 30.0


@dataclass
class Duty:
    """The duty of reading the source for a store, held by one process at a time.

    The holder keeps a lock on a file, which the system takes back from a process that dies, and
    touches the file every ``beat`` seconds. One that hangs, or whose lock a network disk never
    gives back, is relieved after ``silent`` seconds without a touch. Who waits counts these
    seconds by its own stop watch, so no clock that jumps takes the duty from anyone.
    """

    folder: Path
    beat: float = BEAT_SECONDS
    silent: float = SILENT_SECONDS
    stopwatch: Callable[[], float] = time.monotonic
    _file: IO[str] | None = None
    _ended: threading.Event = field(default_factory=threading.Event)
    _seen: tuple[tuple[int, int], float] | None = None  # the last new touch, and when it was seen

    @property
    def path(self) -> Path:
        return self.folder / ".refreshing"

    @property
    def taken(self) -> bool:
        """Whether it was this process's when it last looked."""
        return self._file is not None

    def held(self) -> bool:
        """Whether it is this process's duty now; SurveyError where the store can't be written."""
        with writable(self.folder):
            if self._file is not None:
                if self._is_in_place(self._file):
                    return True
                self.release()  # another process took it for hanging
            return self._take() or (self._is_silent() and self._relieve())

    def release(self) -> None:
        """Gives the duty up, if it was held."""
        self._ended.set()
        if self._file is not None:
            self._file.close()
        self._file = None

    def _take(self) -> bool:
        file = self.path.open("a")
        if try_to_lock(file) and self._is_in_place(file):
            return self._begin(file)
        file.close()
        return False

    def _relieve(self) -> bool:
        """Puts a locked file of this process in the place of the silent one's."""
        handle, name = tempfile.mkstemp(dir=self.folder, prefix=".refreshing-")
        file = os.fdopen(handle, "a")
        try_to_lock(file)
        os.replace(name, self.path)
        return self._begin(file)

    def _begin(self, file: IO[str]) -> bool:
        self._file, self._ended, self._seen = file, threading.Event(), None
        beating = threading.Thread(target=self._keep_beating, args=(file, self._ended), daemon=True)
        beating.start()
        return True

    def _keep_beating(self, file: IO[str], ended: threading.Event) -> None:
        while not ended.is_set():
            with contextlib.suppress(OSError, ValueError):  # closed meanwhile, or a disk in trouble
                os.utime(file.fileno() if os.utime in os.supports_fd else self.path)
            ended.wait(self.beat)

    def _is_in_place(self, file: IO[str]) -> bool:
        try:
            return os.path.samestat(os.fstat(file.fileno()), self.path.stat())
        except FileNotFoundError:
            return False

    def _is_silent(self) -> bool:
        """Whether the file was not touched for too long, as far as this process has watched."""
        told = self.path.stat()
        touch, now = (told.st_ino, told.st_mtime_ns), self.stopwatch()
        if self._seen is None or self._seen[0] != touch:
            self._seen = touch, now
        return now - self._seen[1] >= self.silent
