"""Two releases cannot be subtracted to find the few who came, left or changed in between."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from tests.privacy.attack import attack
from tests.privacy.bare import bare
from tests.privacy.chains import Read, cut, edited, grown, without
from tests.privacy.closed_set import ClosedSet
from tests.privacy.outsider import TABLES
from tests.privacy.respondents import AT, Shape, drawn, stacked, varied
from tests.privacy.rules import (
    Cut,
    open_increments,
    refreshed_too_early,
    rewritten,
    withdrawn,
)
from tests.privacy.truth import tally

SHAPE = Shape(400, ("region", "size"), 1.0, 0.02, 0.5)
CLOSED = ClosedSet(SHAPE.dimensions)
SEED = 13
NARROW = (("head", "weary", "tired"), ("head", "gap_mentor"))  # quicker than all at once
ENOUGH = 3
SHOWN = ("published", "carried-over")  # of the cohorts that a manifest counts


def subtracted(chain, parts=NARROW):
    """What the differencing attacker finds out from a chain in which rows were only added."""
    tallies = [tally(each.rows, CLOSED) for each in chain]
    return attack([each.tables for each in chain], tallies, CLOSED, parts, enough=ENOUGH)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    def made(name):
        return tmp_path_factory.mktemp(name)

    return made


@pytest.fixture(scope="module")
def two(folder):
    """Two releases with 60 answers between them, whenever these came."""
    return cut(folder("two"), SHAPE.dimensions, grown(SHAPE, SEED, (60,), close=True))


@pytest.fixture(scope="module")
def five(folder):
    """A survey whose wave is closed after 0, 1, 10, 50 and 200 more answers."""
    return cut(folder("five"), SHAPE.dimensions, grown(SHAPE, SEED, (1, 10, 50, 200), close=True))


@pytest.fixture(scope="module")
def changed(folder):
    """A survey read again with 60 answers more, 3 edited, 2 deleted; then one row is merged."""
    first, second = grown(SHAPE, SEED, (60,))
    rng = np.random.default_rng(1)
    rows = without(edited(second.rows, [5, 6, 7], rng), [11, 12])
    reads = [first, Read(rows), Read(without(rows, [20]), close=True)]
    return cut(folder("changed"), SHAPE.dimensions, reads)


def test_an_open_survey_is_cut_only_after_fifty_more(folder):
    reads = grown(SHAPE, SEED, (49, 1))
    chain = cut(folder("open"), SHAPE.dimensions, reads)
    assert [len(each.rows) for each in chain] == [400, 450]


@pytest.mark.parametrize("name", ["two", "five", "changed"])
def test_numbers_change_only_when_ten_more_of_each_group_came(name, request):
    assert refreshed_too_early(request.getfixturevalue(name), CLOSED) == []


@pytest.mark.parametrize("name", ["two", "five", "changed"])
def test_numbers_of_one_day_are_the_same_in_every_release(name, request):
    assert rewritten(request.getfixturevalue(name)) == []


@pytest.mark.parametrize("name", ["two", "five", "changed"])
def test_what_was_shown_stays_shown(name, request):
    chain = request.getfixturevalue(name)
    assert [
        each for old, new in pairwise(chain) for each in withdrawn(old.tables, new.tables)
    ] == []


@pytest.mark.parametrize("name", ["two", "five"])
def test_the_growth_that_a_line_hides_is_none_or_ten_people_in_two_cells(name, request):
    chain = request.getfixturevalue(name)
    found = [each for old, new in pairwise(chain) for each in open_increments(old, new, CLOSED)]
    assert found == []


@pytest.mark.parametrize("name", ["two", "five"])
def test_subtracting_releases_finds_nobody(name, request):
    chain = request.getfixturevalue(name)
    assert chain[-1].tables.id in set(chain[-1].tables.counts["as_of"])  # something is new
    assert subtracted(chain).of() == []


def test_closing_after_one_more_answer_changes_nothing(five):
    first, *others = five
    for again in (each for each in others if len(each.rows) == len(first.rows) + 1):
        assert set(again.tables.counts["as_of"]) == {first.tables.id}
        for table in TABLES:
            assert getattr(again.tables, table).equals(getattr(first.tables, table))


def test_the_manifest_does_not_tell_that_somebody_came_where_nobody_was(folder):
    rows = varied(120, region=0, size=0)
    rows[60:, AT["team"]], rows[:60, AT["team"]] = 1, 0
    alone = varied(1, region=2, size=2, team=0)
    reads = [Read(rows, close=True), Read(stacked(rows, alone), close=True)]
    chain = cut(folder("manifest"), SHAPE.dimensions, reads)
    told = [json.loads(each.tables.files["manifest.json"])["cohorts"] for each in chain]
    withheld = [sum(each[name] for name in each if name not in SHOWN) for each in told]
    assert withheld == [withheld[0]] * len(chain)


def test_a_group_that_loses_its_tenth_person_is_still_shown_as_it_was(folder):
    rows = drawn(Shape(400, ("region",), 20.0, 0.0, 0.5), SEED)
    solo_north = np.flatnonzero((rows[:, AT["region"]] == 0) & (rows[:, AT["team"]] == 0))
    ten = without(rows, solo_north[10:])
    more = drawn(Shape(80, ("region",), 20.0, 0.0, 0.5), SEED, 1000)
    more = more[more[:, AT["region"]] != 0]
    after = np.concatenate([without(ten, solo_north[:1]), more])
    reads = [Read(ten, close=True), Read(after, close=True)]
    first, second = cut(folder("tenth"), ("region",), reads)
    assert "region=north" in first.tables.heads()
    told = [each.tables.counts.query("cohort == 'region=north'") for each in (first, second)]
    assert told[0].reset_index(drop=True).equals(told[1].reset_index(drop=True))


def test_refreshing_everything_is_caught():
    reads = grown(SHAPE, SEED, (10, 50))
    chain = [
        Cut(bare(read.rows, CLOSED, f"2026-11-2{day}.1"), read.rows)
        for day, read in enumerate(reads)
    ]
    assert len(refreshed_too_early(chain, CLOSED)) > 20
    assert open_increments(*chain[:2], CLOSED)
    found = subtracted(chain[:2])
    assert found.of("increment")
    assert all(each.low <= each.target.truth <= each.high for each in found.found)


def test_a_number_changed_under_its_old_day_is_caught(two):
    first = two[0]
    counts = first.tables.counts.copy()
    counts.loc[0, ["count", "count_low", "count_high"]] += 5
    later = Cut(replace(first.tables, id="later", counts=counts), first.rows)
    assert len(rewritten([first, later])) == 1
    assert withdrawn(first.tables, replace(first.tables, counts=counts[counts["cohort"] != ""]))
