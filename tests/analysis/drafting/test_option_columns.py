"""Ticks with a column for each option, as survey tools export them."""

from __future__ import annotations

import pytest

from analysis.codebook import Kind
from analysis.drafting.looking import looks
from analysis.drafting.looks import Guess
from tests.analysis.drafting.sheets import columns, view

GOODS = ("Fruit", "Bread", "Tools")


def questions(sheet):
    return [look.question for look in looks(columns(sheet), view(120)) if isinstance(look, Guess)]


@pytest.mark.parametrize("form", ["{} [{}]", "{} - {}", "{}: {}", "{}[{}]", "{} / {}"])
@pytest.mark.parametrize(
    "marks", [{"": 60, "{}": 60}, {"0": 60, "1": 60}, {"": 60, "Yes": 60}, {"TRUE": 9, "FALSE": 9}]
)
def test_columns_under_one_heading_are_one_question(form, marks):
    sheet = {
        form.format("What do you sell?", text): {
            mark.format(text): rows for mark, rows in marks.items()
        }
        for text in GOODS
    }
    (asked,) = questions(sheet)
    assert (asked.kind, asked.text) == (Kind.MULTI_SELECT, "What do you sell?")
    assert tuple(option.text for option in asked.options) == GOODS


def test_own_answers_stand_in_a_column_beside():
    sheet = {f"Goods [{text}]": {"": 60, "Y": 60} for text in GOODS}
    sheet["Goods [Other]"] = {"": 110, "my grandmother's lace": 10}
    (asked,) = questions(sheet)
    assert asked.other
    assert tuple(option.text for option in asked.options) == GOODS


def test_yes_and_no_in_every_row_are_as_many_questions():
    sheet = {f"Did you get this? [{text}]": {"Yes": 60, "No": 60} for text in GOODS}
    assert [asked.kind for asked in questions(sheet)] == [Kind.YES_NO] * 3


def test_columns_that_repeat_their_header_are_ticks_of_an_unknown_question():
    sheet = {text: {"": 60, text: 60} for text in GOODS}
    sheet["Other"] = {"": 110, "lace": 10}
    sheet["Where?"] = {"North": 60, "South": 60}
    goods, where = questions(sheet)
    assert goods.text == "Which of these: Fruit, Bread, Tools?"
    assert tuple(option.text for option in goods.options) == GOODS
    assert goods.other
    assert where.text == "Where?"
