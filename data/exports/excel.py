"""The tables as one Excel workbook: a sheet each, with notes on the columns, after an About."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping

import pandas as pd
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from analysis.codebook import Codebook
from analysis.release import Manifest
from analysis.release.caveats import caveats
from analysis.release.citing import citation
from data.exports.columns import ABOUT, MEANING, REAL, WHOLE, typed

WIDTHS = {"cohort": 34, "label": 60, "reason": 30, "verdict": 24, "measure": 22, "indicator": 26}
WIDTH = 14  # characters
# Text stays text: nothing becomes a formula, a link or a number. No file is written beside it.
AS_TEXT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def workbook(
    manifest: Manifest,
    codebook: Codebook,
    frames: Mapping[str, pd.DataFrame],
    left_out: Iterable[str] = (),
) -> bytes:
    """The tables as an .xlsx file; ``left_out`` names the tables that lack pairs of filters."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, AS_TEXT) as book:
        created = manifest.created_at.replace(tzinfo=None)
        title = f"{codebook.title}, release {manifest.id}"
        book.set_properties({"title": title, "created": created})
        bold = book.add_format({"bold": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        about = book.add_worksheet("About")
        about.set_column(0, 0, 110, wrapped)
        about.write_string(0, 0, title, bold)
        for row, line in enumerate(_told(manifest, tuple(left_out)), start=2):
            about.write_string(row, 0, line)
        for name, frame in frames.items():
            sheet = book.add_worksheet(name)
            _header(sheet, frame, bold)
            _rows(sheet, frame)
    return held.getvalue()


def _told(manifest: Manifest, left_out: tuple[str, ...]) -> list[str]:
    """The lines of the About sheet below its title."""
    return [
        *caveats(manifest),
        *(
            f"The sheet {name} leaves out pairs of filters: {name}.csv and {name}.parquet hold "
            "every row."
            for name in left_out
        ),
        "Each sheet is one table; point at a column's name to read what it holds.",
        *(f"{name}: {ABOUT[name]}" for name in ABOUT),
        f"Licence: {manifest.licence}",
        f"Cite: {citation(manifest)}",
    ]


def _header(sheet: Worksheet, frame: pd.DataFrame, bold: object) -> None:
    for place, column in enumerate(frame.columns):
        sheet.write_string(0, place, column, bold)
        sheet.write_comment(0, place, MEANING[column], {"author": "", "x_scale": 2})
        sheet.set_column(place, place, WIDTHS.get(column, WIDTH))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)


def _rows(sheet: Worksheet, frame: pd.DataFrame) -> None:
    """Writes every cell that holds something, column by column."""
    for place, (column, cells) in enumerate(typed(frame).to_pydict().items()):
        number = column in WHOLE or column in REAL
        write = sheet.write_number if number else sheet.write_string
        for row, cell in enumerate(cells, start=1):
            if cell not in (None, ""):
                write(row, place, cell)
