"""From a source to the text of a drafted codebook."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import PurePath

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.answers.dates import days, month_names
from analysis.answers.intake_report import Found
from analysis.answers.numbers import symbols_of
from analysis.codebook.matching import plain, value_names_identity
from analysis.codebook.parsing import parse
from analysis.codebook.types import Codebook, Group, Grouping, Kind, Question
from analysis.drafting.codebook_text import codebook_text
from analysis.drafting.columns import Column, enough_rows
from analysis.drafting.draft import Draft, draft
from analysis.drafting.headings import shared_headings
from analysis.drafting.looks import View
from analysis.drafting.naming import question_id
from analysis.drafting.sides import Wish
from analysis.errors import SurveyError
from data.intake import examine
from data.intake.columns import FRACTION, TIME_OF_DAY
from data.intake.layout import LOOKED_AT, Sheet, is_word_for_an_answer, lay_out
from data.intake.values import looks_like_an_option
from data.settings import Settings
from data.sources import open_source
from data.sources.raw import RawTable

Row = Sequence[str]
MONTHS = month_names(("en", "es"))  # as intake knows them, whatever the codebook says
FULL = 0.5  # of the cells of the fullest row: with fewer, a row is a title
SECOND_ROW = 2  # names by which intake knows a second header row
SAMPLE = 200  # cells that tell whether a column holds dates
NO_FILE = "survey"  # the id of a survey that is in no file


def drafted_codebook(
    settings: Settings, group: str | None, solo: tuple[str, ...], today: date
) -> str:
    """The codebook file that is drafted for a source; SurveyError where none can be.

    ``group`` is the header of the question that tells the two groups apart, ``solo`` the answers
    of one of them; both are guessed where they are not given.
    """
    source = open_source(settings)
    raw = source.read()
    sheet = sheet_of(raw, source.name)
    view = _view(sheet, today)
    columns, wish = columns_of(sheet), Wish(group, solo)
    stem = PurePath(source.name).stem if source.kind not in ("sheet", "demo") else NO_FILE

    def written(made: Draft) -> str:
        return codebook_text(made, question_id(stem, ()), today.year)

    made = draft(columns, view, wish, source.name)
    unread = _unread(raw, made, written(made), today)
    return written(draft(columns, view, wish, source.name, unread) if unread else made)


def _view(sheet: Sheet, today: date) -> View:
    """What is known of the whole sheet."""
    rows = _responses(sheet)
    return View(
        rows=rows,
        enough=enough_rows(rows),
        today=today,
        shows=looks_like_an_option,
        months=MONTHS,
        symbols=symbols_of(sheet.raw.locale),
        typed=sheet.raw.typed,
    )


def _unread(raw: RawTable, made: Draft, text: str, today: date) -> set[str]:
    """The headers of questions that intake withholds under the draft, with nothing to decide."""
    book = parse(tomllib.loads(text), "draft")
    report = examine(raw, book, made.source, today).report
    withheld = {finding.where for finding in report.findings if finding.found is Found.WITHHELD}
    return {
        guess.column.text
        for name, guess in made.questions.items()
        if book.header(name) in withheld and not guess.decide and name != made.grouping
    }


def _responses(sheet: Sheet) -> int:
    """The rows in which at least two columns hold something: a helper column alone is no answer."""
    filled = np.zeros(len(sheet.raw), dtype=np.int64)
    for column in sheet.raw.columns:
        filled += ~pc.fill_null(pc.utf8_is_space(column), True).to_numpy()
    return int((filled >= min(2, len(sheet.raw.columns))).sum())


def sheet_of(raw: RawTable, source: str) -> Sheet:
    """The sheet below its header; SurveyError where it has none, or nothing below it.

    A second row of names belongs to the header, as intake finds once the draft is its codebook.
    """
    rows = [raw.headers, *_top_rows(raw)]
    at = _header_row(rows, source)
    known = [cell for cell in rows[at] if cell.strip()]
    if at + 1 < len(rows) and _names_columns(rows[at + 1], rows[at]):
        known += [cell for cell in rows[at + 1] if cell.strip()][:SECOND_ROW]
    sheet = lay_out(raw, _known_by(known))
    if not len(sheet.raw):
        raise SurveyError(
            f"{source} has its headers but no answers yet.",
            "Share the form; run this again once people have answered.",
        )
    return sheet


def _header_row(rows: Sequence[Row], source: str) -> int:
    """The first row that is about as full as any: those above are titles."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    if not max(filled):
        raise SurveyError(
            f"{source} is empty: it has no header row.",
            "Name a sheet whose first row holds the questions.",
        )
    at = next(n for n, count in enumerate(filled) if count >= FULL * max(filled))
    if _are_answers(rows[at], rows[at + 1 :]):
        raise SurveyError(
            f"The first row of {source} looks like answers, not like questions.",
            "Put a row above it that holds the question of each column.",
        )
    return at


