"""The numbers in a question's title are sums that a reader can make from its picture."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from analysis.codebook import NOT_GIVEN
from analysis.exhibits.question import caption
from analysis.published import Count, ItemAnswers
from analysis.release.halves import upper_answers
from tests.told import book, told_release

ITEM = "alone"
CODES = [option.code for option in book().options(ITEM)]
SIDES = st.lists(st.integers(1, 60), min_size=len(CODES), max_size=len(CODES)).map(
    lambda fives: (
        {code: Count(5 * n + 2, 5 * n, 5 * n + 4) for code, n in zip(CODES, fives, strict=True)}
        | {NOT_GIVEN: Count(7, 5, 9)}
    )
)


@given(SIDES, SIDES)
def test_a_title_s_numbers_are_the_sums_of_those_drawn(solo, team):
    said = caption(told_release(), ITEM, ItemAnswers(ITEM, solo, team))
    drawn = re.findall(r"(?:: |, )(\d+) in 100 (?:teams of one|people in teams)", said.alt)
    drawn = [int(each) for each in drawn[-2 * len(CODES) :]]
    upper = [CODES.index(code) for code in upper_answers(book(), ITEM)]
    sums = [sum(drawn[2 * at + side] for at in upper) for side in (0, 1)]
    assert [int(each) for each in re.findall(r"(\d+) in 100", said.title)] == sums
