"""How the source is doing, as the app last saw it; kept in the store for every process."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from analysis.errors import SurveyError
from data.atomic import writable, write_atomically


@dataclass(frozen=True)
class Status:
    """``survey`` names the releases to show; ``problem`` and ``remedy`` are of the last reading.

    ``state`` is starting (not read yet), ok, or stale (the last reading failed); ``waiting`` says
    in words why no new release was cut, and is empty when one was. ``failures`` counts the readings
    that failed since the last good one.
    """

    survey: str
    source_kind: str
    state: str = "starting"
    last_success: str | None = None
    last_try: str | None = None
    problem: str | None = None
    remedy: str | None = None
    waiting: str | None = None
    show_quality: bool = False
    failures: int = 0

    def succeeded(self, now: datetime, waiting: str | None) -> Status:
        moment = now.isoformat(timespec="seconds")
        return replace(
            self, state="ok", last_success=moment, last_try=moment, problem=None, remedy=None,
            waiting=waiting, failures=0,
        )  # fmt: skip

    def failed(self, now: datetime, error: SurveyError) -> Status:
        moment = now.isoformat(timespec="seconds")
        return replace(
            self, state="stale", last_try=moment, problem=error.problem, remedy=error.remedy,
            failures=self.failures + 1,
        )  # fmt: skip

    def age_seconds(self, now: datetime) -> int | None:
        """Seconds since the source was last read; None if it never was."""
        if self.last_success is None:
            return None
        return max(0, int((now - datetime.fromisoformat(self.last_success)).total_seconds()))


_unwritten: dict[Path, Status] = {}  # what this process knows, where the store can't be written


def write_status(store: Path, status: Status) -> None:
    """Keeps the status for every process; SurveyError where the store can't be written."""
    _unwritten[store] = status
    with writable(store):
        told = json.dumps(asdict(status), indent=1).encode()
        write_atomically(store / "status.json", told, mode=0o600)  # it says how many answered
    del _unwritten[store]


def read_status(store: Path) -> Status | None:
    """The status of a store's source, None where it was never looked at."""
    if store in _unwritten:  # newer than what lies in a store that turned read-only
        return _unwritten[store]
    try:
        return Status(**json.loads((store / "status.json").read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
