"""An object store as whoever only shows it sees it: looked at every few seconds, not at every page.

Where the store can't be reached, what was last seen of it goes on being shown. Nothing that guards
a release reads from here.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from analysis.errors import SurveyError
from data.storage import OPEN
from data.storage.objects import ObjectStorage

log = logging.getLogger("team_of_one")
SECONDS = 5.0  # that what was seen is not looked for again
MOST = 2000  # keys that are remembered
Found = TypeVar("Found")


@dataclass(frozen=True)
class Sight(Generic[Found]):
    """What was seen, or why it could not be, and when it was last tried."""

    found: Found | SurveyError
    tried: float

    def answer(self) -> Found:
        """What was seen; SurveyError where it could not be."""
        if isinstance(self.found, SurveyError):
            raise self.found
        return self.found


@dataclass
class Memory(Generic[Found]):
    """What was last seen under each key, by all threads of this process."""

    stopwatch: Callable[[], float] = time.monotonic
    _sights: dict[str, Sight[Found]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def recall(self, key: str, look: Callable[[], Found]) -> Found:
        """What is under a key, or was a few seconds ago; SurveyError where it never was seen."""
        now = self.stopwatch()
        with self._lock:
            last = self._sights.get(key)
            if last is not None and now - last.tried < SECONDS:
                return last.answer()
            if last is not None:  # who comes while this thread looks gets what there is
                self._sights[key] = Sight(last.found, now)
        return self._keep(key, now, last, look).answer()

    def _keep(
        self, key: str, now: float, last: Sight[Found] | None, look: Callable[[], Found]
    ) -> Sight[Found]:
        try:
            sight = Sight[Found](look(), now)
        except SurveyError as error:
            if last is not None and not isinstance(last.found, SurveyError):
                log.warning("%s %s", error.problem, error.remedy)
                return last
            sight = Sight[Found](error, now)
        with self._lock:
            if len(self._sights) >= MOST:
                self._sights.clear()
            self._sights[key] = sight
        return sight


class LastSeen(ObjectStorage):
    """The same object store; what is read without a checksum may be some seconds old."""

    def __init__(
        self, storage: ObjectStorage, stopwatch: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(storage.name, storage.client, storage.copies, storage.anybody)
        object.__setattr__(self, "_contents", Memory[bytes | None](stopwatch))
        object.__setattr__(self, "_names", Memory[list[str]](stopwatch))

    _contents: Memory[bytes | None]
    _names: Memory[list[str]]

    def read(self, key: str, sha256: str | None = None) -> bytes | None:
        if sha256:
            return super().read(key, sha256)
        if not self._may_be_there(key):
            return None
        return self._contents.recall(key, lambda: self._content(key))

    def holds(self, key: str) -> bool:
        try:
            return self.read(key) is not None
        except SurveyError:
            return True

    def names(self, prefix: str) -> list[str]:
        return list(self._names.recall(prefix, lambda: super(LastSeen, self).names(prefix)))

    def local(self, key: str, sha256: str | None) -> Path | None:
        if sha256:
            return super().local(key, sha256)
        content = self.read(key)
        return None if content is None else self.copies.keep(content)

    def _may_be_there(self, key: str) -> bool:
        """No where it is of a release that isn't listed: addresses that somebody makes up."""
        release, slash, _ = key.removeprefix(OPEN).partition("/")
        is_of_a_release = key.startswith(OPEN) and slash
        return not is_of_a_release or release in self.names(OPEN)
