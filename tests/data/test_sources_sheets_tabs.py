"""Whoever publishes learns which tab of a Google Sheet was read, and which looks the same."""

from __future__ import annotations

import pytest

from analysis.answers.intake_report import Found
from tests.raw_tables import rows
from tests.sheets_cases import ANSWERS, HEADER, ID, put
from tests.sheets_server import Tab

WIDE = ["Timestamp", "Q1", "Q2", "Q3", "Q4"]
READ = (Found.TAB_READ, "Tab Form Responses 1 – SURVEY_SOURCE can name another.")


@pytest.fixture
def beside(server):
    """Puts a tab with these rows between the notes and the answers."""

    def added(*rows, title="Form Responses 2", **how):
        tab = Tab(5, title, [list(row) for row in rows], **how)
        server.spreadsheets[ID].tabs.insert(1, tab)
        return tab

    return added


def told(table):
    return [(finding.found, finding.sentence()) for finding in table.findings]


class TestTheTabThatWasRead:
    def test_is_known_by_its_title(self, sheet):
        assert sheet.read().tab == "Form Responses 1"

    def test_is_known_under_a_new_title_too(self, server, sheet):
        sheet.read()
        server.spreadsheets[ID].tabs[1].title = "Wave 2"
        assert sheet.read().tab == "Wave 2"

    def test_has_the_locale_of_its_spreadsheet(self, server, sheet):
        server.spreadsheets[ID].locale = "de_DE"
        assert sheet.read().locale == "de_DE"

    def test_knows_what_kind_each_cell_is(self, sheet):
        assert sheet.read().typed

    def test_alone_has_nothing_to_report(self, sheet):
        assert sheet.read().findings == ()


class TestAnotherTabWithTheSameQuestions:
    def test_is_named_with_its_rows(self, sheet, beside):
        beside(HEADER, *ANSWERS, [], ["Wed", "Often"])
        table = sheet.read()
        assert told(table) == [
            READ,
            (
                Found.OTHER_TAB,
                "Tab Form Responses 2 – it has the same questions; the 3 rows below them are not "
                "read.",
            ),
        ]
        assert [finding.count for finding in table.findings] == [1, 3]
        assert rows(table) == [("Mon", "Often"), ("Tue", "Never")]

    @pytest.mark.parametrize(
        ("header", "is_named"),
        [
            (WIDE, True),
            (WIDE[::-1], True),
            ([*WIDE, "New"], True),
            (WIDE[:4], True),  # four of five
            (WIDE[:3], False),
            ([" q1 ", "Q2", "Q3", "TIMESTAMP"], True),
            (["Q1", "x", "y", "z", "w"], False),
            ([], False),
        ],
    )
    def test_has_at_least_four_fifths_of_the_headers(self, server, sheet, beside, header, is_named):
        put(server, WIDE, ["Mon", *"1234"])
        beside(header)
        assert bool(sheet.read().findings) is is_named

    def test_has_at_least_two_of_them(self, server, sheet, beside):
        put(server, ["Q1"], ["x"])
        beside(["Q1"])
        assert sheet.read().findings == ()

    def test_with_one_row_or_none_is_named_too(self, sheet, beside):
        beside(HEADER, title="None yet")
        beside(HEADER, *ANSWERS[:1], title="One")
        assert [finding.detail for finding in sheet.read().findings[1:]] == [
            "it has the same questions; the row below them is not read",
            "it has the same questions; no row stands below them",
        ]

    def test_is_read_no_further_than_its_first_row_and_column(self, server, sheet, beside):
        beside(HEADER, *ANSWERS)
        sheet.read()
        (query,) = server.asked("values")
        title = "'Form Responses 2'"
        assert [each for each in query["ranges"] if each.startswith(title)] == [
            f"{title}!1:1",
            f"{title}!A:A",
        ]

    def test_that_is_long_is_named_without_counting_its_rows(self, server, sheet, beside):
        beside(HEADER, *ANSWERS, row_count=20_001)
        findings = sheet.read().findings
        assert findings[1].detail == "it has the same questions; its answers are not read"
        assert "'Form Responses 2'!A:A" not in server.asked("values")[0]["ranges"]

    def test_is_looked_for_among_the_first_twenty(self, server, sheet, beside):
        for number in range(25):
            beside(HEADER, title=f"T{number}")
        assert (
            len(sheet.read().findings) == 20
        )  # T24 down to T6, behind the notes, and the one read
        assert len(server.asked("values")[0]["ranges"]) == 41

    def test_is_found_beside_a_long_tab_in_the_request_for_its_first_rows(
        self, server, sheet, beside, monkeypatch
    ):
        monkeypatch.setattr("data.sources.sheets.WHOLE_UP_TO", 20)
        monkeypatch.setattr("data.sources.sheets.ROWS_AT_ONCE", 10)
        put(server, HEADER, *(ANSWERS * 10)).row_count = 21
        beside(HEADER, *ANSWERS)
        assert [finding.found for finding in sheet.read().findings] == [
            Found.TAB_READ,
            Found.OTHER_TAB,
        ]
        assert [len(query["ranges"]) for query in server.asked("values")] == [5, 1, 1, 2]

    def test_that_comes_later_is_noticed_within_twelve_readings(self, server, sheet, beside):
        sheet.read()
        beside(HEADER, *ANSWERS)
        found = [len(sheet.read().findings) for _ in range(12)]
        assert found == [0] * 11 + [2]
        assert len(server.asked("values")) == 13

    def test_that_is_deleted_or_renamed_does_no_harm(self, server, sheet, beside):
        tab = beside(HEADER, *ANSWERS)
        sheet.read()
        tab.title = "Archive"
        assert sheet.read().findings[1].where == "Tab Archive"
        server.spreadsheets[ID].tabs.remove(tab)
        assert sheet.read().findings == ()
