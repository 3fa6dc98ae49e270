"""Releases, private counts and corrections are the same wherever the store lies."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from analysis.errors import NotYet, SurveyError
from data.api.released import Damaged, Released
from data.auditing import audit_release
from data.backup import backup, restore
from data.chain import removed
from data.correcting import correct
from data.memory import is_remembered
from data.publish import publish
from data.refresher import Refresher
from data.release_files import MANIFEST
from data.releases import Store
from data.status import read_status
from data.storage import storage_at
from tests.faults.sheet_faults import for_everyone
from tests.object_stores import KINDS, contents, made
from tests.surveys import NOON, people, settings, write_sheet

FIRST, SECOND, NEXT = "r0001", "r0003", "r0004"
LATER = NOON + timedelta(days=1)


@pytest.fixture(scope="module")
def survey(tmp_path_factory):
    """A survey with two releases in a folder, enough answers for a third, and a backup of it."""
    folder = tmp_path_factory.mktemp("survey")
    sheet = write_sheet(folder / "answers.csv", people(60, 60))
    here = settings(sheet, codebook=for_everyone(folder))
    for solo, release in ((60, FIRST), (100, SECOND)):
        write_sheet(sheet, people(solo, solo))
        assert Refresher(here, now=lambda: NOON).once().state == "ok"
        assert Store(here.store).newest().id == release
    backup(Store(here.store), folder / "kept.zip")
    write_sheet(sheet, people(130, 130))
    return here


@pytest.fixture(params=KINDS)
def here(survey, request, tmp_path, monkeypatch):
    """The same survey, its store restored to a place of each kind."""
    wire = request.getfixturevalue("wire") if request.param == "s3" else None
    place = made(request.param, tmp_path, monkeypatch, wire)
    assert restore(survey.store.parent / "kept.zip", Store(place)) == [SECOND, FIRST]
    return replace(survey, store=place)


@pytest.fixture
def store(here):
    return Store(here.store)


def test_what_is_restored_is_what_was_kept_wherever_it_goes(survey, here, store):
    assert contents(survey.store) == contents(here.store)
    for release in (FIRST, SECOND):
        assert store.verified(release) == Store(survey.store).verified(release)
        assert is_remembered(store, store.load(release))
    assert read_status(here.store) == read_status(survey.store)


def test_the_next_release_is_the_same_wherever_it_is_cut(survey, here, store, tmp_path):
    elsewhere = replace(survey, store=tmp_path / "beside")
    restore(survey.store.parent / "kept.zip", Store(elsewhere.store))
    assert publish(here, LATER) == publish(elsewhere, LATER) == NEXT
    assert store.verified(NEXT) == Store(elsewhere.store).verified(NEXT)
    assert store.read(NEXT, MANIFEST) == Store(elsewhere.store).read(NEXT, MANIFEST)
    assert store.ids() == [NEXT, SECOND, FIRST]
    assert not [name for name in store.names() if name.startswith(".")]
    with pytest.raises(NotYet, match="more responses are needed for the next release"):
        publish(here, LATER)


def test_it_can_be_audited_and_kept_in_one_file_again(survey, here, store, tmp_path):
    assert audit_release(store, None).lines == audit_release(Store(survey.store), None).lines
    again = backup(store, tmp_path / "again.zip")
    assert again == backup(Store(survey.store), tmp_path / "kept.zip")


def test_a_correction_stands_beside_the_releases(store):
    correct(store, FIRST, "Counted twice.", SECOND, LATER)
    correct(store, FIRST, "And badly.", None, LATER)
    assert [each.because for each in store.corrections()] == ["Counted twice.", "And badly."]
    assert store.verified(FIRST)


def test_one_that_was_removed_is_held_against_the_next_one(here, store):
    for key in storage_at(here.store).every_key():
        if key.startswith(f"releases/{SECOND}/"):
            storage_at(here.store).remove(key)
    if isinstance(here.store, Path):
        (here.store / "releases" / SECOND).rmdir()
    assert (store.ids(), removed(store)) == ([FIRST], [SECOND])
    assert publish(here, LATER) == NEXT
    assert store.ids() == [NEXT, FIRST]


@pytest.mark.parametrize("spoiled", [None, b"", b"[]"], ids=["gone", "empty", "another"])
def test_a_file_that_is_not_what_was_published_is_never_shown(here, store, spoiled):
    key = f"releases/{SECOND}/counts.parquet"
    storage = storage_at(here.store)
    storage.remove(key) if spoiled is None else storage.write(key, spoiled)
    with pytest.raises(SurveyError, match=r"is damaged: counts\.parquet is not what was published"):
        store.load(SECOND)
    assert store.newest().id == FIRST
    released = Released(Store(here.store, is_shown=True))
    assert released.newest().id == FIRST
    with pytest.raises(Damaged):
        released.file(SECOND, "counts.parquet")
    with pytest.raises(SurveyError, match="is damaged"):
        publish(here, LATER)


@pytest.mark.parametrize("spoiled", [None, b"", b"[]"], ids=["gone", "empty", "another"])
def test_nothing_is_published_over_a_gap_in_the_chain(here, store, spoiled):
    key = f"releases/{SECOND}/{MANIFEST}"
    storage = storage_at(here.store)
    storage.remove(key) if spoiled is None else storage.write(key, spoiled)
    with pytest.raises(SurveyError, match=rf"Release {SECOND} is damaged: manifest\.json"):
        publish(here, LATER)
    assert store.newest().id == FIRST


@pytest.mark.parametrize("part", ["tallies.parquet", "answers.parquet", "json", "published.zip"])
def test_private_counts_that_are_damaged_are_not_taken_for_absent(here, store, part):
    store.notes.keep_file(f"{SECOND}.{part}", b"")
    with pytest.raises(SurveyError, match=f"The private file {SECOND}.{part} is damaged"):
        publish(here, LATER)
    assert store.ids() == [SECOND, FIRST]


def test_the_api_gives_files_and_what_is_in_the_package(survey, here):
    released, folder = (
        Released(Store(place, is_shown=True)) for place in (here.store, survey.store)
    )
    for name in (MANIFEST, "counts.parquet", "package.zip", "counts.csv"):
        mine, theirs = released.file("latest", name), folder.file("latest", name)
        assert (mine.read(), mine.sha256, mine.size) == (theirs.read(), theirs.sha256, theirs.size)


def test_an_address_that_is_none_is_refused_without_being_repeated(cli):
    for said in (
        "s3://",
        "s3://key:secret@bucket/x",
        "ftp://host/x",
        "s3://bucket/../x",
        "s3://b?x",
    ):
        told = cli("releases", "--store", said)
        assert (told.code, told.out) == (1, "")
        assert told.err.startswith("SURVEY_STORE is no address of an object store.")
        assert "secret" not in told.err
