"""Answers that are ranges of numbers, in the ways people write them."""

from __future__ import annotations

import pytest

from analysis.drafting.amounts import LARGEST, amount_of
from tests.analysis.drafting.sheets import MONTHS


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1 (only me)", 1, 1),
        ("1 person", 1, 1),
        ("2 to 3", 2, 3),
        ("0-2", 0, 2),
        ("6 – 10", 6, 10),
        ("10 to 49 employees", 10, 49),
        ("10 people to 49 people", 10, 49),
        ("between 5 and 9", 5, 9),
        ("de 2 a 4", 2, 4),
        ("1,000-4,999", 1000, 4999),
        ("Fewer than 10", 0, 9),
        ("<5", 0, 4),
        ("up to 3 years", 0, 3),
        ("7 or more", 7, LARGEST),
        ("11+", 11, LARGEST),
        ("1000 o más", 1000, LARGEST),
        ("More than 1000", 1001, LARGEST),
        ("at least 20", 20, LARGEST),
        ("2-Mar", 2, 3),  # what a spreadsheet made of 2-3
        ("5-Jan", 1, 5),
        ("2026-02-03 00:00:00", 2, 3),
    ],
)
def test_ranges_are_read(text, low, high):
    found = amount_of(text, MONTHS)
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    "text", ["3 - very important", "Just me", "10-5", "Often", "", "2.5", "A1", "1 - 2 - 3"]
)
def test_other_answers_are_no_ranges(text):
    assert amount_of(text, MONTHS) is None


def test_codes_of_ranges():
    texts = ("1 (only me)", "2 to 3", "fewer than 10", "7 or more")
    assert [amount_of(text, MONTHS).code for text in texts] == ["1", "2-3", "0-9", "7-plus"]
