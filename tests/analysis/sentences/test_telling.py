"""Every published figure becomes a sentence."""

from __future__ import annotations

import pytest

from tests.told import MINUS, THIN, row
from tests.told_figures import (
    ADJUSTED,
    ALIKE,
    GAPS,
    MODERATION,
    SHARES,
    SUPERIORITY,
    TWIN,
    UNLIKE,
    told,
)

SENTENCES = [
    (
        [row("n", 562, 560, 564, group="team", step=5)],
        "About 562 people in teams have a score on isolation.",
    ),
    (
        [row("unscored", 2, 0, 4, group="solo", step=5)],
        "Under 5 teams of one answered too little to count on isolation.",
    ),
    (
        [row("mean", 56.2, 54.1, 58.3, group="team")],
        "People in teams score 56 on isolation on average (95% interval 54 to 58).",
    ),
    (
        [row("sd", 20.4, group="team")],
        "Isolation: people in teams typically lie 20 points from their average (standard "
        "deviation).",
    ),
    (
        [row("median", 55.0, group="solo", step=1)],
        "Isolation: the middle one of teams of one stands at 55 points (median).",
    ),
    (
        [SHARES[0]],
        "34 in 100 teams of one score 60 points or more on isolation (95% interval 30 to 38).",
    ),
    (
        [*SHARES, row("share_difference", 0.09, 0.05, 0.13, step=0.002)],
        "34 in 100 teams of one score 60 points or more on isolation, against 25 in 100 people in "
        "teams: 9 percentage points higher (95% interval 5 to 13).",
    ),
    (
        [row("share_ratio", 1.4, 1.2, 1.6, step=None)],
        "In proportion 1.4 times as many teams of one as people in teams score 60 points or more "
        "on isolation (95% interval 1.2 to 1.6).",
    ),
    (
        [SUPERIORITY],
        "Compare a random team of one with a random person in a team: "
        "the team of one is more isolated 62 times in 100 (59 to 65).",
    ),
    (
        [row("superiority", 0.52, 0.48, 0.56, step=0.01)],
        "Compare a random team of one with a random person in a team: "
        "the team of one is more isolated 52 times in 100 (48 to 56); "
        "50 would be no difference.",
    ),
    (
        [row("superiority", 0.996, 0.99, 1.0, step=0.001)],
        "Compare a random team of one with a random person in a team: "
        "the team of one is more isolated over 99 times in 100 (99 to "
        "100).",
    ),
    (
        [row("cliffs_delta", -0.24, -0.3, -0.18, step=0.02)],
        "Of all pairs of one of each, those in which the person in a team comes out higher "
        "outnumber those in which the team of one does by 24 in 100 (18 to 30).",
    ),
    (
        [row("hedges_g", -0.31, -0.42, -0.2, step=0.01)],
        "Measured by how much people differ among themselves, teams of one are 0.31 standard "
        "deviations lower on isolation (95% interval 0.20 to 0.42).",
    ),
    (
        [row("equivalence", 0.7, -1.7, 2.8)],
        "Close enough to call the same on isolation: the 90% interval of the difference, "
        f"{MINUS}2 to 3 points, lies within 5 points either way.",
    ),
    (
        [row("equivalence", 4.7, 1.7, 7.8)],
        "Not shown to be the same on isolation: the 90% interval of the difference, 2 to 8 "
        "points, is not within 5 points either way.",
    ),
    (
        [row("minimum_detectable", 4.2)],
        "With this many answers a true difference of 4 points on isolation would be found in 80 of "
        "100 such surveys, a smaller one in fewer.",
    ),
    (
        [row("p_welch", 0.031, step=None)],
        "The difference on isolation: if the averages of all such people were equal, a difference "
        "at least this large would come up in 3 of 100 such surveys (p = 0.031).",
    ),
    (
        [row("p_welch", None, step=None, reason="below 0.0001")],
        "The difference on isolation: if the averages of all such people were equal, a difference "
        f"at least this large would come up in fewer than 1 of 10{THIN}000 such surveys (p < "
        "0.0001).",
    ),
    (
        [row("log10_p_welch", -7.2)],
        f"The p-value of the difference on isolation is below 0.0001 (log10 p {MINUS}7.2).",
    ),
    (
        [row("p_adjusted", 0.0093, step=None)],
        "The difference on isolation, allowing for all that was tested with it: p = 0.0093.",
    ),
    (
        [row("p_equivalence", 0.2, step=None)],
        "Equivalence on isolation: if the true difference were 5 points or more, one this small "
        "would come up in 20 of 100 such surveys (p = 0.20).",
    ),
    (
        [row("p_brunner_munzel", 1.0, step=None)],
        "Who comes out higher on isolation: if neither group tended to come out higher, an order "
        "at least this lopsided would come up in 100 of 100 such surveys (p = 1.0).",
    ),
    (
        [row("tie_factor", 0.98, step=0.01)],
        "Tie factor of isolation: 0.98; the nearer to 1, the fewer people share a score.",
    ),
    (
        [row("placement_sd", 0.29, group="solo", step=0.01)],
        "How many people in teams a team of one scores above on isolation differs from one to the "
        "next by 29 in 100, as a rule (standard deviation).",
    ),
    (
        [TWIN, ADJUSTED],
        "Comparing like with like (organisation size and region): teams of one score 8 points "
        "higher on isolation (95% interval 5 to 11); without: 9 points higher.",
    ),
    (
        [row("adjusted_difference", 2.0, -1.0, 5.0, term="like", verdict="too uncertain to call")],
        "Comparing like with like (organisation size and region): too uncertain to call; teams of "
        f"one score 2 points higher on isolation (95% interval {MINUS}1 to 5).",
    ),
    (
        [TWIN],
        "The same people, not compared like with like: teams of one score 9 points higher on "
        "isolation (95% interval 6 to 12).",
    ),
    (
        [row("ordinal_log_odds", 0.45, 0.2, 0.7, term="like", step=0.01)],
        "Counting only the order of the scores, like with like, teams of one tend to score higher "
        "on isolation (log odds ratio 0.45, 95% interval 0.20 to 0.70).",
    ),
    (
        [row("se_adjusted_difference", 1.5, term="like")],
        "The standard error of the difference of like with like on isolation is 1.5.",
    ),
    (
        [row("df_adjusted_difference", 1204, term="like", step=1)],
        f"The test of the difference of like with like on isolation has 1{THIN}204 degrees of "
        "freedom.",
    ),
    (
        [row("n_moderation", 502, 500, 504, group="solo", term="mentoring", step=5)],
        "About 502 teams of one answered everything that the difference between the gaps with and "
        "without mentoring on isolation needs.",
    ),
    (
        [row("n_complete", 502, 500, 504, group="solo", step=5)],
        "About 502 teams of one answered all questions on isolation.",
    ),
    (
        [*GAPS, MODERATION],
        "The gap on isolation is smaller where people received mentoring: 6 against 11 points.",
    ),
    (
        [
            row("gap_with", -11.0, -14.0, -8.0, term="mentoring"),
            row("gap_without", -6.0, -9.0, -3.0, term="mentoring"),
            MODERATION | {"verdict": "higher"},
        ],
        "The gap on isolation is larger where people received mentoring: 11 against 6 points.",
    ),
    (
        [*GAPS, MODERATION | {"verdict": "too uncertain to call"}],
        "No clear difference in the gap on isolation with and without mentoring: 6 against 11 "
        "points.",
    ),
    (
        [
            GAPS[0],
            row("gap_without", -1.0, -4.0, 2.0, term="mentoring"),
            MODERATION | {"verdict": "too uncertain to call"},
        ],
        "No clear difference in the gap on isolation with and without mentoring: 6 points higher "
        "against 1 point lower.",
    ),
    (
        [GAPS[0]],
        "Where people received mentoring, teams of one score 6 points higher on isolation (95% "
        "interval 3 to 9).",
    ),
    (
        [GAPS[1]],
        "Where people did not receive mentoring, teams of one score 11 points higher on isolation "
        "(95% interval 8 to 14).",
    ),
    (
        [row("alpha", 0.84, 0.83, 0.86, step=0.01)],
        "The questions on isolation hang together (alpha .84, 95% interval .83 to .86).",
    ),
    (
        [row("omega", 0.55, 0.5, 0.6, group="team", step=0.01)],
        "Among people in teams, the questions on isolation hang together only loosely (omega .55, "
        "95% interval .50 to .60).",
    ),
    (
        [ALIKE],
        "“Alone” works alike in both groups (the group adds 0.003 to what explains its answers).",
    ),
    (
        [UNLIKE],
        "“Apart” does not work alike in both groups: with the other questions answered the same, "
        "teams of one score higher on it (the group adds 0.034 to what explains its answers).",
    ),
    (
        [row("trend", 0.3, -0.2, 0.8, step=0.01, verdict="too uncertain to call")],
        "No clear change over the waves in the gap on isolation (change per wave between "
        f"{MINUS}0.2 and 0.8 points).",
    ),
    (
        [row("trend", -1.3, -2.2, -0.8, step=0.01, verdict="lower")],
        "The gap on isolation shrinks by 1.3 points per wave (95% interval 0.8 to 2.2).",
    ),
    (
        [row("trend", 1.0, 0.4, 1.6, step=0.01, verdict="higher")],
        "The gap on isolation grows by 1.0 points per wave (95% interval 0.4 to 1.6).",
    ),
    (
        [row("p_heterogeneity", 0.5, step=None), row("heterogeneity", 1.2)],
        "The waves' gaps on isolation differ no more than chance would make them.",
    ),
    (
        [row("p_heterogeneity", 0.01, step=None), row("heterogeneity", 9.2)],
        "The waves' gaps on isolation differ by more than chance.",
    ),
    (
        [row("effective_n", 402, 400, 404, group="solo", step=5)],
        "Weighted to the known shares, the answers of teams of one on isolation weigh as much as "
        "those of about 402 would unweighted.",
    ),
    (
        [row("weighted_difference", 8.0, 5.0, 11.0, verdict="higher")],
        "Weighted: teams of one score 8 points higher on isolation (95% interval 5 to 11); "
        "unweighted: 5 points higher.",
    ),
    (
        [row("alpha", reason="too few people answered everything this needs")],
        "Alpha on isolation can't be shown, because too few people answered everything this needs.",
    ),
    (
        [row("moderation", reason="the answers vary too little for this", term="mentoring")],
        "The difference between the gaps with and without mentoring on isolation can't be shown, "
        "because the answers vary too little for this.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "sentence"), SENTENCES, ids=[s[:60] for _, s in SENTENCES])
def test_a_figure_is_told_in_one_sentence(rows, sentence):
    assert told(*rows).plain == sentence


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [row("mean", 34.2, 30.1, 38.3, group="solo")],
            "34 in 100 teams of one had a slip (95% interval 30 to 38).",
        ),
        (
            [row("median", 0.0, group="solo")],
            "A slip: the middle answer of teams of one is no.",
        ),
        (
            [*SHARES, row("share_difference", -0.09, -0.13, -0.05, step=0.002)],
            "34 in 100 teams of one had a slip, against 25 in 100 people in teams: 9 percentage "
            "points lower (95% interval 5 to 13).",
        ),
        (
            [row("superiority", 0.55, 0.52, 0.58, step=0.01)],
            "Compare a random team of one with a random person in a team: "
            "the team of one comes out higher 55 times in 100 (52 to "
            "58).",
        ),
        (
            [row("adjusted_difference", 8.0, 5.0, 11.0, term="like", verdict="higher")],
            "Comparing like with like (organisation size and region): the share of teams of "
            "one who had a slip is 8 percentage points higher than that of people in teams (95% "
            "interval 5 to 11).",
        ),
        (
            [row("n", 562, 560, 564, group="solo", step=5)],
            "About 562 teams of one answered what this share is made of.",
        ),
    ],
    ids=lambda each: each[:40] if isinstance(each, str) else "",
)
def test_a_figure_of_a_share_is_told_in_its_own_words(rows, sentence):
    assert told(*rows, indicator="slip").plain == sentence


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [row("mean", 2.3, 2.1, 2.5, group="solo")],
            "Praise from colleagues: teams of one report 2.3 times in four weeks on average (95% "
            "interval 2.1 to 2.5).",
        ),
        (
            [row("share", 0.34, 0.3, 0.38, group="team", step=0.01)],
            "34 in 100 people in teams report 5 times in four weeks or more on praise from "
            "colleagues (95% interval 30 to 38).",
        ),
        (
            [row("median", 1.0, group="team", step=1)],
            "Praise from colleagues: the middle one of people in teams stands at 1 time in four "
            "weeks (median).",
        ),
        (
            [row("weighted_difference", -2.0, -3.0, -1.0, verdict="lower")],
            "Weighted: teams of one report 2 times in four weeks less on praise from colleagues "
            "(95% interval 1 to 3); unweighted: 4.7 times in four weeks more.",
        ),
    ],
    ids=lambda each: each[:40] if isinstance(each, str) else "",
)
def test_a_figure_of_an_amount_is_told_in_its_unit(rows, sentence):
    assert told(*rows, indicator="praised").plain == sentence
