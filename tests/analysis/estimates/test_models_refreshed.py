"""What models told stays as it was until enough people of every part of it are new."""

from __future__ import annotations

from functools import cache

import pandas as pd
import pytest

from analysis.counting.moments import band_counts
from analysis.disclosure.past import Past
from analysis.disclosure.public_tables import PublicTables, fresh_tables
from analysis.disclosure.suppression import publishable
from analysis.estimates.models.told import with_models
from analysis.estimates.models.untold import Untold
from tests.model_surveys import NO, YES, Columns, counted, people, survey

BOOK = survey()
FIRST, SECOND = "2026-11-01.1", "2026-11-22.1"
BEFORE = people(400)


def released(said: Columns, as_of: str, past: list[Past]) -> tuple[PublicTables, Past]:
    """A release of these answers, everything in it fresh, and what is kept of it."""
    found = counted(BOOK, said)
    allowed = publishable(found.tallies.sizes(), band_counts(found.tallies), BOOK.policy.k)
    tables = fresh_tables(found, BOOK, allowed, {}, as_of)
    told = with_models(tables, found, BOOK, as_of, past)
    return told, Past(as_of, told, found.tallies, found.items)


@cache
def first() -> tuple[PublicTables, Past]:
    """The first release, of ``BEFORE``."""
    return released(BEFORE, FIRST, [])


def more(said: Columns, sides: list[tuple[int, int]]) -> Columns:
    """With more people, each of a group and with or without a mentor; all of them got time."""
    new = people(len(sides), seed=9)
    new |= {"team": [team for team, _ in sides], "mentor_got": [got for _, got in sides]}
    return {name: [*held, *new[name]] for name, held in said.items()}


def as_of(tables: PublicTables, measure: str, term: str) -> str:
    rows = tables.estimates
    (only,) = rows[(rows["measure"] == measure) & (rows["term"] == term)]["as_of"]
    return only


@pytest.mark.parametrize(
    ("each", "since"),
    [
        ((10, 10, 10, 10), SECOND),
        ((11, 11, 11, 11), SECOND),
        ((10, 10, 10, 9), FIRST),
        ((1, 30, 30, 30), FIRST),
        ((0, 10, 20, 30), SECOND),
    ],
)
def test_a_moderation_is_told_again_where_each_crossing_has_k_new_people_or_none(each, since):
    before, past = first()
    kinds = [(0, YES), (0, NO), (1, YES), (1, NO)]
    said = more(BEFORE, [kind for kind, n in zip(kinds, each, strict=True) for _ in range(n)])
    second, _ = released(said, SECOND, [past])
    for measure in ("moderation", "gap_with", "se_gap_without", "p_moderation"):
        assert as_of(second, measure, "mentor") == since
    assert as_of(second, "adjusted_difference", "alike") == SECOND
    if since == FIRST:
        columns = ["measure", "group", "value", "low", "high", "step"]
        rows = [each.estimates[each.estimates["term"] == "mentor"] for each in (before, second)]
        one, other = (each[columns].reset_index(drop=True) for each in rows)
        pd.testing.assert_frame_equal(one, other)


def test_people_who_left_count_as_people_who_came():
    _, past = first()
    gone = {at for at, (t, m) in enumerate(zip(BEFORE["team"], BEFORE["mentor_got"], strict=True))
            if (t, m) == (0, YES)}  # fmt: skip
    gone = set(sorted(gone)[:9])
    fewer = {name: [each for at, each in enumerate(held) if at not in gone]
             for name, held in BEFORE.items()}  # fmt: skip
    second, _ = released(fewer, SECOND, [past])
    assert as_of(second, "moderation", "mentor") == FIRST


def test_what_no_release_told_yet_is_told_at_once():
    few = BEFORE | {"mentor_got": [None] * 400}
    before, past = released(few, FIRST, [])
    (untold,) = before.estimates.query("measure == 'moderation' and term == 'mentor'")["reason"]
    assert untold == Untold.TOO_FEW_RECEIVED
    second, _ = released(BEFORE, SECOND, [past])
    assert as_of(second, "moderation", "mentor") == SECOND


def test_nothing_is_told_twice_and_every_row_has_its_release():
    _, past = first()
    second, _ = released(more(BEFORE, [(0, YES)] * 5 + [(1, NO)] * 30), SECOND, [past])
    keys = ["cohort", "indicator", "group", "measure", "term"]
    assert not second.estimates.duplicated(keys).any()
    assert set(second.estimates["as_of"]) == {FIRST, SECOND}


def test_a_release_in_which_nothing_is_fresh_stays_as_it_was():
    before, past = first()
    found = counted(BOOK, more(BEFORE, [(0, YES)]))
    again = with_models(before, found, BOOK, SECOND, [past])
    pd.testing.assert_frame_equal(again.estimates, before.estimates)
