"""Reads the source in the background, so that a page never waits for it."""

from __future__ import annotations

import contextlib
import logging
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from analysis.errors import NotYet, SurveyError
from data.alerts import Alerts
from data.explanations import explain
from data.last_reading import keep_reading, refuse_sudden_change
from data.publish import cut
from data.reading import read, survey_of
from data.releases import Store
from data.settings import Settings
from data.status import Status, read_status, write_status
from data.storage import ReadingDuty, storage_at

log = logging.getLogger("team_of_one")
LONGEST_PAUSE = 3600  # seconds between two readings of a source that keeps failing
MOST_DOUBLINGS = 12  # from 1 second beyond the longest pause
UNEXPECTED = SurveyError(
    "Reading the survey failed in a way this program did not foresee.",
    "See the server's log, and try: python -m data check",
)


@dataclass
class LastingFault:
    """What a repeated attempt fails by: news where it begins, changes and ends, not in between."""

    known: str | None = None

    def is_news(self, fault: str) -> bool:
        """Whether this is another fault than the last attempt's."""
        is_another, self.known = fault != self.known, fault
        return is_another

    def ended(self) -> bool:
        """To be asked after an attempt that succeeded: whether the last one failed."""
        failed, self.known = self.known is not None, None
        return failed


@dataclass
class Refresher:
    """Re-reads one source every so many seconds and publishes when the rules allow.

    Of all processes that share a store one does so; the others wait to take over from it.
    """

    settings: Settings
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    duty: ReadingDuty = field(init=False)
    read_fault: LastingFault = field(default_factory=LastingFault)
    write_fault: LastingFault = field(default_factory=LastingFault)
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def __post_init__(self) -> None:
        self.duty = storage_at(self.settings.store).duty()

    def start(self) -> None:
        """Starts reading in a thread of its own; 0 seconds between readings means one reading."""
        with contextlib.suppress(SurveyError):  # which the first turn tells
            if self.duty.held():
                self._tell(self.known())
        self._thread = threading.Thread(target=self._run, name="refresher", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Begins no further reading, and leaves the duty to another process."""
        self._stop.set()

    def _run(self) -> None:
        Store(self.settings.store).notes.warn_if_open(self.settings.store)
        pause: float | None = 0.0
        while pause is not None and not self._stop.wait(pause):
            pause = self._turn()
        self.duty.release()

    def _turn(self) -> float | None:
        """One reading if it is this process's to make; returns seconds to the next, None: no more.

        Where the store can't be written nobody can have the duty, and each process says so itself.
        """
        try:
            if not self.duty.held():
                return self.duty.beat
        except SurveyError as error:
            return self.pause_after(self._failed(self.known(), error))
        return self.pause_after(self.once())

    def pause_after(self, status: Status) -> float | None:
        """Seconds to the next reading, twice as many after each failure; None: no further one."""
        seconds = self.settings.refresh_seconds
        if not seconds or self.settings.source == "demo":
            return None
        doubled = seconds * 2 ** min(max(status.failures - 1, 0), MOST_DOUBLINGS)
        return float(min(doubled, max(LONGEST_PAUSE, seconds)))

    def known(self) -> Status:
        """What is known before the first reading: the survey, and how it was last time."""
        last, shown = self._last(), self.settings.show_quality
        try:
            survey, kind = survey_of(self.settings)
        except SurveyError:
            stale = replace(last, show_quality=shown).failed(self.now())
            return replace(stale, failures=last.failures)  # the reading that comes will count it
        if last.survey == survey:
            return replace(last, source_kind=kind, show_quality=shown)
        return Status(survey, kind, show_quality=shown)

    def _last(self) -> Status:
        """The status as it was left, by this process or an earlier one."""
        return read_status(self.settings.store, is_shown=False) or Status(
            survey="", source_kind="unknown"
        )

    def once(self) -> Status:
        """One reading: what came of it is in the status, never an exception."""
        status = self._last()
        try:
            status = self.known()
            wait = self._read_and_cut()
        except SurveyError as error:
            return self._failed(status, error)
        except Exception as error:  # a thread that dies would leave the page stale without a word
            if self.read_fault.is_news("".join(traceback.format_tb(error.__traceback__))):
                log.exception("Reading the source failed")
            return self._failed(status, UNEXPECTED)
        if self.read_fault.ended():
            log.warning("The survey is read again.")
        self._explain(wait)
        return self._tell(status.succeeded(self.now(), is_waiting=wait is not None))

    def _read_and_cut(self) -> NotYet | None:
        """Reads, and publishes if the rules allow; returns why not where they do not."""
        store = Store(self.settings.store)
        reading = read(self.settings, self.now())
        report = reading.answers.report
        refuse_sudden_change(store, reading.survey, report, reading.answers.codebook)
        keep_reading(store, reading.survey, report)
        try:
            cut(reading, store, self.settings.engine, self.now())
        except NotYet as wait:
            return wait
        return None

    def _failed(self, status: Status, error: SurveyError) -> Status:
        """Why is for the log and the operator; visitors are told how old the answers are."""
        if error is not UNEXPECTED and self.read_fault.is_news(str(error)):
            log.warning("%s %s", error.problem, error.remedy)
        self._explain(error)
        return self._tell(status.failed(self.now()))

    def _explain(self, error: SurveyError | None) -> None:
        with contextlib.suppress(SurveyError):  # of the store, which writing the status tells
            explain(Store(self.settings.store), error)

    def _tell(self, status: Status) -> Status:
        Alerts(self.settings.alert_url).saw(self._last(), status)
        try:
            write_status(self.settings.store, status)
        except SurveyError as error:
            if self.write_fault.is_news(str(error)):
                log.warning("%s %s", error.problem, error.remedy)
        else:
            if self.write_fault.ended():
                log.warning("The store can be written again.")
        return status
