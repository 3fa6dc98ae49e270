"""Sessions that ask for pages without a pause: others are answered and see theirs meanwhile."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

import pytest

from tests.browser.server import ROOT, on_a_copy
from tests.served import ask
from tests.sessions import Session, shown

SESSIONS, SECONDS = 100, 15
LONGEST_ANSWER, LONGEST_PAGE = 5.0, 20.0  # seconds, on a machine that does other things too


@pytest.fixture(scope="module")
def port(shipped, tmp_path_factory):
    folder = tmp_path_factory.mktemp("flood")
    with on_a_copy(shipped, folder) as server:
        server.until(lambda health: health["source_state"] == "ok")
        number = int(server.url.rsplit(":", 1)[1])
        seconds_of_page(number)
        yield number


@pytest.fixture
def flooded(port):
    """While a hundred sessions do that."""
    command = [sys.executable, "-m", "tests.faults.flood", str(port), str(SESSIONS), str(SECONDS)]
    flood = subprocess.Popen(command, cwd=ROOT)
    time.sleep(3)
    yield flood
    flood.terminate()
    flood.wait(10)


def seconds_of_page(port):
    started = time.monotonic()
    with Session(port) as session:
        assert "plotly_chart" in shown(session.open_page("strain"))
    return time.monotonic() - started


def test_others_are_answered_at_once_and_see_their_page_soon(port, flooded):
    answers, pages = [], []

    def monitor():
        while flooded.poll() is None:
            started = time.monotonic()
            assert ask(port, "/api/health").status == 200
            answers.append(time.monotonic() - started)
            time.sleep(0.2)

    watching = threading.Thread(target=monitor)
    watching.start()
    while flooded.poll() is None:
        pages.append(seconds_of_page(port))
    watching.join()
    assert min(len(answers), len(pages)) > 5
    assert max(answers) < LONGEST_ANSWER
    assert max(pages) < LONGEST_PAGE
