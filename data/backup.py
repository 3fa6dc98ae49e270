"""The store in one file, and back: every release, and the private folder that goes with them."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from analysis.errors import SurveyError
from data.adding import publishing
from data.atomic import writable
from data.release_files import BROKEN_PACKAGE, MANIFEST, damaged, manifest_from, verified
from data.release_ids import RELEASE_ID
from data.releases import Store
from data.storage import OPEN

SUMS = "SHA256SUMS"  # first in the file: the checksum of every other
HELD = re.compile(
    r"status\.json | releases/corrections\.json | private/[A-Za-z0-9][\w.-]{0,120}"
    rf"| releases/(?:{RELEASE_ID.pattern})/[A-Za-z0-9][\w.-]{{0,120}}",
    re.VERBOSE,
)
WHEN = (1980, 1, 1, 0, 0, 0)  # the same store gives the same file


def backup(store: Store, file: Path) -> str:
    """Writes the store to a new file that only its owner can read; returns the file's SHA-256.

    Nothing is published meanwhile. SurveyError where the store is empty or the file is there.
    """
    if not store.ids():
        raise SurveyError(f"The store {store.place} holds no release.", "Name another: --store")
    with publishing(store), _written(file) as draft:
        held = {
            name: _content(store, name)
            for name in filter(HELD.fullmatch, store.storage.every_key())
        }
        lines = (f"{hashlib.sha256(held[name]).hexdigest()}  {name}\n" for name in held)
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as made:
            for name, content in ({SUMS: "".join(lines).encode()} | held).items():
                made.writestr(zipfile.ZipInfo(name, WHEN), content, zipfile.ZIP_DEFLATED)
    return _digest(file)


def restore(file: Path, store: Store, sha256: str | None = None) -> list[str]:
    """Makes the store anew from a backup; returns the ids of its releases, the newest first.

    SurveyError, and nothing written, where the store is not empty or the backup is not what it
    was: damaged, changed, or not the file whose SHA-256 is given.
    """
    held = _verified(file, sha256)
    _check_releases(held)
    store.storage.fill(held)
    return store.ids()


def _content(store: Store, name: str) -> bytes:
    content = store.storage.read(name)
    if content is None:
        raise SurveyError(f"{name} went from the store meanwhile.", "Make the backup again.")
    return content


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


def _check_releases(held: Mapping[str, bytes]) -> None:
    """SurveyError where a release is not what its own manifest says."""
    for name, content in held.items():
        _, _, within = name.partition(OPEN)
        release, _, file = within.partition("/")
        if file != MANIFEST:
            continue

        def read(part: str, release: str = release) -> bytes:
            found = held.get(f"{OPEN}{release}/{part}")
            if found is None:
                raise damaged(release, part)
            return found

        verified(manifest_from(release, content), read)


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _changed(file: Path, why: str) -> SurveyError:
    return SurveyError(
        f"The backup {file.name} is damaged or was changed: {why}.", "Take an older backup."
    )
