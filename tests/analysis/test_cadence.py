"""When a release may be cut: rule 7's increment and rule 10's small survey."""

from __future__ import annotations

import pytest

from analysis.disclosure.cadence import needed_new, refuse_too_early
from analysis.errors import NotYet


@pytest.mark.parametrize(
    ("before", "new"), [(0, 50), (100, 50), (1000, 50), (1001, 51), (1020, 51), (2000, 100)]
)
def test_a_release_needs_fifty_new_responses_or_a_twentieth(before, new):
    assert needed_new(before) == new


@pytest.mark.parametrize(
    ("now", "before", "may"),
    [
        (99, None, False),
        (100, None, True),
        (101, None, True),
        (149, 100, False),
        (150, 100, True),
        (151, 100, True),
        (2099, 2000, False),
        (2100, 2000, True),
        (60, 100, False),  # responses were taken away
    ],
)
def test_it_waits_until_enough_is_new(now, before, may):
    if may:
        refuse_too_early(now, before, closing=False)
    else:
        with pytest.raises(NotYet):
            refuse_too_early(now, before, closing=False)
    refuse_too_early(now, before, closing=True)  # an ended wave waits for nobody


def test_it_says_how_many_there_are_and_what_is_awaited():
    with pytest.raises(NotYet) as caught:
        refuse_too_early(42, None, closing=False)
    assert caught.value.problem.startswith("There are 42 responses; results appear once there ar")
    assert "--close" in caught.value.remedy
    with pytest.raises(NotYet) as caught:
        refuse_too_early(1, None, closing=False)
    assert caught.value.problem.startswith("There is 1 response;")
    with pytest.raises(NotYet) as caught:
        refuse_too_early(117, 100, closing=False)
    assert caught.value.problem.startswith("17 of 50 new responses needed")


def test_responses_taken_away_are_no_negative_progress():
    with pytest.raises(NotYet) as caught:
        refuse_too_early(90, 100, closing=False)
    assert caught.value.problem.startswith("0 of 50 new responses")
