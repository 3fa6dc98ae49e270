"""Results become words in one place: the sentence, its numbers and its verdict agree."""

from __future__ import annotations

import pytest

from analysis import sentences
from analysis.cohorts import cohort_id, cohort_label, filters_of, wider
from analysis.published import Comparison, Count, GroupScore, Reason, Verdict, Withheld
from tests.surveys import answers, release, rule, tiny

MINUS, THIN = "\u2212", "\u202f"


@pytest.fixture(scope="module")
def shown():
    """A release whose soloists are a little more tired."""
    tired = [0, 1, 2, 3, 4, 4] * 20 + [0, 0, 1, 2, 3, 4] * 20
    columns = dict.fromkeys(("tired", "tense", "eager"), tired)
    return release(tiny(), answers({"team": [0] * 120 + [1] * 120, **columns}))


def compared(indicator="strain", difference=4.7, low=1.2, high=8.2, verdict=Verdict.HIGHER, **rest):
    side = GroupScore(Count(122, 120, 124), 52.0, 49.0, 55.0, 20.0)
    other = GroupScore(Count(122, 120, 124), 47.3, 44.0, 50.0, 20.0)
    return Comparison(
        indicator, "", side, other, difference, low, high, 0.2, 0.01, verdict,
        rest.get("reason"), "2026-11-22.1",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (compared(), "Soloists score 5 points higher on strain (95 % interval 1 to 8)."),
        (
            compared(difference=-1.2, low=-2.1, high=-0.3, verdict=Verdict.LOWER),
            "Soloists score 1 point lower on strain (95 % interval 0 to 2).",
        ),
        (
            compared(difference=0.3, low=-2.0, high=2.6, verdict=Verdict.SAME),
            "Soloists and people in teams score about the same on strain: the difference is "
            f"0.3 points (95 % interval {MINUS}2.0 to 2.6).",
        ),
        (
            compared(low=-1.0, high=10.4, verdict=Verdict.UNCERTAIN),
            "Too uncertain to call on strain: soloists score 5 points higher "
            f"(95 % interval {MINUS}1 to 10).",
        ),
        (
            compared(verdict=Verdict.UNCERTAIN),
            "Too uncertain to call on strain: soloists score 5 points higher "
            "(95 % interval 1 to 8). Many groups were compared.",
        ),
        (
            compared(difference=None, low=None, high=None, verdict=None, reason="nobody differs"),
            "Strain: the difference can't be estimated, because nobody differs.",
        ),
        (
            compared("weary", difference=4.7, low=1.2, high=8.2),
            "52 in 100 soloists are often tired, against 47 in 100 people in teams "
            "(difference 5, 95 % interval 1 to 8).",
        ),
        (
            compared("weary", verdict=Verdict.UNCERTAIN),
            "52 in 100 soloists are often tired, against 47 in 100 people in teams "
            "(difference 5, 95 % interval 1 to 8): too uncertain to call.",
        ),
    ],
)
def test_a_finding_says_size_interval_and_verdict(shown, told, sentence):
    assert sentences.finding(shown, told) == sentence


def test_no_sentence_claims_a_cause(shown):
    for verdict in Verdict:
        words = sentences.finding(shown, compared(verdict=verdict)).split()
        assert not {"because", "causes", "protects", "effect", "leads", "due"} & {*words}


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
        *((101, "about 100"), (1381, f"about 1{THIN}380")),
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
    told = "About 120 soloists and about 120 people in teams answered."
    assert sentences.who_answered(shown) == told
    hidden = sentences.who_answered(shown, "region=north")
    assert hidden == "North: not enough answers to show this group safely."
    assert sentences.withheld(shown, "", Withheld(Reason.NOT_ASKED)) == (
        "Everyone: this survey did not ask."
    )


@pytest.mark.parametrize(
    ("parts", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), ("abc", "a, b and c")]
)
def test_parts_are_listed_as_in_speech(parts, text):
    assert sentences.listed(parts) == text


@pytest.mark.parametrize(("indicator", "decimals"), [("strain", 0), ("weary", 0), ("hats", 2)])
def test_decimals_suit_the_scale(indicator, decimals):
    assert sentences.decimals_of(rule(tiny(), indicator)) == decimals


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
