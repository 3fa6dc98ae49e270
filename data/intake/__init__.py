"""From raw answers to Answers: every cell read, missing, or set aside with its reason and counted.

layout finds the header, headers the columns of each question, rows the responses; columns reads
the cells, trust withholds what can't be trusted, coding turns answers into numbers, arrival puts
them into the order in which they came, telling says what was found.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analysis.answers.intake_report import Doubt, Finding, IntakeReport
from analysis.answers.reading import Manner
from analysis.codebook import Codebook, Group
from analysis.codebook.matching import plain
from analysis.codebook.merging import apart, as_before, positions
from analysis.codebook.resolving import resolved
from analysis.codebook.scoring import column
from analysis.codebook.texts import visible
from analysis.errors import SurveyError
from data.intake.arrival import Rows, in_order_of_arrival
from data.intake.coding import Numbers, coded, nullable, with_waves
from data.intake.columns import Cells, question_cells
from data.intake.headers import Matched, match_headers
from data.intake.layout import Sheet, lay_out
from data.intake.row_context import filled
from data.intake.rows import Kept, responses
from data.intake.telling import counts, of_groups, of_names, of_questions, of_scales
from data.intake.trust import doubts
from data.sources.raw import RawTable


@dataclass(frozen=True)
class Answers:
    """Private: one row per respondent in a group, one int32 column per answer.

    Options stand as their index in the codebook, counts in units of their column, ticks as 0 or
    1, the wave as its index; null is no answer. ``codebook`` names the waves and dimensions that
    were found, and which answers are told together. ``arrival`` holds where the respondents' rows
    stand below the sheet's header, in the order in which they came.
    """

    table: pa.Table
    codebook: Codebook
    report: IntakeReport
    arrival: Rows

    def told_by(self, codebook: Codebook) -> Answers:
        """The same answers under a codebook that tells more of them together."""
        table = self.table
        for name, asked in codebook.questions.items():
            held = column(name)
            if held in table.column_names and asked.merge != self.codebook.questions[name].merge:
                now = pa.array(positions(self.codebook, codebook, name), pa.int32())
                at, said = table.column_names.index(held), table[held].combine_chunks()
                table = table.set_column(at, held, now.take(said))
        return replace(self, table=table, codebook=codebook)


@dataclass(frozen=True)
class Examined:
    """Private: how a sheet was read, and its answers, or why none may be published."""

    report: IntakeReport
    outcome: Answers | SurveyError

    def trusted(self) -> Answers:
        """The answers; SurveyError where publishing them would mislead."""
        if isinstance(self.outcome, SurveyError):
            raise self.outcome
        return self.outcome


def take_in(raw: RawTable, codebook: Codebook, source: str, today: date) -> Answers:
    """The answers in a raw table; SurveyError where publishing them would mislead."""
    return examine(raw, codebook, source, today).trusted()


def first_responses(
    raw: RawTable,
    whole: Answers,
    codebook: Codebook,
    source: str,
    today: date,
    count: int,
    before: Codebook | None,
) -> Answers:
    """The ``count`` answers of a raw table that came first; ``whole`` are all of them.

    They are read as if nobody had come after them, so that what they say depends on the sheet's
    beginning alone: its waves, in which order its dates are written, what can't be trusted.
    """
    first = np.sort(whole.arrival[:count])
    return examine(raw, codebook, source, today, before, first).trusted()


def examine(
    raw: RawTable,
    codebook: Codebook,
    source: str,
    today: date,
    before: Codebook | None = None,
    only: Rows | None = None,
) -> Examined:
    """How a raw table reads; SurveyError where it can't be this survey's sheet.

    ``before`` is the codebook of the survey's last release, whose waves keep their names, and what
    it told together stays so. ``only`` are positions below the header: the responses to read as if
    there were no other row.
    """
    codebook = apart(codebook)
    sheet, matched = _found(raw, codebook, source, only)
    kept = (
        responses(sheet, codebook, matched.places)
        if only is None
        else Kept(np.arange(len(only), dtype=np.int64), ())
    )
    if not len(kept.rows):
        raise SurveyError(
            f"{source} has its headers but no answers yet.",
            "Share the form; run this again once people have answered.",
        )
    manner = Manner(today, raw.typed, codebook.intake.locale or raw.locale)
    read = {
        question: question_cells(sheet, codebook, question, place, kept.rows, manner)
        for question, place in matched.places.items()
    }
    return _examined(sheet, codebook, matched, kept, read, source, before)


def _found(
    raw: RawTable, codebook: Codebook, source: str, only: Rows | None
) -> tuple[Sheet, Matched]:
    """The sheet below its header, and where its questions stand."""
    if not any(plain(head) for head in raw.headers):
        raise SurveyError(
            f"{source} is empty: it has no header row.",
            "Point SURVEY_SOURCE at the sheet (and tab) that the form writes its responses to.",
        )
    sheet = lay_out(raw, codebook)
    if only is not None:
        sheet = sheet.only(only)
    matched = match_headers(sheet, codebook)
    if matched.refusal is not None:
        raise matched.refusal
    return sheet, matched


def _examined(
    sheet: Sheet,
    codebook: Codebook,
    matched: Matched,
    kept: Kept,
    read: Mapping[str, Cells],
    source: str,
    before: Codebook | None,
) -> Examined:
    others = {
        head: filled(sheet.raw.columns[at])[kept.rows] for head, at in matched.unread(sheet).items()
    }
    withheld = doubts(codebook, read, matched.places, others)
    findings = [*sheet.raw.findings, *sheet.findings, *matched.findings, *kept.findings]
    findings += [
        *of_names(codebook, read),
        *of_questions(sheet, codebook, kept.rows, read, withheld),
    ]
    trusted = {name: cells for name, cells in read.items() if name not in withheld}
    asked = codebook.grouping.question
    sides = coded(trusted[asked], codebook, asked) if asked in trusted else {}
    groups = _groups(codebook, sides, len(kept.rows))
    for question, cells in trusted.items():
        codebook = with_waves(codebook, question, cells, groups.either, before)
    codes = {n: c for q, cells in trusted.items() for n, c in coded(cells, codebook, q).items()}
    findings += of_groups(sheet, codebook, kept.rows, groups.either)
    refusal = _refusal(codebook, kept, withheld, groups, source)
    table = pa.table({name: nullable(held[groups.either]) for name, held in codes.items()})
    came = in_order_of_arrival(sheet, codebook, matched.places, trusted, kept.rows)
    arrival = kept.rows[came[groups.either[came]]]
    book = resolved(codebook, codes)
    findings += of_scales(table, book)
    report = _report(source, sheet, book, kept, read, trusted, groups, findings, withheld)
    answers = Answers(table, book, report, arrival).told_by(as_before(book, before))
    return Examined(report, refusal or answers)


@dataclass(frozen=True)
class Groups:
    """Which of the responses are solo, and which in a team."""

    solo: npt.NDArray[np.bool_]
    team: npt.NDArray[np.bool_]

    @property
    def either(self) -> npt.NDArray[np.bool_]:
        return self.solo | self.team


def _groups(codebook: Codebook, codes: Mapping[str, Numbers], rows: int) -> Groups:
    grouping = codebook.grouping
    said = codes.get(column(grouping.question))
    if said is None:
        return Groups(np.zeros(rows, dtype=bool), np.zeros(rows, dtype=bool))
    names = [option.code for option in codebook.options(grouping.question)]
    solo, team = (
        np.isin(said, [names.index(code) for code in side.answers])
        for side in (grouping.solo, grouping.team)
    )
    return Groups(solo, team)


def _refusal(
    codebook: Codebook, kept: Kept, withheld: Mapping[str, Doubt], groups: Groups, source: str
) -> SurveyError | None:
    """Why nothing may be published: too many rows or a required question can't be trusted, or
    nobody is in a group."""
    for doubt in kept.doubts:
        return doubt.error()
    for question, doubt in withheld.items():
        if codebook.is_required(question):
            return doubt.error()
    if not groups.either.any():
        question = codebook.grouping.question
        return SurveyError(
            f"None of the responses in {source} can be placed: nobody gave a known "
            f"answer to {codebook.header(question)!r}.",
            f"Compare that column with the answers of questions.{question} in the codebook.",
        )
    return None


def _report(
    source: str,
    sheet: Sheet,
    codebook: Codebook,
    kept: Kept,
    read: Mapping[str, Cells],
    trusted: Mapping[str, Cells],
    groups: Groups,
    findings: list[Finding],
    withheld: Mapping[str, Doubt],
) -> IntakeReport:
    tab = f"{sheet.raw.tab!r} of " if sheet.raw.tab else ""
    solo, team = int(groups.solo.sum()), int(groups.team.sum())
    return IntakeReport(
        source=visible(f"{tab}{source}"),
        codebook=f"{codebook.id} {codebook.version}",
        rows=len(sheet.raw),
        used=len(kept.rows),
        solo=solo,
        team=team,
        matched=tuple((name, codebook.header(name)) for name in trusted),
        questions=tuple(counts(codebook, name, cells) for name, cells in read.items()),
        findings=tuple(findings),
        doubts=(*kept.doubts, *withheld.values()),
        called=(_called(codebook.grouping.solo, solo), _called(codebook.grouping.team, team)),
    )


def _called(group: Group, people: int) -> str:
    """A group's name after so many of it."""
    return group.one if people == 1 else group.many
