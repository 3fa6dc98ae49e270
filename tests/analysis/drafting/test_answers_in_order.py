"""Answers put in their natural order, with scores at equal distances."""

from __future__ import annotations

import random

import pytest

from analysis.codebook import Kind
from analysis.drafting.looking import looks
from analysis.drafting.looks import Guess
from tests.analysis.drafting.sheets import columns, view


def drafted(texts, rows=30, header="How is it?"):
    """What is made of a column in which as many rows hold each of these answers."""
    shuffled = random.Random(7).sample(list(texts), len(texts))
    (found,) = looks(columns({header: dict.fromkeys(shuffled, rows)}), view(rows * len(texts)))
    assert isinstance(found, Guess)
    return found.question


@pytest.mark.parametrize(
    "texts",
    [
        ("Never", "Rarely", "Sometimes", "Often", "Always"),
        ("Never", "Almost never", "Sometimes", "Fairly often", "Very often"),
        ("Never", "A few times a year", "Once a month", "Once a week", "Every day"),
        ("Nunca", "Casi nunca", "A veces", "Casi siempre", "Siempre"),
        ("Nunca", "Rara vez", "A veces", "A menudo", "Siempre"),
        ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"),
        ("Totalmente en desacuerdo", "En desacuerdo", "Ni de acuerdo ni en desacuerdo",
         "De acuerdo", "Totalmente de acuerdo"),
        ("Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied"),
        ("Muy insatisfecho", "Insatisfecho", "Neutral", "Satisfecho", "Muy satisfecho"),
        ("Very poor", "Poor", "Fair", "Good", "Very good"),
        ("Muy malo", "Malo", "Regular", "Bueno", "Muy bueno"),
        ("Not at all important", "Slightly important", "Moderately important", "Very important",
         "Extremely important"),
        ("Very unlikely", "Unlikely", "Neutral", "Likely", "Very likely"),
        ("Not at all", "Slightly", "Moderately", "Very", "Extremely"),
        ("Nada", "Poco", "Algo", "Bastante", "Mucho"),
    ],
)  # fmt: skip
def test_known_words_are_ordered_from_least_to_most(texts):
    asked = drafted(texts)
    assert asked.kind is Kind.ORDINAL
    assert [(option.text, option.score) for option in asked.options] == [
        (text, 25 * n) for n, text in enumerate(texts)
    ]


def test_four_or_seven_answers_score_by_ones():
    four = drafted(("Never", "Rarely", "Sometimes", "Often"))
    assert [option.score for option in four.options] == [0, 1, 2, 3]
    seven = drafted(
        ("Strongly disagree", "Disagree", "Somewhat disagree", "Neither agree nor disagree",
         "Somewhat agree", "Agree", "Strongly agree")
    )  # fmt: skip
    assert [option.score for option in seven.options] == [0, 1, 2, 3, 4, 5, 6]


def test_numbers_in_front_order_and_score_the_answers():
    asked = drafted(("0 - not important", "1 - a little", "2 - fairly", "3 - essential"))
    assert [(o.code, o.text, o.score) for o in asked.options] == [
        ("0", "0 - not important", 0),
        ("1", "1 - a little", 1),
        ("2", "2 - fairly", 2),
        ("3", "3 - essential", 3),
    ]


def test_codes_of_a_survey_tool_are_ordered_by_their_numbers():
    assert [(o.code, o.score) for o in drafted(("A1", "A2", "A3", "A4", "A5")).options] == [
        ("a1", 1), ("a2", 2), ("a3", 3), ("a4", 4), ("a5", 5),
    ]  # fmt: skip
    assert drafted(("A1", "A2", "A3")).kind is Kind.CATEGORY  # too few to be surely a scale


def test_stars_are_counted():
    assert [o.score for o in drafted(("★", "★★", "★★★")).options] == [1, 2, 3]


def test_who_is_undecided_stands_last_and_scores_nothing():
    asked = drafted(("Very difficult", "Somewhat difficult", "Don't know", "Somewhat easy"))
    assert [(o.text, o.score) for o in asked.options] == [
        ("Very difficult", 0), ("Somewhat difficult", 50), ("Somewhat easy", 100),
        ("Don't know", None),
    ]  # fmt: skip


def test_ranges_of_numbers_are_ordered_by_them_and_read_numbers():
    asked = drafted(("7 or more", "1 (only me)", "4 to 6", "2 to 3"))
    assert asked.kind is Kind.CATEGORY
    assert [(o.code, o.text, o.range) for o in asked.options] == [
        ("1", "1 (only me)", (1, 1)), ("2-3", "2 to 3", (2, 3)), ("4-6", "4 to 6", (4, 6)),
        ("7-plus", "7 or more", (7, 9_999)),
    ]  # fmt: skip


def test_just_me_comes_before_two():
    asked = drafted(("2 to 4", "5 or more", "Just me"))
    assert next((o.text, o.range) for o in asked.options) == ("Just me", (1, 1))


def test_a_date_among_ranges_is_turned_back():
    asked = drafted(("5-Jan", "25-Jun", "26-100", "More than 1000"))
    assert [option.text for option in asked.options] == [
        "1-5", "6-25", "26-100", "More than 1000",
    ]  # fmt: skip


def test_ranges_that_share_a_number_read_no_numbers():
    asked = drafted(("26-100", "100-500", "500-1000"))
    assert [option.range for option in asked.options] == [None, None, None]


def test_answers_in_no_order_are_alphabetical_with_the_rest_last():
    asked = drafted(("South", "East", "Something else", "North"))
    assert asked.kind is Kind.CATEGORY
    assert [(o.code, o.text) for o in asked.options] == [
        ("east", "East"), ("north", "North"), ("south", "South"), ("other", "Something else"),
    ]  # fmt: skip


def test_yes_maybe_no():
    assert [o.text for o in drafted(("No", "Maybe", "Yes", "Not sure")).options] == [
        "Yes", "Maybe", "No", "Not sure",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("texts", "options"),
    [
        (("Yes", "No"), []),
        (("yes", "NO"), []),
        (("TRUE", "FALSE"), []),
        (("1", "0"), []),
        (("Sí", "No"), [("yes", "Sí"), ("no", "No")]),
        (("Ja", "Nein"), [("yes", "Ja"), ("no", "Nein")]),
    ],
)
def test_yes_and_no_in_their_languages(texts, options):
    asked = drafted(texts)
    assert asked.kind is Kind.YES_NO
    assert [(option.code, option.text) for option in asked.options] == options


def test_in_a_small_sheet_the_answers_that_such_lists_have_are_added():
    counted = {"Rarely": 12, "Sometimes": 20, "Often": 11}
    (found,) = looks(columns({"How often?": counted}), view(43))
    assert [o.text for o in found.question.options] == [
        "Never", "Rarely", "Sometimes", "Often", "Always",
    ]  # fmt: skip
    assert found.comments["options"] == "guess: 'Never', 'Always' added, which such lists have"


def test_in_a_large_sheet_what_nobody_answers_was_not_offered():
    counted = {"Never": 200, "Rarely": 200, "Sometimes": 400, "Often": 150}
    (found,) = looks(columns({"How often?": counted}), view(950))
    assert [option.text for option in found.question.options] == list(counted)
