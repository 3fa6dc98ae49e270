"""File descriptors of a running app: a visitor costs one, and one who has gone none."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from data.web.session_loops import SessionLoop
from tests.browser.server import on_a_copy
from tests.served import ask
from tests.sessions import Session, shown

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="descriptors are counted in /proc"
)
VISITORS = 40
FEW = 256  # descriptors that a process may have; 1,024 is usual


@pytest.fixture(scope="module")
def app(shipped, tmp_path_factory):
    import resource

    folder = tmp_path_factory.mktemp("descriptors")
    with on_a_copy(shipped, folder) as server:
        resource.prlimit(server.process_id, resource.RLIMIT_NOFILE, (FEW, FEW))
        server.until(lambda health: health["source_state"] == "ok")
        with Session(port_of(server)) as session:
            session.open_page()  # what is opened once for all
        yield server


def port_of(app):
    return int(app.url.rsplit(":", 1)[1])


def held(app, seconds=0.0):
    """How many descriptors the app has open, the fewest of some seconds."""
    end, fewest = time.monotonic() + seconds, FEW
    while True:
        fewest = min(fewest, len(list(Path(f"/proc/{app.process_id}/fd").iterdir())))
        if time.monotonic() >= end:
            return fewest
        time.sleep(0.1)


def test_a_visitor_costs_one_and_one_who_has_gone_none(app):
    before = held(app, seconds=1)
    with contextlib.ExitStack() as visitors:
        for _ in range(VISITORS):
            assert visitors.enter_context(Session(port_of(app))).open_page()
        assert VISITORS <= held(app, seconds=1) - before <= VISITORS + 3
    assert held(app, seconds=3) <= before + 1


def test_with_few_of_them_many_come_and_go_and_the_server_goes_on(app):
    """With 256 descriptors it was the 62nd visitor whom nobody answered, nor any after."""
    for _ in range(2):
        with contextlib.ExitStack() as visitors:
            for _ in range(FEW - 60):
                visitors.enter_context(Session(port_of(app)))
            with Session(port_of(app)) as last:
                assert "plotly_chart" in shown(last.open_page("strain"))
            assert ask(port_of(app), "/api/health").status == 200


class TestTheLoopOfASession:
    def test_runs_tasks_timers_and_threads_without_a_descriptor(self):
        """In a thread of its own, as a session's is: this one may have a loop already."""
        with ThreadPoolExecutor(1) as threads:
            threads.submit(self.runs).result()

    def runs(self):
        before = set(Path("/proc/self/fd").iterdir())
        loop = SessionLoop()

        async def work():
            soon = asyncio.create_task(asyncio.sleep(0.01, "later"))
            return await soon, await asyncio.to_thread(lambda: "elsewhere")

        assert loop.run_until_complete(work()) == ("later", "elsewhere")
        assert {each for each in Path("/proc/self/fd").iterdir() if each.exists()} <= before
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()
        assert loop.is_closed()
