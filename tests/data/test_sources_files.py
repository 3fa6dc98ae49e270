"""What an operator can rely on when the answers are in a CSV file."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from analysis.errors import SurveyError
from data.settings import Settings
from data.sources import Source, open_source
from tests.accounts import as_nobody
from tests.raw_tables import error_of, rows

OSMI = "Timestamp,Age,work_interfere\n8/27/2014 11:29,37,Often\n8/27/2014 11:30,-1726,NA\n"


def opened(file: Path) -> Source:
    return open_source(Settings(source=str(file)))


class TestACsvFileIsReadAsItStands:
    def test_with_every_cell_as_text(self, write):
        table = write(OSMI)
        assert table.headers == ("Timestamp", "Age", "work_interfere")
        assert rows(table) == [
            ("8/27/2014 11:29", "37", "Often"),
            ("8/27/2014 11:30", "-1726", "NA"),
        ]
        assert {column.type for column in table.columns} == {pa.string()}

    def test_without_knowing_what_kind_a_cell_is(self, write):
        table = write(OSMI)
        assert (table.typed, table.formats, table.locale, table.tab) == (False, (), None, None)

    @pytest.mark.parametrize(
        ("text", "encoding"),
        [
            ("Où ça?,q\nMünchen – 😀,1\n", "utf-8"),
            ("Où ça?,q\nMünchen – 😀,1\n", "utf-8-sig"),
            ("Où ça?,q\nMünchen – 😀,1\n", "utf-16"),
            ("Où ça?,q\nMünchen – “x”,1\n", "cp1252"),
            ("Où ça?,q\nMünchen,1\n", "latin-1"),
            ("Où ça?,q\nM\x81\x8dnchen,1\n", "latin-1"),
            ("Où ça?,q\nMünchen – 😀,1\n", "utf-32"),
        ],
    )
    def test_in_any_encoding_of_a_spreadsheet_program(self, write, text, encoding):
        header, answer = [line.split(",") for line in text.splitlines() if line]
        table = write(text.encode(encoding))
        assert table.headers == tuple(header)
        assert rows(table) == [tuple(answer)]

    @pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
    def test_in_either_byte_order(self, write, mark):
        order = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
        assert write(mark + "Ünder,q\n1,2\n".encode(order)).headers == ("Ünder", "q")

    def test_with_one_byte_that_does_not_fit(self, write):
        table = write(b"\xef\xbb\xbfq,r\ncaf\xe9,\xc3\xa9\n")
        assert rows(table) == [("caf\ufffd", "é")]

    def test_with_a_last_letter_cut_in_half(self, write):
        assert rows(write(b"q\ncaf\xc3")) == [("cafÃ",)]

    def test_with_a_letter_split_between_two_blocks(self, write):
        long = "x" * 65_534  # with "q\n" before, the two bytes of é lie on either side of 64 KiB
        assert rows(write(f"q\n{long[:-1]}é\n")) == [(long[:-1] + "é",)]

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_with_any_line_end(self, write, end):
        assert rows(write(OSMI.replace("\n", end)))[1] == ("8/27/2014 11:30", "-1726", "NA")

    def test_without_a_last_line_end(self, write):
        assert len(write(OSMI.rstrip())) == 2

    def test_with_lines_and_quotes_inside_an_answer(self, write):
        table = write('q,r\n"two\r\nlines","she said ""no"""\n')
        assert rows(table) == [("two\r\nlines", 'she said "no"')]

    def test_with_white_space_kept_and_empty_cells_as_missing(self, write):
        assert rows(write('q,r,s\n  Often ,,""\n')) == [("  Often ", None, None)]

    def test_with_nul_bytes(self, write):
        assert rows(write(b"q,r\nx\0y,\0\n")) == [("x\0y", "\0")]
        assert rows(write(b"q,r\ncaf\xe9,\0\n")) == [("café", "\0")]

    def test_with_an_answer_of_a_megabyte(self, write):
        long = "word " * 200_000
        assert rows(write(f"q,r\n{long},x\n")) == [(long, "x")]

    def test_with_headers_that_repeat_or_are_missing(self, write):
        assert write("q,,q\n1,2,3\n").headers == ("q", "", "q")

    def test_with_short_rows_padded(self, write):
        assert rows(write("q,r,s\n1\n1,2\n")) == [("1", None, None), ("1", "2", None)]

    def test_with_what_stands_beside_the_last_header(self, write):
        table = write("q,r\n1,2\n1,2,3,4\n")
        assert table.headers == ("q", "r", "", "")
        assert rows(table) == [("1", "2", None, None), ("1", "2", "3", "4")]

    def test_without_columns_that_hold_nothing(self, write):
        assert write("q,r\n1,2,,\n1,2, ,\n").headers == ("q", "r", "")
        assert write("q,r\n1,2,,\n").headers == ("q", "r")

    def test_without_its_blank_rows(self, write):
        table = write("\n,\nq,r\n\n , \n1,2\n,,\n\t,\u3000\n3,\n")
        assert table.headers == ("q", "r")
        assert rows(table) == [("1", "2"), ("3", None)]

    def test_with_a_header_only(self, write):
        table = write("q,r\n")
        assert table.headers == ("q", "r")
        assert len(table) == 0
        assert [column.type for column in table.columns] == [pa.string()] * 2

    def test_in_blocks_that_show_nowhere(self, write, monkeypatch):
        monkeypatch.setattr("data.sources.files.ROWS_AT_ONCE", 2)
        table = write("q,r\n1,a\n\n2,b,late\n3\n\n\n\n\n4,d\n")
        assert table.headers == ("q", "r", "")
        assert rows(table) == [
            ("1", "a", None),
            ("2", "b", "late"),
            ("3", None, None),
            ("4", "d", None),
        ]


