"""Kills a reading and publishing at random instants, many times, and looks at the store each time.

``python -m tests.faults.killing FOLDER TIMES SEED`` runs in a process of its own, because its
children are forked from it: they share its imports, and it has no thread that a fork would lose. It
prints how many children were killed at work, how many drafts of a release they left, and how many
releases were cut, as JSON.
"""

from __future__ import annotations

import gc
import json
import math
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import duckdb  # noqa: F401  so that no child has to load it
import statsmodels.stats.multitest  # noqa: F401

import data.exports.excel
import data.exports.spss  # noqa: F401
from data.refresher import Refresher
from data.releases import Store
from data.settings import Settings
from tests.faults.sheet_faults import for_everyone
from tests.surveys import people, settings, write_sheet

WRITING = 0.25  # of the kills are aimed at the moments in which a release is written
WRITING_SECONDS = 0.02
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def begun(here: Settings) -> int:
    """The id of a child process that reads and publishes the survey once."""
    child = os.fork()
    if not child:
        status = 1
        try:
            status = 0 if Refresher(here, now=lambda: NOON).once().state == "ok" else 2
        finally:
            os._exit(status)
    return child


def look(store: Store, before: dict[str, dict[str, bytes]]) -> dict[str, dict[str, bytes]]:
    """Every release with its files; fails where one is not whole, or not what it was."""
    found = {each: store.verified(each) for each in store.ids()}
    assert before.items() <= found.items(), "a release was lost or changed"
    for each in store.releases.iterdir():
        assert each.name in found or each.name.startswith("."), f"half a release: {each.name}"
    for note in (store.folder / "status.json", *store.private.glob("[!.]*.json")):
        if note.exists():
            assert isinstance(json.loads(note.read_bytes()), dict), f"half a note: {note.name}"
    return found


def killed(here: Settings, after: float, *, writing: bool = False) -> bool:
    """Whether a child was killed at work, so many seconds after its begin or that of its writing.

    It is left to end where it ends sooner.
    """
    child, releases = begun(here), Store(here.store).releases
    end = math.inf if writing else time.monotonic() + after
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            assert os.waitstatus_to_exitcode(status) == 0, "a reading failed after a kill"
            return False
        if writing and end == math.inf and any(releases.glob(".draft-*")):
            end = time.monotonic() + after
        time.sleep(0.0005)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def run(folder: Path, times: int, seed: int) -> Counter[str]:
    """What came of so many attempts at the second release, each begun on what the last one left."""
    sheet = write_sheet(folder / "answers.csv", people(50, 50))
    here = settings(sheet, codebook=for_everyone(folder))
    os.waitpid(begun(here), 0)
    first = shutil.copytree(here.store, folder / "first")
    write_sheet(folder / "answers.csv", people(75, 75))
    began = time.monotonic()
    os.waitpid(begun(here), 0)
    lasts = time.monotonic() - began
    store, rng, told = Store(here.store), random.Random(seed), Counter[str]()
    while told["killed"] < times:
        if len(store.ids()) > 1:  # done: from the beginning again
            told["releases"] += 1
            shutil.rmtree(here.store)
            shutil.copytree(first, here.store)
        before = look(store, {})
        writing = rng.random() < WRITING
        after = rng.uniform(0, WRITING_SECONDS if writing else lasts)
        told["killed"] += killed(here, after, writing=writing)
        told["drafts"] += any(store.releases.glob(".draft-*"))
        look(store, before)
    told["releases"] += not killed(here, math.inf)
    assert len(look(store, before)) == 2
    assert not list(store.releases.glob(".*")), "a draft was left behind"
    return told


if __name__ == "__main__":
    gc.freeze()
    print(json.dumps(run(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
