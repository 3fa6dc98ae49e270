"""What a release and an audit say they look at is what is looked at."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta

import pytest

from analysis.disclosure import audit
from analysis.sentences import privacy as say
from data.publish import publish
from tests.surveys import NOON, people, settings, write_sheet


@pytest.fixture
def two(tmp_path):
    """The settings of a survey with a release, and with enough people for another."""
    here = settings(write_sheet(tmp_path / "answers.csv", people(80, 80)))
    publish(here, NOON)
    write_sheet(tmp_path / "answers.csv", people(120, 120))
    return here


@pytest.mark.parametrize("most", [0, 10**9])
def test_sets_are_looked_at_together_as_the_manifest_and_the_words_say(cli, two, monkeypatch, most):
    looked_at = Counter()

    def watched(name):
        really = getattr(audit, name)

        def noted(*given):
            looked_at[name] += 1
            return really(*given)

        monkeypatch.setattr(audit, name, noted)

    watched("chain_system")
    watched("release_system")
    monkeypatch.setattr(audit, "MOST_VARIABLES", most)
    release = publish(two, NOON + timedelta(days=7))
    manifest = json.loads((two.store / "releases" / release / "manifest.json").read_bytes())
    told = manifest["audit"]
    assert (told["releases"], told["together"]) == (2, told["tables"] if most else 0)
    assert set(looked_at) == {"chain_system" if most else "release_system"}
    printed = cli("audit", "--store", two.store).out
    for sentence in say.scope(told):
        assert sentence in printed
    assert f"{told['together']} of them were looked at over all 2 releases at once" in printed


def test_a_first_release_has_nothing_before_it_to_be_looked_at_with(tmp_path):
    here = settings(write_sheet(tmp_path / "answers.csv", people(80, 80)))
    release = publish(here, NOON)
    told = json.loads((here.store / "releases" / release / "manifest.json").read_bytes())["audit"]
    assert told["releases"] == 1
    assert told["together"] == told["tables"] > 0
    assert not any("releases" in sentence for sentence in say.scope(told))
