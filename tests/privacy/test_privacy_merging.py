"""Where answers are told together, no hidden count is found out, and none is told for a part."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from analysis.disclosure.blocks import SMALL_SURVEY
from tests.privacy import attack as attacking
from tests.privacy import chains
from tests.privacy.attack import attack
from tests.privacy.chains import Read, cut, grown
from tests.privacy.closed_set import PLACE, ClosedSet
from tests.privacy.outsider import Fact, facts
from tests.privacy.respondents import AT, CODES, K, Shape, drawn, placed, stacked, varied
from tests.privacy.rules import orphans, rewritten, too_small, withdrawn
from tests.privacy.truth import tally

# The last two of each, which are neighbours.
PARTS = {"region": ("east", "west"), "sector": ("media", "farms"), "size": ("middling", "large")}
MERGED = "told-together"
ENOUGH = 3


@pytest.fixture(autouse=True)
def _declared(monkeypatch):
    """The attacked survey's codebook says that the last two answers may be told together."""

    def with_merges(folder, dimensions):
        here = placed(folder, dimensions)
        text = Path(here.codebook).read_text("utf-8")
        for name in set(dimensions) & set(PARTS):
            heads = f"[questions.{name}]\n"
            assert heads in text
            codes = json.dumps(PARTS[name])
            merge = f'merge = [{{ code = "{MERGED}", text = "Both", answers = {codes} }}]\n'
            text = text.replace(heads, heads + merge)
        Path(here.codebook).write_text(text, "utf-8")
        return here

    monkeypatch.setattr(chains, "placed", with_merges)


def applied(tables):
    """The dimensions of a release in which the last two answers are told together."""
    questions = json.loads(tables.files["codebook.json"])["questions"]
    entries = {name: questions[name].get("merge", []) for name in PARTS}
    return [name for name in PARTS if any(each.get("applied") for each in entries[name])]


def seen(chain, shape, monkeypatch):
    """The closed set and the exact tallies of each release, as those who read it know them."""
    together = applied(chain[0].tables)
    for name in together:
        monkeypatch.setitem(CODES, name, (*CODES[name][:-2], MERGED))
    last = {name: len(CODES[name]) - 1 for name in together}
    rows = [each.rows.copy() for each in chain]
    for held in rows:
        for name, place in last.items():
            held[:, AT[name]] = np.minimum(held[:, AT[name]], place)
    closed = ClosedSet(shape.dimensions)
    return closed, [tally(each, closed) for each in rows]


SHAPE = Shape(300, ("region", "size"), 1.0, 0.02, 0.5)
SURVEYS = {"small": (SHAPE, 13), "larger": (Shape(700, ("region", "sector"), 1.0, 0.0, 0.5), 12)}


@pytest.mark.parametrize("name", SURVEYS)
def test_no_hidden_count_is_found_out(name, tmp_path, monkeypatch):
    shape, seed = SURVEYS[name]
    chain = cut(tmp_path, shape.dimensions, [Read(drawn(shape, seed))])
    assert applied(chain[0].tables)
    closed, (held,) = seen(chain, shape, monkeypatch)
    told = attack([chain[0].tables], [held], closed, enough=ENOUGH)
    assert told.tried > 20
    assert told.of() == []
    assert too_small(chain[0].tables, held, closed) == []
    assert orphans(chain[0].tables) == []


def test_a_chain_tells_nothing_by_its_differences(tmp_path, monkeypatch):
    """Though the parts have grown large enough to be shown by themselves long since."""
    chain = cut(tmp_path, SHAPE.dimensions, grown(SHAPE, 13, (60, 300), close=True))
    assert len(chain) == 3
    assert [applied(each.tables) for each in chain] == [applied(chain[0].tables)] * 3 != [[]] * 3
    closed, tallies = seen(chain, SHAPE, monkeypatch)
    assert rewritten(chain) == []
    assert [
        each for old, new in pairwise(chain) for each in withdrawn(old.tables, new.tables)
    ] == []
    parts = (("head", "weary", "tired"), ("head", "gap_mentor"))
    told = attack([each.tables for each in chain], tallies, closed, parts, enough=ENOUGH)
    assert told.of() == []


@pytest.mark.parametrize("few", [1, 3, 9])
def test_that_ten_gave_what_is_not_told_together_gives_nobody_away(few, tmp_path, monkeypatch):
    """Everybody knows it of the parts of a merge that is not applied, though they be hidden."""
    sizes = enumerate((few, 60, 10, 10))
    rows = stacked(*(varied(n, region=r, team=t, size=0) for r, n in sizes for t in (0, 1)))
    (released,) = cut(tmp_path, ("region", "size"), [Read(rows, close=True)])
    tables, head = released.tables, {PLACE["head",]: 1.0}
    assert "region" not in applied(tables)
    known = [
        Fact(f"region={code}", group, head, 10, np.inf, tables.id)
        for code in PARTS["region"]
        for group in (0, 1)
    ]
    monkeypatch.setattr(attacking, "facts", lambda each: [*facts(each), *known])
    closed, (held,) = seen([released], Shape(0, ("region", "size")), monkeypatch)
    assert attack([tables], [held], closed, enough=ENOUGH).of() == []


@settings(
    max_examples=6,
    derandomize=True,
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    people=st.integers(120, 800),
    skew=st.sampled_from([0.5, 1.0, 4.0, 20.0]),
    seed=st.integers(0, 10_000),
)
def test_what_few_of_either_group_gave_is_told_together(tmp_path_factory, people, skew, seed):
    shape = Shape(people, ("region", "sector", "size"), skew, 0.03, 0.4)
    folder = tmp_path_factory.mktemp("drawn")
    for released in cut(folder, shape.dimensions, [Read(drawn(shape, seed), close=True)]):
        together = applied(released.tables)
        solo = released.rows[:, AT["team"]] == 0
        for name, codes in PARTS.items():
            said = [released.rows[:, AT[name]] == CODES[name].index(code) for code in codes]
            least = min((each & side).sum() for each in said for side in (solo, ~solo))
            assert (name in together) == (least < K or len(released.rows) < SMALL_SURVEY)
            parts = {f"{name}={code}" for code in codes}
            assert name not in together or not parts & released.tables.heads()
