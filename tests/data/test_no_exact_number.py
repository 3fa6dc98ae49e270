"""While a survey is read, nothing public changes with the exact number of its responses."""

from __future__ import annotations

import json
import shutil

from starlette.testclient import TestClient

from data.api import application
from data.refresher import Refresher
from tests.surveys import NOON, people, settings, write_sheet

SIZES = ((1, 0), (30, 38), (49, 50))
OF_THE_CLOCK = "age_seconds"  # since `last_success`, which is compared


def told(folder, caplog, solo, team):
    """All that visitors get to know of a survey of so many: status, health, and the log's words."""
    here = settings(write_sheet(folder / "answers.csv", people(solo, team)))
    shutil.rmtree(here.store, ignore_errors=True)
    caplog.clear()
    caplog.set_level("INFO")
    Refresher(here, lambda: NOON).once()
    status = json.loads((here.store / "status.json").read_bytes())
    health = TestClient(application(here.store)).get("/api/health").json()
    del health[OF_THE_CLOCK]
    return status, health, [record.getMessage() for record in caplog.records]


def test_what_visitors_get_to_know_is_the_same_for_any_small_number(tmp_path, caplog):
    first, *others = [told(tmp_path, caplog, *each) for each in SIZES]
    assert first[0]["is_waiting"]
    for each in others:
        assert each == first


def test_a_survey_of_small_waves_only_is_published_without_naming_one(tmp_path):
    rows = people(60, 60)
    for at, row in enumerate(rows):
        row["Timestamp"] = f"1/1/{2000 + at // 9} 9:{at % 60:02}"
    here = settings(write_sheet(tmp_path / "answers.csv", rows))
    assert Refresher(here, lambda: NOON).once().state == "ok"
    (manifest,) = (here.store / "releases").glob("*/manifest.json")
    assert json.loads(manifest.read_bytes())["wave"] is None
