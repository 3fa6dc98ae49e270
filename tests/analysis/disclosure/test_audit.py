"""The audit says no to what an outsider could work out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from analysis.disclosure.audit import audit
from analysis.disclosure.kinds import HEADS, Column, Family
from analysis.disclosure.lattice import Lattice
from analysis.disclosure.outsider import Disclosed
from analysis.disclosure.system import Asked, Frame, chain_system

LINE = ("", "a=1", "a=2", "a=3")
SQUARE = ("", "a=1", "a=2", "b=1", "b=2", "a=1&b=1", "a=1&b=2", "a=2&b=1", "a=2&b=2")
PEOPLE = Family("people", "solo", (HEADS,), np.ones((1, 1), dtype=bool))
MOST = 500.0
K = 10


def told(family, cohorts, facts, mean=None):
    """What one release tells: for each column and cohort the least and the most people."""
    shape = len(family.columns), len(cohorts)
    known, low, high = np.zeros(shape, dtype=bool), np.zeros(shape), np.full(shape, MOST)
    for (column, cohort), (least, most) in facts.items():
        at = family.columns.index(column), cohorts.index(cohort)
        known[at], low[at], high[at] = True, least, most
    return Disclosed(known, low, high, mean or {}, MOST)


def heads(**known):
    """Head counts of cohorts; "all" is everyone and a_1 the cohort a=1."""
    named = {"" if name == "all" else name.replace("_", "="): each for name, each in known.items()}
    return {(HEADS, name): interval for name, interval in named.items()}


def findings(family, cohorts, *releases):
    found = audit(family, Lattice(cohorts), releases, K).findings
    return {(each.cohort, each.column, each.since, each.back): (each.low, each.high)
            for each in found}  # fmt: skip


def found(*releases, cohorts=LINE):
    chain = [told(PEOPLE, cohorts, heads(**each)) for each in releases]
    narrow = findings(PEOPLE, cohorts, *chain).items()
    return {(cohort, since): between for (cohort, _, since, back), between in narrow if not back}


def test_one_hidden_value_is_what_the_others_leave():
    assert found({"all": (50, 54), "a_1": (25, 29), "a_2": (20, 24)}) == {}
    assert found({"all": (50, 51), "a_1": (25, 25), "a_2": (24, 24)}) == {("a=3", 0): (1, 2)}


@pytest.mark.parametrize(
    ("least", "most", "between"),
    [(45, 46, None), (45, 49, None), (46, 54, (1, 9)), (46, 55, None), (53, 54, (8, 9))],
)
def test_fewer_than_ten_people_may_be_nobody(least, most, between):
    told = {"all": (least, most), "a_1": (25, 25), "a_2": (20, 20)}
    assert found(told) == ({} if between is None else {("a=3", 0): between})


def test_only_whole_people_count():
    """From 0.4 to 3.4 people lie 1, 2 and 3."""
    known = {"a_1": (25, 25), "a_2": (20.6, 20.6)}
    assert found({"all": (46, 49), **known}) == {("a=3", 0): (1, 3)}


def test_a_value_known_to_hold_nobody_is_no_finding():
    assert found({"all": (45, 45), "a_1": (25, 25), "a_2": (20, 20)}) == {}


def test_what_surely_is_ten_people_is_no_finding():
    assert found({"all": (55, 55), "a_1": (25, 25), "a_2": (20, 20)}) == {}
    assert ("a=3", 0) in found({"all": (54, 54), "a_1": (25, 25), "a_2": (20, 20)})


def test_what_may_be_nobody_is_counted_but_is_no_finding():
    release = told(PEOPLE, LINE, heads(all=(45, 47), a_1=(25, 25), a_2=(20, 20)))
    seen = audit(PEOPLE, Lattice(LINE), [release], K)
    assert (seen.tried, seen.findings, seen.nobody) == (1, (), 1)


def test_a_publisher_who_knows_of_somebody_has_it_bounded_all_the_same():
    release = told(PEOPLE, LINE, heads(all=(45, 47), a_1=(25, 25), a_2=(20, 20)))
    (only,) = audit(PEOPLE, Lattice(LINE), [release], K, [np.array([[0, 0, 0, 1]]) > 0]).findings
    assert (only.cohort, only.low, only.high) == ("a=3", 0, 2)


def test_linked_lines_are_solved_together():
    """Each line alone leaves its two hidden pairs anything from 0 to 11; together they don't.

    a=1&b=1 + a=1&b=2 = 11, a=2&b=1 + a=2&b=2 = 12, and the columns hold 2 and 21: so a=1&b=1 is at
    most 2, which leaves 9 to 11 and 10 to 12 for the others.
    """
    exact = {"all": 23, "a_1": 11, "a_2": 12, "b_1": 2, "b_2": 21}
    narrow = found({name: (value, value) for name, value in exact.items()}, cohorts=SQUARE)
    assert narrow == {("a=1&b=2", 0): (9, 11)}


SCORED, LOW, HIGH = Column("mood"), Column("mood", None, 0), Column("mood", None, 1)
BANDED = Family(
    "mood",
    "solo",
    (HEADS, SCORED, LOW, HIGH),
    np.array([[1, 1, 1], [1, 1, 0], [1, 0, 0], [0, 1, 0]]) > 0,
    {"mood": np.array([[0.0, 0.0], [100.0, 100.0], [np.nan, np.nan]])},
)
TWO = ("", "a=1", "a=2")


def test_bands_tell_of_people_too():
    """The sizes say 0 to 4 for the hidden value; its bands, 1 or 2 in the first, none else."""
    facts = {(SCORED, ""): (20, 24), (SCORED, "a=1"): (20, 24)}
    facts |= {(LOW, ""): (11, 12), (LOW, "a=1"): (10, 10)}
    facts |= {(HIGH, ""): (10, 12), (HIGH, "a=1"): (12, 12)}
    release = told(BANDED, TWO, facts, {"mood": np.full((3, 2), np.nan)})
    narrow = findings(BANDED, TWO, release)
    assert narrow["a=2", SCORED, 0, 0] == narrow["a=2", LOW, 0, 0] == (1, 2)


def test_means_times_people_tell_of_people_too():
    """Ten people score 800 together; all of them average 50, so that there must be 16 of them."""
    facts = {(SCORED, ""): (10, 16), (SCORED, "a=1"): (10, 10)}
    unknown = told(BANDED, TWO, facts, {"mood": np.full((3, 2), np.nan)})
    assert findings(BANDED, TWO, unknown) == {}
    mean = np.array([[50.0, 50], [80, 80], [np.nan, np.nan]])
    narrow = findings(BANDED, TWO, told(BANDED, TWO, facts, {"mood": mean}))
    assert narrow["a=2", SCORED, 0, 0] == (6, 6)


GOT, WANTS, GAP = (Column(name, None, 0) for name in ("got_not", "wants", "gap"))
TIED = Family(  # kinds: wants and has not, wants and has, does not want
    "support",
    "solo",
    (HEADS, GOT, WANTS, GAP),
    np.array([[1, 1, 1], [1, 0, 0], [1, 1, 0], [1, 0, 0]]) > 0,
)


def test_what_several_indicators_say_of_the_same_people_is_solved_together():
    """At most 2 have it not, so that at most 2 miss it, though the gap itself is hidden."""
    facts = {(HEADS, ""): (40, 44), (GOT, ""): (1, 2), (WANTS, ""): (20, 24)}
    narrow = findings(TIED, ("",), told(TIED, ("",), facts))
    assert narrow["", GAP, 0, 0] == (1, 2)


def test_a_hidden_change_between_releases_is_bounded():
    before = {"all": (45, 49), "a_1": (25, 25), "a_2": (20, 20)}
    now = {"all": (58, 59), "a_1": (35, 35), "a_2": (20, 20)}
    exact = {"all": (48, 48), "a_1": (25, 25), "a_2": (20, 20)}
    assert found(before, now) == {("a=3", 0): (3, 4)}
    assert found({**exact, "all": (47, 47)}, now)["a=3", 1] == (1, 2)


def test_what_was_shown_earlier_counts_while_answers_only_come():
    """a=3 was told to be 12 once; later everyone and the rest leave it 13 or 14."""
    before = {"all": (57, 57), "a_1": (25, 25), "a_2": (20, 20), "a_3": (12, 12)}
    now = {"all": (68, 69), "a_1": (35, 35), "a_2": (20, 20)}
    assert found(before, now) == {("a=3", 1): (1, 2)}


def test_later_releases_tell_of_what_earlier_ones_hid():
    """a=2 and a=3 held 10 to 12 together; now that a=2 has 8, of a=3 there can be 4 at most."""
    first = {"all": (10, 12), "a_1": (0, 0)}
    later = {"all": (11, 12), "a_1": (0, 0), "a_2": (8, 8)}
    chain = [told(PEOPLE, LINE, heads(**each)) for each in (first, later)]
    narrow = findings(PEOPLE, LINE, *chain)
    assert narrow["a=3", HEADS, 0, 0] == (3, 4)
    assert ("a=2", HEADS, 0, 1) not in findings(PEOPLE, LINE, chain[0])
    assert narrow["a=2", HEADS, 0, 1] == (6, 8)


def test_releases_that_contradict_growth_are_told_apart_without_it():
    before = {"all": (57, 57), "a_1": (25, 25), "a_2": (20, 20), "a_3": (12, 12)}
    fewer = {"all": (50, 50), "a_1": (25, 25), "a_2": (20, 20)}
    assert found(before, fewer) == {}


def test_numbers_that_contradict_one_another_are_refused():
    release = told(PEOPLE, LINE, heads(all=(50, 54), a_1=(60, 64)))
    with pytest.raises(Exception, match="contradict"):
        audit(PEOPLE, Lattice(LINE), [release], K)


def test_pairs_that_a_wide_family_does_not_hold_are_not_asked_for():
    """What ties several questions is looked at in single values only: of pairs there is nothing
    to bound, in a release as little as in what came since another."""
    wide = replace(BANDED, wide=True)
    facts = {(SCORED, ""): (40, 44), (HEADS, ""): (45, 49)}
    one, two = (told(wide, SQUARE, facts, {"mood": np.full((9, 2), np.nan)}) for _ in range(2))
    alone, chained = (audit(wide, Lattice(SQUARE), each, K) for each in ([two], [one, two]))
    columns, singles = len(wide.columns), 4
    hidden = columns * (1 + singles) - len(facts)
    assert alone.tried == hidden
    sizes_since = singles  # of who has a score; heads are another family's
    assert chained.tried == 2 * hidden + sizes_since


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_a_chain_is_bounded_as_one_system_with_every_release_in_full(data):
    """The same least and most as where each release has variables of its own."""
    pairs = np.zeros(4, dtype=int)
    chain = []
    for _ in range(3):
        pairs = pairs + data.draw(st.lists(st.integers(0, 9), min_size=4, max_size=4))
        a, b = (pairs[:2].sum(), pairs[2:].sum()), (pairs[::2].sum(), pairs[1::2].sum())
        people = np.array([pairs.sum(), *a, *b, *pairs])
        seen = data.draw(st.lists(st.booleans(), min_size=9, max_size=9))
        reach = data.draw(st.lists(st.integers(0, 4), min_size=9, max_size=9))
        facts = {
            (HEADS, cohort): (max(0, n - wide), n + wide)
            for cohort, n, is_told, wide in zip(SQUARE, people, seen, reach, strict=True)
            if is_told
        }
        chain.append(told(PEOPLE, SQUARE, facts))
    frame = Frame(PEOPLE, Lattice(SQUARE))
    every = np.arange(len(SQUARE))
    wanted = [Asked(every), Asked(every, 2), Asked(every, 0, 1)]
    system = chain_system(frame, chain, wanted)
    for number in range(3 * len(SQUARE)):
        weights = np.eye(1, 3 * len(SQUARE), number)[0]
        ends = [sign * linprog_end(chain, sign * weights) for sign in (1.0, -1.0)]
        ours = [system.solve(sign * weights)[number] for sign in (1.0, -1.0)]
        np.testing.assert_allclose(ours, ends, atol=1e-6)


def linprog_end(chain, weights):
    """The least weighted sum of the last counts, the first ones, and what came since the second."""
    last, first, since = weights.reshape(3, -1)
    lines = Lattice(SQUARE).additions.toarray()
    nine, none = np.eye(len(SQUARE)), np.zeros((len(SQUARE), len(SQUARE)))
    grown = np.vstack([np.hstack([nine, -nine, none]), np.hstack([none, nine, -nine])])
    bounds = [
        (low, high) for each in chain for low, high in zip(each.low[0], each.high[0], strict=True)
    ]
    objective = np.concatenate([first, -since, last + since])
    solved = linprog(
        objective, grown, np.zeros(len(grown)), np.kron(np.eye(3), lines),
        np.zeros(3 * len(lines)), bounds,
    )  # fmt: skip
    return solved.fun
