"""What SURVEY_STORE may name, how an object store is connected to, and its copies on disk."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import pytest
from obstore.store import AzureStore, GCSStore, MemoryStore, S3Store

from analysis.errors import SurveyError
from data.secrets_file import add_secrets
from data.settings import from_environment
from data.storage import storage_at
from data.storage.address import ObjectAddress, place
from data.storage.client import connect, is_on_this_machine
from data.storage.copies import Copies, copies_folder
from data.storage.folder import FolderStorage
from data.storage.last_seen import SECONDS, LastSeen
from data.storage.objects import ObjectStorage
from data.storage.trouble import ACCOUNTS, trouble

SUM = hashlib.sha256(b"counts").hexdigest()


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("s3://bucket", ("s3", "bucket", "")),
        ("s3://bucket/", ("s3", "bucket", "")),
        ("s3://my-bucket.eu/a/b/", ("s3", "my-bucket.eu", "a/b")),
        ("gs://bucket//a", ("gs", "bucket", "a")),
        ("az://container/wellbeing 2026", ("az", "container", "wellbeing 2026")),
    ],
)
def test_an_address_is_a_bucket_and_a_prefix(said, address):
    found = place(said)
    assert (found.scheme, found.bucket, found.prefix) == address
    assert place(str(found)) == found
    assert from_environment({"SURVEY_STORE": said}).store == found


@pytest.mark.parametrize("said", [".store", "/var/lib/store", "a:b", "s3:/bucket", "C:\\store"])
def test_all_else_is_a_folder(said):
    assert place(said) == Path(said)
    assert isinstance(storage_at(place(said)), FolderStorage)


@pytest.mark.parametrize(
    "said",
    ["s3:///x", "http://host/x", "s3://id:key@bucket/x", "s3://b/../c", "gs://b/x?key=1"],
)
def test_what_is_no_address_is_refused_without_being_repeated(said):
    with pytest.raises(SurveyError) as caught:
        from_environment({"SURVEY_STORE": said})
    assert said not in f"{caught.value.problem} {caught.value.remedy}"


def test_each_scheme_has_its_client(monkeypatch):
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_NAME", "account")
    for scheme, kind in (("s3", S3Store), ("gs", GCSStore), ("az", AzureStore)):
        for anonymous in (False, True):
            client = connect(ObjectAddress(scheme, "bucket", "a/b"), anonymous=anonymous)
            assert isinstance(client, kind)
            assert str(client.prefix) == "a/b"


def test_an_account_that_is_missing_is_told_at_once(monkeypatch):
    for name in [*os.environ]:
        if name.startswith("AZURE_"):
            monkeypatch.delenv(name)
    with pytest.raises(SurveyError) as caught:
        connect(ObjectAddress("az", "container", ""))
    assert caught.value.problem == (
        "The store az://container can't be read: no credentials were found."
    )
    assert caught.value.remedy == ACCOUNTS["az"]


def test_a_key_that_stands_in_place_of_its_file_is_not_repeated(monkeypatch):
    monkeypatch.setenv("GOOGLE_SERVICE_ACCOUNT", '{"private_key": "the-secret"}')
    with pytest.raises(SurveyError, match="the file of its key can't be read") as caught:
        connect(ObjectAddress("gs", "bucket", ""))
    assert "the-secret" not in f"{caught.value.problem} {caught.value.remedy}"


@pytest.mark.parametrize(
    ("endpoint", "here"),
    [
        ("", False),
        ("http://127.0.0.1:9000", True),
        ("http://localhost:9000", True),
        ("http://minio:9000", False),
        ("http://127.0.0.1.example.org", False),
        ("https://s3.example.org", False),
    ],
)
def test_plain_http_is_taken_for_this_machine_only(endpoint, here):
    assert is_on_this_machine({"AWS_ENDPOINT_URL": endpoint}) is here


def test_what_an_error_holds_is_never_repeated():
    said = OSError("HTTP error for https://key:secret@host/?X-Amz-Signature=abc")
    told = trouble("s3://bucket", "read", said)
    assert told.problem == "The store s3://bucket can't be read: it can't be reached."
    assert "secret" not in f"{told.problem} {told.remedy}"


def test_its_account_may_stand_in_secrets_toml(tmp_path):
    file = tmp_path / "secrets.toml"
    file.write_text('AWS_ACCESS_KEY_ID = "id"\nAWS_ENDPOINT_URL_S3 = "https://s3"\nOTHER = "x"\n')
    env = {}
    add_secrets(env, [file])
    assert env == {"AWS_ACCESS_KEY_ID": "id", "AWS_ENDPOINT_URL_S3": "https://s3"}


class TestCopies:
    def test_one_is_had_by_its_checksum_alone(self, tmp_path):
        copies = Copies(tmp_path / "copies")
        assert (copies.path(SUM), copies.read(SUM)) == (None, None)
        assert copies.keep(b"counts").name == SUM
        assert copies.read(SUM) == b"counts"

    def test_nobody_else_can_read_or_change_them(self, tmp_path):
        copies = Copies(tmp_path / "copies")
        path = copies.keep(b"counts")
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(copies.folder.stat().st_mode) == 0o700

    @pytest.mark.parametrize("held", [b"", b"other!", b"count"])
    def test_one_that_was_changed_is_none(self, tmp_path, held):
        copies = Copies(tmp_path)
        copies.keep(b"counts")
        (tmp_path / SUM).write_bytes(held)
        assert (copies.path(SUM), copies.read(SUM)) == (None, None)

    def test_the_longest_unused_go_first(self, tmp_path):
        copies = Copies(tmp_path, most=250)
        paths = [copies.keep(bytes([number]) * 100) for number in range(2)]
        for age, path in enumerate(paths):
            os.utime(path, (1000 - age, 1000 - age))
        last = copies.keep(b"x" * 100)
        assert [path.exists() for path in (*paths, last)] == [True, False, True]

    def test_where_none_can_be_written_that_is_said(self, tmp_path):
        (tmp_path / "file").write_text("")
        with pytest.raises(SurveyError, match="Copies of the store can't be kept in") as caught:
            Copies(tmp_path / "file" / "copies").keep(b"counts")
        assert "SURVEY_CACHE" in caught.value.remedy

    def test_a_store_is_read_all_the_same(self, tmp_path):
        (tmp_path / "file").write_text("")
        storage = ObjectStorage("a store", MemoryStore(), Copies(tmp_path / "file" / "copies"))
        storage.write("releases/r0001/counts.parquet", b"counts")
        assert storage.read("releases/r0001/counts.parquet", SUM) == b"counts"

    def test_they_lie_where_the_operator_says_or_in_a_folder_of_this_account(
        self, tmp_path, monkeypatch
    ):
        assert copies_folder({"SURVEY_CACHE": "/cache"}) == Path("/cache")
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        folder = copies_folder({})
        assert folder.parent == tmp_path
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        folder.rmdir()
        folder.symlink_to(tmp_path / "of-somebody-else")
        assert copies_folder({}) != folder


class TestLastSeen:
    @pytest.fixture
    def seconds(self):
        return [0.0]

    @pytest.fixture
    def storage(self, tmp_path):
        return ObjectStorage("a store", MemoryStore(), Copies(tmp_path))

    @pytest.fixture
    def shown(self, storage, seconds):
        return LastSeen(storage, stopwatch=lambda: seconds[0])

    def test_what_was_written_since_is_seen_some_seconds_later(self, storage, shown, seconds):
        storage.write("status.json", b"old")
        assert shown.read("status.json") == b"old"
        storage.write("status.json", b"new")
        assert shown.read("status.json") == b"old"
        seconds[0] = SECONDS
        assert shown.read("status.json") == b"new"

    def test_what_is_gone_is_not_shown_for_longer(self, storage, shown, seconds):
        storage.write("releases/r0001/manifest.json", b"{}")
        assert shown.names("releases/") == ["r0001"]
        assert shown.holds("releases/r0001/manifest.json")
        storage.remove("releases/r0001/manifest.json")
        seconds[0] = SECONDS
        assert shown.names("releases/") == []
        assert not shown.holds("releases/r0001/manifest.json")

    def test_a_file_with_a_checksum_is_never_an_older_one(self, storage, shown):
        key = "releases/r0001/counts.parquet"
        storage.write(key, b"other")
        assert shown.read(key, SUM) == b"other"
        storage.write(key, b"counts")
        assert shown.read(key, SUM) == b"counts"
