"""What the audit finds has others hidden beside it: the least first, then what ties it."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.codebook.scoring import measures
from analysis.disclosure.audit import Bounded
from analysis.disclosure.choice import Question
from analysis.disclosure.kinds import HEADS, Column, Family
from analysis.disclosure.lattice import Lattice
from analysis.disclosure.refusing import REMEDIES, refuse
from analysis.disclosure.showing import Refused, Showing
from tests.surveys import book, ordinal

SINGLES = ("a=1", "a=2", "b=1", "b=2")
PAIRS = ("a=1&b=1", "a=1&b=2", "a=1&b=3", "a=2&b=1", "a=2&b=2")
COHORTS = ("", *SINGLES, *PAIRS)
SIZES = {"a=1&b=2": 40, "a=1&b=3": 30}
MOOD, GAP = Column("mood"), Column("gap")
FOUND = Bounded("a=1&b=1", MOOD, 0, 2)
FAMILY = Family("mood", "solo", (HEADS, MOOD, GAP), np.ones((3, 1), dtype=bool))


def scale(name):
    return {"label": name, "kind": "mean", "direction": "neutral", "items": [name]}


SCORED = measures(
    book(
        {name: ordinal(0, 1, 2, text=name.title()) for name in ("mood", "gap")},
        {name: scale(name) for name in ("mood", "gap")},
    )
)
PLACES = {HEADS: 0, MOOD: 1, GAP: 2}


def hidden_beside(found=FOUND, after=0, **not_shown):
    """The cohorts of each column that are hidden beside a finding, where some are not shown."""
    sizes = np.array([[SIZES.get(cohort, 50)] * 2 for cohort in COHORTS])
    allowed = np.ones((len(COHORTS), 3), dtype=bool)
    nothing = np.zeros_like(allowed)
    asked = Question(
        Lattice(COHORTS), allowed, nothing, nothing, np.zeros((*allowed.shape, 2), dtype=int),
        sizes, (), 10,
    )  # fmt: skip
    scores = allowed.copy()
    scores[COHORTS.index(found.cohort), 1] = False
    for name, cohorts in not_shown.items():
        column = next(each for each in PLACES if (each.indicator or "heads") == name)
        scores[[COHORTS.index(cohort) for cohort in cohorts], PLACES[column]] = False
    refused = Refused.nothing(asked, SCORED)
    any_hidden = refuse(refused, Showing(asked, SCORED, scores, {}), FAMILY, found, after)
    told = {
        column.indicator or "heads": [COHORTS[at] for at in np.flatnonzero(refused.of(column))]
        for column in PLACES
    }
    assert any_hidden == any(told.values())
    return {name: cohorts for name, cohorts in told.items() if cohorts}


def test_first_it_is_the_smallest_sibling_in_each_line():
    assert hidden_beside() == {"mood": ["a=1&b=3", "a=2&b=1"]}


def test_without_siblings_it_is_what_the_line_adds_up_to():
    siblings = ["a=1&b=2", "a=1&b=3", "a=2&b=1"]
    assert hidden_beside(mood=siblings) == {"mood": ["a=1", "b=1"]}


def test_where_that_is_hidden_too_it_is_beside_that():
    """Everyone and a=2 would leave a=1, and with it the pair."""
    near = [each for each in PAIRS if each != "a=2&b=2"]
    assert hidden_beside(mood=[*near, "a=1", "b=1"]) == {"mood": ["a=2", "b=2"]}
    assert hidden_beside(mood=[*near, *SINGLES]) == {"mood": [""]}


def test_then_it_is_what_is_tied_to_it_but_never_the_head_counts():
    told = hidden_beside(mood=COHORTS)
    assert told == {"gap": ["a=1&b=1", "a=1&b=3", "a=2&b=1"]}


def test_in_the_end_it_is_the_head_counts_and_the_whole_table():
    assert hidden_beside(mood=COHORTS, gap=COHORTS) == {"heads": [*PAIRS]}
    assert hidden_beside(mood=COHORTS, gap=COHORTS, heads=COHORTS) == {}


@pytest.mark.parametrize("after", range(REMEDIES))
def test_remedies_that_did_not_help_are_left_out(after):
    wanted = [
        {"mood": ["a=1&b=3", "a=2&b=1"]},
        {"mood": ["a=1", "b=1"]},
        {"mood": ["a=1&b=3", "a=2&b=1"], "gap": ["a=1&b=1", "a=1&b=3", "a=2&b=1"]},
        {"heads": [*PAIRS], "mood": [*PAIRS[1:]], "gap": [*PAIRS]},
    ]
    assert hidden_beside(after=after) == wanted[after]


def test_the_answers_that_make_a_group_are_no_longer_told_of_what_is_tied():
    every = np.ones((1, 3), dtype=bool)
    unknown, sizes = np.zeros((1, 3, 2), dtype=int), np.ones((1, 2), dtype=int)
    asked = Question(Lattice(("",)), every, every, every, unknown, sizes, (), 10)
    refused = Refused.nothing(asked, SCORED)
    shown = Showing(asked, SCORED, every, {})
    assert refuse(refused, shown, FAMILY, Bounded("team_size=4-6", MOOD, 0, 2))
    assert refused.levels == {"mood", "gap"}
    assert not refused.scores.any()
