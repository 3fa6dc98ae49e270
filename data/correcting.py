"""Adding to the correction log: from now on whatever cites a release says that it is wrong."""

from __future__ import annotations

from datetime import UTC, datetime

from analysis.errors import SurveyError
from analysis.release.corrections import Correction
from data.adding import publishing
from data.corrections import KEY, LONGEST, MOST, as_json, visible
from data.releases import Store


def correct(store: Store, release: str, because: str, by: str | None, now: datetime) -> Correction:
    """Writes down why a release is wrong; SurveyError, and nothing written, where that can't be.

    The release itself is never touched.
    """
    told = _reason(because)
    wrong = store.manifest(release)
    if by is not None and (by == release or store.manifest(by).survey != wrong.survey):
        raise SurveyError(
            f"Release {by} can't stand in for {release}.",
            "Name another release of the same survey, or none.",
        )
    moment = now.astimezone(UTC).isoformat(timespec="seconds")
    with publishing(store) as hold:
        log = (*store.corrections(), Correction(release, moment, told, by))
        if len(log) > MOST:
            raise SurveyError("The correction log is full.", "Begin a new store (SURVEY_STORE).")
        hold.confirm()
        store.storage.write(KEY, as_json(log))
    return log[-1]


def _reason(because: str) -> str:
    """The reason in one line; SurveyError where it says nothing, or too much."""
    told = visible(because)
    if not told or len(told) > LONGEST:
        raise SurveyError(
            f"The reason has {len(told)} letters that can be seen.",
            f"Say in 1 to {LONGEST} letters what is wrong: --because.",
        )
    return told
