"""The answers of one question, from the columns it stands in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.answers.answer import MISSING, Answer, Missing, Ticks, Unread, is_read, meaning
from analysis.answers.choices import no_answer
from analysis.answers.dates import Decision
from analysis.answers.reading import Manner, missing_texts, read_cells
from analysis.answers.ticked import tick_mark
from analysis.codebook import Codebook, Kind, Option
from analysis.codebook.matching import plain
from data.intake.layout import Sheet
from data.intake.places import Place

Rows = npt.NDArray[np.int64]
# The time of day at the end of a moment, and the fraction of a serial number: taken off before
# distinct cells are looked at, as nearly every moment is distinct and only its day is read.
TIME_OF_DAY = (
    r"(?i)[T\s,]+(?:\pL{1,4}\.?\s*)?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?:\s*[ap]\.?\s?m\.?)?"
    r"(?:\s*(?:z|utc|gmt)?\s*(?:[+-]\d{1,2}(?::?\d{2})?)?)\s*$"
)
FRACTION = r"^\s*(\d{5})\.\d+\s*$"


@dataclass(frozen=True)
class Cells:
    """Private: a question's column. ``cells`` and ``answers`` are its distinct texts and what each
    says; ``index`` tells which of them each row holds."""

    cells: tuple[str, ...]
    answers: tuple[Answer, ...]
    index: Rows
    decision: Decision | None = None

    @cached_property
    def counts(self) -> npt.NDArray[np.int64]:
        """How many rows hold each distinct cell."""
        return np.bincount(self.index, minlength=len(self.answers))

    def where(self, wanted: Sequence[bool]) -> npt.NDArray[np.bool_]:
        """The rows whose distinct cell is wanted."""
        return np.array(wanted, dtype=bool)[self.index]


def question_cells(
    sheet: Sheet, codebook: Codebook, question: str, place: Place, rows: Rows, manner: Manner
) -> Cells:
    """What each of the rows says to a question."""
    if place.ticks:
        return _from_tick_columns(sheet, codebook, question, place, rows)
    columns = [_column(sheet, codebook, question, at, rows, manner) for at in place.whole]
    heads = [plain(sheet.header[at]) for at in place.whole]
    if len(columns) == 1:
        return columns[0]
    is_ticks = codebook.questions[question].kind is Kind.MULTI_SELECT
    if is_ticks and len(set(heads)) == 1 and all(map(_is_single, columns)):
        return _together(columns)
    return _first_answered(columns, heads)


def _is_single(cells: Cells) -> bool:
    """Whether no cell of a column of ticks holds more than one."""
    return all(len(a.chosen) + a.own <= 1 for a in cells.answers if isinstance(a, Ticks))


def _together(columns: list[Cells]) -> Cells:
    """One tick in each of several columns: together they are a person's answer."""
    index, patterns = np.unique(
        np.column_stack([column.index for column in columns]), axis=0, return_inverse=True
    )
    answers = tuple(
        _union([column.answers[at] for column, at in zip(columns, row, strict=True)])
        for row in index.tolist()
    )
    return Cells(("",) * len(answers), answers, patterns.reshape(-1).astype(np.int64))


def _union(answers: Sequence[Answer]) -> Answer:
    unread = next((answer for answer in answers if isinstance(answer, Unread)), None)
    ticks = [answer for answer in answers if isinstance(answer, Ticks)]
    if unread is not None or not ticks:
        return unread or MISSING
    return Ticks(frozenset().union(*(t.chosen for t in ticks)), int(any(t.own for t in ticks)))


def _column(
    sheet: Sheet, codebook: Codebook, question: str, at: int, rows: Rows, manner: Manner
) -> Cells:
    cells = sheet.raw.columns[at].take(pa.array(rows))
    if codebook.questions[question].kind is Kind.DATE:
        cells = pc.replace_substring_regex(cells, TIME_OF_DAY, "")
        cells = pc.replace_substring_regex(cells, FRACTION, r"\1")
    encoded = cells.dictionary_encode().combine_chunks()
    texts = (*encoded.dictionary.to_pylist(), "")
    index = pc.fill_null(encoded.indices, len(texts) - 1).to_numpy().astype(np.int64)
    counts = np.bincount(index, minlength=len(texts))
    formats = sheet.raw.formats
    here = Manner(manner.today, manner.typed, manner.locale, formats[at] if formats else None)
    reading = read_cells(texts, counts.tolist(), codebook, question, here)
    return Cells(texts, reading.answers, index, reading.decision)


