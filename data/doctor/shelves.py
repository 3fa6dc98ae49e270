"""The store as the doctor sees it: written, lasting, its private counts, its releases."""

from __future__ import annotations

import os
import re
import stat
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from data.chain import chain, load
from data.doctor.finding import Finding, State
from data.memory import is_remembered
from data.private_notes import PRIVATE
from data.reading import survey_of
from data.releases import Store
from data.settings import Settings
from data.status import read_status

MOUNTS = Path("/proc/self/mountinfo")
A_MOUNT = re.compile(r"(?:\S+ ){4}(\S+) .*? - (\S+) ")
OF_MEMORY = ("tmpfs", "ramfs")
OF_A_CONTAINER = ("overlay", "aufs")
HOSTS = {  # which give every start a new disk
    "K_SERVICE": "Cloud Run",
    "SPACE_ID": "Hugging Face Spaces",
    "DYNO": "Heroku",
}
KEEP_IT = "Set SURVEY_STORE to a disk that stays, and run python -m data backup after each release."

PROBE = ".doctor"


def written(settings: Settings) -> Finding:
    """Whether the store can be read, and written; nothing is left in it."""
    store, place = Store(settings.store), settings.store
    held = len(store.ids())
    is_new = isinstance(place, Path) and not place.exists()
    store.storage.write(PROBE, b"")
    store.storage.remove(PROBE)
    if is_new and isinstance(place, Path):
        place.rmdir()
    if isinstance(place, Path) and _is_open(store.private):
        return Finding(
            "store", State.WARNING, f"Other accounts can look into {store.private}.",
            f"Run: chmod 700 {store.private}",
        )  # fmt: skip
    if store.storage.is_open_to_anybody(PRIVATE):
        return Finding(
            "store", State.WARNING, f"Anybody can read the private counts in {place}.",
            "Close the bucket to people without an account, at least below private/.",
        )  # fmt: skip
    noun = "release" if held == 1 else "releases"
    return Finding("store", State.OK, f"{place} can be written; it holds {held} {noun}.")


def _is_open(folder: Path) -> bool:
    """Whether other accounts may enter a folder that is there."""
    if os.name != "posix" or not folder.is_dir():
        return False
    return bool(folder.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def lasting(settings: Settings, env: Mapping[str, str] = os.environ) -> Finding:
    """Whether the store is still there after a restart, as far as the system tells."""
    place = settings.store
    if not isinstance(place, Path):
        return Finding("lasting", State.OK, f"{place} outlives this machine.")
    if not sys.platform.startswith("linux") or not MOUNTS.is_file():
        return Finding(
            "lasting", State.UNCHECKED, "Whether the store's disk stays can't be told here.",
            "Make sure that it does, or run python -m data backup after each release.",
        )  # fmt: skip
    mount, kind = mounted(place.absolute(), MOUNTS.read_text("utf-8"))
    host = next((name for variable, name in HOSTS.items() if env.get(variable)), None)
    why = None
    if kind in OF_MEMORY:
        why = "lies in this machine's memory, and is lost when it restarts"
    elif host and mount == "/":
        why = f"lies on a disk that {host} makes anew at every start"
    elif place.absolute().is_relative_to(tempfile.gettempdir()):
        why = "lies among temporary files, which systems remove"
    elif kind in OF_A_CONTAINER:
        why = "lies in the layer of a container, and is lost with that container"
    if why:
        return Finding("lasting", State.WARNING, f"{place} {why}.", KEEP_IT)
    return Finding(
        "lasting", State.OK, f"The store lies on a disk ({kind}) that outlives this program."
    )


def mounted(folder: Path, mounts: str) -> tuple[str, str]:
    """The mount that a folder lies on, and its file system: of all above it the nearest."""
    found = [A_MOUNT.match(line) for line in mounts.splitlines()]
    places = {each[1]: each[2] for each in found if each}  # a later mount hides an earlier
    above = [str(each) for each in (folder, *folder.parents) if str(each) in places]
    return (above[0], places[above[0]]) if above else ("/", "unknown")


def counts(settings: Settings) -> Finding:
    """Whether the private counts of every release are whole, to which the next one is held."""
    store = Store(settings.store)
    releases = chain(store)
    lost = [each.id for each in releases if not is_remembered(store, load(store, each))]
    if lost:
        return Finding(
            "counts", State.WARNING, f"The private counts of {', '.join(lost[:3])} are missing.",
            "They are counted again from the sheet's first rows at the next release; restore the "
            "private folder from a backup where rows were changed since.",
        )  # fmt: skip
    if not releases:
        return Finding("counts", State.OK, "There is no release yet whose counts must be kept.")
    return Finding("counts", State.OK, "The private counts of every release are there and whole.")


def release(settings: Settings) -> Finding:
    """The newest release, whole or not, and how the source was last read."""
    store = Store(settings.store)
    store.corrections()
    newest = next(store.manifests(survey_of(settings)[0]), None)
    if newest is None:
        return Finding("release", State.OK, "No release of this survey yet.")
    store.verified(newest.id)
    told = f"{newest.id} of {newest.created[:10]} is whole."
    status = read_status(store.place)
    if status is not None and status.state == "stale":
        return Finding(
            "release", State.WARNING, f"{told} The server could not read the source since "
            f"{status.failing_since}.", "Mend what is named above; the server tries again itself.",
        )  # fmt: skip
    return Finding("release", State.OK, told)
