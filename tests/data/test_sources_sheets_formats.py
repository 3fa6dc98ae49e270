"""The number formats of a Google Sheet's columns, so that 0.25 is known to be 25 %."""

from __future__ import annotations

import datetime as dt

import pytest

from data.sources.formats import OF_GOOGLE
from tests.raw_tables import error_of
from tests.sheets_cases import ID, put


def gets(server):
    return [query for _, path, query in server.requests if path.endswith(ID)]


def asked_for_formats(server):
    return [query["ranges"] for query in gets(server) if "ranges" in query]


class TestTheFormatOfAColumn:
    @pytest.mark.parametrize(
        ("type", "format"),
        [
            ("PERCENT", "percent"),
            ("DATE", "date"),
            ("DATE_TIME", "date"),
            ("TIME", "date"),
            ("NUMBER", "number"),
            ("CURRENCY", "number"),
            ("SCIENTIFIC", "number"),
            ("TEXT", "text"),
            ("NUMBER_FORMAT_TYPE_UNSPECIFIED", None),
            (None, None),
        ],
    )
    def test_is_that_of_its_numbers(self, server, sheet, type, format):
        put(server, ["Q", "R"], ["x", 0.25], ["y", 3.0]).formats = [None, type]
        assert sheet.read().formats == (None, format)

    def test_of_moments_is_a_date(self, server, sheet):
        put(server, ["When"], [dt.datetime(2026, 2, 3, 22, 27)])
        table = sheet.read()
        assert table.formats == ("date",)
        assert float(table.columns[0][0].as_py()) == pytest.approx(46056.935416667)

    def test_is_not_that_of_words_in_it(self, server, sheet):
        put(server, ["Q"], ["x"], ["12 or so"]).formats = ["PERCENT"]
        assert sheet.read().formats == (None,)

    def test_is_that_of_some_numbers_among_words(self, server, sheet):
        answers = [["more"]] * 9
        put(server, ["Q"], *answers, [0.25]).formats = ["PERCENT"]
        assert sheet.read().formats == ("percent",)

    def test_is_not_that_of_one_number_taken_for_a_date(self, server, sheet):
        put(server, ["Q"], [4], [dt.datetime(2026, 3, 2)], [5])
        assert sheet.read().formats == (None,)

    def test_is_unknown_without_answers(self, server, sheet):
        put(server, ["Q"]).formats = ["PERCENT"]
        assert sheet.read().formats == ()
        assert asked_for_formats(server) == []

    def test_is_aligned_with_rows_and_columns(self, server, sheet):
        tab = put(server, [], ["A", "B", "C"], [], ["x", "", 1], [], ["", 0.5, 2])
        tab.formats = ["NUMBER", "PERCENT", None]
        assert sheet.read().formats == (None, "percent", None)
        assert asked_for_formats(server) == [["'Form Responses 1'!4:6"]]


