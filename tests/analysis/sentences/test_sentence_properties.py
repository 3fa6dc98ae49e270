"""Whatever was published, no sentence holds a number that was not, nor one that can't be read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import sentences as say
from analysis.methods import METHODS
from analysis.published import Comparison, Verdict
from analysis.sentences.gaps import Gap, Terms, ends, size
from tests.told import MINUS, THIN, WRONG, groups, row, told_release

many = settings(max_examples=100, deadline=None)
MEASURES = sorted({measure for method in METHODS for measure in method.measures})
MEASURES.remove("mean_difference")  # it is told of a whole comparison, below
VERDICTS = st.sampled_from([None, *(verdict.value for verdict in Verdict)])
INDICATORS = st.sampled_from(["isolation", "thanks", "slip", "hours", "praised"])


@st.composite
def ordered(draw, least=-100.0, most=100.0):
    """(low, value, high) as published: multiples of a step, some of them zero."""
    step = draw(st.sampled_from([0.01, 0.02, 0.5, 1.0, 5.0]))
    whole = st.integers(round(least / step), round(most / step))
    low, value, high = sorted(draw(st.tuples(whole, whole, whole)))
    return *(round(each * step, 2) + 0.0 for each in (low, value, high)), step


@many
@given(st.sampled_from(MEASURES), INDICATORS, ordered(), VERDICTS, st.booleans())
def test_no_sentence_holds_what_nobody_can_read(measure, indicator, numbers, verdict, told):
    low, value, high, step = numbers
    if measure.startswith("p_"):
        low, value, high = None, min(1.0, abs(value) / 100) or 0.0001, None
    if measure == "share_ratio":
        low, value, high = (abs(each) + 0.1 for each in (low, value, high))
    group = "solo" if measure in {"n", "unscored", "mean", "sd", "median", "share"} else None
    term = "alone" if "dif" in measure else "mentoring"
    figure = row(
        measure, value if told else None, low, high, step=step, verdict=verdict, group=group,
        term=term, indicator=indicator,
        reason=None if told else "the answers vary too little for this",
    )  # fmt: skip
    release = told_release(*groups(indicator), figure)
    words = say.tell(release, release.figure(indicator, measure, "", group, term))
    for part in (words.plain, words.technical, words.explained):
        assert not WRONG.search(part), part
    assert words.plain.endswith(".")
    assert words.plain[:1] in "“" or words.plain[:1] == words.plain[:1].upper()


def numbers_in(sentence):
    """Every number of a sentence, with how many decimals it is told."""
    plain = sentence.replace(THIN, "").replace("95%", "").replace("in 100", "")
    return [
        (float(found.replace(MINUS, "-")), len(found.partition(".")[2]))
        for found in re.findall(rf"{MINUS}?\d+(?:\.\d+)?", plain)
    ]


@many
@given(INDICATORS, ordered(-40, 40), st.sampled_from(list(Verdict)), st.integers(2, 2000))
def test_the_numbers_of_a_finding_are_the_published_ones_rounded(indicator, told, verdict, n):
    low, value, high, _ = told
    release = told_release(
        *groups(indicator, 50 + value, 50, 5 * n + 2),
        row("mean_difference", value, low, high, verdict=verdict.value, indicator=indicator),
        row("minimum_detectable", 6.2, indicator=indicator),
    )
    compared = release.comparison(indicator)
    assert isinstance(compared, Comparison)
    published = [value, low, high, 6.2, compared.solo.mean, compared.team.mean]
    published += [compared.solo.n.about, round(compared.solo.n.about, -1)]
    for number, decimals in numbers_in(say.finding(release, compared)):
        assert any(
            abs(abs(number) - abs(each)) <= 0.5 * 10.0**-decimals + 1e-9 for each in published
        )


@many
@given(INDICATORS, ordered(-40, 40), st.sampled_from(list(Verdict)))
def test_a_sentence_never_says_more_of_a_difference_than_its_verdict(indicator, told, verdict):
    low, value, high, _ = told
    release = told_release(
        *groups(indicator, 50 + value, 50),
        row("mean_difference", value, low, high, verdict=verdict.value, indicator=indicator),
    )
    sentence = say.finding(release, release.comparison(indicator)).lower()
    assert ("too uncertain to call" in sentence) == (verdict is Verdict.UNCERTAIN)
    assert ("about the same" in sentence) == (verdict is Verdict.SAME)
    for word in (
        "because",
        "cause",
        "protect",
        "effect",
        "leads to",
        "driver",
        "at risk",
        "should",
    ):
        assert word not in sentence


@many
@given(ordered(-40, 40))
def test_exchanging_the_groups_turns_the_words_and_keeps_the_sizes(told):
    low, value, high, _ = told
    terms = Terms("points", "higher", "lower")
    one, other = Gap(value, low, high), Gap(-value + 0.0, -high + 0.0, -low + 0.0)
    assert size(terms, one).split(" ")[:2] == size(terms, other).split(" ")[:2]
    words = {size(terms, each).split(" ")[-1] for each in (one, other)}
    assert words == ({"higher", "lower"} if value else {"difference"})
    if one.is_clear and value:
        assert ends(terms, one) == ends(terms, other)


@pytest.mark.parametrize("p", [1e-4, 0.00095, 0.0095, 0.0499, 0.05, 0.5, 0.995, 1.0])
def test_a_p_value_is_never_told_as_nothing(p):
    release = told_release(*groups(), row("p_welch", p, step=None))
    words = say.tell(release, release.figure("isolation", "p_welch"))
    assert f"(p = {words.plain.split('(p = ')[1]}".endswith(").")
    assert not WRONG.search(words.plain)
    told = float(words.plain.split("p = ")[1].rstrip(")."))
    assert told == pytest.approx(p, rel=0.06)
