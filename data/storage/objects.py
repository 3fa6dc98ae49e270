"""A store in an object store: whole writes, conditional writes, copies on disk by checksum."""

from __future__ import annotations

import contextlib
import hashlib
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import obstore
from obstore.exceptions import AlreadyExistsError, PreconditionError
from obstore.store import ObjectStore

from analysis.errors import SurveyError
from data.release_files import MANIFEST
from data.release_ids import DRAFT
from data.storage import OPEN
from data.storage.address import ObjectAddress
from data.storage.client import connect
from data.storage.copies import Copies, copies_folder
from data.storage.leases import BUSY, Lease
from data.storage.trouble import FAULTS, trouble

PUBLISHING, REFRESHING = ".publishing/", ".refreshing/"
PUBLISHING_PACE = (5.0, 30.0)  # seconds between two renewals, and without one
REFRESHING_PACE = (15.0, 60.0)


def object_storage(address: ObjectAddress) -> ObjectStorage:
    """The storage at an address; SurveyError where the environment names no account for it."""

    def anybody() -> ObjectStore:
        return connect(address, anonymous=True)

    return ObjectStorage(str(address), connect(address), Copies(copies_folder()), anybody)


@dataclass(frozen=True)
class ObjectStorage:
    """The objects below a prefix, under the keys that a folder's files have.

    ``name`` is what messages call it; ``anybody`` connects as somebody without credentials.
    """

    name: str
    client: ObjectStore
    copies: Copies
    anybody: Callable[[], ObjectStore] | None = None
    publishing_pace: tuple[float, float] = field(default=PUBLISHING_PACE, kw_only=True)
    refreshing_pace: tuple[float, float] = field(default=REFRESHING_PACE, kw_only=True)

    def read(self, key: str, sha256: str | None = None) -> bytes | None:
        held = self.copies.read(sha256) if sha256 else None
        if held is not None:
            return held
        content = self._content(key)
        if sha256 and content is not None and hashlib.sha256(content).hexdigest() == sha256:
            with contextlib.suppress(SurveyError):  # no room for a copy: what was read will do
                self.copies.keep(content)
        return content

    def holds(self, key: str) -> bool:
        try:
            return self._content(key) is not None
        except SurveyError:
            return True

    def names(self, prefix: str) -> list[str]:
        with self._told("read"):
            found = obstore.list_with_delimiter(self.client, prefix.rstrip("/") or None)
        paths = [*found["common_prefixes"], *(each["path"] for each in found["objects"])]
        return sorted(path.rpartition("/")[2] for path in paths)

    def every_key(self) -> list[str]:
        return self._below(None)

    def write(self, key: str, content: bytes) -> None:
        with self._told("written"):
            obstore.put(self.client, key, content, use_multipart=False)

    def create(self, key: str, content: bytes) -> bool:
        """Whether there is this content now, and nobody else's under this key."""
        try:
            obstore.put(self.client, key, content, mode="create", use_multipart=False)
        except (AlreadyExistsError, PreconditionError):
            return self._content(key) == content  # written by a try whose answer was lost
        except FAULTS as error:
            with contextlib.suppress(SurveyError):
                if self._content(key) == content:
                    return True
            raise trouble(self.name, "written", error) from None
        return True

    def remove(self, key: str) -> None:
        with self._told("written"), contextlib.suppress(FileNotFoundError):
            obstore.delete(self.client, key)

    def local(self, key: str, sha256: str | None) -> Path | None:
        path = self.copies.path(sha256) if sha256 else None
        if path is not None:
            return path
        content = self._content(key)
        return None if content is None else self.copies.keep(content)

    def fill(self, files: Mapping[str, bytes]) -> None:
        """Writes the manifests last, so that no release is seen before all of it is there."""
        full = SurveyError(f"The store {self.name} is not empty.", "Restore to another prefix.")
        with self.publishing():
            if any(not key.startswith((PUBLISHING, REFRESHING)) for key in self.every_key()):
                raise full
            for key in sorted(files, key=lambda key: key.endswith(f"/{MANIFEST}")):
                if not self.create(key, files[key]):
                    raise full

    def draft(self, release: str) -> ObjectDraft:
        name = f".draft-{release}-{uuid.uuid4().hex[:8]}"
        self.write(OPEN + name, b"")
        return ObjectDraft(self, release, name)

    def discard(self, draft: str) -> None:
        named = DRAFT.fullmatch(draft)
        if named and not self.is_public(named["release"]):
            for key in self._below(OPEN + named["release"]):
                self.remove(key)
        self.remove(OPEN + draft)

    def is_public(self, release: str) -> bool:
        return self._content(f"{OPEN}{release}/{MANIFEST}") is not None

    @contextlib.contextmanager
    def publishing(self) -> Iterator[Lease]:
        lease = Lease(self, PUBLISHING, *self.publishing_pace)
        lease.take()
        try:
            yield lease
        finally:
            lease.release()

    def duty(self) -> Lease:
        return Lease(self, REFRESHING, *self.refreshing_pace)

    def is_open_to_anybody(self, prefix: str) -> bool:
        name = next(iter(self.names(prefix)), None)
        if name is None or self.anybody is None:
            return False
        try:
            obstore.get(self.anybody(), prefix + name)
        except (*FAULTS, SurveyError):
            return False
        return True

    def _content(self, key: str) -> bytes | None:
        """The content; None only where the list of what is there does not have the key either."""
        try:
            return bytes(obstore.get(self.client, key).bytes())
        except FileNotFoundError as error:
            folder, _, name = key.rpartition("/")
            if name in self.names(folder):
                raise trouble(self.name, "read", error) from None
            return None
        except FAULTS as error:
            raise trouble(self.name, "read", error) from None

    def _below(self, prefix: str | None) -> list[str]:
        with self._told("read"):
            return sorted(each["path"] for each in obstore.list(self.client, prefix).collect())

    @contextlib.contextmanager
    def _told(self, verb: str) -> Iterator[None]:
        try:
            yield
        except FAULTS as error:
            raise trouble(self.name, verb, error) from None


@dataclass
class ObjectDraft:
    """The files of a release without its manifest, whose creation makes it public.

    A mark beside the releases tells that it is one until then.
    """

    storage: ObjectStorage
    release: str
    name: str
    _manifest: bytes = b""

    @property
    def is_own(self) -> bool:
        """No: whoever took over from this process writes under the same keys."""
        return False

    def fill(self, files: Mapping[str, bytes]) -> None:
        for name, content in files.items():
            if name == MANIFEST:
                self._manifest = content
            elif not self.storage.create(f"{OPEN}{self.release}/{name}", content):
                raise BUSY

    def publish(self) -> None:
        if not self.storage.create(f"{OPEN}{self.release}/{MANIFEST}", self._manifest):
            raise SurveyError(
                f"The store holds another release {self.release}, and releases never change.",
                "See it with: python -m data releases",
            )
        with contextlib.suppress(SurveyError):  # else the next publisher does it
            self.storage.remove(OPEN + self.name)
