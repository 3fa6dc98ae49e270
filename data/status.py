"""How the source is doing, as the app last saw it; kept in the store for every process.

It is what anybody may know: why a reading failed, or no release was cut, is in data.explanations.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime

from analysis.errors import SurveyError
from data.storage import Place, shown_at, storage_at

KEY = "status.json"


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


_unwritten: dict[Place, bytes] = {}  # what this process knows, where the store can't be written


def write_status(store: Place, status: Status) -> None:
    """Keeps the status for every process; SurveyError where the store can't be written."""
    _unwritten[store] = json.dumps(asdict(status), indent=1).encode()
    storage_at(store).write(KEY, _unwritten[store])
    del _unwritten[store]


def read_status(store: Place, *, is_shown: bool = True) -> Status | None:
    """The status of a store's source, None where it was never looked at.

    What is newer than the file counts before it: a store may have turned read-only. ``is_shown``:
    for whoever only shows it, and may see it some seconds late.
    """
    storage = shown_at(store) if is_shown else storage_at(store)
    known = {each.name for each in fields(Status)}  # earlier versions kept the problem there too
    try:
        content = json.loads(_unwritten.get(store) or storage.read(KEY) or b"")
        return Status(**{name: content[name] for name in content if name in known})
    except (SurveyError, TypeError, ValueError):
        return None
