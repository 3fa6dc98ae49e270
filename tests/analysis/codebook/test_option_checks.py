"""A codebook in which one cell could mean two answers is refused, and both are named."""

from __future__ import annotations

from typing import Any

import pytest

from analysis.errors import SurveyError
from tests.surveys import book

SIZE = {"text": "Size", "kind": "category"}
ME, FEW, MANY = (
    {"code": "one", "text": "Just me", "range": [1, 1]},
    {"code": "few", "text": "2 to 4", "range": [2, 4]},
    {"code": "many", "text": "5 or more", "range": [5, 99]},
)


def problems(*options: dict[str, Any], **question: Any) -> str:
    with pytest.raises(SurveyError) as caught:
        book({"size": SIZE | {"options": list(options)} | question})
    return caught.value.problem


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ((ME, FEW | {"range": [1, 4]}, MANY),
         "has the number 1 in the ranges of two answers, 'one' and 'few'."),
        ((ME, FEW | {"range": [4, 2]}, MANY),
         "has the range [4, 2] in 'few', which runs backwards."),
        ((ME, FEW | {"text": "JUST  me"}, MANY),
         "has the text 'just me' in two answers, 'one' and 'few'."),
        ((ME, FEW | {"aliases": ["team"]}, MANY | {"aliases": ["Team"]}),
         "has the text 'team' in two answers, 'few' and 'many'."),
        ((ME, FEW | {"aliases": ["5 or more"]}, MANY),
         "has the text '5 or more' in two answers, 'few' and 'many'."),
        ((ME | {"code": "1"}, FEW | {"code": "2"}, MANY | {"code": "3"}),
         "calls the answer '3' '3', a number in the range of '2'."),
        ((ME | {"code": "0"}, FEW, MANY),
         "calls the answer '0' '0', a number outside its own range."),
        ((ME, FEW | {"aliases": ["7"]}, MANY),
         "calls the answer 'few' '7', a number in the range of 'many'."),
        ((ME, FEW, MANY | {"none": True}), "has none = true, though one answer is chosen."),
    ],
)  # fmt: skip
def test_answers_that_one_cell_could_mean_are_refused(options, problem):
    assert f"questions.size.options: {problem}" in problems(*options)


def test_ranges_may_leave_a_gap_and_codes_may_agree_with_them():
    book({"size": SIZE | {"options": [ME | {"code": "1"}, FEW, MANY | {"range": [6, 99]}]}})


def test_an_answer_that_the_question_lists_as_missing_is_refused():
    said = problems(ME, FEW, MANY, missing=["just me"])
    assert "lists 'Just me' as missing, and as the answer 'one'." in said


def test_a_shared_list_is_told_of_once_and_where_it_stands():
    often = {"options": [{"code": "a", "text": "1", "score": 1},
                         {"code": "b", "text": "1", "score": 50}]}  # fmt: skip
    asked = {"kind": "ordinal", "answers": "often"}
    with pytest.raises(SurveyError) as caught:
        book({"q": asked | {"text": "Q"}, "r": asked | {"text": "R"}}, answers={"often": often})
    assert caught.value.problem.count("in two answers") == 1
    assert "answers.often: has the text '1' in two answers, 'a' and 'b'." in caught.value.problem


def test_a_tick_may_hold_a_comma_unless_its_parts_are_ticks():
    goods = {"text": "Goods", "kind": "multi-select"}
    fruit, cakes = {"code": "fruit", "text": "Fruit"}, {"code": "cakes", "text": "Cakes"}
    both = {"code": "both", "text": "Fruit, cakes"}
    book({"goods": goods | {"options": [fruit, both]}})
    with pytest.raises(SurveyError, match="whose parts are answers of their own"):
        book({"goods": goods | {"options": [fruit, cakes, both]}})


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        ({"kind": "count", "other": True}, "other: is for questions with answers to choose from."),
        ({"kind": "yes-no", "decimals": True}, "decimals: is for counts alone."),
        ({"kind": "count", "max": 2000, "decimals": True},
         "lets a count run over 2,000 numbers with decimals; 1,000 are the most."),
        ({"kind": "text"}, "kind: would be free text, which is never read."),
    ],
)  # fmt: skip
def test_a_key_that_does_not_fit_its_question_is_refused(question, problem):
    with pytest.raises(SurveyError) as caught:
        book({"q": {"text": "Q"} | question})
    assert problem in caught.value.problem


@pytest.mark.parametrize(
    ("intake", "problem"),
    [
        ({"locale": "klingon"}, "intake.locale: is 'klingon', which is no known language"),
        ({"exclude": [{"values": ["x"]}]},
         "intake.exclude.0: must have either question or column."),
        ({"exclude": [{"question": "tem", "values": ["x"]}]},
         "intake.exclude.0.question: names 'tem', which is no question. Did you mean team?"),
    ],
)  # fmt: skip
def test_what_intake_says_must_be_known(intake, problem):
    with pytest.raises(SurveyError) as caught:
        book({}, intake=intake)
    assert problem in caught.value.problem
