"""Two surveys withhold one group, one because few answered, one for another's sake: alike."""

from __future__ import annotations

import json

import pytest

from analysis.published import Reason, Withheld
from data.publish import publish
from data.releases import Store
from tests.surveys import NOON, people, settings, write_sheet

TEAM, PLACE = "How many people are in your team?", "Where do you work?"


def cut(folder, north, south):
    """A release of 62 and 62 people; so many of each kind work in the north and in the south."""
    folder.mkdir()
    rows = people(62, 62)
    for alone in (True, False):
        own = [row for row in rows if (row[TEAM] == "Just me") == alone]
        for at, row in enumerate(own):
            row[PLACE] = "North" if at < north else "South" if at < north + south else ""
    here = settings(write_sheet(folder / "answers.csv", rows))
    return Store(here.store), publish(here, NOON, close=True)


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The north: too few of it; then enough of it, beside too few in the south.

    60 people read as 62 do: shown, the one would leave but nobody to four for the other.
    """
    folder = tmp_path_factory.mktemp("alike")
    return [cut(folder / "few", 2, 60), cut(folder / "beside", 60, 2)]


def test_whatever_is_withheld_tells_no_reason_of_its_own(both):
    for store, name in both:
        release = store.load(name)
        for cohort in ("region=north", "region=south"):
            assert release.comparison("strain", cohort) == Withheld(Reason.COMPLEMENTARY)
            for table in (release.counts, release.estimates, release.items):
                assert cohort not in set(table["cohort"])


def test_the_files_are_the_same_ones_and_name_no_reason(both):
    told = [json.loads(store.file(name, "manifest.json").read_bytes()) for store, name in both]
    assert told[0]["cohorts"] == told[1]["cohorts"]
    assert list(told[0]["files"]) == list(told[1]["files"])
    assert told[0]["files"]["codebook.json"] == told[1]["files"]["codebook.json"]
    for store, name in both:
        files = store.verified(name)
        held = b"".join(files[each] for each in files if each.endswith(".json"))
        assert b'complementary"' not in held
        assert b"too-few" not in held
