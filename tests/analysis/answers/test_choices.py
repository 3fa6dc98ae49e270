"""Which option a cell means, and by what."""

from __future__ import annotations

import pytest

from analysis.answers.answer import By, Picked, Unread
from analysis.answers.choices import choice_reader, names_of, undressed
from analysis.answers.dates import month_names
from analysis.codebook import Option

MONTHS = month_names(("en", "es"))
SIZES = (
    Option(code="1", text="Just me", range=(1, 1)),
    Option(code="2-3", text="2 to 3", range=(2, 3)),
    Option(code="4-6", text="4 to 6", range=(4, 6)),
    Option(code="7-25", text="7 to 25"),
    Option(code="26-plus", text="26 or more", aliases=("26+",)),
)
PERCENT = tuple(Option(code=f"p{n}", text=f"{n}%") for n in (0, 25, 50, 100))
CODED = tuple(Option(code=str(n), text=text) for n, text in enumerate(("Never", "Often")))


def read(options, cell, *, typed=False):
    return choice_reader(names_of(options, MONTHS), None, typed=typed)(cell)


@pytest.mark.parametrize(
    ("cell", "option", "by"),
    [
        ("just ME", 0, By.TEXT),
        ("26+", 4, By.TEXT),
        ("1", 0, By.RANGE),
        ("3.0", 1, By.RANGE),
        ("4-6", 2, By.CODE),
        ("2–3", 1, By.CODE),
        ("2-Mar", 1, By.DATE),
        ("3-feb", 1, By.DATE),
        ("2026-02-03", 1, By.DATE),
        ("3/2/2026", 1, By.DATE),
        ("46118", 2, By.DATE),  # 6 April 2026
        ("Jul-25", 3, By.DATE),
        ("2025-07-01", 3, By.DATE),  # 7-25 became July 2025
    ],
)
def test_a_text_comes_first_then_a_range_a_code_and_what_a_spreadsheet_made_of_it(cell, option, by):
    assert read(SIZES, cell) == Picked(option, by)


@pytest.mark.parametrize("cell", ["2026-05-09", "9-May", "45000"])
def test_a_date_that_no_option_became_is_set_aside(cell):
    assert read(SIZES, cell) is Unread.BECAME_A_DATE


@pytest.mark.parametrize(
    ("cell", "option"), [("25%", 1), ("0.25", 1), ("1", 3), ("0", 0), ("0.50", 2)]
)
def test_an_option_that_a_sheet_turned_into_its_number_is_found(cell, option):
    answer = read(PERCENT, cell, typed=True)
    assert isinstance(answer, Picked)
    assert answer.option == option


def test_a_number_that_is_one_option_s_code_and_another_s_value_is_set_aside():
    options = (Option(code="0", text="0%"), Option(code="1", text="50%"),
               Option(code="2", text="100%"))  # fmt: skip
    assert read(options, "1", typed=True) is Unread.TWO_NUMBERS
    assert read(options, "50%", typed=True) == Picked(1)


@pytest.mark.parametrize(
    "cell",
    ['"Often"', "'Often", "<p>Often</p>", "Often.", " often ", "Often\u200b", "&quot;Often&quot;"],
)
def test_what_an_answer_is_dressed_in_does_not_matter(cell):
    assert read(CODED, cell) == Picked(1)


@pytest.mark.parametrize("cell", ["Oftеn", "4 - Often", "Often (4)", "Oftn", "2"])
def test_what_is_not_surely_an_option_is_none(cell):
    assert read(CODED, cell) is Unread.NO_OPTION


def test_an_emoji_is_the_same_however_it_is_drawn():
    options = (Option(code="sad", text="☹️ Never"), Option(code="glad", text="☺️ Always"))
    assert read(options, "☺ Always") == Picked(1)


def test_a_full_stop_alone_stays():
    assert undressed(".") == "."
