"""A workbook with two answers, as different programs save it, sound or spoiled."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import xlsxwriter
from openpyxl import Workbook

from data.sources import Source, file_source

HEADERS = ["When", "How often?", "Hours"]
ANSWERS = [["Mon", "Often", 7], ["Tue", "Never", 0.5]]


def workbook() -> Workbook:
    """One tab, "Answers"."""
    book = Workbook()
    book.active.title = "Answers"
    for row in (HEADERS, *ANSWERS):
        book.active.append(row)
    return book


def saved(book: Workbook, folder: Path, tab: str = "") -> Source:
    """The workbook as the file answers.xlsx, or its tab #tab."""
    book.save(folder / "answers.xlsx")
    return file_source(f"{folder}/answers.xlsx{tab}")


def excel_file(folder: Path) -> Path:
    """The same answers as Excel saves them, the texts in a part of their own."""
    with xlsxwriter.Workbook(folder / "excel.xlsx") as book:
        sheet = book.add_worksheet("Answers")
        for row, cells in enumerate((HEADERS, *ANSWERS)):
            sheet.write_row(row, 0, cells)
    return folder / "excel.xlsx"


def with_part(file: Path, part: str, change: Callable[[bytes], bytes]) -> Source:
    """The workbook with one of its parts changed, as answers.xlsx in the same folder."""
    with zipfile.ZipFile(file) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    changed = change(parts[part])
    assert changed != parts[part]
    with zipfile.ZipFile(file.with_name("answers.xlsx"), "w") as target:
        for name, content in (parts | {part: changed}).items():
            target.writestr(name, content)
    return file_source(str(file.with_name("answers.xlsx")))
