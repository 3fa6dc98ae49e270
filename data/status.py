"""How the source is doing, as the app last saw it; kept in the store for every process.

What anybody may know is the Status. Why a reading failed, or no release was cut, is the operator's
alone: an Explanation, in the store's private folder.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from analysis.errors import SurveyError
from data.atomic import writable, write_atomically


@dataclass(frozen=True)
class Status:
    """What pages may show to anybody: no sentence of an operator's has a place in it.

    ``survey`` names the releases to show. ``state`` is starting (not read yet), ok, or stale (the
    last reading failed, as all have done since ``failing_since``). ``is_waiting``: the rules did
    not allow a new release. ``failures`` counts the readings that failed since the last good one.
    """

    survey: str
    source_kind: str
    state: str = "starting"
    last_success: str | None = None
    last_try: str | None = None
    failing_since: str | None = None
    is_waiting: bool = False
    show_quality: bool = False
    failures: int = 0

    def succeeded(self, now: datetime, *, is_waiting: bool = False) -> Status:
        moment = now.isoformat(timespec="seconds")
        return replace(
            self, state="ok", last_success=moment, last_try=moment, failing_since=None,
            is_waiting=is_waiting, failures=0,
        )  # fmt: skip

    def failed(self, now: datetime) -> Status:
        moment = now.isoformat(timespec="seconds")
        return replace(
            self, state="stale", last_try=moment, failing_since=self.failing_since or moment,
            failures=self.failures + 1,
        )  # fmt: skip

    def age_seconds(self, now: datetime) -> int | None:
        """Seconds since the source was last read; None if it never was."""
        if self.last_success is None:
            return None
        return max(0, int((now - datetime.fromisoformat(self.last_success)).total_seconds()))


@dataclass(frozen=True)
class Explanation:
    """Private: why the last reading failed or cut no release, and what the operator can do."""

    problem: str
    remedy: str


_unwritten: dict[Path, bytes] = {}  # what this process knows, where the store can't be written


def write_status(store: Path, status: Status) -> None:
    """Keeps the status for every process; SurveyError where the store can't be written."""
    _write(store, _status_file(store), asdict(status))


def read_status(store: Path) -> Status | None:
    """The status of a store's source, None where it was never looked at."""
    known = {each.name for each in fields(Status)}  # earlier versions kept the problem there too
    content = _read(_status_file(store))
    try:
        return Status(**{name: content[name] for name in content if name in known})
    except TypeError:
        return None


def explain(store: Path, error: SurveyError | None) -> None:
    """Keeps what came of the last reading for its operator; None: nothing needs explaining."""
    why = asdict(Explanation(error.problem, error.remedy)) if error else {}
    _write(store, _explanation_file(store), why)


def explanation(store: Path) -> Explanation | None:
    """Private: why the last reading failed or cut no release; None where it cut one."""
    try:
        return Explanation(**_read(_explanation_file(store)))
    except TypeError:
        return None


def _status_file(store: Path) -> Path:
    return store / "status.json"


def _explanation_file(store: Path) -> Path:
    return store / "private" / "explanation.json"


def _write(store: Path, file: Path, content: dict[str, Any]) -> None:
    _unwritten[file] = json.dumps(content, indent=1).encode()
    with writable(store):
        if file.parent != store:
            file.parent.mkdir(mode=0o700, exist_ok=True)
        write_atomically(file, _unwritten[file], mode=0o600)
    del _unwritten[file]


def _read(file: Path) -> dict[str, Any]:
    """What a file holds, or what is newer than it: a store may have turned read-only."""
    try:
        content = json.loads(_unwritten.get(file) or file.read_bytes())
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
