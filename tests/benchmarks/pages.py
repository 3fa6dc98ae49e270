"""What a page costs the server: CPU, waiting under load, memory, and bytes on the wire.

``python -m tests.benchmarks.pages STORE [RERUNS]`` serves a copy of a published store of the demo
survey and talks to it as browsers do: visitors switch pages and filters, a hundred at once with
three seconds to think, and one of them ``RERUNS`` times (default 2000). Then a real Chromium with
an empty cache opens the first page. Printed, not asserted.
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests import chromium
from tests.browser.server import AppServer
from tests.browser.watching import ARGS
from tests.sessions import Session

SESSIONS, THINK, SECONDS = 100, 3.0, 40
PAGES = ("burnout", "praise", "isolation", "")
FILTERS = ("industry=retail", "region=europe", "", "seniority=senior", "org_size=small")
TICKS = os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(store: Path) -> Iterator[tuple[AppServer, int]]:
    """The app on a copy of a store, and its port."""
    with tempfile.TemporaryDirectory(prefix="pages-") as folder:
        copy = shutil.copytree(store, Path(folder) / "store")
        said = {"SURVEY_STORE": copy, "SURVEY_REFRESH_SECONDS": 0, "SURVEY_SOURCE": "demo"}
        said |= {"SURVEY_API_LIMIT": 0, "SURVEY_SESSION_LIMIT": 0}
        with AppServer(Path(folder) / "log", **said) as app:
            app.until(lambda health: health["source_state"] != "starting", 120)
            time.sleep(5)  # the reading at the start is over
            yield app, int(app.url.rsplit(":", 1)[1])


def cpu(app: AppServer) -> float:
    """Seconds of CPU that the server took so far."""
    told = Path(f"/proc/{app._process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(told[11]) + int(told[12])) / TICKS


def memory(app: AppServer) -> float:
    """The server's resident memory in MB."""
    pages = int(Path(f"/proc/{app._process.pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def cost(app: AppServer, port: int, visits: list[tuple[str, str]]) -> float:
    """Milliseconds of the server's CPU for each visit of one session."""
    with Session(port) as visitor:
        for visit in visits[:10]:
            visitor.open_page(*visit)
        before = cpu(app)
        for visit in visits:
            visitor.open_page(*visit)
        return (cpu(app) - before) / len(visits) * 1e3


def crowd(port: int) -> list[float]:
    """Milliseconds that each of a hundred visitors waited at each click."""
    waits: list[float] = []
    end = time.monotonic() + SECONDS

    def visit(number: int) -> None:
        rng = random.Random(number)
        with Session(port) as visitor:
            time.sleep(rng.uniform(0, THINK))
            while time.monotonic() < end:
                began = time.monotonic()
                visitor.open_page(rng.choice(PAGES[:3]), rng.choice(FILTERS))
                waits.append((time.monotonic() - began) * 1e3)
                time.sleep(rng.expovariate(1 / THINK))

    visitors = [threading.Thread(target=visit, args=(n,)) for n in range(SESSIONS)]
    for each in visitors:
        each.start()
    for each in visitors:
        each.join()
    return waits


def first_load(url: str) -> str:
    """Bytes and seconds of a first visit in Chromium, and the seconds of a switch of pages."""
    found = chromium.find()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGS)
        page = browser.new_page()
        line, told = page.context.new_cdp_session(page), []
        line.send("Network.enable")
        line.on("Network.loadingFinished", lambda said: told.append(said["encodedDataLength"]))
        began = time.perf_counter()
        page.goto(url)
        page.get_by_role("heading", level=1).wait_for()
        sentence = time.perf_counter() - began
        page.get_by_role("figure").first.wait_for()
        chart = time.perf_counter() - began
        page.wait_for_load_state("networkidle")
        size, requests = sum(told) / 1e6, len(told)
        before = page.get_by_role("heading", level=1).inner_text()
        began = time.perf_counter()
        page.get_by_role("link", name="Isolation").first.click()
        isolation = page.get_by_role("heading", level=1).filter(has_not_text=before)
        isolation.wait_for()
        switch = time.perf_counter() - began
        browser.close()
    return (
        f"first visit: {size:.2f} MB in {requests} requests, sentence after {sentence:.1f} s, "
        f"chart after {chart:.1f} s; switch of pages {switch:.2f} s"
    )


def main(store: Path, reruns: int) -> None:
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    with serving(store) as (app, port):
        switches = [(PAGES[n % len(PAGES)], "") for n in range(100)]
        print(f"server CPU for a switch of pages {cost(app, port, switches):5.1f} ms")
        choices = [("burnout", FILTERS[n % len(FILTERS)]) for n in range(100)]
        print(f"server CPU for a change of filter {cost(app, port, choices):4.1f} ms")
        waits = crowd(port)
        late = statistics.quantiles(waits, n=20)[-1]
        print(
            f"{SESSIONS} sessions, {THINK:g} s to think: {len(waits)} clicks, median wait "
            f"{statistics.median(waits):.0f} ms, p95 {late:.0f} ms"
        )
        cost(app, port, choices[:1] * 300)
        before = memory(app)
        cost(app, port, [choices[n % len(choices)] for n in range(reruns)])
        after = memory(app)
        print(f"memory {before:.0f} MB, after {reruns} reruns more {after:.0f} MB", flush=True)
        print(first_load(app.url))
    print(f"load at the end {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 2000)
