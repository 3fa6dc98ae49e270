"""Two releases side by side: what is told of how they were made, who came, and what moved."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.exhibits.two_releases import caption
from analysis.published import Comparison, Count, GroupScore
from analysis.release.changes import Heads, Pair, Part, changes
from analysis.sentences import changes as say
from tests.surveys import answers, book, ordinal, release

OLD, NEW = "2026-11-22.1", "2026-11-25.1"
REGION = {
    "text": "Region", "kind": "category",
    "options": [{"code": "north", "text": "North"}, {"code": "south", "text": "South"}],
}  # fmt: skip
SCORE = GroupScore(Count(52, 50, 54), 50.0, 45.0, 55.0)


def made(**question):
    """A release of 30 solo and 30 team people in two regions, scored on one headline."""
    asked = {"region": REGION, "q": ordinal(0, 25, 50, 75, 100) | question}
    headline = {"label": "Strain", "items": ["q"], "headline": True}
    codebook = book(asked, {"strain": headline}, dimensions=["region"])
    people = {"team": [0] * 60 + [1] * 60, "region": [0, 1] * 60, "q": [*range(5)] * 24}
    found = release(codebook, answers(people))
    return replace(found, manifest=replace(found.manifest, id=OLD))


def later(old, by=0.0, where="indicator == 'strain'", **said):
    """The same release cut once more, its differences higher by so much."""
    table = old.estimates.copy()
    rows = table.query(f"measure == 'mean_difference' and {where}").index
    for column in ("value", "low", "high"):
        table.loc[rows, column] += by
    table.loc[rows, "as_of"] = NEW
    manifest = replace(old.manifest, id=NEW, **said)
    return replace(old, manifest=manifest, estimates=table)


def compared(value, low, high, as_of=OLD):
    return Comparison("strain", "", SCORE, SCORE, value, low, high, 1.0, None, None, None, as_of)


@pytest.fixture(scope="module")
def old():
    return made()


@pytest.mark.parametrize(
    ("older", "newer", "moved"),
    [
        ((5, 2, 8), (5, 2, 8), False),
        ((5, 2, 8), (8, 6, 10), False),  # the newer value is the older interval's very end
        ((5, 2, 8), (9, 5, 13), False),  # and here the older value is the newer one's
        ((5, 2, 8), (9, 6, 12), True),
        ((9, 6, 12), (5, 2, 8), True),  # one way as the other
        ((5, 2, 8), (9, 1, 17), False),  # a wide interval holds what was
        ((5, 4, 6), (6.1, 5.1, 7.1), True),
        ((None, None, None), (9, 6, 12), False),
    ],
)
def test_a_difference_moved_where_each_value_is_outside_the_others_interval(older, newer, moved):
    assert Pair(compared(*older), compared(*newer, as_of=NEW)).moved is moved


halves = st.integers(1, 40).map(lambda n: n / 2)
values = st.integers(-60, 60).map(lambda n: n / 2)


@given(values, halves, values, halves)
def test_moving_has_no_direction_and_needs_more_than_either_half_interval(a, ha, b, hb):
    one, other = compared(a, a - ha, a + ha), compared(b, b - hb, b + hb, NEW)
    assert Pair(one, other).moved == Pair(other, one).moved == (abs(a - b) > max(ha, hb))


def test_the_same_release_twice_has_not_changed(old):
    found = changes(old, later(old))
    assert (found.made, found.moved, found.altered) == ((), (), ())
    assert (found.appeared, found.vanished) == ((), ())
    assert [heads.more.about for heads in found.heads] == [0, 0]
    assert {pair.new.cohort for pair in found.pairs} == {"", "region=north", "region=south"}
    assert say.how_many_moved(found) == "Of 3 headline differences in both, none moved."


def test_what_moved_is_told_by_group(old):
    found = changes(old, later(old, 60, "cohort == 'region=north'"))
    assert [pair.new.cohort for pair in found.moved] == ["region=north"]
    ((measure, group, before, now),) = say.moved_rows(found)
    assert (measure, group) == ("Strain", "North")
    assert before != now
    assert caption(found).title.startswith("No headline gap moved")
    everyone = changes(old, later(old, 60, "cohort == ''"))
    title = caption(everyone).title
    assert title == f"The gap on strain moved beyond its interval since release {OLD}"


def test_a_number_that_was_carried_over_is_no_news(old):
    found = changes(old, later(old, where="cohort == ''"))
    assert [pair.kept for pair in found.pairs] == [False, True, True]
    assert say.how_many_moved(found).endswith("none moved; 2 were carried over as they were.")


def test_groups_that_came_or_went_are_counted_and_never_compared(old):
    new = later(old)
    new = replace(new, estimates=new.estimates.query("cohort != 'region=south'"))
    assert changes(old, new).vanished == changes(new, old).appeared == ("region=south",)
    assert say.shown_otherwise(changes(old, new)) == "1 group is not compared any more."
    told = say.shown_otherwise(changes(new, old))
    assert told == "1 group is compared now and was not before."


@pytest.mark.parametrize(
    ("said", "part", "sides"),
    [
        ({"codebook_version": "7.1"}, Part.CODEBOOK, ("1", "7.1")),
        ({"codebook_sha256": "b" * 64}, Part.CODEBOOK, ("", "bbbbbbbb")),
        ({"policy": {"k": 12}}, Part.K, ("10", "12")),
        ({"policy": {"k": 10, "rules": ["1 threshold"]}}, Part.RULES, ("", "threshold")),
        ({"policy": {"k": 10, "pace": "slow"}}, Part.POLICY, ("", "pace: slow")),
        ({"software_version": "9.9"}, Part.SOFTWARE, ("", "9.9")),
        ({"wave": "Q9 2026"}, Part.WAVE, ("", "Q9 2026")),
        ({"synthetic": True}, Part.SYNTHETIC, ("no", "yes")),
        ({"not_asked": ("q",)}, Part.NOT_ASKED, ("", "q")),
        ({"schema_version": 9}, Part.SCHEMA, ("", "9")),
    ],
)
def test_how_it_was_made_otherwise_is_told(old, said, part, sides):
    (change,) = changes(old, later(old, **said)).made
    assert change.part is part
    assert change.old.find(sides[0]) >= 0
    assert change.new.find(sides[1]) >= 0
    ((name, *_),) = say.made_otherwise(changes(old, later(old, **said)))
    assert name == say.PARTS[part]


@pytest.mark.parametrize("changed", [{"text": "Asked otherwise"}, ordinal(0, 20, 50, 80, 100)])
def test_what_is_asked_or_scored_otherwise_is_not_compared(old, changed):
    found = changes(old, later(made(**changed), 60))
    assert (found.altered, found.pairs) == (("strain",), ())
    assert say.altered(found) == "Asked or scored otherwise, so not compared here: Strain."
    assert say.how_many_moved(found) == say.NOTHING_SHARED


def test_a_group_that_means_something_else_now_is_not_compared(old):
    new = later(old)
    region = new.codebook.questions["region"]
    north = region.options[0].model_copy(update={"text": "North and East"})
    other = region.model_copy(update={"options": (north, region.options[1])})
    asked = new.codebook.questions | {"region": other}
    new = replace(new, codebook=new.codebook.model_copy(update={"questions": asked}))
    cohorts = {pair.new.cohort for pair in changes(old, new).pairs}
    assert cohorts == {"", "region=south"}


def heads(was, now):
    return Heads("solo", Count(*was), Count(*now))


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ((52, 50, 54), (72, 70, 74), "about 20 more (about 52 before, about 72 now)"),
        ((72, 70, 74), (52, 50, 54), "about 20 fewer (about 72 before, about 52 now)"),
        ((52, 50, 54), (52, 50, 54), "about as many as before"),
        ((517, 515, 519), (697, 695, 699), "about 180 more (about 517 before, about 697 now)"),
    ],
)
def test_more_answers_are_told_from_rounded_numbers_as_about(old, was, now, told):
    found = replace(changes(old, later(old)), heads=(heads(was, now),))
    (sentence,) = say.more_answers(found)
    assert told in sentence


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_true_difference_is_within_what_is_told(was, now):
    rounded = [Count(5 * (n // 5) + 2, 5 * (n // 5), 5 * (n // 5) + 4) for n in (was, now)]
    more = Heads("team", *rounded).more
    assert more.low <= now - was <= more.high
    assert more.low <= more.about <= more.high


def test_every_difference_of_everyone_is_in_the_alternative_text(old):
    said = caption(changes(old, later(old, 60)))
    assert said.alt.startswith(f"{said.title}. Strain: ")
    assert said.alt.endswith("now, moved.")
    assert "95% intervals" in said.subtitle
