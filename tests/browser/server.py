"""The app as a person starts it: a process of its own that listens on this machine."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from data.settings import Settings

ROOT = Path(__file__).parents[2]
START_SECONDS = 60
OURS = ("SURVEY_", "GOOGLE_", "SHEETS_")
direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def environment(**said: object) -> dict[str, str]:
    """The environment with nothing of ours in it but what is said."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith(OURS)}
    return kept | {name: str(value) for name, value in said.items()}


def command_line(*words: str, **said: object) -> str:
    """What ``python -m data`` prints; the test fails where the command does."""
    ran = subprocess.run(
        [sys.executable, "-m", "data", *words],
        cwd=ROOT, env=environment(**said), capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def on_a_copy(shipped: Settings, folder: Path, **said: object) -> AppServer:
    """The app on the shared survey, read once, and on a store of its own in the folder."""
    store = shutil.copytree(shipped.store, folder / "store")
    named = {"SURVEY_SOURCE": shipped.source, "SURVEY_CODEBOOK": shipped.codebook}
    named |= {"SURVEY_STORE": store, "SURVEY_REFRESH_SECONDS": 0}
    return AppServer(folder / "log", **named | said)


class AppServer:
    """A running app; its environment is what is said and nothing else of ours."""

    command = ("streamlit", "run", "app.py", "--server.port")

    def __init__(self, log: Path, **said: object) -> None:
        self.log = log
        port = _free_port()
        self.url = f"http://127.0.0.1:{port}"
        with log.open("wb") as told:
            self._process = subprocess.Popen(
                [sys.executable, "-m", *self.command, str(port)],
                cwd=ROOT, env=environment(**said), stdout=told, stderr=subprocess.STDOUT,
            )  # fmt: skip

    def __enter__(self) -> AppServer:
        try:
            return self.until(lambda health: health["release"] or _looked(health), START_SECONDS)
        except BaseException:
            self.stop()
            raise

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def process_id(self) -> int:
        return self._process.pid

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def until(
        self, wanted: Callable[[Mapping[str, Any]], object], seconds: float = 30
    ) -> AppServer:
        """Waits until the app's health is as wanted; fails with what the app said."""
        end, health = time.monotonic() + seconds, None
        while time.monotonic() < end and self._process.poll() is None:
            try:
                health = self.json("/api/health")
                if wanted(health):
                    return self
            except OSError:
                pass
            time.sleep(0.1)
        raise AssertionError(f"the app's health is {health}; it said:\n{self.said()}")

    def get(self, path: str) -> bytes:
        with direct.open(self.url + path, timeout=10) as reply:
            return bytes(reply.read())

    def json(self, path: str) -> dict[str, Any]:
        return dict(json.loads(self.get(path)))

    def said(self) -> str:
        """The server's log so far."""
        return self.log.read_text("utf-8", "replace")


def _looked(health: Mapping[str, Any]) -> bool:
    """Whether the app has looked at its source."""
    return bool(health["source_state"] != "starting")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
