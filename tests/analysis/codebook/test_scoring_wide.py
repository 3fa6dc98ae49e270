"""Scores made from part of many items are exact whole numbers, or the codebook is refused."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

import pytest

from analysis.codebook.scoring import LARGEST_SCORE
from analysis.errors import SurveyError
from tests import by_hand, wide
from tests.surveys import book, ordinal, rule, score

OFTEN = (0, 25, 50, 75, 100)


def columns(codebook, people=60):
    table = wide.drawn(codebook, people).drop_columns("q_team")
    return {name.removeprefix("q_"): table[name].to_pylist() for name in table.column_names}


def refusal(*scale, **made):
    with pytest.raises(SurveyError) as refused:
        wide.scale(*scale, **made)
    return str(refused.value.problem)


@pytest.mark.parametrize("kind", ["mean", "sum"])
@pytest.mark.parametrize("scores", [OFTEN, (1, 2, 3, 4, 5), (-3, 0, 3), (0, 10, None, 100)])
@pytest.mark.parametrize("count", [18, 19, 23, wide.MOST_ITEMS])
def test_a_long_scale_is_scored_as_by_hand(count, scores, kind):
    codebook = wide.scale(count, *scores, kind=kind)
    answered = columns(codebook)
    people = [dict(zip(answered, row, strict=True)) for row in zip(*answered.values(), strict=True)]
    expected = [by_hand.score(codebook, person) for person in people]
    assert len({each for each in expected if each is not None}) > 30
    assert score(codebook, "x", answered) == expected


def test_the_largest_score_that_is_accepted_is_exact():
    made = rule(wide.widest(), "x")
    answered = columns(wide.widest(), people=2)
    assert (made.denominator, made.high) == (wide.UNIT, wide.TOP)
    assert 0.99 * LARGEST_SCORE < wide.UNIT * wide.TOP < LARGEST_SCORE
    assert score(wide.widest(), "x", answered) == [0, wide.TOP]


def test_one_point_more_is_refused_with_what_to_do():
    assert refusal(wide.MOST_ITEMS, 0, wide.TOP + 1).endswith(
        "indicators.x.answered: lets any 16 to 31 items make a score, too many to count exactly. "
        'Set answered = "all", or 17 or more.'
    )


def fewest(count):
    """How many of the items must be answered, by trying."""
    return next(n for n in range(1, count) if lcm(*range(n, count + 1)) * 100 <= 2**53)


@pytest.mark.parametrize("count", [32, 40, 60, 100])
def test_the_remedy_names_the_fewest_answers_that_can_be_counted(count):
    enough = fewest(count)
    assert f'Set answered = "all", or {enough} or more.' in refusal(count, *OFTEN)
    assert "make a score" in refusal(count, *OFTEN, answered=enough - 1)
    assert rule(wide.scale(count, *OFTEN, answered=enough), "x").answered == enough


def test_where_all_must_be_answered_no_scale_is_too_long():
    codebook = wide.scale(120, *OFTEN, answered="all")
    made = rule(codebook, "x")
    assert (made.denominator, made.low, made.high) == (120, 0, 100)
    everything = {name: [3] for name in codebook.indicators["x"].items}
    assert score(codebook, "x", everything) == [Fraction(80 * 75 + 40 * 25, 120)]


def test_a_count_whose_ends_are_exchanged_is_told_once():
    asked = {"n": {"text": "N", "kind": "count", "min": 9, "max": 2}}
    with pytest.raises(SurveyError) as refused:
        book(asked, {"x": {"label": "X", "items": ["n"]}})
    assert "has 1 problem" in refused.value.problem


def test_releases_know_a_scoring_again_whatever_its_width():
    """They keep a digest of ``sql``: a survey that was published before goes on."""
    assert rule(wide.scale(2, 0, 25, 50), "x").sql == (
        "(COALESCE((q_i0 * 25), 0) + COALESCE((q_i1 * 25), 0)) * "
        "CASE CASE WHEN (q_i0 * 25) IS NULL THEN 0 ELSE 1 END + "
        "CASE WHEN (q_i1 * 25) IS NULL THEN 0 ELSE 1 END WHEN 1 THEN 2 WHEN 2 THEN 1 END"
    )


def test_a_sum_that_alone_is_too_large_for_32_bits_is_exact():
    many = {f"i{n}": ordinal(0, 1_000_000, text=f"Item {n}") for n in range(3)}
    made = {"label": "X", "kind": "sum", "items": list(many), "answered": "all", "factor": 1000}
    codebook = book(many, {"x": made})
    assert score(codebook, "x", {name: [0, 1] for name in many}) == [0, 3_000_000_000]


def test_hundredths_need_more_room():
    asked = {
        f"i{n}": {"text": f"Item {n}", "kind": "count", "max": 1000, "decimals": True}
        for n in range(11)
    }
    codebook = book(asked, {"x": {"label": "X", "items": list(asked)}})
    assert lcm(*range(6, 12)) * 1000 < 2**31 < lcm(*range(6, 12)) * 1000 * 100
    most_and_little = {name: [100_000, 25] for name in asked}
    assert score(codebook, "x", most_and_little) == [1000, Fraction(1, 4)]


def test_a_sum_of_large_hundredths_is_exact_too():
    asked = {
        f"i{n}": {"text": f"Item {n}", "kind": "count", "min": 999_500, "max": 10**6}
        | {"decimals": True}
        for n in range(30)
    }
    made = {"label": "X", "items": list(asked), "answered": "all"}
    codebook = book(asked, {"x": made})
    assert score(codebook, "x", {name: [99_999_999] for name in asked}) == [
        Fraction(99_999_999, 100)
    ]
