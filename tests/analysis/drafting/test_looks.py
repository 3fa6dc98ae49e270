"""What a column looks like, and what is never taken from it."""

from __future__ import annotations

import pytest

from analysis.codebook import Kind
from analysis.drafting import omissions
from analysis.drafting.columns import enough_rows
from analysis.drafting.looking import looks
from analysis.drafting.looks import Guess, Omission
from tests.analysis.drafting.sheets import columns, view

SCALE = {str(n): 40 for n in range(1, 6)}


def look(header, cells, rows=None):
    held = sum(cells.values()) if hasattr(cells, "values") else len(cells)
    (found,) = looks(columns({header: cells}), view(rows or held))
    return found


@pytest.mark.parametrize(
    ("rows", "enough"), [(1, 3), (29, 3), (30, 3), (31, 4), (99, 10), (100, 10), (10_000, 10)]
)
def test_a_value_is_shown_from_ten_rows_on_or_a_tenth_of_a_small_sheet(rows, enough):
    assert enough_rows(rows) == enough


@pytest.mark.parametrize(
    ("header", "cells", "ends"),
    [
        ("I am tired.", SCALE, (1, 5)),
        ("I am tired. (1 = not at all, 7 = completely)", SCALE, (1, 7)),
        ("How satisfied are you, from 0 to 10?", {"7": 40, "8": 40, "9": 40}, (0, 10)),
        ("Rate it", {str(n): 10 + n for n in range(11)}, (0, 10)),
        ("Rate it", {"2": 40, "3": 40, "4": 40}, (1, 4)),  # few give the lowest
    ],
)
def test_a_scale_of_numbers(header, cells, ends):
    found = look(header, cells)
    assert found.question.kind is Kind.ORDINAL
    scores = [option.score for option in found.question.options]
    assert scores == list(range(ends[0], ends[1] + 1))


@pytest.mark.parametrize(
    ("header", "cells", "most"),
    [
        ("How many classes came?", {"0": 30, "2": 40, "5": 30, "20": 40}, 20),
        ("How many classes came?", {"0": 30, "2": 40, "5": 30, "20": 4}, 24),  # nobody's own
        ("Children", {"0": 90, "1": 40, "2": 20, "3": 10}, 3),  # ever fewer from 0 on
        ("On how many days?", {"0": 30, "14": 20, "31": 20, "99999999999": 1}, 31),
        ("Age", {"25": 40, "40": 40, "329": 1, "-1726": 1}, 40),
        ("Hours", {"0": 30, "120": 20, "-3": 1}, 200),
    ],
)
def test_a_count_ends_at_a_round_number_above_what_is_likely(header, cells, most):
    asked = look(header, cells).question
    assert (asked.kind, asked.min, asked.max) == (Kind.COUNT, 0, most)


def test_numbers_with_decimals_are_counted_with_them():
    asked = look("How many hours?", {"7.5": 40, "8": 40, "6,5": 30}).question
    assert (asked.kind, asked.decimals) == (Kind.COUNT, True)


def test_numbers_that_can_be_read_in_two_ways_are_to_be_decided():
    found = look("How many followers?", {"2.000": 60, "500": 60, "1.234.567": 1})
    assert 'locale = "en" or locale = "de"' in found.decide
    assert found.question.max == 2000  # or 2


def test_answers_that_became_shares_are_a_scale():
    asked = look("I am tired.", dict.fromkeys(("0", "0.25", "0.5", "0.75", "1"), 30)).question
    assert [(o.text, o.score) for o in asked.options] == [
        ("0", 0), ("0.25", 25), ("0.5", 50), ("0.75", 75), ("1", 100),
    ]  # fmt: skip


def test_misspelt_answers_are_no_options_and_no_own_answers():
    cells = {"Retail": 900, "Education": 900, "retial": 5, "Retaill": 12, "EDUCATION ": 20}
    asked = look("What do you do?", cells).question
    assert [option.text for option in asked.options] == ["Education", "Retail"]
    assert not asked.other


def test_a_misspelt_word_for_no_answer_is_no_option():
    cells = {"Money": 900, "Time": 900, "Does not apply": 800, "Does not applyy": 12}
    asked = look("What stands in the way?", cells).question
    assert [option.text for option in asked.options] == ["Money", "Time"]
    assert not asked.other


def test_an_opposite_is_not_misspelt():
    cells = {"Employed": 1900, "Student": 500, "Unemployed": 15}
    asked = look("What are you?", cells).question
    assert [option.text for option in asked.options] == ["Employed", "Student", "Unemployed"]


def test_rare_answers_count_as_other():
    cells = {"Primary": 80, "Secondary": 80, "Waldorf": 6, "Forest school": 7}
    found = look("What kind of school is it?", cells)
    assert [option.code for option in found.question.options] == ["primary", "secondary"]
    assert found.question.other


def test_what_means_no_answer_is_no_option():
    cells = {"North": 80, "South": 80, "Prefer not to say": 12, "N/A": 30, "-": 11}
    found = look("Where?", cells)
    assert [option.text for option in found.question.options] == ["North", "South"]
    assert {value.text for value in found.column.missing} == {"Prefer not to say", "N/A", "-"}


