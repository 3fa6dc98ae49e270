"""Where a store lies: a folder, or an object store, under one interface."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from data.storage.address import ObjectAddress

if TYPE_CHECKING:
    from data.storage.last_seen import LastSeen
    from data.storage.objects import ObjectStorage

Place = Path | ObjectAddress
OPEN = "releases/"  # what lies below is public; all else is for the store's owner alone


class Hold(Protocol):
    """The right to publish, as long as it lasts."""

    def confirm(self) -> None:
        """NotYet where another process has taken the right over meanwhile."""


class ReadingDuty(Protocol):
    """The duty of reading the source, which one of all processes has."""

    beat: float

    @property
    def taken(self) -> bool:
        """Whether it was this process's when it last looked."""

    def held(self) -> bool:
        """Whether it is this process's now; SurveyError where the store can't be written."""

    def release(self) -> None:
        """Gives the duty up, if it was held."""


class Draft(Protocol):
    """A release that is being written, and that nobody sees before it is published."""

    @property
    def name(self) -> str:
        """What it is listed as beside the releases."""

    @property
    def is_own(self) -> bool:
        """Whether nobody else can have written to it, so that it may be discarded at any time."""

    def fill(self, files: Mapping[str, bytes]) -> None:
        """Writes the files, the manifest among them; SurveyError where that fails."""

    def publish(self) -> None:
        """Makes the release public, all of it at once; SurveyError where there is one already."""


class Storage(Protocol):
    """Keys and contents, with the few promises that releases, private notes and locks stand on.

    A key is a path such as ``releases/r0001/manifest.json``. A content is read as a whole, and
    written as a whole or not at all. What can't be read is never taken for absent: that is a
    SurveyError, which says what is wrong and what to do.
    """

    def read(self, key: str, sha256: str | None = None) -> bytes | None:
        """The content; None only where there surely is none.

        Where it should have a checksum, a copy with this checksum will do.
        """

    def holds(self, key: str) -> bool:
        """Whether there is a content, be it one that can't be read."""

    def names(self, prefix: str) -> list[str]:
        """What lies directly below a prefix, sorted; nothing where there is no such prefix."""

    def every_key(self) -> list[str]:
        """Every key of the store, sorted."""

    def write(self, key: str, content: bytes) -> None:
        """Puts a content in the place of the one that is there, if any."""

    def remove(self, key: str) -> None:
        """Takes a content out, if it is there."""

    def local(self, key: str, sha256: str | None) -> Path | None:
        """A file on this machine's disk with the content; None where there is none.

        ``sha256`` is the checksum that it should have, None where that isn't known. Whether it has
        it is for the caller to see.
        """

    def fill(self, files: Mapping[str, bytes]) -> None:
        """Makes an empty store anew; SurveyError where it is not empty."""

    def draft(self, release: str) -> Draft:
        """A new draft of a release, whose name is listed beside the releases until it is one."""

    def discard(self, draft: str) -> None:
        """Takes a draft out that somebody left; what was published of it stays."""

    def is_public(self, release: str) -> bool:
        """Whether a release was published under this id, be it damaged since."""

    def publishing(self) -> AbstractContextManager[Hold]:
        """Held by whoever publishes; NotYet for a second one at the same time."""

    def is_open_to_anybody(self, prefix: str) -> bool:
        """Whether people without an account can read what lies below a prefix, over the network."""

    def duty(self) -> ReadingDuty:
        """The duty of reading the source for this store."""


def storage_at(place: Place) -> Storage:
    """The storage at a place, as it is at this moment."""
    from data.storage.folder import FolderStorage

    return FolderStorage(place) if isinstance(place, Path) else _objects(place)


def shown_at(place: Place) -> Storage:
    """The same for whoever only shows it, and looks at an object store every few seconds only."""
    return storage_at(place) if isinstance(place, Path) else _last_seen(place)


@lru_cache(maxsize=8)
def _objects(address: ObjectAddress) -> ObjectStorage:
    from data.storage.objects import object_storage

    return object_storage(address)


@lru_cache(maxsize=8)
def _last_seen(address: ObjectAddress) -> LastSeen:
    from data.storage.last_seen import LastSeen

    return LastSeen(_objects(address))
