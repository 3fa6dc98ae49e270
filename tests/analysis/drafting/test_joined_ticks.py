"""Options told from cells in which several ticks stand together."""

from __future__ import annotations

import random
from itertools import product

import pytest

from analysis.drafting.joined_ticks import joined_ticks
from data.intake.values import looks_like_an_option
from tests.analysis.drafting.sheets import column

TASKS = ("Ordering books, magazines", "Reading groups", "Repairs", "Shelving")


def cells(options, joint, own=(), rows=6, end=""):
    """Every set of ticks in as many rows, the own answers last in some of them."""
    held = {}
    for ticks in product((False, True), repeat=len(options)):
        chosen = [text for text, ticked in zip(options, ticks, strict=True) if ticked]
        if chosen:
            held[joint.join(chosen) + end] = rows
    for n, text in enumerate(own):
        held[joint.join([options[n % len(options)], text]) + end] = 2
    return held


def ticks(held, enough=10):
    return joined_ticks(column("What did you do?", held), enough, looks_like_an_option)


@pytest.mark.parametrize(
    ("joint", "end", "name"),
    [
        (", ", "", "commas"),
        (",", "", "commas"),
        (";", ";", "semicolons"),
        (" | ", "", "bars"),
        ("\n", "", "line breaks"),
        (" / ", "", "slashes"),
    ],
)
def test_options_are_found_in_the_order_of_the_form(joint, end, name):
    options = ("Fruit", "Bread", "Flowers", "Tools")
    found = ticks(cells(options, joint, end=end))
    assert (found.options, found.own, found.joint) == (options, False, name)


def test_parts_that_always_stand_together_are_one_option():
    found = ticks(cells(TASKS, ", "))
    assert found.options == TASKS


def test_an_option_may_hold_two_commas():
    options = ("Cutting, folding, gluing", "Reading", "Repairs")
    assert ticks(cells(options, ", ", rows=12)).options == options


def test_rare_last_parts_are_own_answers():
    found = ticks(cells(TASKS, ", ", own=("School radio", "Cleaning", "Anna's party")))
    assert found.options == TASKS
    assert found.own


def test_a_rare_option_that_does_not_stand_last_is_one():
    held = cells(("Fruit", "Bread", "Tools"), ", ", rows=60)
    held["Fruit, Olives, Bread"] = 12
    assert "Olives" in ticks(held).options


def test_a_list_with_brackets():
    held = {f"['{one}', '{two}']": 15 for one, two in (("A", "B"), ("B", "C"), ("A", "C"))}
    held |= {f"['{one}']": 15 for one in "ABC"}
    assert ticks(held).options == ("A", "B", "C")


@pytest.mark.parametrize(
    "held",
    [
        {"Yes, I am the only one": 60, "No, I have colleagues": 60},
        {"Yes, at home": 40, "Yes, at work": 40, "No": 40},
        {"Korea, South": 40, "Korea, North": 0, "France": 60},
        {"North": 60, "South": 60},
        {f"I like {n}, really, and {n + 1}": 1 for n in range(120)},
    ],
)
def test_single_answers_with_commas_are_no_ticks(held):
    assert ticks({cell: rows for cell, rows in held.items() if rows}) is None


def test_whatever_people_tick_options_with_commas_are_put_together():
    draw = random.Random(11)
    held: dict[str, int] = {}
    for _ in range(300):
        cell = ", ".join(text for text in TASKS if draw.random() < 0.4)
        held[cell] = held.get(cell, 0) + 1
    assert ticks(held).options == TASKS
