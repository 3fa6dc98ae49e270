"""A wave of fewer than k people is named nowhere in a release; its people count for everyone."""

from __future__ import annotations

import pytest

from data.publish import publish
from data.releases import Store
from tests.surveys import NOON, people, settings, write_sheet


@pytest.mark.parametrize(("late", "named"), [(1, False), (9, False), (10, True)])
def test_a_wave_is_named_from_k_people_on(tmp_path, late, named):
    rows = people(60, 60)
    for at, row in enumerate(rows[:late]):
        row["Timestamp"] = f"10/1/2026 9:{at:02}"
    here = settings(write_sheet(tmp_path / "answers.csv", rows))
    store = Store(here.store)
    release = store.load(publish(here, NOON))
    files = b"".join(store.verified(release.id).values())
    assert release.manifest.wave == ("Q4 2026" if named else "Q3 2026")
    assert (b"2026-q4" in files) == named
    assert ("2026-q4" in release.values("wave")) == named
    assert [each.low <= 60 <= each.high for each in release.heads()] == [True, True]
