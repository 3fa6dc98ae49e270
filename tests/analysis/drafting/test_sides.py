"""The two groups of a draft: those asked for, or the likeliest."""

from __future__ import annotations

import pytest

from analysis.drafting.looking import looks
from analysis.drafting.sides import Wish, sides_of
from analysis.errors import SurveyError
from tests.analysis.drafting.sheets import columns, view

SHEET = {
    "Where?": {"North": 60, "South": 60},
    "Do you run the library on your own?": {
        "Yes, I am the only one": 50,
        "No, I have colleagues": 55,
        "It changes": 15,
    },
    "How many people live with you?": {"0": 40, "1": 40, "2": 20, "5": 20},
    "How often?": {"Never": 60, "Always": 60},
    "What do you do?": {"Reading": 30, "Repairs": 30, "Reading, Repairs": 60},
    "Your name": {"Ana": 60, "Bo": 60},
}


def sides(wish=None, sheet=SHEET):
    return sides_of(looks(columns(sheet), view(120)), wish or Wish(), "answers.csv")


def refused(wish, sheet=SHEET):
    with pytest.raises(SurveyError) as error:
        sides(wish, sheet)
    return error.value.problem, error.value.remedy


def test_the_question_and_the_answers_that_were_asked_for():
    found = sides(Wish("where? ", ("north",)))
    assert (found.place, found.solo, found.team) == (0, ("north",), ("south",))
    assert not found.is_guess
    assert not found.solo_is_guess


def test_what_lies_between_is_in_neither_group():
    found = sides(Wish("Do you run the library on your own?", ("Yes, I am the only one",)))
    assert (found.solo, found.team) == (("yes-i-am-the-only-one",), ("no-i-have-colleagues",))


def test_several_answers_may_be_solo():
    found = sides(Wish("How often?", ("Never",)))
    assert (found.solo, found.team) == (("never",), ("always",))
    wish = Wish("Do you run the library on your own?", ("Yes, I am the only one", "It changes"))
    assert sides(wish).solo == ("yes-i-am-the-only-one", "it-changes")


def test_numbers_are_taken_together():
    found = sides(Wish("How many people live with you?", ("0",)))
    options = [(o.code, o.range) for o in found.guess.question.options]
    assert options == [("0", (0, 0)), ("1-5", (1, 5))]
    assert (found.solo, found.team) == (("0",), ("1-5",))


def test_without_a_wish_the_likeliest_question_is_taken():
    found = sides()
    assert found.guess.question.text == "Do you run the library on your own?"
    assert found.solo == ("yes-i-am-the-only-one",)
    assert (found.is_guess, found.solo_is_guess) == (True, True)
    assert found.others == ("How many people live with you?",)


@pytest.mark.parametrize(
    ("header", "answers", "solo"),
    [
        ("How many people work at your stall?", ("Just me", "2 to 4", "5 or more"), "1"),
        ("Do you work alone?", ("Yes", "No"), "yes"),
        ("Do you work in a team?", ("I work alone", "I don't work alone"), "i-work-alone"),
        ("¿Cuántas personas hay en su equipo?", ("Solo yo", "2 a 5"), "1"),
        ("Arbeiten Sie allein?", ("Ja", "Nein"), "yes"),
        ("no_employees", ("1-5", "6-25", "26-100"), "1-5"),
    ],
)
def test_the_answer_that_speaks_of_being_alone_is_solo(header, answers, solo):
    found = sides(sheet={header: dict.fromkeys(answers, 40), "Where?": SHEET["Where?"]})
    assert (found.place, found.solo) == (0, (solo,))


def test_a_wrong_header_is_told_the_closest():
    problem, remedy = refused(Wish("Do you run a library on your own", ("Yes",)))
    assert problem == "No column of answers.csv has the header 'Do you run a library on your own'."
    assert remedy.startswith("The closest header is 'Do you run the library on your own?'")


def test_a_wrong_answer_is_told_those_that_there_are():
    problem, remedy = refused(Wish("Where?", ("West",)))
    assert problem == "'West' is no frequent answer to 'Where?'."
    assert remedy == "Give --solo one of its answers: 'North', 'South'."


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("What do you do?", "it is no question with one answer"),
        ("Your name", "its header asks who somebody is"),
    ],
)
def test_a_question_that_can_tell_no_groups_apart(header, why):
    assert why in refused(Wish(header))[0]


def test_both_groups_need_an_answer():
    problem, remedy = refused(Wish("Where?", ("North", "South")))
    assert problem == "Every answer to 'Where?' is in one group."
    assert remedy == "Give --solo fewer answers, so that others are left to compare with."


def test_a_sheet_without_such_a_question():
    problem, remedy = refused(Wish(), {"How often?": SHEET["How often?"]})
    assert problem.startswith("No question in answers.csv can tell two groups apart")
    assert "--group" in remedy
