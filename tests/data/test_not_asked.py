"""A question that the sheet has no column for reads 'not asked', never 'too few'."""

from __future__ import annotations

import json

import pytest

from analysis.published import Reason, Withheld
from data.publish import publish
from data.releases import Store
from tests.surveys import NOON, people, settings, tiny, write_sheet


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A release of a sheet without the questions on posts and on mentors received."""
    folder = tmp_path_factory.mktemp("short")
    left_out = {tiny().header(question) for question in ("posts", "mentor_got")}
    rows = [
        {head: cell for head, cell in row.items() if head not in left_out} for row in people(60, 60)
    ]
    here = settings(write_sheet(folder / "answers.csv", rows))
    publish(here, NOON)
    return Store(here.store)


def test_the_manifest_names_the_questions_that_were_not_asked(store):
    told = json.loads(store.file("r0001", "manifest.json").read_bytes())
    assert told["not_asked"] == ["posts", "mentor_got"]
    assert store.manifest("r0001").not_asked == ("posts", "mentor_got")


def test_what_is_made_of_them_was_not_asked_and_the_rest_is_there(store):
    release = store.newest()
    not_asked = Withheld(Reason.NOT_ASKED)
    for indicator in ("posts", "has_mentor", "gap_mentor"):
        assert release.comparison(indicator) == not_asked
        assert release.figures(indicator) == not_asked
    assert release.answers("mentor_got") == not_asked
    assert not_asked.text == "this survey did not ask, or its answers could not be read"
    assert release.comparison("strain").verdict is not None
    assert release.comparison("wants_mentor", "region=elsewhere") == Withheld(Reason.COMPLEMENTARY)
