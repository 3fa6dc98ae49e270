"""Whatever is written in a grid comes back from every source, cell by cell and row by row."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from data.settings import Settings
from data.sources import file_source
from data.sources.address import SheetAddress
from data.sources.sheets import GoogleSheet
from tests.raw_tables import numbered
from tests.sheets_server import SheetsServer, Tab

LETTERS = st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\n\t,;"|é')
TEXTS = st.text(LETTERS, max_size=6)
# What XML can't hold, what Excel takes for something else, and a mark that is no letter.
NOT_IN_EXCEL = st.text(LETTERS, max_size=6).filter(
    lambda text: not text.startswith(("=", "#")) and "\uffff" not in text and "\ufffe" not in text
)


def grids(cells):
    return st.lists(st.lists(cells, max_size=4) | st.just([]), min_size=1, max_size=9).filter(
        lambda grid: any(cell.strip() for row in grid for cell in row)
    )


def expected(grid):
    """The header, and below it the rows that aren't blank under their numbers, padded."""
    filled = {n: row for n, row in enumerate(grid, 1) if any(cell.strip() for cell in row)}
    at, header = next(iter(filled.items()))
    answers = {n: row for n, row in filled.items() if n > at}
    ends = [n for row in answers.values() for n, cell in enumerate(row, 1) if cell]
    width = max([len(header), *ends])
    return (
        (*header, *[""] * (width - len(header))),
        {n: (*(c or None for c in row), *[None] * width)[:width] for n, row in answers.items()},
    )


def without_ends(grid):
    """The grid where nobody can tell an empty cell at the end of a row from none."""
    lengths = (max((n for n, cell in enumerate(row, 1) if cell), default=0) for row in grid)
    return [row[:length] for row, length in zip(grid, lengths, strict=True)]


def found(source):
    table = source.read()
    return table.headers, numbered(table)


@settings(max_examples=150, deadline=None)
@given(
    grids(TEXTS),
    st.sampled_from(",;\t|"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_a_csv_file_whose_delimiter_is_declared(grid, delimiter, encoding, end, quoted):
    text = io.StringIO(newline="")
    how = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    text.write(f"sep={delimiter}{end}")
    csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=how).writerows(grid)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.csv"
        file.write_bytes(text.getvalue().encode(encoding))
        assert found(file_source(str(file))) == expected(grid)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.lists(TEXTS, min_size=3, max_size=3)),
    st.integers(0, 3),
    st.sampled_from(",;\t|"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_a_csv_file_whose_delimiter_has_to_be_found(answers, above, delimiter, encoding):
    grid = [[]] * above + [["q1", "q2", "q3"], *answers]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(grid)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.csv"
        file.write_bytes(text.getvalue().encode(encoding))
        assert found(file_source(str(file))) == expected(grid)


@settings(max_examples=100, deadline=None)
@given(grids(NOT_IN_EXCEL))
def test_a_workbook(grid):
    book = Workbook()
    for at, row in enumerate(grid, 1):
        for place, cell in enumerate(row, 1):
            book.active.cell(at, place, cell or None)
    with tempfile.TemporaryDirectory() as folder:
        book.save(f"{folder}/a.xlsx")
        assert found(file_source(f"{folder}/a.xlsx")) == expected(without_ends(grid))


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A server with one tab, and the tab as a source."""
    with pytest.MonkeyPatch.context() as patch, SheetsServer() as server:
        patch.setenv("NO_PROXY", "127.0.0.1,localhost")
        key = server.key_file(tmp_path_factory.mktemp("key"))
        here = Settings(google_key_file=key, sheets_api_root=server.root)
        tab = Tab(0, "Answers", [])
        server.share("a-sheet", tab)
        yield tab, GoogleSheet(SheetAddress("a-sheet"), here)


@settings(max_examples=50, deadline=None)
@given(grids(TEXTS), st.integers(0, 3))
def test_a_google_sheet(served, grid, more):
    tab, source = served
    tab.rows, tab.row_count = grid, len(grid) + more
    assert found(source) == expected(without_ends(grid))


@settings(max_examples=50, deadline=None)
@given(grids(TEXTS), st.integers(1, 4), st.integers(0, 6))
def test_a_google_sheet_in_chunks(served, grid, size, more):
    tab, source = served
    tab.rows, tab.row_count = grid, len(grid) + more
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("data.sources.sheets.WHOLE_UP_TO", 0)
        patch.setattr("data.sources.sheets.ROWS_AT_ONCE", size)
        source.read()  # forgets how long the tab was before
        assert found(source) == expected(without_ends(grid))
