"""The source as the doctor sees it: read once, with what came of that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from analysis.codebook import Codebook
from analysis.disclosure.blocks import next_beginning
from analysis.errors import NotYet, SurveyError
from data import codebooks
from data.chain import responses_before
from data.doctor.finding import Finding, State
from data.intake import Examined
from data.reading import examined, survey_of
from data.releases import Store
from data.settings import Settings
from data.sources import Source, open_source
from data.sources.raw import RawTable

FAST_OR_SLOW = 60  # seconds beyond which a clock is wrong; Google refuses a few minutes
CHECK = "See every column with: python -m data check"


@dataclass(frozen=True)
class SourceReading:
    """Private: a source after one reading: its rows, or why they could not be had.

    ``seconds_ahead`` is by how much this machine's clock is ahead of the source's own, None where
    the source names no time.
    """

    source: Source
    raw: RawTable | None = None
    refusal: SurveyError | None = None
    seconds_ahead: float | None = None

    @classmethod
    def of(cls, settings: Settings) -> SourceReading:
        """Reads the source; SurveyError where the setting names none."""
        source = open_source(settings)
        try:
            raw, refusal = source.read(), None
        except SurveyError as error:
            raw, refusal = None, error
        moment = getattr(source, "replied_at", None)
        ahead = None if moment is None else (datetime.now(UTC) - moment).total_seconds()
        return cls(source, raw, refusal, ahead)


def account(settings: Settings) -> Finding:
    """Which service account reads the sheet; a fault where there is none, or its key is damaged."""
    from data.sources.account import credentials_of  # late: only a sheet needs it

    address = credentials_of(settings).service_account_email
    return Finding(
        "account", State.OK, f"Sheets are read as {address}: share yours with it as Viewer."
    )


def codebook(settings: Settings) -> Finding:
    """The survey's questions."""
    book = codebooks.load(settings.codebook)
    return Finding(
        "codebook", State.OK, f"{book.called}, version {book.version}: {len(book.questions)} "
        "questions."
    )  # fmt: skip


def reached(reading: SourceReading) -> Finding:
    """Whether the source can be read."""
    if reading.refusal is not None:
        return Finding.of("source", reading.refusal)
    if reading.source.kind == "demo":
        return Finding(
            "source", State.OK, "The synthetic demo survey; SURVEY_SOURCE leads to your own."
        )
    rows = 0 if reading.raw is None else len(reading.raw)
    return Finding("source", State.OK, f"{reading.source.name} is read: {rows:,} rows.")


def clock(reading: SourceReading) -> Finding:
    """This machine's clock beside that of whoever sent the answers."""
    ahead = reading.seconds_ahead
    if ahead is None:
        return Finding(
            "clock", State.UNCHECKED, "Only a Google Sheet's replies tell what time it is.",
            "Set this computer's clock by network time.",
        )  # fmt: skip
    if abs(ahead) <= FAST_OR_SLOW:
        return Finding("clock", State.OK, "The clock agrees with Google's to within a minute.")
    way = "ahead of" if ahead > 0 else "behind"
    return Finding(
        "clock", State.WARNING, f"The clock is {abs(ahead) / 60:.0f} minutes {way} Google's.",
        "Set it by network time: Google refuses the sign-in of a clock that is wrong.",
    )  # fmt: skip


def answers(settings: Settings, reading: SourceReading, now: datetime) -> Finding:
    """Whether the answers match the codebook; a fault where nothing is published of them."""
    seen = _examined(settings, reading, now)
    if seen is None:
        return Finding("answers", State.UNCHECKED, "There are none to look at.", "Mend the source.")
    seen.trusted()
    doubts = seen.report.doubts
    if doubts:
        more = f" ({len(doubts) - 1} more)" if len(doubts) > 1 else ""
        error = doubts[0].error()
        return Finding("answers", State.WARNING, f"{error.problem}{more}", error.remedy)
    withheld = len(_book(settings).questions) - len(dict(seen.report.matched))
    if withheld:
        return Finding(
            "answers", State.WARNING, f"{withheld} of the codebook's questions are not in the "
            "sheet, or can't be read.", CHECK,
        )  # fmt: skip
    return Finding("answers", State.OK, "Every question of the codebook has its column.")


def awaited(settings: Settings, reading: SourceReading, now: datetime) -> Finding:
    """Whether the answers are enough for the next release."""
    seen = _examined(settings, reading, now)
    if seen is None:
        return Finding("next", State.UNCHECKED, "No answers were read.", "Mend the source.")
    before = responses_before(Store(settings.store), survey_of(settings)[0])
    try:
        following = next_beginning(seen.report.grouped, before, closing=False)
    except NotYet as wait:
        return Finding.of("next", wait, State.OK)
    return Finding(
        "next", State.OK, f"There are enough answers for the release {following.id}: the server "
        "cuts it at its next reading."
    )  # fmt: skip


def _book(settings: Settings) -> Codebook:
    return codebooks.load(settings.codebook)


def _examined(settings: Settings, reading: SourceReading, now: datetime) -> Examined | None:
    if reading.raw is None:
        return None
    return examined(reading.raw, reading.source, _book(settings), Store(settings.store), now)
