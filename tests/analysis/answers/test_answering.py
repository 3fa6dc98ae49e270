"""How single cells are read: options, counts, ticks, days and waves."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.answers.answering import Ticks, Unread, reader
from analysis.answers.dates import read_date, wave_of, waves_of
from analysis.codebook import Period
from tests.surveys import book, tiny

TODAY = date(2026, 11, 22)


def read(question, cell, codebook=None):
    return reader(codebook or tiny(), question, TODAY)(cell)


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("Never", 0),
        (" always ", 4),
        ("SELDOM", 1),  # an alias
        ("often", 3),  # also its code
        ("", Unread.MISSING),
        ("Prefer not to say", Unread.MISSING),
        ("n/a", Unread.MISSING),
        ("Nver", Unread.NO_OPTION),
        ("3", Unread.NO_OPTION),
        ('=HYPERLINK("https://x.example")', Unread.NO_OPTION),
        ("🙂", Unread.NO_OPTION),
        ("anna@example.org", Unread.IDENTITY),
    ],
)
def test_an_option_is_read_by_its_text_its_alias_or_its_code(cell, answer):
    assert read("tired", cell) == answer


def options(*texts, **more):
    made = [{"code": f"o{n}", "text": text} | more for n, text in enumerate(texts)]
    return book({"q": {"text": "Q", "kind": "category", "options": made}})


@pytest.mark.parametrize(
    ("texts", "cell", "answer"),
    [
        (("1", "2"), "2.0", 1),  # a sheet's number
        (("2–3", "4+"), "2-3", 0),
        (("0.5", "1.0"), "0.5", 0),
        (("0.5", "1.0"), "1.0", 1),
        (("007", "008"), "007", 0),
    ],
)
def test_options_that_look_like_numbers_are_read_as_they_are_written(texts, cell, answer):
    assert read("q", cell, options(*texts)) == answer


@pytest.mark.parametrize(
    ("cell", "answer"), [("17", 0), ("29", 0), ("30", 1), ("99", 1), ("100", Unread.NO_OPTION)]
)
def test_a_range_holds_both_its_ends(cell, answer):
    ages = [("young", [16, 29]), ("old", [30, 99])]
    made = [{"code": code, "text": code, "range": held} for code, held in ages]
    asked = book({"q": {"text": "Age", "kind": "category", "options": made}})
    assert read("q", cell, asked) == answer


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("0", 0),
        ("50", 50),
        ("7.0", 7),
        ("51", Unread.OUT_OF_RANGE),
        ("-1", Unread.OUT_OF_RANGE),
        ("2.5", Unread.NO_NUMBER),
        ("1,5", Unread.NO_NUMBER),
        ("a few", Unread.NO_NUMBER),
        ("+49 171 2345678", Unread.IDENTITY),
    ],
)
def test_a_count_is_a_whole_number_within_its_range(cell, answer):
    assert read("posts", cell) == answer


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("Writer", Ticks(frozenset({0}), 0)),
        ("host,  Writer", Ticks(frozenset({0, 2}), 0)),
        ("Writer, juggler of cats", Ticks(frozenset({0}), 1)),
        ("juggler", Ticks(frozenset(), 1)),
        ("anna@example.org", Ticks(frozenset(), 1)),
        ("Does not apply", Unread.MISSING),
    ],
)
def test_own_answers_beside_ticks_are_counted_and_forgotten(cell, answer):
    assert read("hats", cell) == answer


def test_without_own_answers_a_strange_tick_spoils_the_cell():
    asked = tiny().questions["hats"].model_copy(update={"other": False})
    closed = tiny().model_copy(update={"questions": tiny().questions | {"hats": asked}})
    assert read("hats", "Writer, juggler", closed) is Unread.NO_OPTION


@pytest.mark.parametrize(
    ("cell", "order", "day"),
    [
        ("2026-03-04", "mdy", date(2026, 3, 4)),
        ("3/4/2026", "mdy", date(2026, 3, 4)),
        ("3/4/2026", "dmy", date(2026, 4, 3)),
        ("04.03.26", "dmy", date(2026, 3, 4)),
        ("46085", "mdy", date(2026, 3, 4)),  # Google's serial: 2026-03-04 is 46085
        ("46085.75", "mdy", date(2026, 3, 4)),
        ("25569", "mdy", date(1970, 1, 1)),
        ("2/29/2024", "mdy", date(2024, 2, 29)),
        ("2/29/2026", "mdy", None),
        ("13/4/2026", "mdy", None),
        ("2026-00-10", "mdy", None),
        ("yesterday", "mdy", None),
        ("", "mdy", None),
    ],
)
def test_a_day_is_read_as_sheets_write_it(cell, order, day):
    assert read_date(cell, order) == day


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("1999-12-31", Unread.NO_DATE),
        ("2000-01-01", date(2000, 1, 1)),
        ("2026-11-22", TODAY),
        ("2026-11-23", Unread.NO_DATE),
        ("192.0.2.17", Unread.IDENTITY),
    ],
)
def test_a_day_before_2000_or_to_come_is_impossible(cell, answer):
    assert read("wave", cell) == answer


@pytest.mark.parametrize(
    ("period", "day", "wave"),
    [
        (Period.MONTH, date(2026, 3, 31), ("2026-03", "March 2026")),
        (Period.QUARTER, date(2026, 3, 31), ("2026-q1", "Q1 2026")),
        (Period.QUARTER, date(2026, 4, 1), ("2026-q2", "Q2 2026")),
        (Period.QUARTER, date(2026, 12, 31), ("2026-q4", "Q4 2026")),
        (Period.HALF_YEAR, date(2026, 6, 30), ("2026-h1", "First half 2026")),
        (Period.HALF_YEAR, date(2026, 7, 1), ("2026-h2", "Second half 2026")),
        (Period.YEAR, date(2026, 7, 1), ("2026", "2026")),
    ],
)
def test_a_day_falls_into_its_period(period, day, wave):
    assert wave_of(day, period) == wave


def test_waves_stand_in_order_of_time_and_only_once():
    days = [date(2026, 5, 1), date(2025, 12, 1), date(2026, 4, 1)]
    assert [wave.code for wave in waves_of(days, Period.QUARTER)] == ["2025-q4", "2026-q2"]
