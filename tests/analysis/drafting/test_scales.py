"""Runs of questions that may be one scale, and which of them are reversed."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.drafting.looking import looks
from analysis.drafting.scales import against_the_rest, runs, with_shared_ends
from tests.analysis.drafting.sheets import columns, view

OFTEN = dict.fromkeys(("Never", "Sometimes", "Always"), 40)
AGREE = dict.fromkeys(("Disagree", "Neutral", "Agree"), 40)


def places(sheet, rows=120):
    return [run.places for run in runs(looks(columns(sheet), view(rows)))]


def test_neighbours_with_the_same_answers_are_a_run():
    sheet = {"a1": OFTEN, "b": OFTEN, "c": AGREE, "d": AGREE, "e": OFTEN}
    assert places(sheet) == [(0, 1), (2, 3)]


def test_a_heading_of_their_own_parts_questions():
    sheet = {"Work [a]": OFTEN, "Work [b]": OFTEN, "Home [a]": OFTEN, "Home [b]": OFTEN}
    assert places(sheet) == [(0, 1), (2, 3)]


def test_names_of_variables_part_questions():
    sheet = dict.fromkeys(("WHO5B1", "WHO5B2", "WHO5S1", "WHO5S2"), OFTEN)
    assert places(sheet) == [(0, 1), (2, 3)]


def test_a_column_that_is_left_out_parts_nothing():
    sheet = {"a": OFTEN, "Comments": {"x": 120}, "b": OFTEN}
    assert places(sheet) == [(0, 2)]


def test_another_question_parts_a_run():
    sheet = {"a": OFTEN, "Where?": {"North": 60, "South": 60}, "b": OFTEN}
    assert places(sheet) == []


def test_a_scale_takes_the_ends_of_its_neighbour_where_hardly_anybody_is_at_its_own():
    full = {str(n): 24 for n in range(1, 6)}
    short = {"1": 30, "2": 40, "3": 45, "4": 5}
    whole = {"1": 30, "2": 30, "3": 30, "4": 30}
    for cells, ends in ((short, 5), (whole, 4)):
        found = with_shared_ends(looks(columns({"a": full, "b": cells}), view(120)), 10)
        assert len(found[1].question.options) == ends


def answers(people, loadings, noise=1.0, seed=4):
    """Answers of 1 to 5 that lean on one trait so much."""
    rng = np.random.default_rng(seed)
    trait = rng.normal(size=people)
    return [
        np.clip(np.round(3 + load * trait + noise * rng.normal(size=people)), 1, 5)
        for load in loadings
    ]


@pytest.mark.parametrize(
    ("loadings", "turned"),
    [
        ((1, 1, 1, 1), ()),
        ((1, 1, 1, -1), (3,)),
        ((-1, 1, 1, 1), (0,)),
        ((1, -1, 1, -1, 1), (1, 3)),
        ((-1, -1, -1, 1), (3,)),  # the larger part gives the direction
        ((1, -1), (1,)),  # of two alike the first does
    ],
)
def test_items_that_run_against_the_others_are_found(loadings, turned):
    assert against_the_rest(answers(400, loadings)) == turned


def test_chance_turns_nothing():
    for seed in range(20):
        assert against_the_rest(answers(200, (0, 0, 0, 0), seed=seed)) == ()


def test_blanks_and_answers_all_alike_are_no_evidence():
    items = answers(400, (1, 1, -1))
    items[2][::3] = np.nan
    assert against_the_rest(items) == (2,)
    assert against_the_rest([np.full(50, 3.0), *answers(50, (1, 1))]) == ()
    assert against_the_rest([np.full(50, np.nan), *answers(50, (1, 1))]) == ()
