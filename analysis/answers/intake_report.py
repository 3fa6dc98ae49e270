"""What intake found: one object for the command line, JSON and the Data quality page.

Private to the operator: it holds exact counts and row numbers of the sheet. Of what respondents
wrote it holds only values that stand in many rows and look like options or numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from analysis.answers.shortening import told_apart
from analysis.errors import SurveyError

ROWS_NAMED = 8  # enough to find the fault in the sheet, few enough to read
LONGEST_NAME = 60  # characters of a header in the table of questions


class Found(StrEnum):
    """Kinds of findings, in the order in which they are told."""

    IDENTITY = "identity refused"
    WITHHELD = "question withheld"
    TAB_READ = "tab that was read"
    OTHER_TAB = "another tab looks the same"
    DAMAGED_TEXT = "damaged characters"
    UNKNOWN_COLUMN = "column ignored"
    DOUBLED_COLUMN = "question in several columns"
    NOT_ASKED = "question not in the sheet"
    RAW_HEADER = "question called by a column's raw name"
    NO_ANSWERS = "question without answers"
    MISSING_OVERRULED = "answer that intake.missing lists"
    ABOVE_HEADER = "rows above the header"
    SECOND_HEADER = "further rows of the header"
    EMPTY_ROWS = "rows without an answer"
    LONG_ROWS = "rows longer than the header"
    NO_RESPONSE = "rows that are no responses"
    EXCLUDED = "responses left out"
    DUPLICATE_ROWS = "duplicated rows set aside"
    NO_GROUP = "responses set aside"
    UNREADABLE = "answers set aside"
    DATES_READ_BACK = "dates read back as answers"
    OWN_ANSWER = "own answers not stored"
    HALF_ANSWERED = "scale not scored"
    PRORATED = "scale scored from part of its questions"


@dataclass(frozen=True)
class Finding:
    """``count`` cells, rows or columns at ``where``; ``rows`` names the first in the sheet."""

    found: Found
    where: str
    count: int
    detail: str
    rows: tuple[int, ...] = ()

    def sentence(self) -> str:
        rows = ", ".join(str(row) for row in self.rows)
        more = " and more" if self.count > len(self.rows) else ""
        noun = "row" if len(self.rows) == 1 and not more else "rows"
        place = f" ({noun} {rows}{more})" if self.rows else ""
        return f"{self.where} – {self.detail}{place}."


@dataclass(frozen=True)
class QuestionCounts:
    """How the cells of a question ended: each in one of three ways, among the rows in use."""

    question: str
    header: str
    read: int
    missing: int
    set_aside: int

    @property
    def answers(self) -> int:
        return self.read + self.set_aside

    def line(self) -> str:
        aside = f"{self.set_aside:,}"
        if self.set_aside:
            aside += f" ({share_of(self.set_aside, self.answers)} of its answers)"
        return f"{self.read:>9,}  {self.missing:>9,}  {aside}"


@dataclass(frozen=True)
class Doubt:
    """Why publishing would mislead, and what to do about it.

    ``problem`` holds counts and values, for the report alone; ``summary`` says as much without
    them, for a log.
    """

    problem: str
    remedy: str
    summary: str

    def error(self) -> SurveyError:
        """The doubt as what is raised: it may come to a log."""
        return SurveyError(self.summary, f"{self.remedy} Details: python -m data check.")


@dataclass(frozen=True)
class IntakeReport:
    """How a source was read.

    ``rows`` counts the rows below the header, ``used`` those that are responses; of these ``solo``
    and ``team`` are in a group, and only they are counted in a release. ``matched`` holds the
    questions that were read, with their headers; ``doubts`` what has to be mended before the
    numbers can be trusted. ``called`` are the survey's words for the people of ``solo`` and
    ``team``.
    """

    source: str
    codebook: str
    rows: int
    used: int
    solo: int
    team: int
    matched: tuple[tuple[str, str], ...]
    questions: tuple[QuestionCounts, ...]
    findings: tuple[Finding, ...]
    doubts: tuple[Doubt, ...] = ()
    called: tuple[str, str] = ("solo", "team")

    @property
    def grouped(self) -> int:
        """The responses that are in one of the two groups."""
        return self.solo + self.team

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> IntakeReport:
        findings = tuple(
            Finding(Found(f["found"]), f["where"], f["count"], f["detail"], tuple(f["rows"]))
            for f in said["findings"]
        )
        names = ("source", "codebook", "rows", "used", "solo", "team")
        return cls(
            **{name: said[name] for name in names},
            matched=tuple((question, header) for question, header in said["matched"]),
            questions=tuple(QuestionCounts(**each) for each in said["questions"]),
            findings=findings,
            doubts=tuple(Doubt(**each) for each in said["doubts"]),
            called=tuple(said.get("called", ("solo", "team"))),  # older reports lack it
        )

    def lines(self) -> list[str]:
        """The report as plain lines: the answer first, then what is doubtful, then the details."""
        return [
            *self._answer(),
            *self._doubts(),
            *self._findings(),
            *self._table(),
        ]

    def _answer(self) -> Iterator[str]:
        noun = "response" if self.used == 1 else "responses"
        apart = self.used - self.grouped
        rest = f", {apart:,} in neither group" if apart else ""
        solo, team = self.called
        yield f"{self.used:,} {noun}: {self.solo:,} {solo}, {self.team:,} {team}{rest}."
        unread = sum(each.set_aside for each in self.questions)
        answers = sum(each.answers for each in self.questions)
        if unread:
            yield (
                f"{unread:,} of {answers:,} answers ({share_of(unread, answers)}) could not be "
                "read and are set aside."
            )
        else:
            yield f"Everything was read: {answers:,} answers to {len(self.questions)} questions."
        if self.rows > self.used:
            yield f"{self.rows - self.used:,} of {self.rows:,} rows are left out; see below."
        yield f"Read from {self.source} with codebook {self.codebook}."

    def _doubts(self) -> Iterator[str]:
        if self.doubts:
            yield from ("", "What would mislead")
        for doubt in self.doubts:
            yield f"  {doubt.problem} {doubt.remedy}"

    def _findings(self) -> Iterator[str]:
        for kind in Found:
            some = [finding for finding in self.findings if finding.found is kind]
            if some:
                yield from ("", kind.value[:1].upper() + kind.value[1:])
                yield from (f"  {line}" for line in _together(some))

    def _table(self) -> Iterator[str]:
        names = told_apart([each.header for each in self.questions], LONGEST_NAME)
        width = max(map(len, names), default=0)
        yield from ("", f"  {'Question':<{width}}  {'read':>9}  {'missing':>9}  set aside")
        for name, each in zip(names, self.questions, strict=True):
            yield f"  {name:<{width}}  {each.line()}"


def share_of(part: int, whole: int) -> str:
    """A share in words: '12.5 %', 'less than 0.1 %'."""
    percent = 100 * part / whole
    return f"{percent:.1f} %" if percent >= 0.1 else "less than 0.1 %"


def _together(findings: list[Finding]) -> list[str]:
    """A sentence a finding; columns of which the same is to be said share one."""
    places: dict[str, list[str]] = {}
    told = []
    for finding in findings:
        if finding.rows or finding.count > 1:
            told.append(finding.sentence())
        else:
            places.setdefault(finding.detail, []).append(finding.where)
    return told + [f"{', '.join(where)} – {detail}." for detail, where in places.items()]
