"""The releases in the store as the API gives them: only what was published, byte for byte."""

from __future__ import annotations

import hashlib
import logging
import os
import re
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from analysis.errors import SurveyError
from analysis.release import Manifest
from data.api.told import Listed
from data.release_files import BROKEN_PACKAGE, MANIFEST, NEEDED
from data.releases import Store
from data.status import read_status

log = logging.getLogger("team_of_one")
LATEST = "latest"
PACKAGE = "package.zip"
LARGEST = 64 * 2**20  # bytes of a file that is unpacked for whoever asks
A_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,100}")


class Damaged(SurveyError):
    """A release is there, but what it holds is not what was published."""


@dataclass(frozen=True)
class ReleasedFile:
    """One file of a release, found to be what was published.

    ``held`` is its content where it lies in the package at ``path``, else ``path`` is itself.
    """

    release: str
    name: str
    path: Path
    sha256: str
    held: bytes | None = None

    @property
    def size(self) -> int:
        return self.path.stat().st_size if self.held is None else len(self.held)

    def read(self) -> bytes:
        return self.path.read_bytes() if self.held is None else self.held


class Released:
    """The releases of one store, checked before they are given away."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._sums: dict[Path, tuple[object, str]] = {}

    def manifests(self) -> Iterator[Manifest]:
        """The releases of the survey that is shown, the newest first.

        None where the store can't be read, which the log tells.
        """
        status = read_status(self.store.place)
        try:
            yield from filter(_is_sound, self.store.manifests(status.survey if status else None))
        except SurveyError as error:
            log.warning("%s %s", error.problem, error.remedy)

    def newest(self) -> Manifest | None:
        """The newest release that is whole; None if there is none."""
        return next(filter(self._is_whole, self.manifests()), None)

    def file(self, said: str, name: str) -> ReleasedFile:
        """A file of a release, or of the latest; SurveyError if there is none, Damaged if bad."""
        release = self._latest() if said == LATEST else said
        manifest = self._manifest(release)
        if name in (MANIFEST, *manifest.files) and A_NAME.fullmatch(name):
            return self._checked(manifest, release, name)
        package = self._checked(manifest, release, PACKAGE)
        try:
            held = unpacked(package.path, package.sha256, name)
        except BROKEN_PACKAGE:
            raise _damaged(release, PACKAGE) from None
        if held is None:
            known = ", ".join((MANIFEST, *manifest.files))
            raise SurveyError(
                f"Release {release} has no file {name[:40]!r}.",
                f"It has: {known}, and what is in the package.",
            )
        return replace(package, name=name, held=held, sha256=hashlib.sha256(held).hexdigest())

    def _checked(self, manifest: Manifest, release: str, name: str) -> ReleasedFile:
        """A file of the release, if it is what the manifest says."""
        path = self._local(manifest, release, name)
        found = path and self._sum(path)
        if not path or not found or (name != MANIFEST and found != manifest.files.get(name)):
            raise _damaged(release, name)
        return ReleasedFile(release, name, path, found)

    def _local(self, manifest: Manifest, release: str, name: str) -> Path | None:
        """Where a file of the release can be read from; None where it can't."""
        try:
            return self.store.local(release, name, manifest.files.get(name))
        except SurveyError as error:
            log.warning("%s %s", error.problem, error.remedy)
            return None

    def _latest(self) -> str:
        newest = self.newest()
        if newest is None:
            raise SurveyError("There is no release yet.", "Try again when there is one.")
        return newest.id

    def _manifest(self, release: str) -> Manifest:
        try:
            return self.store.manifest(release)
        except SurveyError:
            if release in self.store.ids():
                raise _damaged(release, MANIFEST) from None
            raise

    def _is_whole(self, manifest: Manifest) -> bool:
        return set(manifest.files) >= NEEDED and all(
            A_NAME.fullmatch(name) and self._is_as_published(manifest, name)
            for name in manifest.files
        )

    def _is_as_published(self, manifest: Manifest, name: str) -> bool:
        path = self._local(manifest, manifest.id, name)
        return path is not None and self._sum(path) == manifest.files[name]

    def _sum(self, path: Path) -> str | None:
        """The SHA-256 of a file, read again only when it was touched; None where it can't be."""
        try:
            there = os.stat(path)
            if not stat.S_ISREG(there.st_mode):
                return None
            touched = (there.st_mtime_ns, there.st_ctime_ns, there.st_size, there.st_ino)
            known = self._sums.get(path)
            if known is None or known[0] != touched:
                with path.open("rb") as file:
                    known = (touched, hashlib.file_digest(file, "sha256").hexdigest())
                self._sums[path] = known
        except OSError:
            return None
        return known[1]


@lru_cache(maxsize=16)
def unpacked(package: Path, sha256: str, name: str) -> bytes | None:
    """A file in the package that has this checksum; None where there is none of that name."""
    with zipfile.ZipFile(package) as held:
        found = next((each for each in held.infolist() if each.filename == name), None)
        return held.read(found) if found and found.file_size <= LARGEST else None


def _is_sound(manifest: Manifest) -> bool:
    """Whether a manifest tells what it should; one that was tampered with may hold anything."""
    try:
        return bool(Listed.of(manifest).id)
    except ValidationError:
        log.warning("A release is damaged: its %s is not what was published", MANIFEST)
        return False


def _damaged(release: str, name: str) -> Damaged:
    log.warning("Release %s is damaged: %s is not what was published", release, name)
    return Damaged(
        f"Release {release} is damaged: its {name} is not what was published.",
        "Take another from /api/releases. Whoever runs this server can restore this one.",
    )
