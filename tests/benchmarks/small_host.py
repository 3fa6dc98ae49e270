"""What a small host must hold: the app with one visitor, a publish, and pages during a publish.

``python -m tests.benchmarks.small_host [ROWS ...]`` holds itself and all that it starts to one
core. It publishes a synthetic survey of each size through the command line, lets one visitor walk
through the pages of the first, and lets one walk while a second release of it is cut.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import pyarrow.parquet as pq

from data.demo import write
from tests.benchmarks.visitors import port_of
from tests.browser.server import ROOT, AppServer, environment
from tests.sessions import Session

ROWS = (5_000,)
PAGES = ("", "burnout", "isolation", "praise", "missing", "job", "compare", "brief", "data", "you")
MORE = 1.2  # times as many answers before the second release
SECONDS = 40  # of walking, in quiet and during a publish


def published(source: Path, store: Path) -> tuple[float, float]:
    """Peak resident memory in MB, and seconds, of one publish in a process of its own."""
    began = time.monotonic()
    command = [sys.executable, "-m", "data", "publish"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(SURVEY_SOURCE=source, SURVEY_STORE=store),
        stdout=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return usage.ru_maxrss * 1024 / 1e6, time.monotonic() - began


def peak(process: int) -> float:
    """The most that a running process has had resident so far, in MB."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    assert found
    return int(found[1]) * 1024 / 1e6


def walked(app: AppServer, seconds: float) -> list[float]:
    """What one visitor waited for each page, in ms, from page to page and back."""
    waits: list[float] = []
    end = time.monotonic() + seconds
    with Session(port_of(app)) as visitor:
        while time.monotonic() < end:
            began = time.monotonic()
            visitor.open_page(PAGES[len(waits) % len(PAGES)])
            waits.append((time.monotonic() - began) * 1e3)
    return waits


def in_words(waits: Sequence[float]) -> str:
    late = statistics.quantiles(waits, n=20)[-1]
    return f"{len(waits)} pages, median {statistics.median(waits):.0f} ms, p95 {late:.0f} ms"


def serve(name: str, log: Path, source: Path, store: Path) -> None:
    """One visitor of an app that begins with a reading of the source."""
    said = {"SURVEY_SOURCE": source, "SURVEY_STORE": store, "SURVEY_SESSION_LIMIT": 0}
    with AppServer(log, SURVEY_REFRESH_SECONDS=0, **said) as app:
        empty = peak(app.process_id)
        waits = walked(app, SECONDS)
        print(
            f"{name}: {in_words(waits)}; peak {peak(app.process_id):.0f} MB, "
            f"{empty:.0f} MB before the visitor",
            flush=True,
        )


def main() -> None:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    sizes = [int(each) for each in sys.argv[1:]] or list(ROWS)
    with tempfile.TemporaryDirectory(prefix="small-host-") as name:
        folder = Path(name)
        for rows in sizes:
            source, more = folder / f"{rows}.parquet", folder / f"{rows}-more.parquet"
            write(more, int(rows * MORE), 1)
            pq.write_table(pq.read_table(more).slice(0, rows), source)
            most, seconds = published(source, folder / f"store-{rows}")
            print(f"publish of {rows:,} rows: peak {most:.0f} MB, {seconds:.0f} s", flush=True)
        source, store = folder / f"{sizes[0]}.parquet", folder / f"store-{sizes[0]}"
        serve("one visitor", folder / "log", source, store)
        (folder / f"{sizes[0]}-more.parquet").replace(source)  # the same survey, gone on
        serve("one visitor during a publish", folder / "log", source, store)


if __name__ == "__main__":
    main()
