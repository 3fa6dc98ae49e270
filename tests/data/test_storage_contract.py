"""What a store stands on is the same in a folder, in obstore's stores and in an S3 over HTTP."""

from __future__ import annotations

import hashlib

import pytest

from analysis.errors import NotYet, SurveyError
from data.private_notes import PrivateNotes
from data.release_files import MANIFEST
from data.storage import storage_at
from tests.object_stores import KINDS, made

FILE, NOTE = "releases/r0001/counts.parquet", "private/r0001.json"
TOLD = f"releases/r0001/{MANIFEST}"
FILES = {"counts.parquet": b"counts", MANIFEST: b"manifest"}


@pytest.fixture(params=KINDS)
def place(request, tmp_path, monkeypatch):
    wire = request.getfixturevalue("wire") if request.param == "s3" else None
    return made(request.param, tmp_path, monkeypatch, wire)


@pytest.fixture
def storage(place):
    return storage_at(place)


def published(storage, files=FILES, release="r0001"):
    draft = storage.draft(release)
    draft.fill(files)
    draft.publish()
    return draft


def test_an_empty_store_holds_nothing(storage):
    assert storage.every_key() == []
    assert storage.names("releases/") == storage.names("private/") == []
    assert storage.read(FILE) is None
    assert storage.local(FILE, None) is None
    assert not storage.holds(FILE)
    assert not storage.is_public("r0001")
    storage.remove(NOTE)


@pytest.mark.parametrize("content", [b"", b"7", bytes(range(256)) * 40_000], ids=len)
def test_what_is_written_is_read_back_and_is_listed(storage, content):
    storage.write(NOTE, content)
    assert storage.read(NOTE) == content
    assert storage.holds(NOTE)
    assert storage.names("private/") == ["r0001.json"]
    assert storage.every_key() == [NOTE]


def test_the_later_of_two_contents_counts_and_what_is_removed_is_gone(storage):
    storage.write(NOTE, b"first, and longer")
    storage.write(NOTE, b"second")
    assert storage.read(NOTE) == b"second"
    storage.remove(NOTE)
    assert (storage.read(NOTE), storage.every_key(), storage.holds(NOTE)) == (None, [], False)


def test_names_are_those_directly_below_in_order(storage):
    for key in ("releases/r0002/b", "releases/r0001/a", "releases/corrections.json", "status.json"):
        storage.write(key, b"x")
    assert storage.names("releases/") == ["corrections.json", "r0001", "r0002"]
    assert storage.names("releases/r0001") == ["a"]
    assert storage.names("releases/r000") == []


def test_a_key_that_only_begins_like_another_is_another(storage):
    storage.write("private/r0001.json.bak", b"x")
    assert storage.read("private/r0001.json") is None
    assert not storage.holds("private/r0001.json")


def test_a_release_is_public_at_once_and_as_a_whole(storage):
    draft = storage.draft("r0001")
    draft.fill(FILES)
    assert not storage.holds(TOLD)
    assert not storage.is_public("r0001")
    assert draft.name in storage.names("releases/")
    draft.publish()
    assert storage.is_public("r0001")
    assert storage.names("releases/") == ["r0001"]
    assert {name: storage.read(f"releases/r0001/{name}") for name in FILES} == FILES


def test_a_second_release_of_an_id_is_refused_and_the_first_stays(storage):
    published(storage)
    with pytest.raises(SurveyError):
        published(storage, {"counts.parquet": b"other", MANIFEST: b"another"})
    with pytest.raises(SurveyError):
        published(storage, FILES | {MANIFEST: b"another"})
    assert storage.read(TOLD) == b"manifest"
    assert storage.read(FILE) == b"counts"


def test_of_a_draft_that_was_left_nothing_stays(storage):
    draft = storage.draft("r0001")
    draft.fill(FILES)
    storage.discard(draft.name)
    assert storage.names("releases/") == []
    assert [key for key in storage.every_key() if "r0001" in key] == []
    assert published(storage).name not in storage.names("releases/")


def test_discarding_what_is_left_of_a_draft_takes_nothing_of_what_was_published(storage):
    published(storage)
    left = storage.draft("r0001")
    storage.discard(left.name)
    assert storage.names("releases/") == ["r0001"]
    assert storage.read(FILE) == b"counts"


def test_a_file_on_this_machine_has_the_content(storage):
    published(storage)
    sum_of = hashlib.sha256(b"counts").hexdigest()
    for checksum in (None, sum_of, sum_of):
        assert storage.local(FILE, checksum).read_bytes() == b"counts"
        assert storage.read(FILE, checksum) == b"counts"
    assert storage.local(TOLD, None).read_bytes() == b"manifest"


def test_a_content_with_another_checksum_is_read_as_it_is(storage):
    published(storage)
    other = hashlib.sha256(b"other").hexdigest()
    assert storage.read(FILE, other) == b"counts"
    assert storage.local(FILE, other).read_bytes() == b"counts"


def test_one_publishes_at_a_time_and_the_next_when_he_is_done(storage):
    for _ in range(2):
        with storage.publishing() as hold:
            hold.confirm()
            with pytest.raises(NotYet, match="Another process is publishing"):
                storage.publishing().__enter__()
            hold.confirm()


def test_an_error_while_publishing_ends_it(storage):
    with pytest.raises(ValueError, match="of the program"), storage.publishing():
        raise ValueError("of the program")
    with storage.publishing() as hold:
        hold.confirm()


def test_one_reads_the_source_until_he_gives_it_up(storage):
    first, second = storage.duty(), storage.duty()
    assert first.held()
    assert (second.held(), first.held(), first.taken) == (False, True, True)
    first.release()
    assert not first.taken
    assert second.held()
    assert not first.held()
    second.release()


def test_publishing_and_reading_are_two_rights(storage):
    duty = storage.duty()
    assert duty.held()
    with storage.publishing() as hold:
        hold.confirm()
        assert duty.held()
    duty.release()


def test_a_store_is_made_anew_where_there_is_none(storage):
    files = {"status.json": b"{}", NOTE: b"note", FILE: b"counts", TOLD: b"manifest"}
    storage.fill(files)
    assert {key: storage.read(key) for key in files} == files
    with pytest.raises(SurveyError, match="is not empty"):
        storage.fill({"private/other": b"x"})
    assert storage.read("private/other") is None


def test_private_notes_are_read_back_as_what_they_are(storage):
    notes = PrivateNotes(storage)
    assert notes.names() == []
    assert notes.note("note.json", dict) is None
    notes.keep("note.json", {"responses": 7})
    assert notes.note("note.json", dict) == {"responses": 7}
    notes.keep_file("note.json", b"{")
    with pytest.raises(SurveyError, match=r"The private file note\.json is damaged"):
        notes.note("note.json", dict)


def test_nobody_without_an_account_can_read_the_private_notes(storage):
    storage.write(NOTE, b"exact counts")
    assert not storage.is_open_to_anybody("private/")
