"""The doctor: looks through all that is configured, and says of each part what is wrong with it.

Each check is a function that gives one finding. It looks with what the server itself uses: the
same settings, source, intake, store and guards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from analysis.errors import SurveyError
from data.doctor import machine, questioning, shelves, surroundings
from data.doctor.finding import Finding, State
from data.doctor.questioning import SourceReading
from data.settings import Settings
from data.web.settings import WebSettings
from data.web.settings import from_environment as web_from_environment

__all__ = ["Finding", "State", "examination"]


def examination(load: Callable[[], Settings], now: datetime) -> Iterator[Finding]:
    """One finding after the other, as soon as it is known; ``load`` gives the settings.

    Where these can't be read, only what does not depend on them is looked at.
    """
    try:
        settings, web = load(), web_from_environment()
    except SurveyError as error:
        yield Finding.of("settings", error)
        yield surroundings.secrets(None)
        yield from surroundings.host()
        return
    yield Finding("settings", State.OK, "The settings can be read.")
    yield _checked("secrets", lambda: surroundings.secrets(settings))
    yield _checked("codebook", lambda: questioning.codebook(settings))
    yield from _source(settings, now)
    yield from _store(settings)
    yield from _server(settings, web)


def _source(settings: Settings, now: datetime) -> Iterator[Finding]:
    """The source, what is read of it, and this machine's clock beside it."""
    try:
        reading = SourceReading.of(settings)
    except SurveyError as error:
        yield Finding.of("source", error)
        return
    if reading.source.kind == "sheet":
        yield _checked("account", lambda: questioning.account(settings))
    yield questioning.reached(reading)
    yield questioning.clock(reading)
    yield _checked("answers", lambda: questioning.answers(settings, reading, now))
    yield _checked("next", lambda: questioning.awaited(settings, reading, now))


def _store(settings: Settings) -> Iterator[Finding]:
    yield _checked("store", lambda: shelves.written(settings))
    yield _checked("lasting", lambda: shelves.lasting(settings))
    yield _checked("counts", lambda: shelves.counts(settings))
    yield _checked("release", lambda: shelves.release(settings))


def _server(settings: Settings, web: WebSettings) -> Iterator[Finding]:
    yield _checked("visitors", lambda: surroundings.doors(settings, web))
    yield machine.memory()
    yield from surroundings.host()


def _checked(check: str, look: Callable[[], Finding]) -> Finding:
    """What a check gives, or the fault by which it could not be made."""
    try:
        return look()
    except SurveyError as error:
        return Finding.of(check, error)
