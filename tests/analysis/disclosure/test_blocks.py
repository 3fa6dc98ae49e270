"""Which responses a release holds: rule 7's whole blocks and rule 10's small survey."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.disclosure.blocks import (
    Beginning,
    needed_new,
    next_beginning,
    size,
    whole_blocks,
)
from analysis.errors import NotYet

RESPONSES = st.integers(0, 3_000_000)
MANY = st.integers(100, 3_000_000)


@pytest.mark.parametrize(
    ("before", "new"),
    [(0, 50), (100, 50), (1000, 50), (1001, 51), (1020, 51), (1021, 52), (2000, 100)],
)
def test_a_release_needs_fifty_new_responses_or_a_twentieth(before, new):
    assert needed_new(before) == new


@pytest.mark.parametrize(
    ("blocks", "responses"),
    [(0, 0), (1, 100), (2, 150), (7, 400), (19, 1000), (20, 1050), (21, 1103), (25, 1342)],
)
def test_blocks_of_100_then_50_or_a_twentieth(blocks, responses):
    assert size(blocks) == responses
    assert whole_blocks(responses) == blocks
    assert whole_blocks(responses + 1) == blocks
    if responses:
        assert whole_blocks(responses - 1) == blocks - 1


@given(RESPONSES)
def test_the_whole_blocks_are_the_most_that_fit(responses):
    blocks = whole_blocks(responses)
    assert size(blocks) <= responses < size(blocks + 1)


@given(st.integers(1, 200))
def test_each_block_is_as_large_as_the_rule_says(blocks):
    before = size(blocks)
    assert size(blocks + 1) - before == max(50, -(-before * 5 // 100))


@given(RESPONSES, RESPONSES)
def test_more_responses_never_make_fewer_blocks(one, other):
    fewer, more = sorted((one, other))
    assert whole_blocks(fewer) <= whole_blocks(more)
    assert Beginning.of(fewer).responses <= Beginning.of(more).responses


@given(MANY, st.data())
def test_a_first_release_is_the_same_until_the_next_block_is_whole(responses, data):
    first = next_beginning(responses, None, closing=False)
    later = data.draw(st.integers(responses, size(first.blocks + 1) - 1))
    assert next_beginning(later, None, closing=False) == first


@given(MANY, RESPONSES)
def test_the_next_release_has_at_least_as_many_new_ones_as_the_rule_says(responses, before):
    try:
        now = next_beginning(responses, before, closing=False)
    except NotYet:
        return
    assert now.more == 0
    assert before + needed_new(before) <= now.responses <= responses


@given(RESPONSES)
def test_an_id_names_a_beginning_and_nothing_else(responses):
    begins = Beginning.of(responses)
    assert begins.responses == responses
    assert Beginning.held_by(begins.id) == begins


@given(RESPONSES, RESPONSES)
def test_two_beginnings_never_share_an_id(one, other):
    assert (Beginning.of(one).id == Beginning.of(other).id) == (one == other)


def test_ids_are_short_names_of_blocks():
    assert Beginning(1).id == "r0001"
    assert Beginning(7).id == "r0007"
    assert Beginning.of(412).id == "r0007.12"
    assert Beginning.of(73).id == "r0000.73"


@pytest.mark.parametrize(
    "other",
    ["2026-11-22.1", "latest", "r7", "r0007.", "r0007.12.1", "R0007", "r٠٠٠٧", "", "r0007\n"],
)
def test_ids_of_other_kinds_name_no_block(other):
    assert Beginning.held_by(other) is None


@pytest.mark.parametrize(
    ("before", "now", "held"),
    [
        (None, 100, 100), (None, 149, 100), (None, 1000, 1000), (100, 150, 150), (100, 399, 350),
        (412, 500, 500),  # closed in the eighth block: its end is only 38 more
        (412, 649, 600), (154, 250, 250), (70, 150, 150), (2000, 2300, 2193),
    ],
)  # fmt: skip
def test_the_next_release_holds_every_whole_block(before, now, held):
    assert next_beginning(now, before, closing=False).responses == held


@pytest.mark.parametrize(
    ("before", "now", "missing", "wanted"),
    [(100, 100, 50, 150), (100, 149, 1, 150), (412, 499, 1, 500), (412, 412, 88, 500)],
)
def test_it_says_how_many_more_are_needed(before, now, missing, wanted):
    with pytest.raises(NotYet, match=rf"^{missing} more responses? (is|are) needed") as caught:
        next_beginning(now, before, closing=False)
    assert f"holds the first {wanted}." in caught.value.problem
    assert "--close" in caught.value.remedy


@pytest.mark.parametrize(
    ("now", "closing", "before", "may"),
    [
        (99, False, None, False),
        (99, True, None, True),
        (99, True, 50, False),
        (99, False, 50, False),
        (100, False, None, True),
        (100, False, 40, True),  # sixty more
        (100, False, 60, False),  # fifty more come first, and a whole block
        (150, False, 70, True),
        (101, True, None, True),
        (101, True, 100, True),
        (101, True, 101, False),
        (101, True, 102, False),
    ],
)
def test_a_small_survey_has_one_release_when_it_is_closed(now, closing, before, may):
    if may:
        assert next_beginning(now, before, closing=closing).responses <= now
    else:
        with pytest.raises(NotYet):
            next_beginning(now, before, closing=closing)


@given(RESPONSES)
def test_closing_takes_all_in(responses):
    assert next_beginning(responses, None, closing=True).responses == responses


def test_it_says_how_many_there_are_and_what_is_awaited():
    with pytest.raises(NotYet) as caught:
        next_beginning(42, None, closing=False)
    assert caught.value.problem.startswith("There are 42 responses; 58 more are needed")
    assert "--close" in caught.value.remedy
    with pytest.raises(NotYet, match=r"^There is 1 response;"):
        next_beginning(1, None, closing=False)
