"""Numbers with decimals are held in hundredths and scored exactly, in the question's own unit."""

from __future__ import annotations

from fractions import Fraction

import pytest

from analysis.codebook.scoring import column_unit
from tests.surveys import book, ordinal, rule, score

HOURS = {"text": "Hours?", "kind": "count", "max": 80, "decimals": True}
SHARE_OF_A_JOB = {"text": "Share?", "kind": "count", "max": 1, "decimals": True}
DAYS = {"text": "Days?", "kind": "count", "max": 80}


def hours(indicator, **questions):
    return book({"hours": HOURS, **questions}, {"x": {"label": "X"} | indicator})


def test_only_a_count_with_decimals_is_held_in_hundredths():
    asked = hours({"items": ["hours"]}, days=DAYS).questions
    assert [column_unit(asked[name]) for name in ("hours", "days", "team")] == [100, 1, 1]


def test_a_mean_of_one_is_the_number_itself():
    codebook = hours({"items": ["hours"]})
    assert score(codebook, "x", {"hours": [750, 1, 0, 8000, None]}) == [
        Fraction(15, 2), Fraction(1, 100), 0, 80, None,
    ]  # fmt: skip


def test_a_reversed_one_is_mirrored_within_its_range():
    codebook = hours({"items": ["hours"], "reversed": ["hours"]})
    assert score(codebook, "x", {"hours": [750, 8000]}) == [Fraction(145, 2), 0]


def test_whole_numbers_and_chosen_answers_are_added_to_hundredths():
    asked = {"days": DAYS, "often": ordinal(0, 40, 80, text="Often?")}
    made = {"items": ["hours", "days", "often"], "kind": "sum", "reversed": ["days"]}
    codebook = hours(made, **asked)
    columns = {"hours": [750, 725, None], "days": [3, None, None], "often": [1, 2, 2]}
    # 7.5 + 77 + 40; of 7.25 + 80 three halves; one answer of three is too few
    expected = [Fraction(249, 2), Fraction(349, 4) * Fraction(3, 2), None]
    assert score(codebook, "x", columns) == expected
    assert (rule(codebook, "x").low, rule(codebook, "x").high) == (0, 240)


@pytest.mark.parametrize(("at_least", "held"), [(8, [0, 100, 100]), (7, [100, 100, 100])])
def test_a_share_compares_in_the_question_s_own_unit(at_least, held):
    codebook = hours({"kind": "share", "where": {"hours": {"at_least": at_least}}})
    assert score(codebook, "x", {"hours": [799, 800, 801]}) == held


def test_averages_are_rounded_as_coarsely_as_of_whole_numbers():
    """Nearly all answers are whole: by hundredths, an average would tell their exact sum."""
    fine = rule(hours({"items": ["hours"]}), "x")
    whole = rule(hours({"items": ["days"]}, days=DAYS), "x")
    assert (fine.low, fine.high, fine.spacing) == (0, 80, 1)
    assert (fine.low, fine.high, fine.spacing) == (whole.low, whole.high, whole.spacing)
    assert fine.bands == whole.bands == (0, 16, 32, 48, 64, 80)


def test_from_0_to_1_there_are_more_than_two_numbers():
    """A score with two values is published as a share: its average would be wrong here."""
    codebook = book({"job": SHARE_OF_A_JOB}, {"x": {"label": "X", "items": ["job"]}})
    assert score(codebook, "x", {"job": [0, 25, 100]}) == [0, Fraction(1, 4), 1]
    assert rule(codebook, "x").spacing == pytest.approx(0.2)
    assert len(rule(codebook, "x").bands) == 4