class TestACsvFileThatCannotBeReadSaysWhy:
    def test_missing(self, tmp_path):
        error = error_of(opened(tmp_path / "no.csv"))
        assert error.problem == f"The file {tmp_path / 'no.csv'} doesn't exist."
        assert "SURVEY_SOURCE" in error.remedy

    @pytest.mark.parametrize("ending", ["csv", "parquet"])
    def test_a_folder(self, tmp_path, ending):
        folder = tmp_path / f"a.{ending}"
        folder.mkdir()
        assert error_of(opened(folder)).problem == f"{folder} is a folder, not a file."

    @pytest.mark.parametrize("ending", ["csv", "parquet"])
    def test_forbidden(self, tmp_path, ending):
        file = tmp_path / f"a.{ending}"
        file.write_text(OSMI)
        file.chmod(0)
        with as_nobody():
            error = error_of(opened(file))
        assert (
            error.problem == f"The file {file} may not be read by the user that runs this program."
        )
        assert error.remedy == "Give that user permission to read it."

    def test_on_a_broken_disk(self, tmp_path):
        loop = tmp_path / "a.csv"
        loop.symlink_to(loop)
        assert "can't be read (Too many levels of symbolic links)" in error_of(opened(loop)).problem

    @pytest.mark.parametrize("content", ["", "\n\n", " , \n", "\ufeff", "\ufeff\r\n"])
    def test_empty(self, write, content):
        with pytest.raises(SurveyError) as caught:
            write(content)
        assert caught.value.problem == "The file answers.csv is empty."
        assert "first row holds the questions" in caught.value.remedy

    @pytest.mark.parametrize(
        ("content", "what"),
        [
            (b"PK\x03\x04\x14\0\x06\0xl/workbook.xml", "an Excel workbook or another ZIP file"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "an old or password-protected Excel"),
            (b"PAR1\x15\x04", "a Parquet file"),
            (b"\x1f\x8b\x08\0\0", "a file compressed with gzip"),
            (b"%PDF-1.7\n", "a PDF"),
            (b"\n<!DOCTYPE html><html><title>Sign in</title>", "a web page"),
            (b"<HTML><body>", "a web page"),
            (bytes(range(256)) * 8, "binary data"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06", "binary data"),
            ("q,r\n1,2\n".encode("utf-16-le"), "binary data"),
        ],
    )
    def test_another_kind_of_file(self, write, content, what):
        with pytest.raises(SurveyError) as caught:
            write(content)
        assert caught.value.problem.startswith(
            f"The file answers.csv isn't CSV: it looks like {what}"
        )
        assert "save it as CSV" in caught.value.remedy

    def test_a_quotation_mark_that_would_swallow_the_rest(self, write):
        with pytest.raises(SurveyError) as caught:
            write('q,r\n1,2\n3,"4\n5,6\n7,8\n')
        assert "opened on line 3 is never closed" in caught.value.problem
        assert "Close it there" in caught.value.remedy

    def test_but_a_stray_quotation_mark_is_read(self, write):
        assert rows(write('q,r\n5" tall,2\n"two\nlines",3\n')) == [
            ('5" tall', "2"),
            ("two\nlines", "3"),
        ]
        assert rows(write('q,r\n1,5" tall\n')) == [("1", '5" tall')]
