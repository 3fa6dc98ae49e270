"""One question by itself: who gave an upper answer, from rounded counts alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.codebook import NOT_GIVEN
from analysis.published import Count, ItemAnswers
from analysis.release.halves import halves, upper_answers
from tests.surveys import book, ordinal

ASKED = {
    "five": ordinal(0, 25, 50, 75, 100, text="Five"),
    "four": ordinal(0, 1, 2, 3, text="Four"),
    "back": ordinal(100, 75, 50, 25, 0, text="Back"),
    "some": ordinal(0, 1, None, text="Some"),
    "had": {"text": "Had it", "kind": "yes-no"},
    "why": {"text": "Why", "kind": "category", "options": [
        {"code": "a", "text": "A"}, {"code": "b", "text": "B"},
    ]},
}  # fmt: skip
BOOK = book(ASKED)


def count(about):
    """About so many people, as published: rounded to 5."""
    return Count(about, max(about - 2, 0), about + 2)


def asked(item, solo, team):
    codes = [option.code for option in BOOK.options(item)]
    sides = (dict(zip(codes, map(count, side), strict=True)) for side in (solo, team))
    return ItemAnswers(item, *({**side, NOT_GIVEN: count(302)} for side in sides))


@pytest.mark.parametrize(
    ("item", "upper"),
    [
        ("five", ("o3", "o4")),
        ("four", ("o2", "o3")),
        ("back", ("o1", "o0")),  # the scores count, not the order of the list
        ("some", ("o1",)),
        ("had", ("yes",)),
        ("why", ()),
    ],
)
def test_the_upper_half_of_ordered_answers_leaves_the_middle_out(item, upper):
    assert upper_answers(BOOK, item) == upper


def test_shares_are_of_those_who_answered():
    found = halves(BOOK, asked("had", (57, 17), (47, 32)))
    assert found.solo == pytest.approx(57 / 74)
    assert found.team == pytest.approx(47 / 79)
    assert found.difference == pytest.approx(57 / 74 - 47 / 79)


def test_of_exact_counts_the_interval_is_newcombe_s_and_of_rounded_ones_wider():
    """Newcombe 1998, Stat Med 17, 873-890, table II, method 10: 56/70 - 48/80, .0524 to .3339."""
    exact = ItemAnswers(
        "had",
        {"yes": Count(56, 56, 56), "no": Count(14, 14, 14)},
        {"yes": Count(48, 48, 48), "no": Count(32, 32, 32)},
    )
    found = halves(BOOK, exact)
    assert found.difference == pytest.approx(0.2)
    assert (found.low, found.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    rounded = halves(BOOK, asked("had", (57, 12), (47, 32)))
    assert rounded.low < found.low
    assert rounded.high > found.high


def test_answers_without_an_order_and_groups_that_may_be_empty_have_no_halves():
    assert halves(BOOK, asked("why", (57, 17), (47, 32))) is None
    assert halves(BOOK, asked("had", (2, 0), (47, 32))) is None


@given(st.lists(st.integers(1, 60).map(lambda n: 5 * n + 2), min_size=10, max_size=10))
def test_the_difference_lies_in_its_interval_and_turns_with_the_groups(people):
    solo, team = people[:5], people[5:]
    found, turned = halves(BOOK, asked("five", solo, team)), halves(BOOK, asked("five", team, solo))
    assert -1 <= found.low <= found.difference <= found.high <= 1
    assert (turned.low, turned.high) == pytest.approx((-found.high, -found.low))