def _first_answered(columns: list[Cells], heads: list[str]) -> Cells:
    """For each row the first column with an answer, else one that can't be read, else nothing.

    Two columns of one header are one question asked twice: where they differ, neither counts.
    """
    joined = _joined(columns)
    read = np.array([is_read(answer) for answer in joined.answers])
    said = np.array([not isinstance(answer, Missing) for answer in joined.answers])
    index = columns[0].index.copy()
    offset = 0
    contradicting = np.zeros(len(index), dtype=bool)
    for n, column in enumerate(columns):
        here = column.index + offset
        if n:
            again = heads[n] in heads[:n] and read[index] & read[here]
            contradicting |= again & _differ(joined.answers, index, here)
            better = (read[here] & ~read[index]) | (said[here] & ~said[index])
            index = np.where(better, here, index)
        offset += len(column.answers)
    index[contradicting] = len(joined.answers) - 1
    decisions = [column.decision for column in columns if column.decision]
    decision = next((each for each in decisions if each.example), next(iter(decisions), None))
    return Cells(joined.cells, joined.answers, index, decision)


def _joined(columns: list[Cells]) -> Cells:
    """The distinct cells of all columns one after the other, and a contradiction at the end."""
    cells = tuple(cell for column in columns for cell in column.cells)
    answers = tuple(answer for column in columns for answer in column.answers)
    return Cells((*cells, ""), (*answers, Unread.CONTRADICTION), columns[0].index)


def _differ(answers: Sequence[Answer], one: Rows, other: Rows) -> npt.NDArray[np.bool_]:
    meant = [meaning(answer) for answer in answers]
    numbers = {each: n for n, each in enumerate(dict.fromkeys(meant))}
    alike = np.array([numbers[each] for each in meant])
    return alike[one] != alike[other]


TICKED, NOT_TICKED, BLANK, NO_MARK = 1, 0, 2, 3
WEIGHT = np.array([1, 3, 0, 2])  # of each of these, where several columns hold own answers


def _from_tick_columns(
    sheet: Sheet, codebook: Codebook, question: str, place: Place, rows: Rows
) -> Cells:
    """Ticks from one column for each option: a person's marks together are one answer."""
    options = codebook.options(question)
    missing = missing_texts(codebook, question)
    marks = {
        n: _marks(sheet, options[n], places, rows, missing) for n, places in place.ticks.items()
    }
    own = _own_marks(sheet, place.own, rows, missing)
    patterns, index = np.unique(
        np.column_stack([*marks.values(), own]).astype(np.uint8), axis=0, return_inverse=True
    )
    answers = tuple(_ticks(options, list(marks), pattern) for pattern in patterns.tolist())
    return Cells(("",) * len(answers), answers, index.reshape(-1).astype(np.int64))


def _ticks(options: tuple[Option, ...], asked: Sequence[int], pattern: Sequence[int]) -> Answer:
    *marks, own = pattern
    if all(mark == BLANK for mark in pattern):
        return MISSING
    if NO_MARK in pattern:
        return Unread.NO_OPTION
    chosen = frozenset(n for n, mark in zip(asked, marks, strict=True) if mark == TICKED)
    nones = {n for n in chosen if options[n].none}
    if nones and (len(chosen) > 1 or own == TICKED):
        return Unread.CONTRADICTION
    return Ticks(chosen, int(own == TICKED))


def _marks(
    sheet: Sheet, option: Option, places: Sequence[int], rows: Rows, missing: frozenset[str]
) -> Rows:
    """Whether each row ticks an option: TICKED, NOT_TICKED, BLANK, or NO_MARK for neither."""
    names = (option.text, *option.aliases)

    def mark(cell: str) -> int:
        if plain(cell) in missing:
            return BLANK
        ticked = tick_mark(cell, names)
        return NO_MARK if ticked is None else int(ticked)

    found = [_mapped(sheet, at, rows, mark) for at in places]
    first = found[0]
    for other in found[1:]:
        first = np.where(first == BLANK, other, first)
    return first


def _own_marks(sheet: Sheet, places: Sequence[int], rows: Rows, missing: frozenset[str]) -> Rows:
    def mark(cell: str) -> int:
        if plain(cell) in missing:
            return BLANK
        if no_answer(cell):
            return NO_MARK
        return NOT_TICKED if tick_mark(cell, ()) is False else TICKED

    found = np.full(len(rows), BLANK, dtype=np.int64)
    for at in places:  # a text in any of them counts before a mark, a mark before a blank
        other = _mapped(sheet, at, rows, mark)
        found = np.where(WEIGHT[other] > WEIGHT[found], other, found)
    return found


def _mapped(sheet: Sheet, at: int, rows: Rows, mark: Callable[[str], int]) -> Rows:
    encoded = sheet.raw.columns[at].take(pa.array(rows)).dictionary_encode().combine_chunks()
    marks = [mark(cell) for cell in encoded.dictionary.to_pylist()]
    index = pc.fill_null(encoded.indices, len(marks)).to_numpy()
    return np.array([*marks, BLANK], dtype=np.int64)[index]
