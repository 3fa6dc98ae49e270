"""From raw answers to Answers: cells read, identity refused, everything set aside counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.answers.answering import Answer, Ticks, Unread, reader
from analysis.answers.dates import wave_of, waves_of
from analysis.answers.intake_report import ROWS_NAMED, Finding, Found, IntakeReport
from analysis.codebook import Codebook, Kind
from analysis.codebook.matching import plain
from analysis.codebook.resolving import resolved
from analysis.codebook.scoring import column, measures, tick_column
from analysis.codebook.texts import visible
from analysis.errors import SurveyError
from data.headers import Matched, match_headers
from data.sources.raw import RawTable

Numbers = npt.NDArray[np.int32]
Rows = npt.NDArray[np.int64]
NOTHING = -1  # stands for null until the columns become Arrow
FIRST_ROW = 2  # the sheet's first row of answers, below the header


@dataclass(frozen=True)
class Answers:
    """Private: one row per respondent in a group, one int32 column per answer.

    Options stand as their index in the codebook, counts as they are, ticks as 0 or 1, the wave
    as its index; null is no answer. ``codebook`` names the waves and dimensions that were found.
    """

    table: pa.Table
    codebook: Codebook
    report: IntakeReport


@dataclass(frozen=True)
class Cells:
    """A question's column: its distinct answers, and which of them each row gave."""

    answers: list[Answer]
    index: Rows

    def count(self, reason: Unread) -> int:
        return int(np.isin(self.index, self.places(reason)).sum())

    def places(self, reason: Unread) -> list[int]:
        return [n for n, answer in enumerate(self.answers) if answer is reason]


def take_in(raw: RawTable, codebook: Codebook, source: str, today: date) -> Answers:
    """The answers in a raw table; SurveyError where it can't be this survey's sheet."""
    if not any(plain(head) for head in raw.headers):
        raise SurveyError(
            f"{source} is empty: it has no header row.",
            "Point SURVEY_SOURCE at the sheet (and tab) that the form writes its responses to.",
        )
    matched = match_headers(raw, codebook)
    if len(raw) == 0:
        raise SurveyError(
            f"{source} has its headers but no answers yet.",
            "Share the form; run this again once people have answered.",
        )
    rows = _first_of_duplicates(raw, codebook, matched)
    findings = [*matched.findings, *_duplicates(len(raw), rows)]
    coded: dict[str, Numbers] = {}
    for question, places in matched.columns.items():
        cells = _read(raw, codebook, question, places, rows, today)
        findings += _set_aside(cells, codebook.header(question), rows)
        cells = _refuse_identity(cells)
        codebook = _with_waves(codebook, question, cells)
        coded |= _coded(cells, codebook, question)
    return _in_groups(coded, codebook, findings, matched, source, len(raw), rows)


def _first_of_duplicates(raw: RawTable, codebook: Codebook, matched: Matched) -> Rows:
    """Row positions without those that repeat an earlier row in every cell.

    Only where the sheet tells when an answer was given: otherwise two people who answered alike
    can't be told from one who was recorded twice.
    """
    everyone = np.arange(len(raw))
    if codebook.intake.duplicate_rows == "keep" or codebook.timestamp() not in matched.columns:
        return everyone
    encoded = (values.dictionary_encode().combine_chunks() for values in raw.columns)
    codes = {n: pc.fill_null(cells.indices, NOTHING) for n, cells in enumerate(encoded)}
    same = pd.DataFrame({n: held.to_numpy() for n, held in codes.items()}).duplicated()
    return everyone[~same.to_numpy()]


def _duplicates(read: int, rows: Rows) -> Iterator[Finding]:
    again = np.setdiff1d(np.arange(read), rows)
    if len(again):
        detail = _counted(len(again), "row repeats", "rows repeat") + " another in every cell"
        yield Finding(Found.DUPLICATE_ROWS, "Whole sheet", len(again), detail, _named(again))


def _read(
    raw: RawTable, codebook: Codebook, question: str, places: list[int], rows: Rows, today: date
) -> Cells:
    cells = pc.coalesce(*(raw.columns[at] for at in places)).take(pa.array(rows))
    if codebook.questions[question].kind is Kind.DATE:  # the day alone: few distinct values
        cells = pc.replace_substring_regex(cells, r"(?s)^\s*(\d[^\sT,]*).*$", r"\1")
    encoded = cells.dictionary_encode().combine_chunks()
    read = reader(codebook, question, today + timedelta(days=1))
    answers = [read(cell) for cell in encoded.dictionary.to_pylist()]
    index = pc.fill_null(encoded.indices, len(answers))
    return Cells([*answers, Unread.MISSING], index.to_numpy().astype(np.int64))


