"""Bytes of a CSV file that are no letters: they spoil their own cells, and are reported."""

from __future__ import annotations

import pytest

from analysis.answers.intake_report import Found
from tests.raw_tables import rows

HEADER = "Wie müde?,Was sonst?\n"
ANSWERS = "Ständig,Gelegentlich\nHäufig,Früchte\nNie,Gemüse\n"


def damaged(table):
    return [(finding.where, finding.sentence()) for finding in table.findings]


class TestOneBadByte:
    def test_spoils_one_cell_of_a_file_in_utf_8(self, write):
        table = write((HEADER + ANSWERS).encode().replace("Früchte".encode(), b"Fr\xfcchte"))
        assert table.headers == ("Wie müde?", "Was sonst?")
        assert rows(table) == [
            ("Ständig", "Gelegentlich"),
            ("Häufig", "Fr\ufffdchte"),
            ("Nie", "Gemüse"),
        ]
        assert [finding.found for finding in table.findings] == [Found.DAMAGED_TEXT]
        (finding,) = table.findings
        assert (finding.count, finding.rows) == (1, (3,))
        assert finding.sentence() == "Whole file – 1 cell holds damaged characters (row 3)."

    @pytest.mark.parametrize("cut", [1, 2, 3])
    def test_at_the_end_of_a_file_that_was_cut(self, write, cut):
        table = write((HEADER + ANSWERS + "Nie,Ständig 😀").encode()[:-cut])
        assert rows(table)[-1] == ("Nie", "Ständig \ufffd")
        assert damaged(table) == [
            ("Whole file", "Whole file – 1 cell holds damaged characters (row 5).")
        ]

    def test_in_a_header_is_told_too(self, write):
        table = write((HEADER + ANSWERS).encode().replace("müde".encode(), b"m\xfcde"))
        assert damaged(table) == [("Header row", "Header row – 1 header holds damaged characters.")]

    @pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""])
    def test_with_or_without_a_byte_order_mark(self, write, mark):
        table = write(mark + (HEADER + ANSWERS * 9).encode().replace(b"Nie", b"N\xffe", 1))
        assert rows(table)[2] == ("N\ufffde", "Gemüse")
        assert table.findings[0].rows == (4,)

    def test_that_an_earlier_program_has_replaced_is_told_as_well(self, write):
        table = write(HEADER + ANSWERS.replace("ä", "\ufffd"))
        assert damaged(table) == [
            ("Whole file", "Whole file – 2 cells hold damaged characters (rows 2, 3).")
        ]

    def test_in_many_rows_is_told_by_the_first_of_them(self, write):
        table = write((HEADER + ANSWERS * 9).encode() + b"N\xffe,N\xffe\n" * 9)
        (finding,) = table.findings
        assert finding.count == 9
        assert finding.rows == tuple(range(29, 37))
        assert finding.detail == "18 cells hold damaged characters"


class TestAFileThatIsWhole:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
    def test_has_nothing_to_report(self, write, encoding):
        table = write((HEADER + ANSWERS).encode(encoding))
        assert table.headers == ("Wie müde?", "Was sonst?")
        assert table.findings == ()


class TestTheEncodingIsThatOfMostLetters:
    @pytest.mark.parametrize(
        ("joined", "lost", "encoding"),
        [(1, 1, "cp1252"), (2, 1, "utf-8"), (3, 2, "cp1252"), (4, 2, "utf-8")],
    )
    def test_utf_8_from_two_sound_letters_for_each_bad_byte(self, write, joined, lost, encoding):
        table = write(b"q\n" + "é\n".encode() * joined + b"\xe9\n" * lost)
        assert table.columns[0][0].as_py() == {"utf-8": "é", "cp1252": "Ã©"}[encoding]

    @pytest.mark.parametrize(
        ("text", "encoding"),
        [
            ("Ça va, où ça? Été, «É», à côté – naïve", "cp1252"),
            ("Zażółć gęślą jaźń", "cp1250"),
            ("Съешь же ещё этих мягких французских булок", "cp1251"),
            ("Ξεσκεπάζω την ψυχοφθόρα βδελυγμία", "cp1253"),
        ],
    )
    def test_so_that_no_old_encoding_is_taken_for_utf_8(self, write, text, encoding):
        table = write(f"q\n{text.replace(',', '')}\n".encode(encoding))
        assert "\ufffd" not in table.columns[0][0].as_py()
        assert table.findings == ()
