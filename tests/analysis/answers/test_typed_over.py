"""Which texts a spreadsheet keeps, and which it turns into dates."""

from __future__ import annotations

import pytest

from analysis.answers.typed_over import becomes_a_date
from data.codebooks import load
from data.settings import SHIPPED_CODEBOOK

DATES = {
    "a day and a month, in either order": "2-3 2/3 4-6 1-5 1-10 10-12 1/2 6-25 25-6 12/31",
    "a month and a year": "10-49 11-50 2-30 12/99 6-2025 2026-3 1-00",
    "a whole date": "3/1/2026 2026-03-01 13-2-26 1.5.2026 01.05.26",
    "a day and a month between points": "1.5. 31.12. 1.\u00a05.",
    "a month's name and a number": "2-Mar Mar-02 02-mar MARCH1 SEPT2 DEC1 2Mar Mar/5 Dec-99",
}
WITH_SPACES = (
    "2 - 3",
    " 2-3 ",
    "3 Feb",
    "Feb 3",
    "3. Feb",
    "March 2026",
    "May 2, 2026",
    "2 May 26",
)
TIMES = ("9:00", "1:1", "9:30 pm", "9 AM", "10:15:00")
TEXTS = {
    "no month among the numbers": "13-40 18-24 30-50 50-99 20-29 31-2 32-1",
    "no day and no year": "0-9 0-100 1-100 10-100 51-200 100-200 10-1000 1-1899",
    "numbers": "7 7+ 1.5 12.99 1,5 50% 2026 -3 ½",
    "an en dash": "2–3 4–6",
    "more or less than a date": "1-2-3-4 2-3-x 2-3+ <2-3 ~2/3 13/13/13 May March Q1-2026 Mars-2",
}
SENTENCES = (
    "", "2 to 3", "7 or more", "1 (only me)", "0 - not important", "2-3 people", "may be 3",
    "2nd of March", "Never", "25 %",
)  # fmt: skip


@pytest.mark.parametrize(
    "text", [*(text for line in DATES.values() for text in line.split(" ")), *WITH_SPACES]
)
def test_a_spreadsheet_keeps_a_date_in_place_of(text):
    assert becomes_a_date(text)


@pytest.mark.parametrize("text", TIMES)
def test_a_spreadsheet_keeps_a_time_of_day_in_place_of(text):
    assert becomes_a_date(text)


@pytest.mark.parametrize(
    "text", [*(text for line in TEXTS.values() for text in line.split(" ")), *SENTENCES]
)
def test_a_spreadsheet_keeps(text):
    assert not becomes_a_date(text)


def test_the_shipped_survey_offers_nothing_that_is_lost():
    book = load(SHIPPED_CODEBOOK)
    asked = [name for name, asked in book.questions.items() if asked.kind != "date"]
    texts = {option.text for name in asked for option in book.options(name)}
    texts |= {text for name in asked for text in book.offered_missing(name)}
    assert "2 to 3" in texts
    assert [text for text in texts if becomes_a_date(text)] == []
