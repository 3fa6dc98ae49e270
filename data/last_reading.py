"""The private note of the last good reading, and what may not change by itself after it."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel, Field, model_validator

from analysis.answers.intake_report import IntakeReport
from analysis.codebook import Codebook
from analysis.errors import SurveyError
from data.private_notes import DamagedNote
from data.releases import Store

MOST_LOST = 0.2  # of the responses, between two readings
FEW_LOST = 10  # respondents who take their answers back one by one
NOTE = "reading.json"
ACCEPT = "If that was meant, accept it with: python -m data publish"
LOOK = "See that the sheet is whole, then accept it as it is with: python -m data publish"


class LastReading(BaseModel):
    """The note. Earlier versions kept the number of ``rows`` in place of that of responses."""

    survey: str
    used: int | None = Field(None, ge=0)
    rows: int | None = Field(None, ge=0)
    matched: list[tuple[str, str]]

    @model_validator(mode="after")
    def _tells_how_many(self) -> LastReading:
        if self.used is None and self.rows is None:
            raise ValueError("tells no number")
        return self


def keep_reading(store: Store, survey: str, report: IntakeReport) -> None:
    """Keeps how the source was read, for its operator and for the next reading."""
    store.notes.keep("intake.json", report.as_json())
    store.notes.keep(NOTE, {"survey": survey, "used": report.used, "matched": report.matched})


def refuse_sudden_change(
    store: Store, survey: str, report: IntakeReport, codebook: Codebook
) -> None:
    """SurveyError where many responses, or a question's column, went since the last reading.

    Somebody sorted, filtered, emptied or renamed; whoever runs the survey must say that it was
    meant, by publishing by hand, before anything is published from it.
    """
    last = _last_reading(store)
    if last is None or last.survey != survey:
        return
    if last.used is not None:
        _refuse_lost_responses(last.used, report.used)
    _refuse_lost_column(dict(last.matched), report, codebook)


def _last_reading(store: Store) -> LastReading | None:
    """The note, None before the first reading; SurveyError where it can't be told what it said."""
    try:
        return store.notes.note(NOTE, LastReading)
    except DamagedNote as error:
        raise DamagedNote(error.name, LOOK) from error


def _refuse_lost_responses(before: int, now: int) -> None:
    if before - now > max(FEW_LOST, MOST_LOST * before):
        raise SurveyError(  # without the numbers: it goes to the log
            "The sheet has far fewer responses than at the last reading.",
            f"Bring the missing ones back from the sheet's version history. {ACCEPT}",
        )


def _refuse_lost_column(asked: Mapping[str, str], report: IntakeReport, codebook: Codebook) -> None:
    """SurveyError where a question that was ``asked``, by header, isn't read as it was."""
    matched = dict(report.matched)
    gone = [name for name in asked if name in codebook.questions and name not in matched]
    if not gone:
        return
    header = asked[gone[0]]
    if gone[0] in {counts.question for counts in report.questions}:
        raise SurveyError(
            f"The answers to {header!r} can no longer be read as they were.",
            f"See what changed with: python -m data check. {ACCEPT}",
        )
    raise SurveyError(
        f"The column {header!r} is no longer in the sheet.",
        f"Give the column its old header back. {ACCEPT}",
    )
