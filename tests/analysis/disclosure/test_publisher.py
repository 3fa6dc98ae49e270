"""What a publisher knows makes the audit quick; it changes nothing that the audit finds."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.disclosure import auditor
from analysis.disclosure.solver import Solver
from tests.privacy.attack import attack
from tests.privacy.chains import Read, cut
from tests.privacy.closed_set import ClosedSet
from tests.privacy.respondents import Shape, drawn, moment
from tests.privacy.truth import tally

SHAPE = Shape(420, ("region", "size"), 1.0, 0.05)
TABLES = ("counts", "estimates", "items")


@pytest.fixture(scope="module")
def rows():
    """In the order in which they came."""
    found = drawn(SHAPE, 5)
    return found[sorted(range(len(found)), key=lambda at: moment(found[at]))]


def released(folder, *versions):
    reads = [Read(rows, close=True) for rows in versions]
    return [each.tables for each in cut(folder, SHAPE.dimensions, reads)]


@pytest.fixture(scope="module")
def chain(rows, tmp_path_factory):
    return released(tmp_path_factory.mktemp("honest"), rows[:300], rows)


def test_a_publisher_without_the_truth_releases_the_same(rows, chain, tmp_path, monkeypatch):
    monkeypatch.setattr(auditor, "truth", lambda *_: None)
    for mine, other in zip(released(tmp_path, rows[:300], rows), chain, strict=True):
        for table in TABLES:
            assert getattr(mine, table).equals(getattr(other, table)), table


def test_the_truth_adds_up_and_is_counted_as_it_is(rows, tmp_path, monkeypatch):
    tried = []

    def listened(frame, few):
        made = truth(frame, few)
        tried.append((frame, few.exactly(frame.family), made))
        return made

    truth = auditor.truth
    monkeypatch.setattr(auditor, "truth", listened)
    released(tmp_path, rows[:300], rows)
    assert {len(exact) for _, exact, _ in tried} == {1, 2}
    for frame, exact, came in tried:
        people = came.cumsum(axis=0)
        assert (came >= -1e-6).all()
        for held, counts in zip(people, exact, strict=True):
            told = np.isfinite(counts.reshape(-1)) & (np.diff(frame.counts.indptr) > 0)
            assert np.abs(frame.additions @ held).max() < 1e-6
            assert np.abs((frame.counts @ held - counts.reshape(-1))[told]).max() < 1e-6


def nothing(model, cost, *, afresh):
    return None


def the_first(model, cost, *, afresh):
    """Always the same solution, whatever is asked for."""
    if not hasattr(model, "first"):
        model.first = honest(model, 0 * cost, afresh=afresh)
    return model.first


def too_far(model, cost, *, afresh):
    """Further than can be."""
    found = honest(model, cost, afresh=afresh)
    return None if found is None else found - 40 * np.sign(cost)


def halfway(model, cost, *, afresh):
    """No optimum: every other time the solution of something else."""
    model.odd = not getattr(model, "odd", False)
    return honest(model, -cost if model.odd else cost, afresh=afresh)


honest = Solver.least


@pytest.mark.parametrize("wrong", [nothing, the_first, too_far, halfway])
def test_a_solver_that_errs_can_only_hide_more(wrong, rows, chain, tmp_path, monkeypatch):
    monkeypatch.setattr(Solver, "least", wrong)
    closed = ClosedSet(SHAPE.dimensions)
    for tables in released(tmp_path, rows[:300]):  # there may be none
        assert tables.heads() <= chain[0].heads()
        assert attack([tables], [tally(rows[:300], closed)], closed).of() == []
