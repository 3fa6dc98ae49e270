"""While a survey is read, nothing public changes with the exact number of its responses."""

from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

from data.api import application
from data.refresher import Refresher
from tests.surveys import NOON, people, settings, write_sheet


@pytest.mark.parametrize(("solo", "team"), [(1, 0), (30, 38), (49, 50)])
def test_what_is_kept_for_visitors_is_the_same_for_any_small_number(tmp_path, caplog, solo, team):
    here = settings(write_sheet(tmp_path / "answers.csv", people(solo, team)))
    Refresher(here, lambda: NOON).once()
    status = json.loads((here.store / "status.json").read_bytes())
    assert status["is_waiting"]
    assert {type(each) for name, each in status.items() if name != "failures"} <= {
        str, bool, type(None),
    }  # fmt: skip
    health = TestClient(application(here.store)).get("/api/health").json()
    assert {name: health[name] for name in ("status", "release", "data_as_of")} == {
        "status": "ok", "release": None, "data_as_of": None,
    }  # fmt: skip
    assert not any(each.isdigit() for record in caplog.records for each in record.getMessage())


def test_a_survey_of_small_waves_only_is_published_without_naming_one(tmp_path):
    rows = people(60, 60)
    for at, row in enumerate(rows):
        row["Timestamp"] = f"1/1/{2000 + at // 9} 9:{at % 60:02}"
    here = settings(write_sheet(tmp_path / "answers.csv", rows))
    assert Refresher(here, lambda: NOON).once().state == "ok"
    (manifest,) = (here.store / "releases").glob("*/manifest.json")
    assert json.loads(manifest.read_bytes())["wave"] is None
