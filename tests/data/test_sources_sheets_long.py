"""What an operator can rely on when a sheet is too long for one reply."""

from __future__ import annotations

import pytest

from tests.raw_tables import error_of, rows
from tests.sheets_cases import NOTES, SHEET, put


class TestALongSheet:
    @pytest.fixture(autouse=True)
    def small_chunks(self, monkeypatch):
        monkeypatch.setattr("data.sources.sheets.WHOLE_UP_TO", 20)
        monkeypatch.setattr("data.sources.sheets.ROWS_AT_ONCE", 10)

    @pytest.fixture
    def tab(self, server):
        tab = put(server, ["id", "answer"], *([str(n), "Often"] for n in range(24)))
        tab.row_count = 25
        return tab

    def test_is_read_in_chunks_that_end_with_the_grid_and_then_checked(self, server, sheet, tab):
        assert sheet.read().columns[0].to_pylist() == [str(n) for n in range(24)]
        title = "'Form Responses 1'"
        assert [query["ranges"] for query in server.asked("values")] == [
            [f"{title}!1:10", *NOTES],
            [f"{title}!11:20"],
            [f"{title}!21:25"],
            [f"{title}!1:1", f"{title}!A:A"],
        ]

    @pytest.mark.parametrize(("height", "requests"), [(20, 1), (21, 4)])
    def test_is_long_from_the_first_row_above_the_limit(self, server, sheet, height, requests):
        put(server, ["id"], ["1"]).row_count = height
        assert rows(sheet.read()) == [("1",)]
        assert len(server.asked("values")) == requests

    def test_may_have_blank_chunks_and_a_blank_end(self, server, sheet, tab):
        for n in range(9, 22):
            tab.rows[n] = []
        tab.row_count = 60
        assert sheet.read().columns[0].to_pylist() == [*map(str, range(8)), "21", "22", "23"]

    def test_may_begin_with_a_blank_row(self, server, sheet, tab):
        tab.rows.insert(0, [])
        tab.row_count = 26
        assert len(sheet.read()) == 24

    def test_with_rows_moved_meanwhile_is_read_again(self, server, sheet, tab):
        self.change_once(server, lambda: tab.rows.insert(1, ["new", "Never"]), at=2)
        tab.row_count = 30
        assert sheet.read().columns[0].to_pylist() == ["new", *(str(n) for n in range(24))]

    def test_with_another_header_meanwhile_is_read_again(self, server, sheet, tab):
        self.change_once(server, lambda: tab.rows.__setitem__(0, ["id", "reply"]), at=2)
        assert sheet.read().headers == ("id", "reply")

    def test_that_shrinks_meanwhile_is_read_again(self, server, sheet, tab):
        def shrink():
            del tab.rows[15:]
            tab.row_count = 15

        self.change_once(server, shrink, at=2)
        assert len(sheet.read()) == 14

    def test_with_answers_added_below_meanwhile_is_read_once(self, server, sheet, tab):
        self.change_once(server, lambda: tab.rows.append(["24", "Never"]), at=2)
        assert len(sheet.read()) == 24
        assert len(server.asked("values")) == 4

    def test_that_never_holds_still_is_given_up_after_three_readings(self, server, sheet, tab):
        def change(path):
            if "values" in path:
                tab.rows.insert(1, ["new", "Never"])

        server.before = change
        tab.row_count = 40
        error = error_of(sheet)
        assert error.problem == f"{SHEET} was changed 3 times while it was read."
        assert len(server.asked("values")) == 15

    def test_is_found_out_when_a_short_one_grows(self, server, sheet, tab):
        tab.row_count = 20
        del tab.rows[10:]
        sheet.read()
        tab.rows += [[str(n), "Often"] for n in range(9, 30)]
        tab.row_count = 31
        assert len(sheet.read()) == 30
        tab.rows.append(["30", "Often"])
        tab.row_count = 32
        server.requests.clear()
        assert len(sheet.read()) == 31
        assert len(server.asked("values")) == 5

    def test_counts_its_rows_anew_at_every_read(self, server, sheet, tab):
        del tab.rows[10:]
        sheet.read()
        tab.rows += [[], *([str(n), "Never"] for n in range(20))]
        tab.row_count = 31
        assert len(sheet.read()) == 29

    @staticmethod
    def change_once(server, change, at):
        def before(path):
            if len(server.asked("values")) == at and "values" in path:
                change()

        server.before = before
