"""Options that a spreadsheet took for dates and wrote as their serial numbers."""

from __future__ import annotations

import pytest

from analysis.drafting import omissions
from analysis.drafting.amounts import Amount
from analysis.drafting.date_serials import ranges_behind
from analysis.drafting.looking import looks
from analysis.drafting.looks import Omission
from tests.analysis.drafting.sheets import MONTHS, columns, view

SIZE = "How many people do your job here?"


def drafted(*answers, rows=30):
    sheet = {SIZE: dict.fromkeys(answers, rows)}
    return looks(columns(sheet), view(rows * len(answers)))[0]


def test_serials_among_ranges_are_the_ranges_that_they_were():
    """3 February 2026 was '2-3' and 10 April 2026 '4-10'."""
    assert [(o.text, o.range) for o in drafted("11+", "46056", "1", "46122").question.options] == [
        ("1", (1, 1)), ("2-3", (2, 3)), ("4-10", (4, 10)), ("11+", (11, 9_999)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "answers",
    [
        ("1", "46056", "46122"),  # no other answer is a range
        ("1-9", "18172", "50 or more"),  # October 1949: of 10-49, in whatever order
        ("1-5", "46056", "11+"),  # would share numbers
        ("1", "2-4", "46056", "11+"),
    ],
)
def test_serials_that_fit_no_ranges_are_left_out_with_the_reason(answers):
    found = drafted(*answers)
    assert isinstance(found, Omission)
    assert found.why == omissions.DATE_SERIALS


@pytest.mark.parametrize(
    "texts",
    [
        ("1", "2-3", "11+"),
        ("46056", "46122"),
        ("10000", "45000", "12000-40000"),
        ("North", "46056"),
    ],
)
def test_other_numbers_are_what_they_are(texts):
    assert ranges_behind(texts, MONTHS) == {}


def test_the_first_and_the_last_day_of_the_serials():
    assert ranges_behind(("1", "36526", "11+"), MONTHS) is None  # 1 January 2000: 1-1
    assert ranges_behind(("0", "36527", "11+"), MONTHS) == {"36527": Amount(1, 2)}
    assert ranges_behind(("1", "36525", "11+"), MONTHS) is None
    assert ranges_behind(("1", "73051", "11+"), MONTHS) == {}


@pytest.mark.parametrize("answers", [("1-5", "6 or more"), ("1-9998", "9999 or more"),
                                     ("1-49999", "50000 or more")])  # fmt: skip
def test_no_open_range_holds_the_serial_of_a_date(answers):
    for option in drafted(*answers, rows=60).question.options[1:]:
        assert option.range is None or option.range[1] < 36526
