"""An outsider with a solver, and only the files of a release, finds out no small hidden count.

The same attack on a publisher that knows only the threshold does find some: it can.
"""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.privacy.attack import attack
from tests.privacy.bare import bare
from tests.privacy.chains import Read, cut
from tests.privacy.closed_set import ClosedSet
from tests.privacy.respondents import CODES, Shape, drawn
from tests.privacy.rules import orphans, too_small
from tests.privacy.truth import tally

ENOUGH = 3  # findings in a part of the survey, after which the next is attacked
SMALL = ("region", "size")

# Seeds whose bare releases give hidden head counts away, see test_the_bare_threshold_is_caught.
SURVEYS = {
    "most in one region": (Shape(816, SMALL, 1.0, 0.02, 0.5), 13),
    "nothing left out": (Shape(692, SMALL, 1.0, 0.0, 0.5), 17),
    "a wave just begun": (Shape(814, ("size", "wave"), 0.4, 0.0, 0.5), 18),
    "three dimensions": (Shape(400, ("region", "sector", "size")), 2),
    "hardly anybody": (Shape(110, ("region", "size", "wave"), 4.0, 0.1, 0.3), 1),
}


@cache
def answers(name):
    shape, seed = SURVEYS[name]
    rows, closed = drawn(shape, seed), ClosedSet(shape.dimensions)
    return rows, closed, tally(rows, closed)


@pytest.fixture(scope="module", params=SURVEYS)
def survey(request, tmp_path_factory):
    """A release, the exact tally behind it, and the closed set."""
    rows, closed, _ = answers(request.param)
    (released,) = cut(tmp_path_factory.mktemp("attacked"), closed.dimensions, [Read(rows)])
    return released.tables, tally(released.rows, closed), closed


def test_no_hidden_count_is_found_out(survey):
    tables, held, closed = survey
    told = attack([tables], [held], closed, enough=ENOUGH)
    assert told.tried > 50
    assert told.of() == []


def test_only_what_ten_of_each_group_gave_is_shown(survey):
    assert too_small(*survey) == []


def test_a_pair_is_shown_only_beside_both_its_singles(survey):
    assert orphans(survey[0]) == []


def test_a_large_survey_shows_more_than_everyone(tmp_path):
    shape = Shape(2000, SMALL, 20.0, 0.0)
    (released,) = cut(tmp_path, SMALL, [Read(drawn(shape, 1))])
    assert {"", "region=north", "size=small"} <= released.tables.heads()
    assert any("&" in cohort for cohort in released.tables.shown("strain"))


@pytest.mark.parametrize("name", ["most in one region", "nothing left out", "a wave just begun"])
def test_the_bare_threshold_is_caught(name):
    rows, closed, held = answers(name)
    leaky = bare(rows, closed, "bare")
    told = attack([leaky], [held], closed, kinds=("head", "scored"))
    assert told.of("head")
    assert told.of("scored")
    assert too_small(leaky, held, closed) == []


def test_what_the_outsider_finds_out_is_true():
    rows, closed, held = answers("a wave just begun")
    told = attack([bare(rows, closed, "bare")], [held], closed, kinds=("head",))
    for each in told.found:
        assert each.low <= each.target.truth <= each.high


@settings(
    max_examples=3,
    derandomize=True,
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate),  # a smaller survey would not be a clearer one
    suppress_health_check=[HealthCheck.too_slow],
)
@given(
    people=st.integers(60, 600),
    dimensions=st.sets(st.sampled_from(sorted(CODES)), min_size=2, max_size=2),
    skew=st.sampled_from([0.5, 1.0, 4.0]),
    missing=st.sampled_from([0.0, 0.1]),
    seed=st.integers(0, 10_000),
)
def test_no_survey_gives_a_hidden_count_away(
    tmp_path_factory, people, dimensions, skew, missing, seed
):
    shape = Shape(people, tuple(dim for dim in CODES if dim in dimensions), skew, missing)
    rows, closed = drawn(shape, seed), ClosedSet(shape.dimensions)
    held = tally(rows, closed)
    folder = tmp_path_factory.mktemp("drawn")
    for released in cut(folder, shape.dimensions, [Read(rows, close=True)]):
        tables = released.tables
        assert too_small(tables, held, closed) == orphans(tables) == []
        assert attack([tables], [held], closed, enough=1).of() == []
