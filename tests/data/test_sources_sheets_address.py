"""Which addresses of a Google Sheet an operator can give."""

from __future__ import annotations

import pytest

from analysis.errors import SurveyError
from data.settings import Settings
from data.sources import open_source
from data.sources.address import SheetAddress


class TestTheAddressOfASheet:
    @pytest.mark.parametrize(
        ("said", "id", "gid"),
        [
            ("https://docs.google.com/spreadsheets/d/1aB_-c/edit#gid=123", "1aB_-c", 123),
            ("https://docs.google.com/spreadsheets/d/1aB_-c/edit?gid=123", "1aB_-c", 123),
            ("https://docs.google.com/spreadsheets/d/1aB_-c/edit?gid=1#gid=2", "1aB_-c", 2),
            ("https://docs.google.com/spreadsheets/d/1aB/edit?usp=sharing", "1aB", None),
            ("https://docs.google.com/spreadsheets/d/1aB/edit#gid=0&range=A1:B2", "1aB", 0),
            ("https://docs.google.com/spreadsheets/d/1aB", "1aB", None),
            ("https://docs.google.com/spreadsheets/u/1/d/1aB/edit", "1aB", None),
            ("https://docs.google.com/a/example.org/spreadsheets/d/1aB/edit", "1aB", None),
            ("https://docs.google.com/spreadsheets/d/1aB/edit#gid=x", "1aB", None),
            ("sheet:1aB_-c", "1aB_-c", None),
            ("sheet:1aB_-c#0", "1aB_-c", 0),
            ("sheet:1aB_-c#gid=5", "1aB_-c", 5),
        ],
    )
    def test_in_any_of_its_forms(self, said, id, gid):
        assert SheetAddress.parse(said) == SheetAddress(id, gid)

    @pytest.mark.parametrize(
        "said",
        [
            "sheet:",
            "sheet:a/b",
            "sheet:a#x",
            "https://docs.google.com/forms/d/1aB/edit",
            "https://docs.google.com/spreadsheets/",
            "https://docs.google.com.example.org/spreadsheets/d/1aB/edit",
            "https://example.org/answers.csv",
            "https://[",
            "ftp://docs.google.com/spreadsheets/d/1aB",
        ],
    )
    def test_in_no_other(self, said):
        with pytest.raises(SurveyError, match="isn't the address of a Google Sheet") as caught:
            open_source(Settings(source=said))
        assert "copy its address from the browser" in caught.value.remedy

    def test_not_of_a_published_copy(self):
        with pytest.raises(SurveyError, match="published copy"):
            SheetAddress.parse("https://docs.google.com/spreadsheets/d/e/2PACX-1v/pubhtml")

    def test_tells_one_tab_from_another(self):
        assert SheetAddress("a").identity == "sheet:a"
        assert SheetAddress("a", 0).identity == "sheet:a#0"
