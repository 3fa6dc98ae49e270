"""What is received, wanted, and wanted but not received agree, whatever rounding did to each."""

from __future__ import annotations

import numpy as np
import pytest

from tests.surveys import tiny
from tests.tallied import figures_of

KINDS = ("has_mentor", "wants_mentor", "gap_mentor")


def triples(received, wanted, missing, people):
    """The published shares of solo of each cohort, (cohorts, kinds), of counts of yes."""
    counts = (received, wanted, missing)
    held = {}
    for name, yes in zip(KINDS, counts, strict=True):
        own = np.stack([np.array(people) - yes, np.array(yes)], axis=-1)
        held[name] = np.stack([own, own], axis=1)
    rows = figures_of(tiny(), held)
    told = rows[(rows["measure"] == "mean") & (rows["group"] == "solo")]
    return told.pivot(index="cohort", columns="indicator", values="value")[list(KINDS)].to_numpy()


def test_nobody_goes_without_what_more_have_or_fewer_want():
    rng = np.random.default_rng(4)
    people = rng.integers(45, 400, 300)
    received = rng.binomial(people, rng.uniform(0, 1, 300))
    wanted = rng.binomial(people, rng.uniform(0, 1, 300))
    least, most = np.maximum(wanted - received, 0), np.minimum(wanted, people - received)
    missing = rng.integers(least, most + 1)
    has, wants, gap = triples(received, wanted, missing, people).T
    known = ~np.isnan(gap)
    assert known.mean() > 0.9
    assert (gap <= wants + 1e-9)[known].all()
    assert (gap <= 100 - has + 1e-9)[known].all()
    off = abs(gap - 100 * missing / people)[known]
    assert (off <= 100 * 5 / people[known]).all()


def test_a_share_that_no_counts_make_agree_is_not_told():
    """All want it and nobody who was asked received it, but only half were asked."""
    has, wants, gap = triples([90], [10], [95], [100])[0]
    assert (has, wants) == pytest.approx((92 / 104 * 100, 12 / 104 * 100), abs=0.5)
    assert np.isnan(gap)
