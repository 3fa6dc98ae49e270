"""Copies on this machine's disk of what an object store holds, each under its own checksum.

A copy is used only where it has the checksum that it is asked for by. The folder may be emptied at
any time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from analysis.errors import SurveyError
from data.atomic import write_atomically

MOST = 2**29  # bytes; beyond these the copies that were not used for longest go


@dataclass(frozen=True)
class Copies:
    """The copies in a folder that only this account can read."""

    folder: Path
    most: int = MOST
    _known: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def path(self, sha256: str) -> Path | None:
        """The copy with a checksum; None where there is none, or one that was changed."""
        path = self.folder / sha256
        try:
            touched = _touched(path)
            if self._known.get(sha256) != touched:
                with path.open("rb") as file:
                    if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                        return None
                self._known[sha256] = touched
        except OSError:
            return None
        return path

    def read(self, sha256: str) -> bytes | None:
        """The content with a checksum; None where there is no copy of it."""
        path = self.path(sha256)
        try:
            return None if path is None else path.read_bytes()
        except OSError:  # removed meanwhile
            return None

    def keep(self, content: bytes) -> Path:
        """The copy of a content; SurveyError where none can be written."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.folder / sha256
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._make_room(len(content))
            write_atomically(path, content, mode=0o600)
            self._known[sha256] = _touched(path)
        except OSError as error:
            why = (error.strerror or type(error).__name__).lower()
            raise SurveyError(
                f"Copies of the store can't be kept in {self.folder}: {why}.",
                "Make room there, or set SURVEY_CACHE to a folder that has some.",
            ) from None
        return path

    def _make_room(self, size: int) -> None:
        """Takes out the copies that were not written or asked for for longest."""
        there = [(path, path.stat()) for path in self.folder.iterdir() if path.is_file()]
        held = sum(about.st_size for _, about in there)
        for path, about in sorted(there, key=lambda each: max(each[1].st_atime, each[1].st_mtime)):
            if held + size <= self.most:
                return
            path.unlink(missing_ok=True)
            held -= about.st_size


def copies_folder(env: Mapping[str, str] = os.environ) -> Path:
    """Where copies are kept: SURVEY_CACHE, or a folder of this account's among temporary ones."""
    said = env.get("SURVEY_CACHE")
    if said:
        return Path(said)
    if sys.platform == "win32":
        return Path(tempfile.gettempdir()) / "team-of-one"
    folder = Path(tempfile.gettempdir()) / f"team-of-one-{os.geteuid()}"
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700)
    about = os.lstat(folder) if os.path.lexists(folder) else None
    if about is not None and about.st_uid == os.geteuid() and not folder.is_symlink():
        return folder
    return Path(tempfile.mkdtemp(prefix="team-of-one-"))  # another account took the name


def _touched(path: Path) -> tuple[int, ...]:
    about = path.stat()
    return about.st_mtime_ns, about.st_ctime_ns, about.st_size, about.st_ino
