"""A survey of fewer than a hundred tells no model, whatever its codebook declares."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data.publish import publish
from data.releases import Store
from tests.surveys import NOON, TINY, people, settings, write_sheet

MODELS = """
[models.alike]
kind = "adjusted"
outcomes = ["strain"]
covariates = ["region"]

[models.given]
kind = "moderation"
outcomes = ["strain"]
supports = ["mentor"]

[margins.region]
source = "Atlas 2025."
shares = { north = 0.5, south = 0.5 }
"""


@pytest.mark.parametrize(("solo", "team", "told"), [(49, 50, False), (50, 50, True)])
def test_models_need_a_hundred_responses(tmp_path, solo, team, told):
    codebook = tmp_path / "modelled.toml"
    codebook.write_text(TINY.read_text("utf-8") + MODELS, "utf-8")
    sheet = write_sheet(tmp_path / "answers.csv", people(solo, team))
    here = replace(settings(sheet), codebook=codebook)
    release = Store(here.store).load(publish(here, NOON, close=True))
    methods = set(release.estimates["method"].dropna())
    assert ({"hc3", "hc3-moderation", "raking"} <= methods) == told
    assert told or not methods & {"hc3", "hc3-moderation", "ordinal-logit", "raking", "kish"}
    assert "feldt" in methods  # of everyone, as all that a small survey tells
