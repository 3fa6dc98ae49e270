"""What was found in the cells, for the report: counted, with the rows, and in nobody's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.answers.answer import Answer, By, Missing, Picked, Ticks, Unread
from analysis.answers.intake_report import Doubt, Finding, Found, QuestionCounts
from analysis.answers.reading import overruled
from analysis.codebook import Codebook, Kind
from analysis.codebook.raw_headers import raw_headers
from analysis.codebook.scoring import measures
from analysis.codebook.texts import visible
from data.intake.columns import Cells
from data.intake.layout import Sheet
from data.intake.rewording import own_answers
from data.intake.rows import Rows, named
from data.intake.values import looks_like_an_option


def counts(codebook: Codebook, question: str, cells: Cells) -> QuestionCounts:
    """How many cells of a question were read, were missing, and were set aside."""
    ended = Counter[str]()
    for answer, n in zip(cells.answers, cells.counts.tolist(), strict=True):
        ended[_end(answer)] += n
    header = codebook.header(question)
    return QuestionCounts(question, header, ended["read"], ended["missing"], ended["set aside"])


def _end(answer: Answer) -> str:
    if isinstance(answer, Missing):
        return "missing"
    return "set aside" if isinstance(answer, Unread) else "read"


def of_names(codebook: Codebook, read: Collection[str]) -> Iterator[Finding]:
    """The questions that pages would call by what a program called their column."""
    for name in raw_headers(codebook):
        if name in read:
            detail = (
                "pages would show this name; give the question a label, or the wording that was "
                "asked as its text and this name under headers"
            )
            yield Finding(Found.RAW_HEADER, codebook.header(name), 1, detail)


def of_questions(
    sheet: Sheet,
    codebook: Codebook,
    rows: Rows,
    read: Mapping[str, Cells],
    withheld: Mapping[str, Doubt],
) -> Iterator[Finding]:
    """What is to be said of each question's cells."""
    for question, cells in read.items():
        header = codebook.header(question)
        if question in withheld:
            detail = "not trusted, and left out of what is published; see above"
            yield Finding(Found.WITHHELD, header, 1, detail)
        for text in overruled(codebook, question):
            detail = f"{text!r} is an option here, so it counts as an answer"
            yield Finding(Found.MISSING_OVERRULED, header, 1, detail)
        if not any(n and not isinstance(a, Missing) for a, n in _told(cells)):
            yield Finding(Found.NO_ANSWERS, header, 1, "nobody answered it")
        yield from _set_aside(sheet, header, rows, cells)
        yield from _own_answers(header, codebook.questions[question].kind, cells)
        for text, places in own_answers(codebook, question, cells).items():
            if looks_like_an_option(text):
                detail = (
                    f"{len(places):,} people wrote {visible(text)!r}; if it is an option, list it"
                )
                yield Finding(Found.OWN_ANSWER, header, len(places), detail)


def _told(cells: Cells) -> Iterator[tuple[Answer, int]]:
    return zip(cells.answers, cells.counts.tolist(), strict=True)


def _set_aside(sheet: Sheet, header: str, rows: Rows, cells: Cells) -> Iterator[Finding]:
    for reason in Unread:
        at = np.flatnonzero(cells.where([answer is reason for answer in cells.answers]))
        if len(at):
            detail = _counted(len(at), "answer", "answers") + f" set aside, {reason.value}"
            found = Found.IDENTITY if reason is Unread.IDENTITY else Found.UNREADABLE
            yield Finding(found, header, len(at), detail, named(sheet, rows[at]))
    at = np.flatnonzero(cells.where([_is_by(answer, By.DATE) for answer in cells.answers]))
    if len(at):
        turned = " that a spreadsheet had turned into dates"
        read_back = "was read back" if len(at) == 1 else "were read back"
        detail = f"{_counted(len(at), 'answer', 'answers')}{turned} {read_back}"
        yield Finding(Found.DATES_READ_BACK, header, len(at), detail, named(sheet, rows[at]))


def _is_by(answer: Answer, by: By) -> bool:
    return isinstance(answer, Picked) and answer.by is by


def _own_answers(header: str, kind: Kind, cells: Cells) -> Iterator[Finding]:
    own = sum(
        n
        for answer, n in _told(cells)
        if _is_by(answer, By.OWN) or (isinstance(answer, Ticks) and answer.own)
    )
    if own:
        how = "beside the ticks" if kind is Kind.MULTI_SELECT else "as 'other'"
        detail = _counted(own, "own answer was", "own answers were") + f" counted {how}, not stored"
        yield Finding(Found.OWN_ANSWER, header, own, detail)


def of_groups(
    sheet: Sheet, codebook: Codebook, rows: Rows, grouped: npt.NDArray[np.bool_]
) -> Iterator[Finding]:
    """The responses that are in neither group."""
    aside = rows[~grouped]
    if len(aside) and grouped.any():
        detail = _counted(len(aside), "response is", "responses are") + " in neither group"
        header = codebook.header(codebook.grouping.question)
        yield Finding(Found.NO_GROUP, header, len(aside), detail, named(sheet, aside))


def of_scales(table: pa.Table, codebook: Codebook) -> Iterator[Finding]:
    """Scales that people answered in part, and what became of their scores."""
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
    return f"{count:,} {one if count == 1 else many}"
