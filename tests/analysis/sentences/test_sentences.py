"""What sentences are made of: numbers, counts, units, names; and what stands above a page."""

from __future__ import annotations

import pytest

from analysis import sentences
from analysis.counting.cohorts import cohort_id, cohort_label, filters_of, wider
from analysis.published import Count, Reason, Withheld
from analysis.sentences import numbers, speech
from tests.surveys import answers, release, rule, tiny

MINUS, THIN = "\u2212", "\u202f"


@pytest.fixture(scope="module")
def shown():
    """A release whose soloists are a little more tired."""
    tired = [0, 1, 2, 3, 4, 4] * 20 + [0, 0, 1, 2, 3, 4] * 20
    columns = dict.fromkeys(("tired", "tense", "eager"), tired)
    return release(tiny(), answers({"team": [0] * 120 + [1] * 120, **columns}))


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (4.7, 0, "5"),
        (-4.7, 1, f"{MINUS}4.7"),
        (-0.2, 0, "0"),
        (-0.0, 1, "0.0"),
        (1382, 0, f"1{THIN}382"),
        (1234567.8, 1, f"1{THIN}234{THIN}567.8"),
    ],
)
def test_a_number_reads_as_people_write_it(value, decimals, text):
    assert sentences.number(value, decimals) == text


@pytest.mark.parametrize(
    ("exact", "text"),
    [
        *((0, "under 5"), (4, "under 5"), (5, "about 7"), (40, "about 42"), (99, "about 97")),
        *((102, "about 102"), (1382, f"about 1{THIN}382")),
    ],
)
def test_a_count_of_0_to_4_never_says_zero(exact, text):
    low = exact // 5 * 5
    assert sentences.count(Count(low + 2, low, low + 4)) == text


def test_a_headline_names_only_what_can_be_called(shown):
    assert shown.comparison("strain").verdict == "higher"
    assert sentences.gist(shown, "strain") == "more strain"
    assert sentences.headline(shown, ["strain"]) == "Soloists report more strain"
    assert sentences.gist(shown, "strain", "region=north") is None
    assert "report" not in sentences.headline(shown, ["strain"], "region=north")


def test_it_says_who_answered(shown):
    told = "About 122 soloists and about 122 people in teams answered."
    assert sentences.who_answered(shown) == told
    hidden = sentences.who_answered(shown, "region=north")
    assert hidden == "North: not shown, to protect people who answered."
    assert sentences.withheld(shown, "", Withheld(Reason.NOT_ASKED)) == (
        "Everyone: this survey did not ask, or its answers could not be read."
    )


@pytest.mark.parametrize(
    ("parts", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), ("abc", "a, b and c")]
)
def test_parts_are_listed_as_in_speech(parts, text):
    assert sentences.listed(parts) == text


@pytest.mark.parametrize(("indicator", "decimals"), [("strain", 0), ("weary", 0), ("hats", 2)])
def test_decimals_suit_the_scale(indicator, decimals):
    assert sentences.decimals_of(rule(tiny(), indicator)) == decimals


@pytest.mark.parametrize(
    ("told", "text"),
    [
        (numbers.signed(2.5), "+2.5"),
        (numbers.signed(-5.0), f"{MINUS}5"),
        (numbers.signed(0.0), "0"),
        (numbers.exact(4.7, 0.2), "4.7"),
        (numbers.exact(56.0, 0.05), "56.00"),
        (numbers.exact(56.0, 5.0), "56"),
        (numbers.coefficient(0.84), ".84"),
        (numbers.coefficient(-0.05), f"{MINUS}.05"),
        (numbers.coefficient(1.0), "1.00"),
        (numbers.in_100(0.342), "34"),
        (numbers.in_100(0.004), "under 1"),
        (numbers.in_100(0.996), "over 99"),
        (numbers.in_100(0.0), "0"),
        (numbers.in_100(1.0), "100"),
        (numbers.probability(0.0312), "p = 0.031"),
        (numbers.probability(0.0001), "p = 0.00010"),
        (numbers.probability(0.00009), "p < 0.0001"),
        (numbers.probability(1.0), "p = 1.0"),
        (numbers.log10(-7.24), f"log10 p {MINUS}7.2"),
        (numbers.chance(0.0312), "in 3 of 100 such surveys"),
        (numbers.chance(0.002), "in fewer than 1 of 100 such surveys"),
        (numbers.chance(None), f"in fewer than 1 of 10{THIN}000 such surveys"),
        (numbers.interval(-1.0, 5.4, 0), f"95% interval {MINUS}1 to 5"),
    ],
)
def test_each_kind_of_number_is_written_in_its_own_way(told, text):
    assert told == text


@pytest.mark.parametrize(
    ("unit", "one"),
    [
        ("points", "point"),
        ("times in four weeks", "time in four weeks"),
        ("days of 14", "day of 14"),
        ("sign-offs", "sign-off"),
        ("replies", "reply"),
        ("boxes", "box"),
        ("matches", "match"),
        ("people", "person"),
        ("in 100", "in 100"),
        ("progress", "progress"),
    ],
)
def test_one_of_a_unit_is_told_in_the_singular(unit, one):
    assert speech.amount("1", unit) == f"1 {one}"
    assert speech.amount(f"{MINUS}1", unit) == f"{MINUS}1 {one}"
    for told in ("0", "2", "1.0", "1.5", "11"):
        assert speech.amount(told, unit) == f"{told} {unit}"


def test_the_way_that_is_worse_comes_from_the_codebook(shown):
    assert sentences.hint(shown.measures["strain"].direction) == "more is worse"
    assert sentences.hint(shown.measures["weary"].direction) == ""


def test_cohort_ids_follow_the_codebooks_order_and_read_back():
    chosen = {"wave": "2026-q1", "region": "north"}
    name = cohort_id(chosen, tiny())
    assert name == "region=north&wave=2026-q1"
    assert filters_of(name) == chosen
    assert cohort_id({}, tiny()) == ""
    assert cohort_label(tiny(), "region=north") == "North"
    assert cohort_label(tiny(), "region=not-given") == "not said"
    assert wider(name) == ["region=north", "wave=2026-q1", ""]
    assert (wider("region=north"), wider("")) == ([""], [])