class TestFormatsAreAskedFor:
    def test_of_twenty_rows_in_one_request(self, server, sheet):
        put(server, ["Q"], *([number] for number in range(30)))
        sheet.read()
        assert asked_for_formats(server) == [["'Form Responses 1'!2:21"]]
        query = gets(server)[-1]
        assert query["fields"] == ["sheets.data.rowData.values.effectiveFormat.numberFormat.type"]

    def test_once(self, server, sheet):
        put(server, ["Q"], *([number] for number in range(30)))
        for _ in range(3):
            sheet.read()
        assert len(asked_for_formats(server)) == 1
        assert len(server.asked("values")) == 3

    def test_again_while_there_are_fewer_answers_than_they_were_looked_for_in(self, server, sheet):
        tab = put(server, ["Q"], ["x"])
        tab.formats = ["PERCENT"]
        assert sheet.read().formats == (None,)
        tab.rows.append([0.25])
        assert sheet.read().formats == ("percent",)
        del tab.rows[1]
        assert sheet.read().formats == ("percent",)
        assert len(asked_for_formats(server)) == 2

    def test_again_under_other_headers(self, server, sheet):
        tab = put(server, ["Q", "R"], [1, 0.25])
        tab.formats = [None, "PERCENT"]
        assert sheet.read().formats == (None, "percent")
        tab.rows, tab.formats = [["New", "Q", "R"], ["x", 1, 0.25]], [None, None, "PERCENT"]
        assert sheet.read().formats == (None, None, "percent")

    def test_again_after_twelve_readings(self, server, sheet):
        tab = put(server, ["Q"], [0.25])
        sheet.read()
        tab.formats = ["PERCENT"]
        assert [sheet.read().formats for _ in range(12)] == [(None,)] * 11 + [("percent",)]

    def test_once_of_a_long_tab(self, server, sheet, monkeypatch):
        monkeypatch.setattr("data.sources.sheets.WHOLE_UP_TO", 20)
        monkeypatch.setattr("data.sources.sheets.ROWS_AT_ONCE", 10)
        tab = put(server, ["Q"], *([number] for number in range(24)))
        tab.row_count, tab.formats = 25, ["NUMBER"]
        assert [sheet.read().formats for _ in range(2)] == [("number",)] * 2
        assert len(asked_for_formats(server)) == 1


class TestWhereFormatsCannotBeHad:
    @pytest.mark.parametrize("status", [400, 403, 404])
    def test_because_only_values_may_be_read_they_are_unknown(self, server, sheet, status):
        put(server, ["Q"], [0.25]).formats = ["PERCENT"]
        server.before = lambda path: (
            server.asked("values") and path.endswith(ID) and server.fail(ID, status=status)
        )
        assert sheet.read().formats == (None,)

    @pytest.mark.parametrize(
        "body",
        [
            "{}",
            '{"sheets": [{"properties": {}}]}',
            '{"sheets": [{"data": [{}]}]}',
            '{"sheets": [{"data": [{"rowData": [{}, {"values": [{}]}]}]}]}',
            '{"sheets": [{"data": [{"rowData": [{"values": [{"effectiveFormat": {}}]}]}]}]}',
            '{"sheets": [{"data": [{"rowData": [{"values": [{"effectiveFormat": {"numberFormat": '
            '{"type": []}}}]}]}]}]}',
        ],
    )
    def test_because_a_reply_says_nothing_of_them_they_are_unknown(self, server, sheet, body):
        put(server, ["Q"], [0.25])
        server.before = lambda path: (
            server.asked("values") and path.endswith(ID) and server.fail(ID, body=body)
        )
        assert sheet.read().formats == (None,)

    @pytest.mark.parametrize("body", ["[]", '{"sheets": 7}', '{"sheets": [{"data": [7]}]}'])
    def test_because_of_an_odd_reply_they_are_asked_for_again(self, server, sheet, waits, body):
        put(server, ["Q"], [0.25]).formats = ["PERCENT"]
        server.before = lambda path: (
            len(server.asked("values")) == 1
            and path.endswith(ID)
            and not waits
            and server.fail(ID, body=body)
        )
        assert sheet.read().formats == ("percent",)
        assert len(waits) == 1

    def test_because_google_fails_the_sheet_is_not_read(self, server, sheet):
        server.before = lambda path: (
            server.asked("values") and path.endswith(ID) and server.fail(ID, status=503)
        )
        assert "Google Sheets is not working" in error_of(sheet).problem

    def test_because_the_tab_was_renamed_meanwhile_it_is_looked_up_again(self, server, sheet):
        tab = put(server, ["Q"], [0.25])
        tab.formats = ["PERCENT"]

        def rename(path):
            if len(server.asked("values")) == 1 and path.endswith(ID):
                tab.title = "Wave 2"

        server.before = rename
        table = sheet.read()
        assert (table.tab, table.formats) == ("Wave 2", ("percent",))


def test_every_type_that_google_names_is_known():
    assert set(OF_GOOGLE) == {
        *("TEXT", "NUMBER", "PERCENT", "CURRENCY", "DATE", "TIME", "DATE_TIME", "SCIENTIFIC"),
    }
