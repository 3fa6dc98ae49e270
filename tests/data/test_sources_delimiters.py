"""How the cells of a CSV file are told apart."""

from __future__ import annotations

import pytest

from analysis.errors import SurveyError
from data.sources.files import delimiter_of
from tests.raw_tables import numbered, rows


class TestTheDelimiterIsTheOneOfTheHeader:
    @pytest.mark.parametrize("delimiter", list(",;\t|"))
    def test_whatever_it_is(self, write, delimiter):
        text = "Timestamp,Age,work\n1/2,3,x\n".replace(",", delimiter)
        assert rows(write(text)) == [("1/2", "3", "x")]

    @pytest.mark.parametrize(
        ("text", "delimiter"),
        [
            ('"a, b, c";"d, e"\n1;2\n', ";"),
            ('"a; ""b; c""",d\n', ","),
            ('"a\n;;;",d\n', ","),
            ("When; if ever, were you,x\n1,2,3\n", ","),
            ("How often, if ever, are you tired?;x\nNever;2\n", ";"),
            ("Price;Height;Age\n1,5;2,5;3\n", ";"),
            ("q\nyes, often; no\n", ","),
            ("q;r\n", ";"),
            ('"q";"r"\n"1,5";"2"\n', ";"),
            (",,\nq;r\n", ";"),
            ("Answers of 2026\nq;r\n1,5;2\n3,5;4\n", ";"),
            ("Answers, wave 2\n\nq;r;s\n1;2;3\n3;4;5\n", ";"),
            ("", ","),
        ],
    )
    def test_and_not_one_inside_a_question(self, text, delimiter):
        assert delimiter_of(text) == delimiter


class TestALineThatDeclaresTheDelimiterIsNoRow:
    @pytest.mark.parametrize(
        ("line", "delimiter"),
        [
            ("sep=;", ";"),
            ("sep=,", ","),
            ("SEP=|", "|"),
            ("sep=\t", "\t"),
            ("sep=\\t", "\t"),
            ('"sep=,"', ","),
            ('"sep=;"', ";"),
            ("sep=^", "^"),
            ("sep=;;;", ";"),
            ('"sep=,",,,', ","),
        ],
    )
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_whatever_it_declares(self, write, line, delimiter, end):
        cells = [["q", "how often, if ever"], ["1", "a"], ["2", "b"]]
        lines = [delimiter.join(f'"{cell}"' for cell in row) for row in cells]
        table = write(end.join([line, *lines, ""]))
        assert table.headers == ("q", "how often, if ever")
        assert numbered(table) == {2: ("1", "a"), 3: ("2", "b")}

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
    def test_in_any_encoding(self, write, encoding):
        table = write("sep=;\nÜnder;q,r\n1;2\n".encode(encoding))
        assert table.headers == ("Ünder", "q,r")

    @pytest.mark.parametrize("line", ["sep=", "sep=x", "separator=;", "sep=;q", " sep=;"])
    def test_but_other_lines_are(self, write, line):
        assert write(f"{line}\n1\n").headers[0].startswith(line.split(";")[0])

    def test_and_the_line_of_an_open_quotation_mark_is_the_file_s(self, write):
        with pytest.raises(SurveyError, match="opened on line 4 is never closed"):
            write('sep=;\nq;r\n1;2\n3;"4\n5;6\n')

    def test_and_without_a_row_below_it_the_file_is_empty(self, write):
        with pytest.raises(SurveyError, match="is empty"):
            write("sep=;\n")
