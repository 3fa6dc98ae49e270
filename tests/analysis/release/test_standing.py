"""A person's answers are scored as the survey's are, and placed only as finely as is published."""

from __future__ import annotations

import random
from fractions import Fraction
from functools import cache

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.codebook import Kind
from analysis.codebook.scoring import column, measures, tick_column
from analysis.published import Count, Withheld
from analysis.release.standing import Peers, askable, coarse, percentile, place, questions, score
from data import codebooks
from data.engines import run_duckdb
from data.settings import SHIPPED_CODEBOOK
from tests.surveys import answers, book, ordinal, rule, tiny
from tests.surveys import release as release_of

PEOPLE = 20


@cache
def shipped():
    return codebooks.load(SHIPPED_CODEBOOK)


def one_answer(codebook, question, rng):
    """What a person may say to a question; None for nothing."""
    asked, options = codebook.questions[question], codebook.options(question)
    if rng.random() < 0.3 or asked.kind is Kind.DATE:
        return None
    if asked.kind is Kind.COUNT:
        return rng.randint(asked.min, asked.max)
    if asked.kind is Kind.MULTI_SELECT:
        return frozenset(n for n in range(len(options)) if rng.random() < 0.4)
    return rng.randrange(len(options))


def table(codebook, everyone):
    """The same answers as intake hands them to the engine."""
    columns = {}
    for question in codebook.questions:
        said = [person.get(question) for person in everyone]
        if codebook.questions[question].kind is Kind.MULTI_SELECT:
            for n in range(len(codebook.options(question))):
                ticked = [None if s is None else int(n in s) for s in said]
                columns[tick_column(question, n)] = pa.array(ticked, pa.int32())
        else:
            columns[column(question)] = pa.array(said, pa.int32())
    return pa.table(columns)


@settings(deadline=None, max_examples=25)
@given(st.sampled_from([tiny, shipped]), st.integers(0, 2**32))
def test_a_person_is_scored_as_the_survey_is(asked_in, seed):
    """Every indicator of two codebooks: means, reversed items, prorating, counts, ticks, shares."""
    codebook, rng = asked_in(), random.Random(seed)
    everyone = []
    for _ in range(PEOPLE):
        said = {question: one_answer(codebook, question, rng) for question in codebook.questions}
        everyone.append(
            {question: answer for question, answer in said.items() if answer is not None}
        )
    made = measures(codebook)
    asked = ", ".join(f"{each.sql} AS {each.id}" for each in made)
    survey = run_duckdb(f"SELECT {asked} FROM answers", table(codebook, everyone))
    for each in made:
        wanted = [
            None if s is None else Fraction(s, each.denominator)
            for s in survey[each.id].to_pylist()
        ]
        assert [score(codebook, each, person) for person in everyone] == wanted, each.id


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ({"tired": 3, "tense": 2, "eager": 4}, Fraction(125, 3)),  # 75, 50, and 100 reversed: 0
        ({"tired": 3, "eager": 4}, Fraction(75, 2)),  # two of three, prorated
        ({"tired": 3}, None),  # fewer than half
        ({}, None),
    ],
)
def test_scores_follow_the_codebook(said, wanted):
    assert score(tiny(), rule(tiny(), "strain"), said) == wanted


def test_none_ticked_is_a_count_of_nothing_and_untouched_is_no_answer():
    hats = rule(tiny(), "hats")
    assert score(tiny(), hats, {"hats": frozenset()}) == 0
    assert score(tiny(), hats, {"hats": frozenset({0, 2})}) == 2
    assert score(tiny(), hats, {}) is None


# ---------------------------------------------------------------- the place among published bands


def survey(times):
    """``times`` x 3 soloists at 50, 75 and 100 points of strain, as many teammates at 0 to 50."""
    tired = [2, 3, 4] * times + [0, 1, 2] * times
    columns = {"team": [0] * 3 * times + [1] * 3 * times}
    columns |= {"tired": tired, "tense": tired, "eager": [4 - each for each in tired]}
    return release_of(tiny(), answers(columns))


@pytest.fixture(scope="module")
def large():
    return survey(210)  # 630 and 630 people; bands of 2, 2, 212, 212, 212 soloists


