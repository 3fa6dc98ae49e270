"""What a change of filter costs the overview written in Dash, asked for as its page asks."""

from __future__ import annotations

import contextlib
import http.client
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from data.releases import Store
from tests.benchmarks.in_dash import cohorts
from tests.benchmarks.visitors import Clicks
from tests.browser.server import ROOT, _free_port, environment
from tests.served import HERE

HOW = "Dash not installed: pip install --target FOLDER dash waitress, then --dash FOLDER"
START_SECONDS = 60
JSON = {"Content-Type": "application/json"}


@contextlib.contextmanager
def dash(folder: Path, store: Path, *, kept: bool) -> Iterator[tuple[int, Clicks]]:
    """The server's process and changes of its filter; ``kept`` remembers what it worked out."""
    port = _free_port()
    command = [sys.executable, "-m", "tests.benchmarks.in_dash", folder, store, str(port)]
    said = {"KEPT": 1} if kept else {}
    process = subprocess.Popen(command, cwd=ROOT, env=environment(**said))
    try:
        line = _until_it_answers(port)
        held = Store(store)
        groups = cohorts(held.load(held.ids()[0], compact=True))
        yield process.pid, lambda count: [_change(line, groups[n % 5]) for n in range(count)]
    finally:
        process.terminate()
        process.wait(10)


def _until_it_answers(port: int) -> http.client.HTTPConnection:
    for _ in range(START_SECONDS * 5):
        line = http.client.HTTPConnection(HERE, port, timeout=20)
        with contextlib.suppress(OSError):
            line.request("GET", "/_dash-layout")
            line.getresponse().read()
            return line
        time.sleep(0.2)
    raise AssertionError("the page in Dash does not answer")


def _change(line: http.client.HTTPConnection, group: str) -> None:
    """One choice in the menu, as the browser's part of Dash sends it."""
    asked = {
        "output": "body.children",
        "outputs": {"id": "body", "property": "children"},
        "inputs": [{"id": "group", "property": "value", "value": group}],
        "changedPropIds": ["group.value"],
    }
    line.request("POST", "/_dash-update-component", json.dumps(asked), JSON)
    reply = line.getresponse()
    told = reply.read()
    assert reply.status == 200, told[:500]
    assert b"Graph" in told
