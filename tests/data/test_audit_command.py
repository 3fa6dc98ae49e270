"""``python -m data audit`` tries a stored release, finds what leaks, and says what it tried."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from analysis.disclosure import public_tables, showing
from analysis.disclosure.auditor import Auditor
from data.publish import publish
from data.settings import Settings
from tests.privacy.respondents import Shape, drawn, placed, write
from tests.surveys import NOON

NOBODY = re.compile(r"\b0 of them are surely somebody")  # 150 of them is not 0
COUNTED = ("count", "count_low", "count_high")
SHAPE, SEED = Shape(816, ("region", "size"), 1.0, 0.02, 0.5), 13  # bare, it gives counts away


@pytest.fixture(scope="module")
def survey(tmp_path_factory):
    """The settings of a survey that a bare threshold would not protect."""
    settings = placed(tmp_path_factory.mktemp("audited"), SHAPE.dimensions)
    write(Path(settings.source), drawn(SHAPE, SEED))
    return settings


def test_a_release_passes_the_audit_and_its_report_says_what_was_tried(cli, survey, tmp_path):
    here = Settings(survey.source, survey.codebook, tmp_path / "store")
    release = publish(here, NOON)
    told = cli("audit", "--store", here.store)
    assert told.code == 0, told.err
    assert f"Release {release}, with 0 before it." in told.out
    assert "hidden numbers of people" in told.out
    assert "The least room that a number was seen to have: 3 people." in told.out
    assert NOBODY.search(told.out)
    assert re.search(r"\b0 estimates tell more than the published moments do\.", told.out)


def test_a_release_of_exact_counts_over_ten_is_found_out(cli, survey, tmp_path, monkeypatch):
    """Cut by the threshold alone: without rules 2 and 3, and without rounding."""
    monkeypatch.setattr(showing, "fresh", lambda asked: np.array(asked.allowed))
    monkeypatch.setattr(public_tables, "counted", lambda n: dict.fromkeys(COUNTED, n))
    monkeypatch.setattr(Auditor, "audits", lambda self, release: [])
    here = Settings(survey.source, survey.codebook, tmp_path / "store")
    publish(here, NOON)
    monkeypatch.undo()
    told = cli("audit", "--store", here.store)
    assert told.code == 1
    assert not NOBODY.search(told.out)
    assert any(line.startswith("- ") for line in told.out.splitlines())
    assert told.err.startswith("The audit found something.")


def test_an_unknown_release_and_an_empty_store_get_one_sentence(cli, shipped, tmp_path):
    for words in (("nothing-like-it", "--store", shipped.store), ("--store", tmp_path / "none")):
        told = cli("audit", *words)
        assert told.code == 1
        assert len(told.err.strip().splitlines()) <= 2  # a sentence and its remedy
        assert "Traceback" not in told.err
