"""Cohorts add up along lines."""

from analysis.disclosure.lattice import Lattice, closed_set
from tests.surveys import tiny

SMALL = Lattice(("", "a=1", "a=2", "b=1", "b=2", "a=1&b=1", "a=1&b=2", "a=2&b=1"))


def lines(lattice):
    return {
        (lattice.cohorts[line.parent], tuple(lattice.cohorts[at] for at in line.members))
        for line in lattice.lines
    }


def test_everyone_falls_apart_by_each_dimension_and_values_into_pairs():
    assert lines(SMALL) == {
        ("", ("a=1", "a=2")),
        ("", ("b=1", "b=2")),
        ("a=1", ("a=1&b=1", "a=1&b=2")),
        ("a=2", ("a=2&b=1",)),
        ("b=1", ("a=1&b=1", "a=2&b=1")),
        ("b=2", ("a=1&b=2",)),
    }


def test_a_pair_lies_within_its_two_values_and_they_within_everyone():
    held = {
        cohort: {SMALL.cohorts[at] for at in above}
        for cohort, above in zip(SMALL.cohorts, SMALL.above, strict=True)
    }
    assert held["a=2&b=1"] == {"a=2", "b=1"}
    assert held["b=2"] == held[""] == {""}


def test_the_closed_set_holds_what_nobody_answered_too():
    book = tiny().model_copy(update={"dimensions": ("region", "mentor_got")})
    cohorts = closed_set(book).cohorts
    assert cohorts[0] == ""
    assert set(cohorts[1:7]) == {
        "region=north", "region=south", "region=not-given",
        "mentor_got=yes", "mentor_got=no", "mentor_got=not-given",
    }  # fmt: skip
    assert len(cohorts) == 1 + 6 + 9
    assert closed_set(book, ["region=gone"]).cohorts[-1] == "region=gone"
