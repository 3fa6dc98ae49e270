"""In a host's frame a button gives what elsewhere a link to the API does, byte for byte."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest

from analysis.release.rows_asked import parsed
from data.api.released import Released
from data.api.rows import some_rows
from data.releases import Store
from pages.parts import download
from tests.pages.stores import behind


@pytest.fixture
def newest(shipped, monkeypatch):
    """The release as a page has it, and its store."""
    monkeypatch.setenv("SURVEY_STORE", str(shipped.store))
    store = Store(shipped.store)
    return store.load("r0002.4", compact=True), store


def test_the_rows_behind_a_chart(visit, shipped, newest):
    release, store = newest
    links = behind(visit(shipped, "strain"))
    assert links
    for link in links:
        there = urlsplit(link)
        table, words = there.path.rpartition("/")[2], parse_qsl(there.query, True)
        asked = parsed(table, words, release.codebook)
        sent = some_rows(Released(store), release.id, table, words)
        assert download._rows(release, asked) == sent.content


@pytest.mark.parametrize("name", ["package.zip", "counts.parquet", "counts.csv", "survey.xlsx"])
def test_a_file_of_the_release_or_of_its_package(newest, name):
    release, store = newest
    if name == "survey.xlsx":
        name = next(each for each in store.packed(release.id) if each.endswith(".xlsx"))
    assert download._content(release, name) == Released(store).file(release.id, name).read()
