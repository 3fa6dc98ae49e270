"""The private note of the last good reading, and what may not change by itself after it."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.answers.intake_report import IntakeReport
from analysis.codebook import Codebook
from analysis.errors import SurveyError
from data.releases import Store

MOST_LOST = 0.2  # of the responses, between two readings
FEW_LOST = 10  # respondents who take their answers back one by one
NOTE = "reading.json"
ACCEPT = "If that was meant, accept it with: python -m data publish"


def keep_reading(store: Store, survey: str, report: IntakeReport) -> None:
    """Keeps how the source was read, for its operator and for the next reading."""
    store.keep_private("intake.json", report.as_json())
    store.keep_private(NOTE, {"survey": survey, "used": report.used, "matched": report.matched})


def refuse_sudden_change(
    store: Store, survey: str, report: IntakeReport, codebook: Codebook
) -> None:
    """SurveyError where many responses, or a question's column, went since the last reading.

    Somebody sorted, filtered, emptied or renamed; whoever runs the survey must say that it was
    meant, by publishing by hand, before anything is published from it.
    """
    last = store.private_note(NOTE)
    if last is None or last.get("survey") != survey:
        return
    if "used" in last:  # earlier versions kept the number of rows instead
        _refuse_lost_responses(int(last["used"]), report.used)
    _refuse_lost_column(dict(last["matched"]), report, codebook)


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
