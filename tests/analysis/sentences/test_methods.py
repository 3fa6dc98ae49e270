"""Every way of computing has an entry of its own: plain, technical, with its source."""

from __future__ import annotations

import json
import re

import pytest

from analysis.codebook import Group, Grouping
from analysis.methods import METHODS, method, method_of, methods_json, methods_of
from tests.surveys import tiny

NAMES = ("solo", "team", "one", "Solo")  # what stands for the groups in a text


def test_every_id_is_unique_and_found():
    ids = [each.id for each in METHODS]
    assert len({*ids}) == len(ids)
    assert [method(each.id, tiny()) for each in METHODS] == list(methods_of(tiny(), ids))
    with pytest.raises(KeyError):
        method("magic", tiny())


@pytest.mark.parametrize("each", METHODS, ids=lambda each: each.id)
def test_an_entry_speaks_plainly_and_technically(each):
    assert re.fullmatch(r"[a-z0-9-]+", each.id)
    assert each.plain.endswith(".")
    assert each.technical.endswith(".")
    assert not each.reference or re.search(r"\d{4}|[Cc]odebook|OpenSAFELY", each.reference)
    assert not re.search(r"protects|drivers|at risk|diagnos|significan(t|ce)\b", each.plain)
    assert not re.search(r"\bOLS\b|\bHC3\b|\bSDs?\b|chi-square|logit", each.plain)


@pytest.mark.parametrize("each", METHODS, ids=lambda each: each.id)
def test_an_entry_names_the_groups_by_the_survey_alone(each):
    """The texts speak of no group themselves, and of a survey's by its words, letter by letter."""
    said = f"{each.plain} {each.technical}"
    assert {*re.findall(r"{(.*?)}", said)} <= {*NAMES}
    assert not re.search(r"\b(solo|teams?)\b", re.sub(r"{.*?}", "", said), re.IGNORECASE)
    groups = Grouping(
        question="side",
        solo=Group(one="{a} b", many="{solo} & %s", answers=("a",)),
        team=Group(one="c", many="{0}", answers=("b",)),
    )
    told = each.of(groups)
    for text, written in ((told.plain, each.plain), (told.technical, each.technical)):
        assert text.count("{0}") == written.count("{team}")
        assert text.count("{solo} & %s") == written.count("{solo}") + written.count("{Solo}")
        assert text.count("{a} b") == written.count("{one}")


def test_what_is_estimated_has_a_source():
    described = {"difference-of-counts", "standard-deviation", "bands", "limits"}
    assert {each.id for each in METHODS if not each.reference} == described


def test_a_figure_is_explained_by_the_method_it_names_else_by_its_measure():
    assert method_of("superiority", tiny(), "newcombe-method-5").id == "newcombe-method-5"
    assert method_of("superiority", tiny()).id == "brunner-munzel"
    assert method_of("superiority", tiny(), None).id == "brunner-munzel"
    assert method_of("p_welch", tiny()).id == "welch"


def test_methods_are_published_as_they_are():
    used = [each.id for each in METHODS]
    told = json.loads(json.dumps(methods_json(tiny(), used)))
    assert [each["id"] for each in told] == used
    assert {*told[0]} == {"id", "title", "measures", "plain", "technical", "reference"}


def test_models_weights_scales_and_trends_are_spoken_of_only_where_there_are_any():
    plain = methods_of(tiny(), ())
    said = " ".join(f"{each.title} {each.plain}" for each in plain)
    assert not re.search(r"like with like|weight|trend|wave|support|hang together", said, re.I)
    named = ("hc3", "inverse-variance")
    assert {each.id for each in methods_of(tiny(), named)} == {each.id for each in plain} | {*named}
