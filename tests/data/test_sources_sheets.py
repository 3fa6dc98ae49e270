"""What an operator can rely on when the answers are in a Google Sheet.

gspread and google-auth are real and talk HTTP to a server on this machine.
"""

from __future__ import annotations

import datetime as dt
import threading

import pytest

from data.settings import Settings
from data.sources import open_source
from data.sources.address import SheetAddress
from data.sources.raw import RawTable
from data.sources.sheets import GoogleSheet
from tests.raw_tables import error_of, rows
from tests.sheets_cases import ANSWERS, GID, HEADER, ID, NOTES, SHEET, put
from tests.sheets_server import Tab


class TestASheetIsReadAsItStands:
    def test_by_its_address_in_the_browser(self, server, tmp_path):
        address = f"https://docs.google.com/spreadsheets/d/{ID}/edit?gid={GID}#gid={GID}"
        source = open_source(
            Settings(
                source=address,
                google_key_file=server.key_file(tmp_path),
                sheets_api_root=server.root + "/",
            )
        )
        table = source.read()
        assert source.kind == "sheet"
        assert source.name == SHEET
        assert source.identity == f"sheet:{ID}#{GID}"
        assert table.headers == ("Timestamp", "How often?")
        assert rows(table) == [("Mon", "Often"), ("Tue", "Never")]

    def test_with_a_key_from_the_secrets_file(self, server):
        account = server.account()
        # TOML literals and environment variables keep the two characters \n.
        account["private_key"] = account["private_key"].replace("\n", "\\n")
        source = GoogleSheet(
            SheetAddress(ID, GID), Settings(google_account=account, sheets_api_root=server.root)
        )
        assert len(source.read()) == 2

    def test_in_the_first_tab_with_cells_when_none_is_named(self, server, settings):
        server.spreadsheets[ID].tabs.insert(0, Tab(5, "A chart", [], kind="OBJECT"))
        assert GoogleSheet(SheetAddress(ID), settings).read().headers == ("x",)

    def test_in_one_request_for_values_besides_one_each_for_names_and_formats(self, server, sheet):
        sheet.read()
        sheet.read()
        paths = [path for _, path, _ in server.requests]
        api = f"/v4/spreadsheets/{ID}"
        values = f"{api}/values:batchGet"
        assert paths == ["/token", api, values, api, values]
        assert server.connections == 2  # one to sign in and one to read, both kept

    def test_compressed_on_the_way(self, server, sheet):
        put(server, HEADER, *(ANSWERS * 2000))
        assert len(sheet.read()) == 4000
        assert server.bytes_sent < 5000

    def test_as_stored_and_not_as_shown(self, server, sheet):
        sheet.read()
        assert server.asked("values") == [
            {
                "ranges": ["'Form Responses 1'", *NOTES],
                "valueRenderOption": ["UNFORMATTED_VALUE"],
                "dateTimeRenderOption": ["SERIAL_NUMBER"],
                "majorDimension": ["ROWS"],
                "prettyPrint": ["false"],
            }
        ]

    def test_with_the_time_zone_that_its_dates_are_told_in(self, server, sheet):
        server.spreadsheets[ID].time_zone = "Pacific/Auckland"
        sheet.read()
        assert sheet.time_zone == "Pacific/Auckland"

    def test_under_a_title_with_an_apostrophe(self, server, sheet):
        server.spreadsheets[ID].tabs[1].title = "Mia's answers!A1"
        assert len(sheet.read()) == 2

    def test_again_with_the_answers_that_came_since(self, server, sheet):
        sheet.read()
        server.spreadsheets[ID].tabs[1].rows.append(["Wed", "Always"])
        assert rows(sheet.read())[-1] == ("Wed", "Always")

    def test_by_two_threads_at_once(self, server, sheet):
        found: list[RawTable] = []
        threads = [threading.Thread(target=lambda: found.append(sheet.read())) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [rows(table) for table in found] == [[("Mon", "Often"), ("Tue", "Never")]] * 4
        assert len(server.asked("/token")) == 1


class TestACellKeepsItsMeaning:
    @pytest.mark.parametrize(
        ("cell", "text"),
        [
            ("007", "007"),
            ("1,5", "1,5"),
            ("NaN", "NaN"),
            ("#N/A", "#N/A"),
            (" Often ", " Often "),
            ("=1+1", "=1+1"),
            (7, "7"),
            (7.0, "7"),
            (-3, "-3"),
            (0.5, "0.5"),
            (True, "TRUE"),
            (False, "FALSE"),
            (0, "0"),
            ("", None),
            (None, None),
            (dt.datetime(2025, 1, 20, 12, 31, 26, 400000), "45677.521833333332"),
        ],
    )
    def test_as_text(self, server, sheet, cell, text):
        put(server, ["Q", "R"], [cell, "x"])
        (found,) = sheet.read().columns[0].to_pylist()
        if isinstance(cell, dt.datetime):
            assert float(found) == pytest.approx(float(text), abs=1e-9)
        else:
            assert found == text

    def test_in_a_column_of_mixed_kinds(self, server, sheet):
        put(server, ["Q"], ["Often"], [3], [True], [2.25])
        assert sheet.read().columns[0].to_pylist() == ["Often", "3", "TRUE", "2.25"]

    def test_when_half_of_an_emoji_was_stored(self, server, sheet):
        put(server, ["Q"], ["fine \ud83d"])
        assert sheet.read().columns[0].to_pylist() == ["fine ?"]


class TestRowsOfAnyShape:
    def test_short_rows_are_padded(self, server, sheet):
        put(server, ["A", "B", "C"], ["1"], ["1", "", "3"])
        assert rows(sheet.read()) == [("1", None, None), ("1", None, "3")]

    def test_long_rows_make_columns_without_a_header(self, server, sheet):
        put(server, ["A", ""], ["1", "2", "3"])
        table = sheet.read()
        assert table.headers == ("A", "", "")
        assert rows(table) == [("1", "2", "3")]

    def test_headers_may_repeat(self, server, sheet):
        put(server, ["A", "A"], ["1", "2"])
        assert sheet.read().headers == ("A", "A")

    def test_blank_rows_are_dropped_wherever_they_stand(self, server, sheet):
        put(server, [], ["A", "B"], ["", " "], ["1", ""], [None], ["2", "x"])
        assert rows(sheet.read()) == [("1", None), ("2", "x")]

    def test_a_header_alone_is_a_survey_without_answers(self, server, sheet):
        put(server, HEADER)
        table = sheet.read()
        assert table.headers == ("Timestamp", "How often?")
        assert len(table) == 0

    @pytest.mark.parametrize("cells", [[], [["", " "], [None]]])
    def test_a_tab_without_a_header_is_an_error(self, server, sheet, cells):
        put(server, *cells)
        error = error_of(sheet)
        assert error.problem == f"The tab 'Form Responses 1' of {SHEET} is empty."
        assert "Link the form" in error.remedy


class TestTabsThatMove:
    def test_a_renamed_tab_is_found_before_the_first_read(self, server, sheet):
        server.spreadsheets[ID].tabs[1].title = "Wave 2"
        assert len(sheet.read()) == 2

    def test_a_tab_renamed_between_two_reads_is_looked_up_once_more(self, server, sheet):
        sheet.read()
        server.spreadsheets[ID].tabs[1].title = "Wave 2"
        assert len(sheet.read()) == 2
        assert len(sheet.read()) == 2
        assert [query["ranges"] for query in server.asked("values")] == [
            ["'Form Responses 1'", *NOTES],
            ["'Form Responses 1'", *NOTES],
            ["'Wave 2'", *NOTES],
            ["'Wave 2'", *NOTES],
        ]

    def test_a_deleted_tab_is_named_with_those_that_are_left(self, server, sheet):
        sheet.read()
        del server.spreadsheets[ID].tabs[1]
        error = error_of(sheet)
        assert error.problem == f"{SHEET} has no tab with gid 77; it has 'Notes' (gid 0)."

    def test_a_tab_that_is_a_chart_holds_no_answers(self, server, sheet):
        server.spreadsheets[ID].tabs[1].kind = "OBJECT"
        assert "no tab with gid 77" in error_of(sheet).problem

    def test_a_range_refused_twice_is_given_up(self, server, sheet):
        server.fail(times=9, status=400, body='{"error": {"message": "Unable to parse range: x"}}')
        error = error_of(sheet)
        assert error.problem == f"Google Sheets refused to read {SHEET} (status 400)."
        assert len(server.asked("values")) == 2
