"""Reads and publishes a survey in a process that may be killed, over and over.

``python -m tests.faults.publisher FOLDER STORE``: for each line that it is given, it forks a child
that does so once, prints the child's id, and then how it ended. The children are forked from a
process that has imported everything, and has no thread that a fork would lose.
"""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb  # noqa: F401  so that no child has to load it
import statsmodels.stats.multitest  # noqa: F401

import data.exports.excel
import data.exports.spss
import data.storage
from data.refresher import Refresher
from data.storage.address import place
from data.storage.objects import object_storage
from tests.faults.sheet_faults import for_everyone
from tests.surveys import settings

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
PACE = (0.1, 0.5)  # so that of a child that was killed the next one need not wait for long


def publish(folder: Path, store: str) -> int:
    """0 where the survey was read, and published or found to be waiting."""
    storage = replace(object_storage(place(store)), publishing_pace=PACE)
    data.storage._objects = lambda _: storage
    here = settings(folder / "answers.csv", store=place(store), codebook=folder / "everyone.toml")
    return 0 if Refresher(here, now=lambda: NOON).once().state == "ok" else 2


def run(folder: Path, store: str) -> None:
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            status = 1
            try:
                status = publish(folder, store)
            finally:
                os._exit(status)
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    for_everyone(Path(sys.argv[1]))
    gc.freeze()
    run(Path(sys.argv[1]), sys.argv[2])
