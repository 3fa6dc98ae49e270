"""What an operator can rely on when the answers are in an Excel workbook."""

from __future__ import annotations

import datetime as dt

import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.chart import LineChart

from analysis.answers.intake_report import Found
from data.sources import file_source
from tests.raw_tables import error_of, numbered, rows
from tests.workbooks import HEADERS, excel_file, saved, with_part, workbook


@pytest.fixture
def read(tmp_path):
    """Saves a workbook and returns it as a source, or one tab of it."""
    return lambda book, tab="": saved(book, tmp_path, tab)


class TestAWorkbookIsReadAsItStands:
    def test_with_its_headers_and_answers(self, read):
        book = workbook()
        table = read(book).read()
        assert table.headers == ("When", "How often?", "Hours")
        assert numbered(table) == {2: ("Mon", "Often", "7"), 3: ("Tue", "Never", "0.5")}
        assert table.typed
        assert table.tab == "Answers"
        assert table.locale is None
        assert table.findings == ()

    @pytest.mark.parametrize(
        ("cell", "text"),
        [
            ("007", "007"),
            ("1,5", "1,5"),
            (" Often ", " Often "),
            ("two\nlines", "two\nlines"),
            ("😀", "😀"),
            (7, "7"),
            (7.0, "7"),
            (-3, "-3"),
            (0.1, "0.1"),
            (1234567.25, "1234567.25"),
            (0, "0"),
            (True, "TRUE"),
            (False, "FALSE"),
            (dt.datetime(2026, 2, 3, 22, 27), "2026-02-03 22:27:00"),
            (dt.datetime(2026, 2, 3, 22, 27, 31, 400_000), "2026-02-03 22:27:31"),
            (dt.datetime(2026, 2, 3), "2026-02-03"),
            (dt.date(2026, 2, 3), "2026-02-03"),
            (dt.time(9, 5, 7), "09:05:07"),
            (dt.timedelta(hours=26, minutes=3), "26:03:00"),
            ("#REF!", "#REF!"),
            ("#N/A", "#N/A"),
            ("#DIV/0!", "#DIV/0!"),
            ("=1+1", None),  # never computed, so there is no value
            ("", None),
            (None, None),
        ],
    )
    def test_with_every_kind_of_cell_as_text(self, read, cell, text):
        book = Workbook()
        for row in (["Q", "R"], [cell, "x"]):
            book.active.append(row)
        assert read(book).read().columns[0].to_pylist() == [text]

    def test_as_excel_saves_it(self, tmp_path):
        table = file_source(str(excel_file(tmp_path))).read()
        assert numbered(table) == {2: ("Mon", "Often", "7"), 3: ("Tue", "Never", "0.5")}

    def test_with_a_computed_value_in_place_of_its_formula(self, tmp_path):
        with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, ["Q", "R"])
            sheet.write_formula(1, 0, "=7/2", value=3.5)
            sheet.write_formula(1, 1, "=1/0", value="#DIV/0!")
        assert rows(file_source(f"{tmp_path}/a.xlsx").read()) == [("3.5", "#DIV/0!")]

    def test_from_the_day_that_its_program_counts_from(self, read):
        book = workbook()
        book.epoch = dt.datetime(1904, 1, 1)
        book.active["A2"] = dt.datetime(2026, 2, 3, 12)
        assert read(book).read().columns[0][0].as_py() == "2026-02-03 12:00:00"

    @pytest.mark.parametrize("said", [b'"A1"', b'"A1:XFD1048576"', b'"B2:C2"'])
    def test_whatever_it_says_of_its_own_size(self, tmp_path, said):
        sheet = "xl/worksheets/sheet1.xml"
        source = with_part(excel_file(tmp_path), sheet, lambda xml: xml.replace(b'"A1:C3"', said))
        assert rows(source.read()) == [("Mon", "Often", "7"), ("Tue", "Never", "0.5")]

    @pytest.mark.parametrize("said", [b'"A1"', b'"A1:XFD1048576"'])
    def test_whatever_another_tab_says_of_its_size(self, tmp_path, said):
        book = workbook()
        book.create_sheet("Old").append(HEADERS)
        saved(book, tmp_path)
        (tmp_path / "answers.xlsx").rename(tmp_path / "two.xlsx")
        sheet = "xl/worksheets/sheet2.xml"
        source = with_part(tmp_path / "two.xlsx", sheet, lambda xml: xml.replace(b'"A1:C1"', said))
        assert [finding.where for finding in source.read().findings] == ["Tab Answers", "Tab Old"]

    def test_with_what_stands_beside_the_last_header(self, read):
        book = workbook()
        book.active["E3"] = "note"
        table = read(book).read()
        assert table.headers == ("When", "How often?", "Hours", "", "")
        assert rows(table)[1] == ("Tue", "Never", "0.5", None, "note")

    def test_with_cells_formatted_to_the_last_column_but_empty(self, read):
        book = workbook()
        book.active["XFD2"].number_format = "0%"
        assert read(book).read().headers == ("When", "How often?", "Hours")

    def test_with_a_header_only(self, read):
        book = Workbook()
        book.active.append(HEADERS)
        table = read(book).read()
        assert table.headers == tuple(HEADERS)
        assert len(table) == 0


