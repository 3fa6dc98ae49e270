"""Why a part of the store can't be had: whose it is, who this program is, and what to do."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from analysis.errors import SurveyError


def unreadable(file: Path, store: Path, error: OSError) -> SurveyError:
    """What to say of a file of the store that is there and can't be read."""
    begin = f"The store {store} can't be read"
    if not isinstance(error, PermissionError):
        why = (error.strerror or type(error).__name__).lower()
        return SurveyError(
            f"{begin}: {_within(file, store)}: {why}.",
            "Check its disk, or restore the store from a backup.",
        )
    foreign = whose(file, store)
    if foreign is not None:
        return SurveyError(f"{begin}: {foreign}", hand_over(store))
    return SurveyError(
        f"{begin}: {_within(_barrier(file), store)} is closed even to the account it belongs to.",
        f"Open it: chmod -R u+rwX {store}",
    )


def whose(file: Path, store: Path) -> str | None:
    """'status.json in it belongs to root, and this program runs as nobody.'

    None where the file, or the folder that can't be entered, belongs to this account.
    """
    if sys.platform == "win32":
        return None
    barrier = _barrier(file)
    owner = barrier.stat().st_uid
    if owner == os.geteuid():
        return None
    return (
        f"{_within(barrier, store)} belongs to {_called(owner)}, and this program runs as "
        f"{_called(os.geteuid())}."
    )


def hand_over(store: Path) -> str:
    """The remedy for a store of which a part belongs to another account."""
    here = "this account" if sys.platform == "win32" else _called(os.geteuid())
    return f"Let one account do all of its work. To give it to {here}: chown -R {here} {store}"


def _barrier(file: Path) -> Path:
    """The file, or the folder above it that keeps this account from even looking for it."""
    for each in (file, *file.parents):
        try:
            each.stat()
        except OSError:
            continue
        return each
    return file


def _within(file: Path, store: Path) -> str:
    """What of the store is meant, as it goes on a sentence about the store."""
    if not file.is_relative_to(store):
        return f"its folder {file}"
    return "it" if file == store else f"{file.relative_to(store).as_posix()} in it"


def _called(account: int) -> str:
    if sys.platform != "win32":
        import pwd

        try:
            return pwd.getpwuid(account).pw_name
        except KeyError:  # as in a container
            pass
    return str(account)
