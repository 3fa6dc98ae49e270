"""The calculator says of every reference tally what R says of its rows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis.statistics.calculator import as_json
from analysis.statistics.tally import read_tally

CASES = json.loads((Path(__file__).parents[2] / "reference" / "tallies.json").read_text("utf-8"))
RELATIVE, P = 1e-9, 1e-7


def estimates(tally):
    """The estimates by R's name for them: measure_group, or mann_whitney_with and _without."""
    found = {}
    for each in as_json(read_tally(json.dumps(tally)))["estimates"]:
        name = each["measure"]
        if name == "mann_whitney":
            name += "_without" if "without" in each["method"] else "_with"
        found[name if each["group"] is None else f"{name}_{each['group']}"] = each
    return found


@pytest.mark.parametrize("name", CASES)
def test_it_agrees_with_r(name):
    found, expected = estimates(CASES[name]["tally"]), CASES[name]["expected"]
    strays = {
        f"{measure}.{field}": (found[measure][field], value)
        for measure, fields in expected.items()
        for field, value in fields.items()
        if found[measure][field] != pytest.approx(value, rel=RELATIVE, abs=1e-12)
        and not (field == "p" and found[measure][field] == pytest.approx(value, rel=0, abs=P))
    }
    assert strays == {}


@pytest.mark.parametrize("name", CASES)
def test_what_r_gives_no_value_for_has_a_reason_in_words(name):
    tally, expected = CASES[name]["tally"], CASES[name]["expected"]
    for measure, each in estimates(tally).items():
        if measure == "cliffs_delta":
            continue  # twice the superiority less 1, in test_tally_properties
        assert (each["value"] is None) == (measure not in expected), measure
        if each["value"] is None:
            assert len(each["reason"].split()) > 3


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("bell", "Brunner-Munzel"),
        ("small", "Brunner-Munzel"),
        ("million", "Brunner-Munzel"),
        ("separated", "Newcombe 2006 method 5 interval, exact permutation p"),
        ("near_separated", "Newcombe 2006 method 5 interval, exact permutation p"),
        ("hardly_overlapping", "Newcombe 2006 method 5 interval, Monte-Carlo permutation p"),
    ],
)
def test_the_method_says_what_was_done(name, method):
    assert method in estimates(CASES[name]["tally"])["superiority"]["method"]


def test_the_reference_covers_the_kinds_of_tally_that_matter():
    kinds = {"bell", "floor", "ceiling", "tied", "tiny", "separated", "constant", "empty_group"}
    assert kinds | {"unequal_spread", "million"} <= set(CASES)
    n = estimates(CASES["million"]["tally"])["mean_solo"]["df"] + 1
    assert n > 980_000
