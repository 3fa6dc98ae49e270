"""Answers that may be told together: what stays of them, and which are refused."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.codebook.merging import (
    apart,
    as_before,
    code_now,
    decided,
    known_large,
    parts,
    positions,
)
from analysis.errors import SurveyError
from tests.surveys import book

CODES = ("a", "b", "c", "d", "e")
SIZE = {
    "text": "Size",
    "kind": "category",
    "options": [{"code": code, "text": code.upper()} for code in CODES],
}
LOW = {"code": "low", "text": "A or B", "answers": ["a", "b"]}
HIGH = {"code": "high", "text": "D or E", "answers": ["d", "e"]}
REST = {"code": "rest", "text": "Elsewhere", "answers": ["a", "c", "e"], "rest": True}


def survey(*merges: dict[str, Any], **rest: Any) -> Any:
    """A codebook whose one dimension has five answers, and these merges."""
    return book({"size": SIZE | {"merge": list(merges)}}, **({"dimensions": ["size"]} | rest))


def codes(codebook: Any) -> list[str]:
    return [option.code for option in codebook.options("size")]


def problems(*merges: dict[str, Any], question: Any = None, **rest: Any) -> str:
    asked = SIZE | {"merge": list(merges)} | (question or {})
    with pytest.raises(SurveyError) as caught:
        book({"size": asked}, **({"dimensions": ["size"]} | rest))
    return caught.value.problem


def shown(*without: str) -> set[str]:
    return {f"size={code}" for code in CODES if code not in without}


@st.composite
def cut_into_merges(draw):
    """Merges of neighbours that share no answer, and which of the answers are shown."""
    ends = draw(st.lists(st.integers(0, 5), unique=True, min_size=0, max_size=4).map(sorted))
    runs = [CODES[one:other] for one, other in pairwise(ends)]
    kept = [run for run in runs if len(run) in (2, 3, 4)]
    merges = [{"code": f"m{n}", "text": f"M{n}", "answers": run} for n, run in enumerate(kept)]
    return merges, draw(st.sets(st.sampled_from(CODES)))


@given(cut_into_merges())
def test_an_answer_that_few_gave_is_told_with_its_neighbours_for_good(drawn):
    merges, large = drawn
    now = decided(survey(*merges), {f"size={code}" for code in large})
    # Every answer is told for in one place, and none is lost.
    told = [part for code in codes(now) for part in parts(now, "size", code)]
    assert told == list(CODES)
    for entry in merges:
        together = {code_now(now, "size", code) for code in entry["answers"]}
        few = set(entry["answers"]) - large
        assert together == ({entry["code"]} if few else set(entry["answers"]))
        assert few or {f"size={code}" for code in entry["answers"]} <= known_large(now)
    assert known_large(now) <= {f"size={code}" for code in large}
    # Whatever the codebook says later.
    for later in (survey(), survey(REST), survey(LOW, HIGH)):
        assert codes(as_before(later, now)) == codes(now)
        assert known_large(as_before(later, now)) == known_large(now)
    assert codes(apart(now)) == list(CODES)


@given(cut_into_merges())
def test_positions_before_and_after_are_of_one_answer(drawn):
    merges, large = drawn
    before = survey(*merges)
    after = decided(before, {f"size={code}" for code in large})
    for old, new in enumerate(positions(before, after, "size")):
        assert code_now(after, "size", CODES[old]) == codes(after)[new]
    assert positions(after, after, "size") == list(range(len(codes(after))))


def test_only_an_entry_with_an_answer_that_few_gave_is_applied():
    assert codes(decided(survey(LOW, HIGH), shown("b"))) == ["low", "c", "d", "e"]
    assert codes(decided(survey(LOW, HIGH), shown("c"))) == list(CODES)


def test_a_named_rest_stands_where_its_first_answer_stood():
    told = decided(survey(REST), ())
    assert [(each.code, each.text) for each in told.options("size")] == [
        ("rest", "Elsewhere"), ("b", "B"), ("d", "D"),
    ]  # fmt: skip
    assert parts(told, "size", "rest") == ("a", "c", "e")


def test_respondents_are_offered_every_answer():
    told = decided(survey(LOW), ())
    assert [each.code for each in told.offered("size")] == list(CODES)


def test_what_is_no_dimension_of_the_first_release_is_never_told_together():
    """Its column was absent, or the question is new."""
    first = decided(survey(LOW).model_copy(update={"dimensions": ()}), ())
    assert codes(as_before(survey(LOW), first)) == list(CODES)
    other = decided(book({"other": SIZE}, dimensions=["other"]), ())
    later = as_before(survey(LOW), other)
    assert (codes(later), known_large(later)) == (list(CODES), frozenset())


def test_a_merge_that_is_declared_after_the_first_release_is_not_used():
    later = as_before(survey(LOW), survey(HIGH))
    assert [each.code for each in later.questions["size"].merge] == ["high"]
    assert codes(later) == list(CODES)


def test_of_an_applied_merge_only_the_words_follow_the_codebook():
    first = decided(survey(LOW), ())
    later = as_before(survey(LOW | {"text": "Small", "answers": ["a", "b", "c"]}), first)
    (option, *_) = later.options("size")
    assert (option.code, option.text) == ("low", "Small")
    assert codes(later) == ["low", "c", "d", "e"]


def test_an_answer_may_take_the_place_of_a_merge_that_was():
    first = decided(survey(LOW), ())
    options = [{"code": "low", "text": "A or B"}, *SIZE["options"][1:]]
    later = book({"size": SIZE | {"options": options}}, dimensions=["size"])
    assert codes(as_before(later, first)) == ["low", "c", "d", "e"]


def test_nothing_can_be_made_of_what_was_told_together():
    first = decided(survey(LOW), ())
    share = {"label": "Small", "kind": "share", "where": {"size": ["a"]}}
    later = book({"size": SIZE}, {"small": share}, dimensions=["size"])
    with pytest.raises(SurveyError, match=r"indicators\.small of answers to 'size' that earlier"):
        as_before(later, first)


def test_known_shares_name_the_answers_that_were_given():
    shares = {"source": "Atlas.", "shares": dict.fromkeys(CODES, 0.2)}
    assert survey(LOW, margins={"size": shares}).margins["size"].shares["a"] == 0.2


@pytest.mark.parametrize(
    ("merge", "problem"),
    [
        (LOW | {"answers": ["a", "bb"]},
         "merge.0.answers: names 'bb', which is no answer to it."),
        (LOW | {"answers": ["a", "a"]}, "merge.0.answers: names 'a' twice. Leave it there once."),
        (LOW | {"answers": ["a"]}, "merge.0.answers: can't be ['a']"),
        (LOW | {"answers": ["d", "b"]},
         "merge.0.answers: names answers that are no neighbours: 'c' stands between them. "
         "Name it too, or add rest = true."),
        (LOW | {"answers": list(CODES)},
         "merge.0.answers: names every answer, so that one group is left."),
        (LOW | {"code": "e"}, "merge.0.code: is 'e', which is kept for an answer of its own."),
        (LOW | {"code": "not-given"},
         "merge.0.code: is 'not-given', which is kept for no answer."),
        (LOW | {"applied": True}, "merge.0.applied: is for releases to say. Remove it."),
        ({"code": "low", "answers": ["a", "b"]},
         "merge.0.text: is missing. Add it: text = ..."),
        ({"text": "Low", "answers": ["a", "b"]},
         "merge.0.code: is missing. Add it: code = ..."),
        (LOW | {"label": "Low"}, "merge.0.label: is not a key codebooks have."),
    ],
)  # fmt: skip
def test_an_entry_that_can_t_be_is_refused(merge, problem):
    assert f"questions.size.{problem}" in problems(merge)


@pytest.mark.parametrize(
    ("merges", "problem"),
    [
        ((LOW, REST), "has the answer 'a' in two entries. Leave it in one."),
        ((LOW, HIGH | {"code": "low"}), "has two entries with the code 'low'."),
    ],
)
def test_entries_that_contradict_each_other_are_refused(merges, problem):
    assert f"questions.size.merge: {problem}" in problems(*merges)


def test_a_rest_is_for_answers_without_an_order():
    scored = [each | {"score": n} for n, each in enumerate(SIZE["options"])]
    said = problems(REST, question={"kind": "ordinal", "options": scored})
    assert "merge.0.rest: is for answers without an order. Name neighbours, and remove it." in said
    assert problems(
        LOW | {"answers": ["a", "c"]}, question={"kind": "ordinal", "options": scored}
    ).endswith("'b' stands between them. Name it too.")


def test_it_is_for_dimensions_that_nothing_else_is_made_of():
    said = problems(LOW, dimensions=[])
    assert "questions.size.merge: is for dimensions, which this question is none of." in said
    share = {"label": "Small", "kind": "share", "where": {"size": ["a"]}}
    said = problems(LOW, indicators={"small": share})
    assert "tells answers together that indicators.small is made of one by one." in said


@pytest.mark.parametrize("kind", ["count", "date", "yes-no", "multi-select"])
def test_it_is_for_answers_of_which_one_is_chosen(kind):
    question = {"kind": kind} | ({"options": []} if kind != "multi-select" else {})
    assert "questions.size.merge: is for category and ordinal questions." in problems(
        LOW, question=question
    )
