"""The demo survey, published once for all tests that only read it.

Cutting it takes minutes, so the store is kept beside pytest's own cache until
the code that cuts it changes. Whoever writes to the store writes to a copy.
"""

from __future__ import annotations

import fcntl
import hashlib
import shutil
from pathlib import Path

from data.publish import publish
from data.settings import Settings
from tests.surveys import NOON

ROOT = Path(__file__).parents[1]
KEPT = ROOT / ".pytest_cache" / "demo"
MADE_BY = ("analysis/**/*.py", "data/**/*.py", "data/**/*.toml", "requirements.txt")
ONLY_SHOWN = "analysis/exhibits/"  # made of a release, and no part of one


def demo_store() -> Path:
    """The folder of a store with one release of the demo survey, cut at ``NOON``; to be read."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        store = KEPT / _digest()
        if not store.exists():
            for outdated in (each for each in KEPT.iterdir() if each.is_dir()):
                shutil.rmtree(outdated)
            half = KEPT / "half"
            publish(Settings(store=half), NOON)
            half.rename(store)
    return store


def _digest() -> str:
    """A digest of all code and data that a release of the demo survey is made by."""
    found = hashlib.sha256()
    for pattern in MADE_BY:
        for path in sorted(ROOT.glob(pattern)):
            name = path.relative_to(ROOT).as_posix()
            if not name.startswith(ONLY_SHOWN):
                found.update(name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:16]
