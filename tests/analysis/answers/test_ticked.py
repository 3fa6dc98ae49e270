"""Ticks are taken apart whatever joins them, the longest option first."""

from __future__ import annotations

import pytest

from analysis.answers.answer import Ticks, Unread
from analysis.answers.dates import month_names
from analysis.answers.ticked import tick_mark, ticks_reader
from analysis.codebook import Option

FRUIT, BREAD, CAKES, NONE = range(4)
GOODS = (
    Option(code="fruit", text="Fruit"),
    Option(code="bread", text="Bread"),
    Option(code="bread-cakes", text="Baked goods", aliases=("Bread, cakes",)),
    Option(code="none", text="None of these", none=True),
)
MISSING = frozenset(("", "prefer not to say"))


def ticks(*chosen: int, own: int = 0) -> Ticks:
    return Ticks(frozenset(chosen), own)


def read(cell: str, *, own: bool = True):
    return ticks_reader(GOODS, MISSING, month_names(("en",)), own=own)(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "Fruit, Bread", "Fruit,Bread", "Bread;Fruit;", "Fruit; Bread", "Fruit\nBread",
        "Fruit\r\nBread\r\n", "Fruit|Bread", "Fruit / Bread", '["Fruit", "Bread"]',
        "['Fruit', 'Bread']", "fruit , BREAD", "Fruit, Fruit, Bread", "• Fruit\n• Bread",
        "fruit;bread", "Fruit,, Bread.",
    ],
)  # fmt: skip
def test_two_ticks_are_two_whatever_joins_them(cell):
    assert read(cell) == ticks(FRUIT, BREAD)


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("Bread, cakes, Fruit", ticks(CAKES, FRUIT)),
        ("Fruit, Bread, cakes", ticks(FRUIT, CAKES)),
        ("Bread, Fruit", ticks(BREAD, FRUIT)),
        ("None of these", ticks(NONE)),
        ("None of these, Fruit", Unread.CONTRADICTION),
        ("None of these, jam", Unread.CONTRADICTION),
        ("jam", ticks(own=1)),
        ("Fruit, jam, honey", ticks(FRUIT, own=1)),  # one own answer, which holds a comma
        ("Fruit, Other: jam", ticks(FRUIT, own=1)),
        ("Fruit, Prefer not to say", ticks(FRUIT)),
        ("Fruit and Bread", Unread.REWORDED),
        ("Fresh fruit", Unread.REWORDED),
        ("Fruitcake", ticks(own=1)),
        ("nan", Unread.FILLER),
        ("-", Unread.FILLER),
        ("#REF!", Unread.ERROR),
        ("Fruit, 2026-03-04", Unread.BECAME_A_DATE),
        ("Fruit, 7", Unread.NO_OPTION),
        ("Fruit, j\ufffdm", Unread.DAMAGED),
        (",", Unread.NO_OPTION),
    ],
)
def test_what_is_left_after_every_option_is_one_own_answer_or_none(cell, answer):
    assert read(cell) == answer


def test_without_own_answers_what_is_left_spoils_the_cell():
    assert read("Fruit, jam", own=False) is Unread.NO_OPTION
    assert read("Fruit, Bread", own=False) == ticks(FRUIT, BREAD)


@pytest.mark.parametrize(
    ("cell", "marked"),
    [("Fruit", True), ("1", True), ("Yes", True), ("TRUE", True), ("x", True), ("0", False),
     ("No", False), ("FALSE", False), ("Not selected", False), ("Bread", None), ("2", None)],
)  # fmt: skip
def test_an_option_s_own_column_says_yes_no_or_neither(cell, marked):
    assert tick_mark(cell, ("Fruit",)) is marked
