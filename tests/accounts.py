"""Another account for tests of what an account may read, since root may read everything."""

from __future__ import annotations

import encodings.cp437  # noqa: F401  of zip files: another account may not load it from here
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534


@contextmanager
def as_nobody() -> Iterator[None]:
    """Acts as a user who may read next to nothing; as the one it is where that is not root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def give_to_nobody(folder: Path) -> None:
    """Makes all of a folder nobody's, where root runs the tests."""
    if os.geteuid() == 0:
        for each in (folder, *folder.rglob("*")):
            os.chown(each, NOBODY, NOBODY, follow_symlinks=False)


@contextmanager
def open_folder() -> Iterator[Path]:
    """A new folder in everybody's reach, which pytest's own are not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)
