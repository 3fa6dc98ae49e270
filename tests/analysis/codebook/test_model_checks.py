"""A codebook's models and known shares are refused where they could not be computed."""

from __future__ import annotations

import copy
import tomllib

import pytest

from analysis.codebook.parsing import parse
from analysis.errors import SurveyError
from tests.surveys import TINY

MODELS = {
    "alike": {"kind": "adjusted", "outcomes": ["strain", "posts"], "covariates": ["region"]},
    "given": {"kind": "moderation", "outcomes": ["strain"], "supports": ["mentor"]},
}
MARGIN = {"source": "Atlas 2025.", "shares": {"north": 0.25, "south": 0.75}}


def said(models=None, margins=None):
    """The tiny codebook's mapping with models and margins."""
    mapping = tomllib.loads(TINY.read_text("utf-8"))
    return mapping | {"models": models or {}, "margins": margins or {}}


def models(name, **changes):
    """The two models, one of them changed."""
    changed = copy.deepcopy(MODELS)
    changed.setdefault(name, {}).update(changes)
    return changed


def faults(mapping):
    with pytest.raises(SurveyError) as caught:
        parse(mapping, "tiny.toml")
    return [line.strip() for line in caught.value.problem.splitlines()[1:]]


def test_sound_models_and_margins_are_read():
    book = parse(said(MODELS, {"region": MARGIN}))
    assert book.models["alike"].covariates == ("region",)
    assert book.models["given"].supports == ("mentor",)
    assert book.margins["region"].shares == {"north": 0.25, "south": 0.75}


def test_a_derived_indicator_of_a_support_may_be_an_outcome():
    assert parse(said(models("alike", outcomes=["gap_mentor"]))).models["alike"].outcomes


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (
            models("alike", outcomes=["strane"]),
            "models.alike.outcomes: names 'strane', which is no indicator. Did you mean strain?",
        ),
        (
            models("alike", covariates=["regoin"]),
            "models.alike.covariates: names 'regoin', which is no dimension. Did you mean region?",
        ),
        (
            models("alike", covariates=["tired"]),
            "models.alike.covariates: names 'tired', which is no dimension. Remove it or correct "
            "its name.",
        ),
        (
            models("given", supports=["mentr"]),
            "models.given.supports: names 'mentr', which is no support. Did you mean mentor?",
        ),
        (
            models("alike", covariates=[]),
            "models.alike.covariates: must list something to adjust for. List the dimensions on "
            "which like is compared with like.",
        ),
        (
            models("alike", supports=["mentor"]),
            'models.alike.supports: are for moderation. Remove them, or write kind = "moderation".',
        ),
        (
            models("given", supports=[]),
            "models.given.supports: must list its supports. List the supports with which the gap "
            "may differ.",
        ),
        (
            models("alike", outcomes=["strain", "strain"]),
            "models.alike.outcomes: lists 'strain' twice. Leave it there once.",
        ),
        (
            models("again", **MODELS["alike"] | {"outcomes": ["posts"]}),
            "models.again.outcomes: has 'posts', which is in 'alike' already. Leave it in one "
            "model.",
        ),
        (
            models("again", **MODELS["given"]),
            "models.again.outcomes: has 'strain' by 'mentor', which is in 'given' already. Leave "
            "it in one model.",
        ),
        (
            models("alike", kind="adjustd"),
            "models.alike.kind: can't be 'adjustd'. Use 'adjusted' or 'moderation'.",
        ),
        (
            models("alike", outcome=["strain"]),
            "models.alike.outcome: is not a key codebooks have. Did you mean outcomes?",
        ),
    ],
)
def test_each_fault_of_a_model_names_its_key_and_a_remedy(changed, told):
    assert f"tiny.toml: {told}" in faults(said(changed))


@pytest.mark.parametrize(
    ("margins", "told"),
    [
        ({"regoin": MARGIN}, "margins: names 'regoin', which is no dimension. Did you mean region"),
        ({"team": MARGIN}, "margins: names 'team', which is no dimension."),
        ({"wave": MARGIN}, "margins.wave: weights waves, which nobody knows shares of."),
        (
            {"region": MARGIN | {"shares": {"north": 0.25, "suoth": 0.75}}},
            "margins.region.shares: names 'suoth', which is no answer to it. Did you mean south?",
        ),
        (
            {"region": MARGIN | {"shares": {"north": 1.0}}},
            "margins.region.shares: has no share for 'south'.",
        ),
        (
            {"region": MARGIN | {"shares": {"north": 1.0, "south": 0.0}}},
            "margins.region.shares.south: can't be 0. Give a share above 0.",
        ),
        (
            {"region": MARGIN | {"shares": {"north": 0.3, "south": 0.6}}},
            "margins.region.shares: add up to 0.9. Make them add up to 1.",
        ),
        ({"region": {"shares": MARGIN["shares"]}}, "margins.region.source: is missing. Add it: so"),
    ],
)
def test_each_fault_of_a_margin_names_its_key_and_a_remedy(margins, told):
    assert any(line.startswith(f"tiny.toml: {told}") for line in faults(said(None, margins)))


@pytest.mark.parametrize(("off", "sound"), [(0.0, True), (5e-7, True), (2e-6, False)])
def test_shares_may_miss_one_by_the_dust_of_rounding(off, sound):
    margins = {"region": MARGIN | {"shares": {"north": 0.25, "south": 0.75 + off}}}
    if sound:
        assert parse(said(None, margins)).margins
    else:
        assert len(faults(said(None, margins))) == 1


def test_faults_of_models_are_told_beside_all_others():
    mapping = said(models("alike", outcomes=["strane"]), {"regoin": MARGIN})
    mapping["titel"] = "x"
    assert len(faults(mapping)) == 3