class TestTheFormatOfAColumnIsThatOfItsNumbers:
    @pytest.mark.parametrize(
        ("pattern", "format"),
        [
            ("General", None),
            ("0%", "percent"),
            ("0.00%", "percent"),
            ('0.0"%"', "number"),  # only looks like a percentage
            (r"0\%", "number"),
            ("0.00", "number"),
            ("#,##0.00 [$€-407]", "number"),
            ("@", "text"),
            ("yyyy-mm-dd", "date"),
            ("[$-407]d. mmm", "date"),
            ("h:mm", "date"),
        ],
    )
    def test_by_its_pattern(self, read, pattern, format):
        book = Workbook()
        book.active.append(["Q", "R"])
        for row in range(2, 5):
            book.active.append(["x", 41.25])
            book.active.cell(row, 2).number_format = pattern
        assert read(book).read().formats == (None, format)

    def test_where_most_answers_are_words(self, read):
        book = Workbook()
        for row in (["Q"], *[["more"]] * 8, [0.25], ["less"]):
            book.active.append(row)
        book.active["A10"].number_format = "0%"
        assert read(book).read().formats == ("percent",)

    def test_where_one_number_was_taken_for_a_date(self, read):
        book = Workbook()
        for row in (["Q"], [4], [dt.date(2026, 3, 2)], [5]):
            book.active.append(row)
        table = read(book).read()
        assert table.formats == (None,)
        assert table.columns[0].to_pylist() == ["4", "2026-03-02", "5"]

    def test_below_rows_that_are_blank(self, read):
        book = Workbook()
        book.active["A5"], book.active["A30"], book.active["A31"] = "Q", 0.5, 0.25
        for place in ("A30", "A31"):
            book.active[place].number_format = "0%"
        assert read(book).read().formats == ("percent",)


class TestTheTab:
    def test_is_the_first_visible_one_that_is_not_empty(self, read):
        book = workbook()
        book.create_sheet("Empty", 0)
        hidden = book.create_sheet("Hidden", 0)
        hidden.append(["x"])
        hidden.sheet_state = "hidden"
        book.create_chartsheet("Chart", 0).add_chart(LineChart())
        book.create_sheet("Last").append(["y"])
        assert read(book).read().tab == "Answers"

    def test_is_the_one_that_the_path_names(self, read):
        book = workbook()
        for title in ("Wave 2", "#2"):
            book.create_sheet(title).append([title])
        book["#2"].sheet_state = "hidden"
        assert read(book, "#Wave 2").read().headers == ("Wave 2",)
        assert read(book, "##2").read().tab == "#2"

    def test_that_is_not_there_is_named_with_those_that_are(self, read):
        book = workbook()
        error = error_of(read(book, "#Wave 2"))
        assert error.problem == "The file answers.xlsx has no tab 'Wave 2'; it has 'Answers'."
        assert "Write the tab's name after #" in error.remedy

    def test_with_the_same_questions_elsewhere_is_told_with_the_other(self, read):
        book = workbook()
        for title, headers in (("Old", ["X", *HEADERS, "More"]), ("Notes", HEADERS[:1])):
            book.create_sheet(title)
            book[title].append([])
            book[title].append(headers)
        assert [(f.found, f.sentence()) for f in read(book).read().findings] == [
            (Found.TAB_READ, "Tab Answers – SURVEY_SOURCE can name another."),
            (Found.OTHER_TAB, "Tab Old – it has the same questions; its answers are not read."),
        ]
