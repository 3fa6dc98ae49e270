"""Writing files so that nobody ever reads half of one."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from analysis.errors import SurveyError
from data.access import hand_over, whose

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # the disk, its owner's part of it, one file


@contextlib.contextmanager
def writable(folder: Path) -> Iterator[None]:
    """Turns a store that can't be written into a sentence."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise _unwritable(folder, error) from error


def _unwritable(folder: Path, error: OSError) -> SurveyError:
    begin = f"The store {folder} can't be written"
    if isinstance(error, PermissionError):
        foreign = whose(Path(error.filename or folder), folder)
        if foreign is not None:
            return SurveyError(f"{begin}: {foreign}", hand_over(folder))
    return SurveyError(
        f"{begin}: {(error.strerror or str(error)).lower()}.",
        "Make room on its disk; what was published before is whole."
        if error.errno in FULL
        else "Set SURVEY_STORE (or --store) to a folder this account may write to.",
    )


def try_to_lock(file: IO[str]) -> bool:
    """Whether this process got the lock on an open file; it goes when the file is closed."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def write_atomically(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Writes a whole file or nothing; OSError where the folder can't be written."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def settle(folder: Path) -> None:
    """Waits until what was put into a folder would be found there after a loss of power."""
    if sys.platform == "win32":
        return  # which can't open a folder
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
