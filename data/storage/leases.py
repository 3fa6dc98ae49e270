"""A right that one of all processes has, in an object store; it goes where its holder falls silent.

Each holder of a lease has a number, one more than the last, and its own object under that number.
Creating it is a conditional write, which an object store refuses to all but one; renewing it writes
what nobody else writes. The greatest number is the holder's. Who waits counts the seconds without a
renewal by its own stop watch, so that no clock which jumps takes a lease from anyone.
"""

from __future__ import annotations

import contextlib
import json
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from analysis.errors import NotYet, SurveyError

BUSY = NotYet("Another process is publishing to this store.", "Try again in a minute.")
OVERTAKEN = NotYet("Another process has taken over publishing to this store.", BUSY.remedy)
UNCONDITIONAL = SurveyError(
    "The store takes a second write where the first should stand, so that two who publish at once "
    "could not be kept apart.",
    "Use one that has conditional writes (If-None-Match), or a folder.",
)
FREE = b"{}\n"


class Objects(Protocol):
    """What a lease needs of an object store."""

    def read(self, key: str) -> bytes | None: ...
    def names(self, prefix: str) -> list[str]: ...
    def write(self, key: str, content: bytes) -> None: ...
    def create(self, key: str, content: bytes) -> bool: ...
    def remove(self, key: str) -> None: ...


@dataclass
class Lease:
    """The lease below a prefix, renewed every ``beat`` seconds while it is held.

    A holder that did not renew it for ``silent`` seconds is relieved.
    """

    objects: Objects
    prefix: str
    beat: float
    silent: float
    stopwatch: Callable[[], float] = time.monotonic
    _number: int | None = None
    _ended: threading.Event = field(default_factory=threading.Event)
    _writing: threading.Lock = field(default_factory=threading.Lock)
    _seen: tuple[tuple[int, bytes | None], float] | None = None

    @property
    def taken(self) -> bool:
        return self._number is not None

    def held(self) -> bool:
        """Whether it is this process's now, taken if it can be; SurveyError if nobody knows."""
        number, content = self._last()
        if self._number is not None:
            if number == self._number:
                return True
            self._stop()  # another process took this one for silent
        if content == FREE or not number or self._is_silent(number, content):
            return self._take(number + 1)
        return False

    def take(self) -> None:
        """Takes the lease as soon as it is known to be free; NotYet where its holder lives."""
        first = self._last()
        while not self.held():
            if self._last() != first:
                raise BUSY
            threading.Event().wait(self.beat / 4)

    def confirm(self) -> None:
        """NotYet where another process has taken it over meanwhile."""
        if self._number is None or self._last()[0] != self._number:
            raise OVERTAKEN

    def release(self) -> None:
        """Gives the lease up, if it was held; where that can't be written it ends by itself."""
        number = self._number
        self._stop()
        if number is not None:
            with self._writing, contextlib.suppress(SurveyError):
                self.objects.write(self._key(number), FREE)

    def _take(self, number: int) -> bool:
        holder = uuid.uuid4().hex
        if not self.objects.create(self._key(number), _said(holder, 0)):
            return False
        if self.objects.create(self._key(number), _said("nobody", 0)):
            raise UNCONDITIONAL  # it was written over
        self._number, self._ended, self._seen = number, threading.Event(), None
        words = (number, holder, self._ended)
        threading.Thread(target=self._renew, args=words, daemon=True).start()
        return True

    def _renew(self, number: int, holder: str, ended: threading.Event) -> None:
        """Writes a new content at every beat; takes away what the holders before have left."""
        for beat in range(1, 2**31):
            with contextlib.suppress(SurveyError):  # a later beat may get through
                for name in self.objects.names(self.prefix) if beat == 1 else ():
                    if int(name) < number:
                        self.objects.remove(self.prefix + name)
            if ended.wait(self.beat):
                return
            with self._writing, contextlib.suppress(SurveyError):
                if not ended.is_set():
                    self.objects.write(self._key(number), _said(holder, beat))

    def _stop(self) -> None:
        self._ended.set()
        self._number = None

    def _last(self) -> tuple[int, bytes | None]:
        """The greatest number, 0 where there is none, and what its holder last wrote."""
        number = max((int(name) for name in self.objects.names(self.prefix)), default=0)
        return number, self.objects.read(self._key(number)) if number else None

    def _is_silent(self, number: int, content: bytes | None) -> bool:
        """Whether nothing was renewed for too long, as far as this process has watched."""
        now = self.stopwatch()
        if self._seen is None or self._seen[0] != (number, content):
            self._seen = (number, content), now
        return now - self._seen[1] >= self.silent

    def _key(self, number: int) -> str:
        return f"{self.prefix}{number:010}"


def _said(holder: str, beat: int) -> bytes:
    return json.dumps({"holder": holder, "beat": beat}).encode()
