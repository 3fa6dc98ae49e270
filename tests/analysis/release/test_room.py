"""What a reader is told of a hidden group is what the published counts tell anybody."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.disclosure.rounding import counted
from analysis.published import Count
from analysis.release.room import Room

K = 10
DIMENSIONS = {"place": ("n", "s", "e"), "level": ("lo", "hi")}


def heads(**sizes):
    return {cohort: tuple(Count(n, n - 2, n + 2) for n in each) for cohort, each in sizes.items()}


def room(whole, parts):
    """Everyone, and the shown parts by cohort, each so many of both groups about."""
    return Room(heads(**{"": whole}, **parts))


@pytest.mark.parametrize(
    ("shown", "cohort", "few"),
    [
        ({"place=n": (40, 40), "place=s": (42, 30)}, "place=e", True),  # 72 - 38 - 28 = 6
        ({"place=n": (40, 40), "place=s": (42, 20)}, "place=e", False),  # 14 and 16
        ({"place=n": (40, 40)}, "place=e", False),
        ({"place=n": (40, 40)}, "level=hi", False),
        ({}, "place=e", False),
        ({"place=n": (12, 40)}, "place=n&level=hi", False),
        ({"place=n": (12, 40), "place=n&level=lo": (12, 20)}, "place=n&level=hi", True),
        ({"level=hi": (12, 40), "place=n&level=hi": (12, 20)}, "place=s&level=hi", True),
        ({"level=hi": (12, 40), "place=n&level=hi": (12, 20)}, "place=s&level=lo", False),
        ({"place=n": (40, 40)}, "", False),
    ],
)
def test_a_group_is_called_small_where_the_shown_ones_leave_no_room(shown, cohort, few):
    assert room((90, 70), shown).is_below(cohort, K) == few


def test_where_nobody_is_shown_few_answered():
    assert Room({}).is_below("", K)
    assert Room({}).is_below("place=n", K)


PEOPLE = st.lists(
    st.tuples(st.sampled_from([*DIMENSIONS["place"], None]),
              st.sampled_from([*DIMENSIONS["level"], None]), st.integers(0, 1)),
    max_size=120,
)  # fmt: skip


@given(PEOPLE, st.data())
def test_whoever_is_called_few_are_few(people, data):
    """Whatever is shown and however it was rounded: no group of k and k is called small."""
    names = [f"place={p}" for p in DIMENSIONS["place"]] + [
        f"level={v}" for v in DIMENSIONS["level"]
    ]
    names += [f"place={p}&level={v}" for p in DIMENSIONS["place"] for v in DIMENSIONS["level"]]

    def size(cohort):
        wanted = dict(part.split("=") for part in cohort.split("&") if part)
        held = [
            group
            for place, level, group in people
            if wanted.items() <= {"place": place, "level": level}.items()
        ]
        return held.count(0), held.count(1)

    shown = ["", *data.draw(st.lists(st.sampled_from(names), unique=True))]
    rounded = {
        cohort: tuple(
            Count(*(int(end) for end in counted(np.int64(n)).values())) for n in size(cohort)
        )
        for cohort in shown
    }
    for cohort in {*names} - {*shown}:
        if min(size(cohort)) >= K:
            assert not Room(rounded).is_below(cohort, K)
