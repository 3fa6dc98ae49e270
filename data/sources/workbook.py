"""Raw answers from an Excel workbook, its cells read as the kinds they are."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, ClassVar

from openpyxl import Workbook, load_workbook

from analysis.answers.intake_report import Finding
from analysis.codebook.texts import visible
from analysis.errors import SurveyError
from data.sources import formats
from data.sources.columns import Row, blocks_of, is_blank, table_of, text_of
from data.sources.local_file import LocalFile, readable
from data.sources.other_tabs import OtherTab, findings_on
from data.sources.raw import RawTable

LARGEST = 1_000_000_000  # bytes unpacked; a full sheet of 30 columns has about as many
MOST_ROWS = 1_048_576  # of an Excel sheet
MOST_COLUMNS = 4_096
ROWS_AT_ONCE = 5_000
HEADER_WITHIN = 100  # rows of a tab that is only looked at
BEFORE_2007 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # also around a workbook with a password
SAVE_AGAIN = "Open it in a spreadsheet program and save it as .xlsx or .csv."

# It warns of what it would lose if it wrote the workbook; none of that is an answer.
warnings.filterwarnings("ignore", module="openpyxl")


@dataclass(frozen=True)
class ExcelFile(LocalFile):
    """An .xlsx workbook: its tab ``tab``, or else the first visible one with anything in it."""

    tab: str | None = None
    kind: ClassVar[str] = "xlsx"

    @property
    def identity(self) -> str:
        """The file's absolute path, and # with the tab where one is named."""
        return super().identity + ("" if self.tab is None else f"#{self.tab}")

    def read(self) -> RawTable:
        """Every answer in the tab; SurveyError when there is none or it is no workbook."""
        with readable(self.path):
            self._refuse_others()
        try:
            with closing(load_workbook(self.path, read_only=True, data_only=True)) as book:
                return self._table(book)
        except SurveyError:
            raise
        except Exception as error:  # a damaged workbook trips openpyxl up in any way there is
            raise SurveyError(
                f"The file {self.name} is damaged, or not an Excel workbook.", SAVE_AGAIN
            ) from error

    def _refuse_others(self) -> None:
        with self.path.open("rb") as file:
            head = file.read(len(BEFORE_2007))
        if head == BEFORE_2007:
            raise SurveyError(
                f"The file {self.name} is a workbook with a password, or an old one (.xls).",
                "Open it in Excel, remove the password, and save it as .xlsx or .csv.",
            )
        try:
            with zipfile.ZipFile(self.path) as parts:
                size = sum(part.file_size for part in parts.infolist())
        except zipfile.BadZipFile as error:
            raise SurveyError(
                f"The file {self.name} isn't an Excel workbook.", SAVE_AGAIN
            ) from error
        if size > LARGEST:
            raise SurveyError(
                f"The file {self.name} would fill {size / 1e9:,.1f} GB of memory when unpacked.",
                "Save the tab with the answers alone, best as .csv.",
            )

    def _table(self, book: Workbook) -> RawTable:
        for sheet in self._candidates(book):
            table = table_of(blocks_of(_rows(sheet, self.name), ROWS_AT_ONCE))
            if table is not None:
                return replace(
                    table,
                    typed=True,
                    formats=_formats(sheet, table),
                    tab=sheet.title,
                    findings=_findings(book, sheet, table),
                )
        place = f"The tab {visible(self.tab)!r} of" if self.tab else "The file"
        raise SurveyError(
            f"{place} {self.name} is empty.",
            "Check that the first row of the tab holds the questions; to read another tab, add # "
            "and its name to the path.",
        )

    def _candidates(self, book: Workbook) -> list[Any]:
        if self.tab is None:
            return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        found = [sheet for sheet in book.worksheets if sheet.title == self.tab]
        if not found:
            titles = ", ".join(repr(visible(sheet.title)) for sheet in book.worksheets)
            raise SurveyError(
                f"The file {self.name} has no tab {visible(self.tab)!r}; it has {titles}.",
                "Write the tab's name after # as it stands in the workbook.",
            )
        return found


def _rows(sheet: Any, file: str) -> Iterator[Row]:
    """The rows from the sheet's first on, hidden and blank ones as well."""
    for row in _cells(sheet, MOST_ROWS):
        width = len(row)
        while width and row[width - 1] is None:
            width -= 1
        if width > MOST_COLUMNS:
            raise SurveyError(
                f"A row of {file} is filled beyond column {MOST_COLUMNS:,}.",
                "Delete what stands to the right of the answers.",
            )
        yield row[:width]


def _formats(sheet: Any, table: RawTable) -> tuple[str | None, ...]:
    """Each column's format, from its first rows of answers."""
    if not len(table):
        return ()
    first = int(table.row_numbers()[0])
    cells = sheet.iter_rows(min_row=first, max_row=first + formats.ROWS - 1)
    held: list[list[str | None]] = [[] for _ in table.columns]
    for row in cells:
        for cell, column in zip(row, held, strict=False):
            if cell.data_type == "d":
                column.append("date")
            elif cell.value is not None and cell.data_type in "ns":
                kind = formats.of_excel(cell.number_format)
                if cell.data_type == "n" or kind == "text":
                    column.append(kind)
    return tuple(map(formats.commonest, held))


def _findings(book: Workbook, read: Any, table: RawTable) -> tuple[Finding, ...]:
    others = [
        OtherTab(sheet.title, list(map(text_of, _first_row(sheet))))
        for sheet in book.worksheets
        if sheet is not read
    ]
    return findings_on(read.title, table.headers, others)


def _first_row(sheet: Any) -> Row:
    return next((row for row in _cells(sheet, HEADER_WITHIN) if not is_blank(row)), ())


def _cells(sheet: Any, most: int) -> Iterator[Row]:
    sheet.reset_dimensions()  # what a workbook says of its own size is often wrong
    return islice(sheet.iter_rows(values_only=True), most)
