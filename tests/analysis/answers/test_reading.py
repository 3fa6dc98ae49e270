"""How single cells are read: options, counts, ticks and days."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.answers.answer import MISSING, Amount, Answer, Day, Picked, Ticks, Unread
from analysis.answers.reading import Manner, overruled, read_cells
from analysis.codebook import Codebook
from tests.surveys import book, tiny

TODAY = date(2026, 11, 22)


def read(question: str, cell: str, codebook: Codebook | None = None, **manner) -> Answer:
    found = read_cells([cell], [1], codebook or tiny(), question, Manner(TODAY, **manner))
    return found.answers[0]


def option(question: str, cell: str, codebook: Codebook | None = None) -> int | Answer:
    """The position of the option that a cell means, or what else it is."""
    answer = read(question, cell, codebook)
    return answer.option if isinstance(answer, Picked) else answer


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("Never", 0),
        (" always ", 4),
        ("SELDOM", 1),  # an alias
        ("often", 3),  # also its code
        ("", MISSING),
        ("Prefer not to say", MISSING),
        ("n/a", MISSING),
        ("Nver", Unread.NO_OPTION),
        ("3", Unread.NO_OPTION),
        ("#N/A", Unread.ERROR),
        ("nan", Unread.FILLER),
        ("-", Unread.FILLER),
        ("Of\ufffden", Unread.DAMAGED),
        ('=HYPERLINK("https://x.example")', Unread.NO_OPTION),
        ("🙂", Unread.NO_OPTION),
        ("anna@example.org", Unread.IDENTITY),
    ],
)
def test_an_option_is_read_by_its_text_its_alias_or_its_code(cell, answer):
    assert option("tired", cell) == answer


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
    assert option("q", cell, options(*texts)) == answer


@pytest.mark.parametrize(
    ("cell", "answer"), [("17", 0), ("29", 0), ("30", 1), ("99", 1), ("100", Unread.NO_OPTION)]
)
def test_a_range_holds_both_its_ends(cell, answer):
    ages = [("young", [16, 29]), ("old", [30, 99])]
    made = [{"code": code, "text": code, "range": held} for code, held in ages]
    asked = book({"q": {"text": "Age", "kind": "category", "options": made}})
    assert option("q", cell, asked) == answer


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("0", Amount(0)),
        ("50", Amount(50)),
        ("7.0", Amount(7)),
        ("51", Unread.OUT_OF_RANGE),
        ("-1", Unread.OUT_OF_RANGE),
        ("2.5", Unread.NOT_WHOLE),
        ("1,5", Unread.NOT_WHOLE),
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
        ("anna@example.org", Unread.IDENTITY),
        ("Does not apply", MISSING),
    ],
)
def test_own_answers_beside_ticks_are_counted_and_forgotten(cell, answer):
    assert read("hats", cell) == answer


def test_without_own_answers_a_strange_tick_spoils_the_cell():
    asked = tiny().questions["hats"].model_copy(update={"other": False})
    closed = tiny().model_copy(update={"questions": tiny().questions | {"hats": asked}})
    assert read("hats", "Writer, juggler", closed) is Unread.NO_OPTION


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("1999-12-31", Unread.NO_DATE),
        ("2000-01-01", Day(date(2000, 1, 1))),
        ("2026-11-23", Day(date(2026, 11, 23))),  # tomorrow already, east of here
        ("2026-11-24", Unread.NO_DATE),
        ("192.0.2.17", Unread.IDENTITY),
    ],
)
def test_a_day_before_2000_or_to_come_is_impossible(cell, answer):
    assert read("wave", cell) == answer


REGIONS = {
    "text": "Region",
    "kind": "category",
    "options": [{"code": "north", "text": "NA"}, {"code": "south", "text": "LATAM"}],
}


def test_an_option_of_the_codebook_is_an_answer_whatever_is_missing_elsewhere():
    made = book({"q": REGIONS})
    assert option("q", "na", made) == 0
    assert option("q", "N/A", made) is MISSING
    assert overruled(made, "q") == ("NA",)
    assert overruled(tiny(), "tired") == ()


def own_region(*texts: str) -> Codebook:
    return book({"q": REGIONS | {"other": True} | {"missing": list(texts)}})


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("LATAM", 1),
        ("Abroad", 2),
        ("Other: the isles", 2),
        ("Other", 2),
        ("-oth-", 2),
        ("LATTAM", Unread.REWORDED),  # a misspelt option is nobody's own answer
        ("7", Unread.NO_OPTION),
        ("2026-03-04", Unread.BECAME_A_DATE),
        ("#REF!", Unread.ERROR),
        ("nan", Unread.FILLER),
        ("none of these", MISSING),
        ("anna@example.org", Unread.IDENTITY),
    ],
)
def test_an_own_answer_to_a_single_choice_is_the_option_other(cell, answer):
    made = own_region("None of these")
    assert [each.code for each in made.options("q")] == ["north", "south", "other"]
    assert option("q", cell, made) == answer


@pytest.mark.parametrize(
    ("format", "answer"),
    [(None, Amount(1)), ("number", Amount(1)), ("percent", Unread.PERCENTAGE),
     ("date", Unread.BECAME_A_DATE)],
)  # fmt: skip
def test_a_sheet_s_number_format_tells_percentages_and_dates_from_counts(format, answer):
    assert read("posts", "1", typed=True, format=format) == answer


@pytest.mark.parametrize(
    ("cell", "locale", "answer"),
    [
        ("2.000", None, Unread.TWO_NUMBERS),
        ("2.000", "de", Amount(2000)),
        ("2.000", "en", Amount(2)),
        ("1,200", "en", Amount(1200)),
        ("1 200", None, Amount(1200)),
        ("45%", "de", Unread.PERCENTAGE),
    ],
)
def test_a_number_is_read_by_the_declared_locale_or_set_aside(cell, locale, answer):
    made = book({"q": {"text": "Followers", "kind": "count", "max": 100_000}})
    assert read("q", cell, made, locale=locale) == answer


def test_decimals_are_read_in_hundredths_where_the_codebook_has_them():
    made = book({"q": {"text": "Hours", "kind": "count", "max": 100, "decimals": True}})
    assert read("q", "7.5", made) == Amount(750)
    assert read("q", "7,25", made) == Amount(725)
    assert read("q", "100.5", made) is Unread.OUT_OF_RANGE


def test_the_dates_of_a_column_decide_whether_the_day_comes_first():
    made = book({"day": {"text": "Day", "kind": "date"}})
    cells = ["03/02/2026", "25/02/2026", "13/13/2026"]
    found = read_cells(cells, [1, 1, 1], made, "day", Manner(TODAY))
    assert found.answers == (
        Day(date(2026, 2, 3)), Day(date(2026, 2, 25)), Unread.NO_DATE,
    )  # fmt: skip
    assert found.decision is not None
    assert found.decision.order == "dmy"


def test_dates_that_fit_both_orders_are_not_read_but_for_those_that_mean_one_day():
    made = book({"day": {"text": "Day", "kind": "date"}})
    cells = ["03/02/2026", "04/04/2026", "2026-05-06"]
    found = read_cells(cells, [1, 1, 1], made, "day", Manner(TODAY))
    assert found.answers == (
        Unread.TWO_DATES, Day(date(2026, 4, 4)), Day(date(2026, 5, 6)),
    )  # fmt: skip
    assert found.decision is not None
    assert (found.decision.order, found.decision.example) == (None, "03/02/2026")
