"""A store that is a folder: files put in place by renaming, locks that the system keeps."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from analysis.errors import NotYet, SurveyError
from data import atomic
from data.access import unreadable
from data.atomic import settle, writable, write_atomically
from data.duty import Duty
from data.storage import OPEN

BUSY = NotYet("Another process is publishing to this store.", "Try again in a minute.")


class NotAFile(SurveyError):
    """A folder lies where a file should."""


@dataclass(frozen=True)
class FolderStorage:
    """The files below a folder; what is private is open to its owner alone."""

    folder: Path

    def read(self, key: str, sha256: str | None = None) -> bytes | None:
        path = self.folder / key
        try:
            return path.read_bytes()
        except IsADirectoryError as error:
            raised = unreadable(path, self.folder, error)
            raise NotAFile(raised.problem, raised.remedy) from None
        except OSError as error:
            if self._is_absent(error):
                return None
            raise unreadable(path, self.folder, error) from error

    def holds(self, key: str) -> bool:
        try:
            return stat.S_ISREG((self.folder / key).stat().st_mode)
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError:
            return True

    def names(self, prefix: str) -> list[str]:
        try:
            return sorted(os.listdir(self.folder / prefix))
        except OSError as error:
            if self._is_absent(error):
                return []
            raise unreadable(self.folder / prefix, self.folder, error) from error

    def every_key(self) -> list[str]:
        """Every ordinary file; SurveyError where a folder is closed."""

        if not self.folder.exists():
            return []

        def refuse(error: OSError) -> NoReturn:
            raise unreadable(Path(error.filename), self.folder, error) from error

        paths = (
            Path(here, name)
            for here, _, files in os.walk(self.folder, onerror=refuse)
            for name in files
        )
        ordinary = (path for path in paths if not path.is_symlink() and path.is_file())
        return sorted(path.relative_to(self.folder).as_posix() for path in ordinary)

    def write(self, key: str, content: bytes) -> None:
        path = self.folder / key
        with writable(self.folder):
            if path.parent != self.folder:
                path.parent.mkdir(mode=_folder_mode(key), parents=True, exist_ok=True)
            write_atomically(path, content, mode=_mode(key))

    def remove(self, key: str) -> None:
        with writable(self.folder):
            (self.folder / key).unlink(missing_ok=True)

    def local(self, key: str, sha256: str | None) -> Path | None:
        return self.folder / key if self.holds(key) else None

    def fill(self, files: Mapping[str, bytes]) -> None:
        if self.folder.exists() and any(self.folder.iterdir()):
            remedy = "Restore to a new folder (--store), then put it in the old one's place."
            raise SurveyError(f"The store {self.folder} is not empty.", remedy)
        with writable(self.folder.parent):
            draft = Path(tempfile.mkdtemp(dir=self.folder.parent, prefix=".restore-"))
            try:
                _unpack(files, draft)
                with contextlib.suppress(FileNotFoundError):
                    self.folder.rmdir()
                os.rename(draft, self.folder)
            finally:
                shutil.rmtree(draft, ignore_errors=True)

    def draft(self, release: str) -> FolderDraft:
        with writable(self.folder):
            releases = self.folder / OPEN
            releases.mkdir(exist_ok=True)
            made = Path(tempfile.mkdtemp(dir=releases, prefix=f".draft-{release}-"))
        return FolderDraft(self.folder, made, release)

    def discard(self, draft: str) -> None:
        path = self.folder / OPEN / draft
        with writable(self.folder):
            if path.exists():
                shutil.rmtree(path)

    def is_public(self, release: str) -> bool:
        return release in self.names(OPEN)

    @contextlib.contextmanager
    def publishing(self) -> Iterator[FolderHold]:
        with writable(self.folder):
            lock = (self.folder / ".publishing").open("a")
        with lock:
            if not atomic.try_to_lock(lock):
                raise BUSY
            yield FolderHold()

    def is_open_to_anybody(self, prefix: str) -> bool:
        return False

    def duty(self) -> Duty:
        return Duty(self.folder)

    def _is_absent(self, error: OSError) -> bool:
        """Whether there is nothing of the name, rather than something that can't be read."""
        if isinstance(error, NotADirectoryError):
            return not self.folder.is_dir()  # else something else lies in a folder's place
        return isinstance(error, FileNotFoundError)


class FolderHold:
    """A lock on an open file, which nobody can take away while its process lives."""

    def confirm(self) -> None:
        """Returns at once."""


@dataclass(frozen=True)
class FolderDraft:
    """A folder beside the releases, which becomes one by being renamed."""

    store: Path
    folder: Path
    release: str

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def is_own(self) -> bool:
        return True

    def fill(self, files: Mapping[str, bytes]) -> None:
        with writable(self.store):
            for name, content in files.items():
                write_atomically(self.folder / name, content)
            self.folder.chmod(0o755)
            settle(self.folder)
            settle(self.folder.parent)

    def publish(self) -> None:
        with writable(self.store):
            os.rename(self.folder, self.folder.parent / self.release)
            settle(self.folder.parent)


def _mode(key: str) -> int:
    return 0o644 if key.startswith(OPEN) else 0o600


def _folder_mode(key: str) -> int:
    return 0o755 if key.startswith(OPEN) else 0o700


def _unpack(files: Mapping[str, bytes], folder: Path) -> None:
    """Writes the files with the rights that the store gives them."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(mode=_folder_mode(name), parents=True, exist_ok=True)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
            opened.write(content)
        path.chmod(_mode(name))
    folder.chmod(0o755)
