"""What says that nothing applies is no tick, and an own answer is an answer without a score."""

from __future__ import annotations

import pytest

from analysis.errors import SurveyError
from tests.surveys import book, ordinal, rule, score

PERKS = [
    {"code": "gym", "text": "Gym"},
    {"code": "none", "text": "None of these", "none": True},
    {"code": "lunch", "text": "Lunch"},
]
TICKED = {
    "perks_0": [1, 0, 0, 1, None],
    "perks_1": [0, 1, 0, 0, None],
    "perks_2": [0, 0, 0, 1, None],
}


def perks(made, options=PERKS):
    asked = {"text": "Perks?", "kind": "multi-select", "options": options}
    return book({"perks": asked}, {"x": {"label": "X"} | made})


def test_none_of_these_is_no_tick_and_not_part_of_the_range():
    codebook = perks({"kind": "ticks", "items": ["perks"]})
    assert score(codebook, "x", TICKED) == [1, 0, 0, 2, None]
    made = rule(codebook, "x")
    assert (made.low, made.high, made.columns) == (0, 2, ("q_perks_0", "q_perks_2"))


def test_a_share_can_ask_for_none_of_these():
    codebook = perks({"kind": "share", "where": {"perks": ["none"]}})
    assert score(codebook, "x", {"perks_1": TICKED["perks_1"]}) == [0, 100, 0, 0, None]


def test_a_question_of_nothing_but_none_of_these_has_no_ticks_to_count():
    with pytest.raises(SurveyError) as refused:
        perks({"kind": "ticks", "items": ["perks"]}, options=PERKS[1:2])
    assert "indicators.x.items: has no answer that counts as a tick." in refused.value.problem


def test_an_own_answer_scores_nothing_and_can_be_asked_for():
    often = ordinal(0, 50, 100, text="Often?") | {"other": True}
    made = {
        "x": {"label": "X", "items": ["often", "still"], "answered": 1},
        "own": {"label": "Own", "kind": "share", "where": {"often": ["other"]}},
    }
    codebook = book({"often": often, "still": ordinal(0, 50, 100, text="Still?")}, made)
    columns = {"often": [2, 3, 3, None], "still": [0, 0, None, None]}
    assert score(codebook, "x", columns) == [50, 0, None, None]
    assert score(codebook, "own", {"often": columns["often"]}) == [0, 100, 100, None]
    assert rule(codebook, "x").high == 100


def test_other_may_have_a_score_and_a_place_of_its_own():
    often = ordinal(0, 50, 100, text="Often?") | {"other": True}
    often["options"][1] = {"code": "other", "text": "Something else", "score": 10}
    codebook = book({"often": often}, {"x": {"label": "X", "items": ["often"]}})
    assert score(codebook, "x", {"often": [0, 1, 2, None]}) == [0, 10, 100, None]
