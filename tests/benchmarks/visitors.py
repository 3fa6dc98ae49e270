"""Visitors of a running app, and what they cost it: CPU, memory and seconds of waiting."""

from __future__ import annotations

import os
import random
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.server import AppServer
from tests.sessions import Session

SESSIONS, THINK, SECONDS = 100, 3.0, 40
PAGES = ("burnout", "praise", "isolation", "")
FILTERS = ("industry=retail", "region=europe", "", "seniority=senior", "org_size=10-49")
NEW = [f"industry={each}" for each in ("charity", "education", "health", "media", "public")]
ROUNDS, VISITS = 5, 40
TICKS = os.sysconf("SC_CLK_TCK")
Visit = tuple[str, str]  # a page's address and its query
Clicks = Callable[[int], object]  # so many clicks, one after the other


@contextmanager
def serving(store: Path, processes: int = 1) -> Iterator[list[AppServer]]:
    """The app on a copy of a store, in one process or in more."""
    with tempfile.TemporaryDirectory(prefix="pages-") as folder:
        copy = shutil.copytree(store, Path(folder) / "store")
        said = {"SURVEY_STORE": copy, "SURVEY_REFRESH_SECONDS": 0, "SURVEY_SOURCE": "demo"}
        said |= {"SURVEY_API_LIMIT": 0, "SURVEY_SESSION_LIMIT": 0}
        apps = [AppServer(Path(folder) / f"log{n}", **said) for n in range(processes)]
        try:
            for app in apps:
                app.until(lambda health: health["source_state"] != "starting", 120)
            time.sleep(5)  # the reading at the start is over
            yield apps
        finally:
            for app in apps:
                app.stop()


def port_of(app: AppServer) -> int:
    return int(app.url.rsplit(":", 1)[1])


def cpu(process: int) -> float:
    """Seconds of CPU that a process took so far."""
    told = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(told[11]) + int(told[12])) / TICKS


def memory(process: int) -> float:
    """A process's resident memory in MB."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def switches(count: int) -> list[Visit]:
    """From page to page."""
    return [(PAGES[n % len(PAGES)], "") for n in range(count)]


def changes(page: str, count: int) -> list[Visit]:
    """From filter to filter on one page."""
    return [(page, FILTERS[n % len(FILTERS)]) for n in range(count)]


def seen_by_nobody(app: AppServer) -> float:
    """Milliseconds of CPU for a page and filter that no visitor asked for before."""
    with Session(port_of(app)) as visitor:
        before = cpu(app._process.pid)
        for page in PAGES:
            for query in NEW:
                visitor.open_page(page, query)
        return (cpu(app._process.pid) - before) / len(PAGES) / len(NEW) * 1e3


def clicking(visitor: Session, visits: Callable[[int], Sequence[Visit]]) -> Clicks:
    """Clicks of one open session."""

    def click(count: int) -> None:
        for visit in visits(count):
            visitor.open_page(*visit)

    return click


def costs(told: Sequence[tuple[int, Clicks]]) -> list[float]:
    """Milliseconds of CPU a click for each (process, clicks): the median of rounds in turn."""
    found: list[list[float]] = [[] for _ in told]
    for _, click in told:
        click(VISITS)  # what is seen for the first time is worked out
    for _ in range(ROUNDS):
        for (process, click), costs in zip(told, found, strict=True):
            before = cpu(process)
            click(VISITS)
            costs.append((cpu(process) - before) / VISITS * 1e3)
    return [statistics.median(each) for each in found]


@dataclass(frozen=True)
class Crowd:
    """What a hundred visitors at once waited for each click, in ms; shares are of one processor."""

    waits: list[float]
    server_share: float
    visitors_share: float

    def __str__(self) -> str:
        late = statistics.quantiles(self.waits, n=20)[-1]
        return (
            f"{len(self.waits)} clicks, median wait {statistics.median(self.waits):.0f} ms, "
            f"p95 {late:.0f} ms; servers took {self.server_share:.0%} of one processor, "
            f"the visitors' process {self.visitors_share:.0%}"
        )


def crowd(apps: Sequence[AppServer]) -> Crowd:
    """A hundred visitors, dealt out to processes that have shown each page and filter once."""
    for app in apps:
        with Session(port_of(app)) as visitor:
            for page in PAGES:
                for query in FILTERS:
                    visitor.open_page(page, query)
    waits: list[float] = []
    ids = [app._process.pid for app in apps]
    before, own, began = sum(map(cpu, ids)), cpu(os.getpid()), time.monotonic()
    visitors = [
        threading.Thread(target=_visit, args=(n, port_of(apps[n % len(apps)]), waits, began))
        for n in range(SESSIONS)
    ]
    for each in visitors:
        each.start()
    for each in visitors:
        each.join()
    took = time.monotonic() - began
    shares = (sum(map(cpu, ids)) - before) / took, (cpu(os.getpid()) - own) / took
    return Crowd(waits, *shares)


def _visit(number: int, port: int, waits: list[float], start: float) -> None:
    rng = random.Random(number)
    with Session(port) as visitor:
        time.sleep(rng.uniform(0, THINK))
        while time.monotonic() < start + SECONDS:
            began = time.monotonic()
            visitor.open_page(rng.choice(PAGES), rng.choice(FILTERS))
            waits.append((time.monotonic() - began) * 1e3)
            time.sleep(rng.expovariate(1 / THINK))