def _top_rows(raw: RawTable) -> list[tuple[str, ...]]:
    tops = [column.slice(0, LOOKED_AT).to_pylist() for column in raw.columns]
    return [tuple(cell or "" for cell in row) for row in zip(*tops, strict=True)]


def _are_answers(header: Row, below: Sequence[Row]) -> bool:
    """Whether a row holds somebody's answers: identity, a date, or mostly what others answer."""
    filled = [n for n, cell in enumerate(header) if cell.strip()]
    if any(value_names_identity(header[n]) or days(header[n], MONTHS) for n in filled):
        return True
    others = [row for row in below if list(map(plain, row)) != list(map(plain, header))]
    again = sum(any(plain(header[n]) == plain(row[n]) for row in others) for n in filled)
    return 2 * again > len(filled)


def _names_columns(row: Row, header: Row) -> bool:
    """Whether the row below the header names columns, too, as SurveyMonkey's rows of a grid do."""
    if sum(map(is_word_for_an_answer, row)) >= SECOND_ROW:
        return True
    unnamed = [cell for head, cell in zip(header, row, strict=True) if not head.strip()]
    return len(unnamed) >= SECOND_ROW and all(cell.strip() for cell in unnamed) and not row[0]


def _known_by(headers: Sequence[str]) -> Codebook:
    """A codebook with these headers and nothing else, for intake to find the header by."""
    side = Group(one="one", many="many", answers=("one",))
    return Codebook(
        id="draft",
        version="0",
        title="Draft",
        citation="Draft",
        questions={
            f"column_{n}": Question(text=text, kind=Kind.COUNT) for n, text in enumerate(headers)
        },
        grouping=Grouping(question="column_0", solo=side, team=side),
    )


def columns_of(sheet: Sheet) -> list[Column]:
    """The columns of a sheet that have a header, by their distinct cells."""
    named = _named(sheet)
    found = shared_headings([text for text, _ in named])
    formats = sheet.raw.formats or (None,) * len(named)
    made = []
    for (text, others), shared, held, form in zip(
        named, found, sheet.raw.columns, formats, strict=True
    ):
        cells, index = _distinct(held, form)
        made.append(Column(text, cells, index, others, shared.text, shared.row, form))
    return [column for column in made if column.text]


def _named(sheet: Sheet) -> list[tuple[str, tuple[str, ...]]]:
    """The wording of each column, and the other headers it has.

    Of two header rows the lower one holds the wording, below the name of a variable, or the row of
    a group, below a heading; then both together are the text.
    """
    found: list[tuple[str, tuple[str, ...]]] = []
    for names in sheet.names:
        text, others = names[0] if names else "", names[1:]
        if len(others) > 1:
            upper, lower = others[0], others[1]
            is_single = is_word_for_an_answer(lower) or plain(lower) == plain(upper)
            text, others = (upper, ()) if is_single else (lower, (upper,))
        found.append((_in_one_line(text), tuple(map(_in_one_line, others))))
    return found


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def _distinct(
    column: pa.ChunkedArray, form: str | None
) -> tuple[tuple[str, ...], npt.NDArray[np.int64]]:
    """The distinct cells and which of them each row holds; of dates only the day is kept."""
    sample = column.drop_null().slice(0, SAMPLE).to_pylist()
    if form == "date" or sum(bool(days(cell, MONTHS)) for cell in sample) * 2 > len(sample):
        column = pc.replace_substring_regex(column, TIME_OF_DAY, "")
        column = pc.replace_substring_regex(column, FRACTION, r"\1")
    encoded = column.dictionary_encode().combine_chunks()
    cells = (*encoded.dictionary.to_pylist(), "")
    index = pc.fill_null(encoded.indices, len(cells) - 1).to_numpy().astype(np.int64)
    return cells, index
