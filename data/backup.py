"""The store in one file, and back: every release, and the private folder that goes with them."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from analysis.errors import SurveyError
from data.access import unreadable
from data.adding import publishing
from data.atomic import writable
from data.release_files import BROKEN_PACKAGE
from data.release_ids import RELEASE_ID
from data.releases import Store

SUMS = "SHA256SUMS"  # first in the file: the checksum of every other
HELD = re.compile(
    r"status\.json | releases/corrections\.json | private/[A-Za-z0-9][\w.-]{0,120}"
    rf"| releases/(?:{RELEASE_ID.pattern})/[A-Za-z0-9][\w.-]{{0,120}}",
    re.VERBOSE,
)
OPEN = "releases/"  # all else is for the store's owner alone
WHEN = (1980, 1, 1, 0, 0, 0)  # the same store gives the same file


def backup(store: Store, file: Path) -> str:
    """Writes the store to a new file that only its owner can read; returns the file's SHA-256.

    Nothing is published meanwhile. SurveyError where the store is empty or the file is there.
    """
    if not store.ids():
        raise SurveyError(f"The store {store.folder} holds no release.", "Name another: --store")
    with publishing(store), _written(file) as draft:
        names = sorted(filter(HELD.fullmatch, _names(store.folder)))
        held = {name: _content(store, name) for name in names}
        lines = (f"{hashlib.sha256(held[name]).hexdigest()}  {name}\n" for name in names)
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as made:
            for name, content in ({SUMS: "".join(lines).encode()} | held).items():
                made.writestr(zipfile.ZipInfo(name, WHEN), content, zipfile.ZIP_DEFLATED)
    return _digest(file)


def restore(file: Path, store: Store, sha256: str | None = None) -> list[str]:
    """Makes the store anew from a backup; returns the ids of its releases, the newest first.

    SurveyError, and nothing written, where the store is not empty or the backup is not what it
    was: damaged, changed, or not the file whose SHA-256 is given.
    """
    if store.folder.exists() and any(store.folder.iterdir()):
        remedy = "Restore to a new folder (--store), then put it in the old one's place."
        raise SurveyError(f"The store {store.folder} is not empty.", remedy)
    held = _verified(file, sha256)
    with writable(store.folder.parent):
        draft = Path(tempfile.mkdtemp(dir=store.folder.parent, prefix=".restore-"))
        try:
            _unpack(held, draft)
            _check_releases(Store(draft))
            with contextlib.suppress(FileNotFoundError):
                store.folder.rmdir()
            os.rename(draft, store.folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return store.ids()


def _names(folder: Path) -> Iterator[str]:
    """Every ordinary file of the store, from its top; SurveyError where a folder is closed."""

    def refuse(error: OSError) -> NoReturn:
        raise unreadable(Path(error.filename), folder, error) from error

    for here, _, files in os.walk(folder, onerror=refuse):
        for found in (Path(here, name) for name in files):
            if not found.is_symlink() and found.is_file():
                yield found.relative_to(folder).as_posix()


def _content(store: Store, name: str) -> bytes:
    try:
        return (store.folder / name).read_bytes()
    except OSError as error:
        raise unreadable(store.folder / name, store.folder, error) from error


@contextlib.contextmanager
def _written(file: Path) -> Iterator[Path]:
    """A draft beside a file, in whose place it is put when it is whole."""
    if file.exists():
        raise SurveyError(f"There is a file {file} already.", "Give the backup another name.")
    with writable(file.parent):
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=".backup-")  # its owner's alone
        os.close(handle)
        try:
            yield Path(name)
            os.link(name, file)  # fails where somebody else wrote it meanwhile
        finally:
            os.unlink(name)


def _verified(file: Path, sha256: str | None) -> dict[str, bytes]:
    """The files in a backup by name; SurveyError where one is not what was put in."""
    try:
        if sha256 is not None and _digest(file) != sha256.lower():
            raise _changed(file, "it has another SHA-256 than the one given")
        with zipfile.ZipFile(file) as made:
            names = made.namelist()
            held = {name: made.read(name) for name in names}
    except BROKEN_PACKAGE as error:
        raise _changed(file, "it can't be read as a backup") from error
    lines = held.pop(SUMS, b"").decode("ascii", "replace").splitlines()
    sums = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    if len(names) != len(set(names)) or set(sums) != set(held):
        raise _changed(file, "it holds other files than it says")
    for name, content in held.items():
        if not HELD.fullmatch(name) or hashlib.sha256(content).hexdigest() != sums[name]:
            raise _changed(file, f"{name[:80]!r} is not what was put in")
    return held


def _unpack(held: dict[str, bytes], folder: Path) -> None:
    """Writes the files with the rights that the store gives them."""
    for name, content in held.items():
        file = folder / name
        is_open = name.startswith(OPEN)
        file.parent.mkdir(mode=0o755 if is_open else 0o700, parents=True, exist_ok=True)
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
            opened.write(content)
        file.chmod(0o644 if is_open else 0o600)
    folder.chmod(0o755)


def _check_releases(store: Store) -> None:
    """SurveyError where a release is not what its own manifest says."""
    for release in store.ids():
        store.verified(release)


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _changed(file: Path, why: str) -> SurveyError:
    return SurveyError(
        f"The backup {file.name} is damaged or was changed: {why}.", "Take an older backup."
    )
