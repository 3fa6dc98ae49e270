"""When a release may be cut: rule 7's increment and rule 10's small survey."""

from __future__ import annotations

import pytest

from analysis.disclosure.cadence import needed_new, refuse_small, refuse_too_early
from analysis.errors import NotYet


@pytest.mark.parametrize(
    ("before", "new"), [(0, 50), (100, 50), (1000, 50), (1001, 51), (1020, 51), (2000, 100)]
)
def test_a_release_needs_fifty_new_responses_or_a_twentieth(before, new):
    assert needed_new(before) == new


@pytest.mark.parametrize(
    ("changed", "before", "may"),
    [(49, 100, False), (50, 100, True), (51, 100, True), (99, 2000, False), (100, 2000, True)],
)
def test_it_waits_until_enough_has_changed(changed, before, may):
    if may:
        refuse_too_early(changed, before, closing=False)
    else:
        with pytest.raises(NotYet, match=f"^{changed} of {needed_new(before)} new responses"):
            refuse_too_early(changed, before, closing=False)
    refuse_too_early(changed, before, closing=True)  # an ended wave waits for nobody


@pytest.mark.parametrize(
    ("now", "closing", "first", "may"),
    [
        (99, False, True, False),
        (99, True, True, True),
        (99, True, False, False),
        (100, False, True, True),
        (100, False, False, True),
        (101, True, False, True),
    ],
)
def test_a_small_survey_has_one_release_when_it_is_closed(now, closing, first, may):
    if may:
        refuse_small(now, closing=closing, first=first)
    else:
        with pytest.raises(NotYet):
            refuse_small(now, closing=closing, first=first)


def test_it_says_how_many_there_are_and_what_is_awaited():
    with pytest.raises(NotYet) as caught:
        refuse_small(42, closing=False, first=True)
    assert caught.value.problem.startswith("There are 42 responses; results appear once there ar")
    assert "--close" in caught.value.remedy
    with pytest.raises(NotYet, match=r"^There is 1 response;"):
        refuse_small(1, closing=False, first=True)
