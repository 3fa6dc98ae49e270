"""A row is named by the number under which a person finds it in the sheet or file."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl import Workbook

from data.sources import file_source
from tests.raw_tables import numbered
from tests.sheets_cases import put


class TestInACsvFile:
    def test_the_first_answer_stands_in_row_2(self, write):
        assert numbered(write("q\na\nb\n")) == {2: ("a",), 3: ("b",)}

    def test_blank_rows_between_answers_count(self, write):
        table = write("q,r\na,1\n\n,\n , \nb,2\n\n")
        assert numbered(table) == {2: ("a", "1"), 6: ("b", "2")}

    def test_blank_rows_above_the_header_count(self, write):
        assert numbered(write("\n,\nq,r\n\na,1\n")) == {5: ("a", "1")}

    def test_an_answer_of_several_lines_is_one_row(self, write):
        table = write('q,r\n"home-made\njam\r\n\nand bread",1\nb,2\n')
        assert numbered(table) == {2: ("home-made\njam\r\n\nand bread", "1"), 3: ("b", "2")}

    @pytest.mark.parametrize("size", [1, 2, 3])
    def test_in_blocks_of_any_size(self, write, monkeypatch, size):
        monkeypatch.setattr("data.sources.files.ROWS_AT_ONCE", size)
        table = write("\nq\n\na\n\n\n\nb\nc\n")
        assert numbered(table) == {4: ("a",), 8: ("b",), 9: ("c",)}

    def test_without_an_answer_there_is_no_number(self, write):
        assert write("q\n\n\n").row_numbers().tolist() == []


class TestInAWorkbook:
    @pytest.fixture
    def table(self, tmp_path):
        book = Workbook()
        sheet = book.active
        sheet["A3"], sheet["B3"] = "q", "r"
        sheet["A4"], sheet["A7"], sheet["B9"] = "a", "b", "c"
        sheet["A8"] = "  "
        sheet.row_dimensions[7].hidden = True
        book.save(tmp_path / "a.xlsx")
        return file_source(str(tmp_path / "a.xlsx")).read()

    def test_blank_and_hidden_rows_count(self, table):
        assert numbered(table) == {4: ("a", None), 7: ("b", None), 9: (None, "c")}


class TestInAGoogleSheet:
    def test_blank_rows_count(self, server, sheet):
        put(server, [], ["A", "B"], [], ["1", "x"], ["", " "], [None], ["2"])
        assert numbered(sheet.read()) == {4: ("1", "x"), 7: ("2", None)}

    def test_in_chunks_too(self, server, sheet, monkeypatch):
        monkeypatch.setattr("data.sources.sheets.WHOLE_UP_TO", 20)
        monkeypatch.setattr("data.sources.sheets.ROWS_AT_ONCE", 10)
        answers = [[str(number)] for number in range(3, 41)]
        for blank in (5, 9, 10, 11, *range(20, 35)):  # ends of chunks, and a whole one
            answers[blank - 3] = []
        put(server, [], ["A"], *answers).row_count = 60
        table = sheet.read()
        assert numbered(table) == {int(row[0]): tuple(row) for row in answers if row}
        assert len(table) == 19


class TestInAParquetFile:
    def test_as_below_a_row_of_headers(self, tmp_path):
        pq.write_table(pa.table({"q": ["a", None, "b"], "r": ["1", " ", None]}), tmp_path / "a.pq")
        table = file_source(str(tmp_path / "a.pq")).read()
        assert numbered(table) == {2: ("a", "1"), 4: ("b", None)}
