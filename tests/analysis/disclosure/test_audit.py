"""The audit says no to what an outsider could work out."""

import numpy as np
import pytest

from analysis.disclosure.audit import audit
from analysis.disclosure.lattice import Lattice
from analysis.disclosure.system import Disclosed


def told(cohorts, **known):
    """What one release tells of the head count: exact intervals for the ``known``, else nothing."""
    most = max(high for _, high in known.values())
    size = np.tile([0.0, most], (len(cohorts), 1))
    seen = np.zeros(len(cohorts), dtype=bool)
    for name, interval in known.items():
        at = cohorts.index("" if name == "all" else name.replace("_", "="))
        size[at], seen[at] = interval, True
    return Disclosed(seen, size, size[:, None, :])


LINE = ("", "a=1", "a=2", "a=3")


def found(*releases, cohorts=LINE):
    told_ = audit(Lattice(cohorts), [told(cohorts, **each) for each in releases])
    return {(each.cohort, each.since): (each.low, each.high) for each in told_.findings}


def test_one_hidden_value_is_what_the_others_leave():
    assert found({"all": (50, 54), "a_1": (25, 29), "a_2": (20, 24)}) == {}
    assert found({"all": (50, 51), "a_1": (25, 25), "a_2": (24, 24)}) == {
        ("a=3", 0): pytest.approx((1, 2), abs=1e-3)
    }


def test_widths_of_three_people_are_enough():
    told_ = {"a_1": (25, 25), "a_2": (20, 20)}
    assert found({"all": (46, 49), **told_}) == {}
    assert ("a=3", 0) in found({"all": (46, 48), **told_})


def test_a_value_known_to_hold_nobody_is_no_finding():
    assert found({"all": (45, 45), "a_1": (25, 25), "a_2": (20, 20)}) == {}


def test_linked_lines_are_solved_together():
    """Each line alone leaves its two hidden pairs anything from 0 to 11; together they don't.

    a=1&b=1 + a=1&b=2 = 11, a=2&b=1 + a=2&b=2 = 12, and the columns hold 2 and 21: so a=1&b=1 is at
    most 2.
    """
    cohorts = ("", "a=1", "a=2", "b=1", "b=2", "a=1&b=1", "a=1&b=2", "a=2&b=1", "a=2&b=2")
    exact = {"all": 23, "a_1": 11, "a_2": 12, "b_1": 2, "b_2": 21}
    lines = {name: (value, value) for name, value in exact.items()}
    narrow = found(lines, cohorts=cohorts)
    assert set(narrow) == {(f"a={a}&b={b}", 0) for a in (1, 2) for b in (1, 2)}
    assert narrow["a=1&b=1", 0] == pytest.approx((0, 2), abs=1e-3)
    assert narrow["a=1&b=2", 0] == pytest.approx((9, 11), abs=1e-3)


def test_bands_tell_of_people_too():
    """The size says 0 to 4 for the hidden value; its bands, 1 or 2 in the first, none else."""
    cohorts = ("", "a=1", "a=2")
    size = np.array([[20.0, 24], [20, 24], [0, 24]])
    bands = np.array([[[11.0, 12], [10, 12]], [[10, 10], [12, 12]], [[0, 24], [0, 24]]])
    known = np.array([True, True, False])
    seen = Disclosed(known, size, bands)
    (only,) = audit(Lattice(cohorts), [seen]).findings
    assert (only.cohort, only.low, only.high) == ("a=2", pytest.approx(1), pytest.approx(2))


def test_means_times_people_tell_of_people_too():
    """Ten people score 800 together; all of them average 50, so that there must be 16 of them."""
    cohorts = ("", "a=1", "a=2")
    size = np.array([[10.0, 16], [10, 10], [0, 16]])
    bands = np.array([[[0.0, 16], [0, 16]]] * 3)
    known = np.array([True, True, False])
    mean = np.array([[50.0, 50], [80, 80], [0, 100]])
    seen = Disclosed(known, size, bands, mean, np.array([[0.0, 0], [100, 100]]))
    (only,) = audit(Lattice(cohorts), [seen]).findings
    assert (only.cohort, only.low, only.high) == ("a=2", pytest.approx(6), pytest.approx(6))
    assert audit(Lattice(cohorts), [Disclosed(known, size, bands)]).findings == ()


def test_a_hidden_change_between_releases_is_bounded():
    before = {"all": (45, 49), "a_1": (25, 25), "a_2": (20, 20)}
    now = {"all": (58, 59), "a_1": (35, 35), "a_2": (20, 20)}
    exact = {"all": (48, 48), "a_1": (25, 25), "a_2": (20, 20)}
    assert found(before, now) == {("a=3", 0): pytest.approx((3, 4), abs=1e-3)}
    assert found(exact, now)["a=3", 1] == pytest.approx((0, 1), abs=1e-3)


def test_what_was_shown_earlier_counts_while_answers_only_come():
    """a=3 was told to be 12 once; later everyone and the rest leave it 12 or 13."""
    before = {"all": (57, 57), "a_1": (25, 25), "a_2": (20, 20), "a_3": (12, 12)}
    now = {"all": (67, 68), "a_1": (35, 35), "a_2": (20, 20)}
    assert set(found(before, now)) == {("a=3", 1)}


def test_releases_that_contradict_growth_are_told_apart_without_it():
    before = {"all": (57, 57), "a_1": (25, 25), "a_2": (20, 20), "a_3": (12, 12)}
    fewer = {"all": (50, 50), "a_1": (25, 25), "a_2": (20, 20)}
    assert found(before, fewer) == {}