@pytest.mark.parametrize(
    ("header", "cells", "why"),
    [
        ("E-mail address", {"a": 40, "b": 40}, omissions.BY_HEADER),
        ("Your name", {"Ana Ruiz": 20, "Bo Li": 20}, omissions.BY_HEADER),
        ("Date of birth", {"1/2/1990": 20, "3/4/1985": 20}, omissions.BIRTH),
        ("How can we reach you?", {"ana@example.org": 12, "North": 90}, omissions.BY_VALUES),
        ("Which number?", {"+34 600 123 456": 12, "none so far": 90}, omissions.BY_VALUES),
        ("Who is your employer?", {"Acme": 60, "Globex": 60}, omissions.BY_HEADER),
        ("Line manager", {"Ana Ruiz": 60, "Bo Li": 60}, omissions.BY_HEADER),
        ("Who was your mentor?", {"Ana Ruiz": 60, "Bo Li": 60}, omissions.BY_HEADER),
        ("Respondent ID", {"118000001": 1, "118000002": 1}, omissions.BY_TOOL),
        ("IP Address", {"10.0.0.1": 50, "10.0.0.2": 60}, omissions.BY_HEADER),
        ("Campus", {"Main": 120}, omissions.ALL_ALIKE),
        ("Shoe size", {"": 120}, omissions.NOBODY),
        ("Shoe size", {"N/A": 60, "": 60}, omissions.NOBODY),
        ("Favourite book", [f"The book {n} of many" for n in range(120)], omissions.IN_OWN_WORDS),
        ("Town", {f"Town{n}": 12 for n in range(40)}, omissions.TOO_VARIED),
        ("Anything else?", {"": 170, "More shelves!": 34, "No": 36}, omissions.IN_OWN_WORDS),
        ("Comments", {"Thanks": 40, "Good survey": 60}, omissions.IN_OWN_WORDS),
        ("Books held", {"1000000": 30, "2500000": 40, "5": 30}, omissions.LARGE_NUMBERS),
        ("Row", [str(n) for n in range(1, 60)], omissions.BY_TOOL),
        ("Ticket", [str(n) for n in range(400, 500)], omissions.NUMBERED),
        ("Price", [f"{n} euros" for n in range(120)], omissions.MIXED),
        ("Q\u202e1", {"North": 60, "South": 60}, omissions.NOT_WRITABLE),
    ],
)  # fmt: skip
def test_what_is_left_out_and_why(header, cells, why):
    found = looks(columns({"When": {"": 1}, header: cells}), view(240))[1]
    assert isinstance(found, Omission)
    assert found.why == why


def test_a_closed_question_may_speak_of_the_employer():
    header = "Did your employer give you a mentor?"
    assert look(header, {"Yes": 60, "No": 70}).question.kind is Kind.YES_NO
    assert look(header, {"Yes": 60, "No": 70, "Soon": 40}).question.kind is Kind.CATEGORY


def test_an_ordered_question_may_invite_comments():
    cells = {"Never": 40, "Sometimes": 50, "Always": 40}
    assert look("How often do you get comments?", cells).question.kind is Kind.ORDINAL


def test_long_options_are_kept_where_everybody_chose_from_a_few():
    long = "Yes, together with somebody who is paid for it and works here"
    cells = {long: 60, "No, nobody who is paid for it works here, only volunteers do": 60}
    assert len(look("Have you help?", cells).question.options) == 2
    open_cells = cells | {f"It is rather hard to say, reason {n}": 1 for n in range(60)}
    assert isinstance(look("Have you help?", open_cells), Omission)


def test_the_moment_of_answering_is_the_column_that_says_so():
    sheet = {
        "Start Date": {"2/13/2026": 60, "2/14/2026": 60},
        "Submit Date": {"2/13/2026": 60, "2/15/2026": 60},
        "First day at work": {"5/20/2019": 60, "5/21/2020": 60},
    }
    start, submitted, first = looks(columns(sheet), view(120))
    assert isinstance(submitted, Guess)
    assert (submitted.question.kind, submitted.question.date_order) == (Kind.DATE, "mdy")
    assert (start.why, first.why) == (omissions.BY_TOOL, omissions.SECOND_DATE)


def test_dates_that_fit_both_orders_are_to_be_decided():
    found = look("Timestamp", {"2/3/2026": 60, "4/5/2026": 60})
    assert found.question.date_order is None
    assert 'date_order = "mdy"' in found.decide
    assert look("Timestamp", {"2026-02-03": 60, "2026-04-05": 60}).decide == ""


def test_a_grid_shares_the_answers_of_its_rows():
    sheet = {
        "Why not? [Money]": {"No money": 60, "No time": 60},
        "Why not? [Mentor]": {"No time": 118, "No money": 2},
    }
    money, mentor = looks(columns(sheet), view(120))
    assert money.question.options == mentor.question.options
