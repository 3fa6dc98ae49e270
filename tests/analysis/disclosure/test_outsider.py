"""What an outsider reads out of published tables."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.disclosure.kinds import HEADS, Family
from analysis.disclosure.lattice import Lattice
from analysis.disclosure.outsider import Outside, Reader
from tests.surveys import book
from tests.told import COUNTS, ESTIMATES, ITEMS

LATTICE = Lattice(("", "region=north", "region=south"))
COLUMNS = [*COUNTS.split(), "as_of"]


def head(cohort, group, low, high, as_of):
    told = {"cohort": cohort, "group": group, "count_low": low, "count_high": high, "as_of": as_of}
    return dict.fromkeys(COLUMNS) | told


def read(release, rows, group):
    """The least and the most people of a group in each cohort, as an outsider knows them."""
    counts = pd.DataFrame([head(*each) for each in rows], columns=COLUMNS)
    estimates, items = (
        pd.DataFrame(columns=each.split()) for each in (ESTIMATES, f"{ITEMS} as_of")
    )
    reader = Reader(Outside(release, counts, estimates, items), LATTICE, (), book({}))
    told = reader.disclosed(Family("people", group, (HEADS,), np.ones((1, 1), dtype=bool)))
    return [(int(low), int(high)) for low, high in zip(told.low[0], told.high[0], strict=True)]


def everyone(as_of):
    return [
        ("", "solo", 155, 159, as_of), ("", "team", 240, 244, as_of),
        ("region=north", "solo", 80, 84, as_of), ("region=north", "team", 100, 104, as_of),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("release", "solo", "team"),
    [
        ("r0007", (156, 159), (241, 244)),  # 400 of both
        ("r0007.3", (159, 159), (244, 244)),  # 403
        ("2026-11-22.1", (155, 159), (240, 244)),  # its id tells no number
    ],
)
def test_the_number_of_responses_that_an_id_tells_narrows_both_groups(release, solo, team):
    for group, between in (("solo", solo), ("team", team)):
        of_everyone, north, _ = read(release, everyone(release), group)
        assert of_everyone == between
        assert north == {"solo": (80, 84), "team": (100, 104)}[group]


def test_it_narrows_no_number_that_an_earlier_release_told():
    assert read("r0007", everyone("r0006"), "solo")[0][0] == 0


def test_nor_one_that_is_told_of_one_group_alone():
    alone = everyone("r0007")[:1]
    assert read("r0007", alone, "solo")[0] == (155, 159)
