"""Reads the source in the background, so that a page never waits for it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from analysis.errors import NotYet, SurveyError
from data.publish import cut, read, survey_of
from data.releases import Store
from data.settings import Settings
from data.status import Status, read_status, write_status

log = logging.getLogger("team_of_one")
UNEXPECTED = SurveyError(
    "Reading the survey failed in a way this program did not foresee.",
    "See the server's log, and try: python -m data check",
)


@dataclass
class Refresher:
    """Re-reads one source every so many seconds and publishes when the rules allow."""

    settings: Settings
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Starts reading in a thread of its own; 0 seconds between readings means one reading."""
        self._tell(self.known())
        self._thread = threading.Thread(target=self._run, name="refresher", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()

    def _run(self) -> None:
        while not self._stop.is_set():
            self.once()
            if not self.settings.refresh_seconds or self.settings.source == "demo":
                return
            self._stop.wait(self.settings.refresh_seconds)

    def known(self) -> Status:
        """What is known before the first reading: the survey, and how it was last time."""
        last, shown = self._last(), self.settings.show_quality
        try:
            survey, kind = survey_of(self.settings)
        except SurveyError as error:
            return replace(last, show_quality=shown).failed(self.now(), error)
        if last.survey == survey:
            return replace(last, source_kind=kind, show_quality=shown)
        return Status(survey, kind, show_quality=shown)

    def _last(self) -> Status:
        """The status as it was left, by this process or an earlier one."""
        return read_status(self.settings.store) or Status(survey="", source_kind="unknown")

    def once(self) -> Status:
        """One reading: what came of it is in the status, never an exception."""
        status = self._last()
        try:
            status = self.known()
            waiting = self._read_and_cut()
            status = status.succeeded(self.now(), waiting)
        except SurveyError as error:
            status = status.failed(self.now(), error)
            log.warning("%s %s", error.problem, error.remedy)
        except Exception:  # a thread that dies would leave the page stale without a word
            status = status.failed(self.now(), UNEXPECTED)
            log.exception("Reading the source failed")
        self._tell(status)
        return status

    def _read_and_cut(self) -> str | None:
        """Reads, and publishes if the rules allow; returns why not in words where they do not."""
        store = Store(self.settings.store)
        reading = read(self.settings, self.now())
        store.keep_private("intake.json", reading.answers.report.as_json())
        try:
            cut(reading, store, self.settings.engine, self.now())
        except NotYet as wait:
            return wait.problem
        return None

    def _tell(self, status: Status) -> None:
        try:
            write_status(self.settings.store, status)
        except SurveyError as error:
            log.warning("%s %s", error.problem, error.remedy)
