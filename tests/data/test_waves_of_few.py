"""A wave of fewer than k people is named nowhere in a release; its people count for everyone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from analysis.codebook import NOT_GIVEN
from analysis.counting.cohorts import value_label
from data.publish import publish
from data.releases import Store
from tests.surveys import NOON, people, settings, write_sheet


def test_a_wave_keeps_its_name_in_the_next_release_though_people_left(tmp_path):
    rows = people(60, 60)
    for at, row in enumerate(rows[:10]):
        row["Timestamp"] = f"10/1/2026 9:{at:02}"
    here = settings(write_sheet(tmp_path / "answers.csv", rows))
    store = Store(here.store)
    first = store.load(publish(here, NOON, close=True))
    more = people(100, 100)
    write_sheet(tmp_path / "answers.csv", [*rows[3:], *more[60:100], *more[160:]])
    later = store.load(publish(here, NOON + timedelta(days=7), close=True))
    assert first.manifest.wave == later.manifest.wave == "Q4 2026"
    assert "2026-q4" in later.values("wave")


def test_those_of_a_wave_without_a_name_are_not_said_to_have_said_nothing(tmp_path):
    rows = people(60, 60)
    for row in rows[20:100]:
        row["Timestamp"] = ""
    here = settings(write_sheet(tmp_path / "answers.csv", rows))
    release = Store(here.store).load(publish(here, NOON, close=True))
    assert value_label(release.codebook, "wave", NOT_GIVEN) == "not said, or in a wave of few"
    assert value_label(release.codebook, "region", NOT_GIVEN) == "not said"


@pytest.mark.parametrize(("late", "named"), [(1, False), (9, False), (10, True)])
def test_a_wave_is_named_from_k_people_on(tmp_path, late, named):
    rows = people(60, 60)
    for at, row in enumerate(rows[:late]):
        row["Timestamp"] = f"10/1/2026 9:{at:02}"
    here = settings(write_sheet(tmp_path / "answers.csv", rows))
    store = Store(here.store)
    release = store.load(publish(here, NOON, close=True))
    files = b"".join(store.verified(release.id).values())
    assert release.manifest.wave == ("Q4 2026" if named else "Q3 2026")
    assert (b"2026-q4" in files) == named
    assert ("2026-q4" in release.values("wave")) == named
    assert [each.low <= 60 <= each.high for each in release.heads()] == [True, True]