def test_a_place_is_interpolated_in_the_published_bands(large):
    found = place(large, "strain", Fraction(75), Peers.SOLO)
    assert (found.band, found.shares) == (3, (0.3125, 0.3125, 33.125, 33.125, 33.125))
    # 66.7 and 75 are the possible scores from 60 to 80; 75 is the middle of their upper half
    assert found.within == pytest.approx(0.75)
    assert found.percentile == 59  # 0.3125 + 0.3125 + 33.125 + 0.75 x 33.125 = 58.6
    assert found.alike == 35


@pytest.mark.parametrize(("peers", "alike", "size"), [
    (Peers.SOLO, 35, Count(632, 630, 634)),  # no more than answered
    (Peers.TEAM, 0, Count(632, 630, 634)),
    (Peers.EVERYONE, 15, Count(1264, 1260, 1268)),  # 214 of 1280: 16.7
])  # fmt: skip
def test_the_peers_are_one_group_or_both(large, peers, alike, size):
    found = place(large, "strain", Fraction(75), peers)
    assert (found.alike, found.size) == (alike, size)


@pytest.mark.parametrize(
    ("scored", "band"),
    [(Fraction(0), 0), (Fraction(20), 1), (Fraction(40) - Fraction(1, 99), 1), (Fraction(100), 4)],
)
def test_a_band_holds_its_lower_edge_and_the_last_one_both(large, scored, band):
    assert place(large, "strain", scored, Peers.SOLO).band == band


def test_who_scores_more_never_stands_lower(large):
    measure = large.measures["strain"]
    steps = round((measure.high - measure.low) / measure.spacing)
    for peers in Peers:
        found = [
            place(large, "strain", Fraction(25, 3) * n, peers).percentile for n in range(steps + 1)
        ]
        assert found == sorted(found)
        assert found[0] >= 1
        assert found[-1] <= 99


@pytest.mark.parametrize(
    ("size", "told"),
    [
        (Count(47, 45, 49), None),
        (Count(52, 50, 54), 60),
        (Count(497, 495, 499), 60),
        (Count(502, 500, 504), 58),
    ],
)
def test_percentiles_start_at_50_people_and_are_whole_from_500(size, told):
    """DISCLOSURE rule 9; a rounded count is taken for the smallest number it may stand for."""
    assert percentile(58.4, size) == told


@pytest.mark.parametrize(("of_100", "whole", "step"), [(0.0, 1, 5), (99.9, 99, 95)])
def test_nobody_is_told_to_be_first_or_last(of_100, whole, step):
    assert percentile(of_100, Count(502, 500, 504)) == whole
    assert percentile(of_100, Count(102, 100, 104)) == step


def test_in_a_small_group_the_bands_are_told_and_no_percentile():
    found = place(survey(14), "strain", Fraction(75), Peers.SOLO)  # 42 soloists
    assert (found.percentile, found.alike) == (None, 30)


def test_a_share_has_no_percentile():
    columns = {"team": [0] * 60 + [1] * 60, "tired": [0, 3] * 60}
    release = release_of(tiny(), answers(columns))
    assert place(release, "weary", Fraction(100), Peers.SOLO).percentile is None


def test_a_withheld_indicator_gives_no_place():
    release = survey(3)  # nine of each
    assert isinstance(place(release, "strain", Fraction(50), Peers.SOLO), Withheld)
    assert askable(release) == ()


def test_the_featured_indicators_are_asked_with_all_their_questions(large):
    assert askable(large) == ("strain",)
    assert questions(tiny(), "strain") == ("tired", "tense", "eager")
    assert questions(tiny(), "weary") == ("tired",)


@pytest.mark.parametrize(
    ("share", "told"), [(0, 0), (2.4, 0), (2.5, 5), (62.4, 60), (62.5, 65), (99, 100)]
)
def test_shares_are_told_in_steps_of_five(share, told):
    assert coarse(share) == told


def test_a_question_without_an_answer_that_scores_leaves_the_person_unscored():
    codebook = book({"q": ordinal(0, 1, None)}, {"x": {"label": "X", "items": ["q"]}})
    assert score(codebook, rule(codebook, "x"), {"q": 2}) is None
    assert score(codebook, rule(codebook, "x"), {"q": 1}) == 1