def _set_aside(cells: Cells, header: str, rows: Rows) -> Iterator[Finding]:
    for reason in Unread:
        at = np.flatnonzero(np.isin(cells.index, cells.places(reason)))
        if reason is Unread.MISSING or not len(at):
            continue
        detail = _counted(len(at), "answer", "answers") + f" set aside, {reason.value}"
        found = Found.IDENTITY if reason is Unread.IDENTITY else Found.UNREADABLE
        yield Finding(found, header, len(at), detail, _named(rows[at]))
    own = [answer.own if isinstance(answer, Ticks) else 0 for answer in cells.answers]
    written = int(np.array(own)[cells.index].sum())
    if written:
        detail = _counted(written, "own answer was", "own answers were") + " counted, not stored"
        yield Finding(Found.OWN_ANSWER, header, written, detail)


def _refuse_identity(cells: Cells) -> Cells:
    """The cells, or none of them where more than half of what was written names people."""
    written = len(cells.index) - cells.count(Unread.MISSING)
    if cells.count(Unread.IDENTITY) * 2 <= written:
        return cells
    return Cells([Unread.MISSING], np.zeros_like(cells.index))


def _with_waves(codebook: Codebook, question: str, cells: Cells) -> Codebook:
    asked = codebook.questions[question]
    if asked.kind is not Kind.DATE or asked.waves:
        return codebook
    days = {answer for answer in cells.answers if isinstance(answer, date)}
    named = asked.model_copy(update={"waves": waves_of(days, asked.period)})
    return codebook.model_copy(update={"questions": codebook.questions | {question: named}})


def _coded(cells: Cells, codebook: Codebook, question: str) -> dict[str, Numbers]:
    """The columns of a question: one of numbers, or one of 0 and 1 for every tick."""
    answers, asked = cells.answers, codebook.questions[question]
    if asked.kind is Kind.MULTI_SELECT:
        told = {
            tick_column(question, n): [
                int(n in answer.chosen) if isinstance(answer, Ticks) else NOTHING
                for answer in answers
            ]
            for n in range(len(codebook.options(question)))
        }
    elif asked.kind is Kind.DATE:
        told = {column(question): [_wave(codebook, question, answer) for answer in answers]}
    else:
        told = {column(question): [a if isinstance(a, int) else NOTHING for a in answers]}
    return {name: np.array(codes, dtype=np.int32)[cells.index] for name, codes in told.items()}


def _wave(codebook: Codebook, question: str, answer: Answer) -> int:
    if not isinstance(answer, date):
        return NOTHING
    asked = codebook.questions[question]
    code = wave_of(answer, asked.period)[0]
    for n, wave in enumerate(asked.waves):
        if wave.first is None or wave.last is None:
            if wave.code == code:
                return n
        elif wave.first <= answer <= wave.last:
            return n
    return NOTHING


def _in_groups(
    coded: dict[str, Numbers],
    codebook: Codebook,
    findings: list[Finding],
    matched: Matched,
    source: str,
    read: int,
    rows: Rows,
) -> Answers:
    grouping = codebook.grouping
    codes = [option.code for option in codebook.options(grouping.question)]
    said = coded[column(grouping.question)]
    solo, team = (
        np.isin(said, [codes.index(code) for code in side.answers])
        for side in (grouping.solo, grouping.team)
    )
    grouped = solo | team
    header = codebook.header(grouping.question)
    if not grouped.any():
        raise SurveyError(
            f"None of the responses in {source} can be placed: nobody gave a known "
            f"answer to {header!r}.",
            f"Compare that column with the answers of questions.{grouping.question} in the "
            "codebook.",
        )
    if not grouped.all():
        aside = rows[~grouped]
        detail = _counted(len(aside), "response tells", "responses tell") + " no group"
        findings.append(Finding(Found.NO_GROUP, header, len(aside), detail, _named(aside)))
    table = pa.table({name: _nullable(codes[grouped]) for name, codes in coded.items()})
    codebook = resolved(codebook, coded)
    findings += _half_answered(table, codebook)
    report = IntakeReport(
        source=visible(source),
        codebook=f"{codebook.id} {codebook.version}",
        rows=read,
        solo=int(solo.sum()),
        team=int(team.sum()),
        matched=tuple((name, codebook.header(name)) for name in matched.columns),
        findings=tuple(findings),
    )
    return Answers(table, codebook, report)


def _nullable(codes: Numbers) -> pa.Array:
    return pa.array(codes, mask=codes == NOTHING)


def _half_answered(table: pa.Table, codebook: Codebook) -> Iterator[Finding]:
    for measure in measures(codebook, table.column_names):
        items = [name for name in measure.columns if name in table.column_names]
        if len(items) < 2 or not measure.prorates:
            continue
        answered = sum(pc.is_valid(table[name]).to_numpy().astype(int) for name in items)
        short = int(((answered > 0) & (answered < measure.answered)).sum())
        part = int(((answered >= measure.answered) & (answered < len(items))).sum())
        for count, found, told in (
            (short, Found.HALF_ANSWERED, "too few of its questions; not scored"),
            (part, Found.PRORATED, "some of its questions; scored from those"),
        ):
            if count:
                detail = _counted(count, "person", "people") + f" answered {told}"
                yield Finding(found, measure.label, count, detail)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _named(at: Rows) -> tuple[int, ...]:
    return tuple(int(row) + FIRST_ROW for row in at[:ROWS_NAMED])
