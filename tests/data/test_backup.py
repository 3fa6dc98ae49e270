"""A store goes into one file and comes back as it was; a file that was changed does not."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import stat
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.errors import NotYet, SurveyError
from data.adding import publishing
from data.api.released import Released
from data.backup import SUMS, backup, restore
from data.publish import publish
from data.reading import survey_of
from data.releases import Store
from data.status import read_status
from tests.data.test_stored_releases import FIRST as OLD
from tests.data.test_stored_releases import STORED
from tests.surveys import NOON, people, write_sheet

FIRST = "r0002.4"


@pytest.fixture
def store(shipped, tmp_path):
    """A store with a release, its private counts, and things that are not the store's."""
    found = Store(shutil.copytree(shipped.store, tmp_path / "store"))
    found.notes.keep("intake.json", {"rows": 154})
    (found.folder / "status.json").write_text("{}")
    (found.folder / "status.json").chmod(0o600)
    (found.folder / "notes.txt").write_text("somebody's own")
    (found.folder / "releases" / ".draft-1").mkdir()
    (found.folder / "private" / "elsewhere").symlink_to("/etc/hostname")
    return found


def content(folder):
    """Every file of a store with its rights, but for what is not the store's."""
    names = [each for each in folder.rglob("*") if each.is_file() and not each.is_symlink()]
    return {
        each.relative_to(folder).as_posix(): (each.read_bytes(), stat.S_IMODE(each.stat().st_mode))
        for each in names
        if each.name not in ("notes.txt", ".publishing")
    }


def changed(file, change):
    """The backup with its files changed by a function of name -> content."""
    with zipfile.ZipFile(file) as made:
        held = {name: made.read(name) for name in made.namelist()}
    change(held)
    with zipfile.ZipFile(file, "w") as made:
        for name, said in held.items():
            made.writestr(name, said)


def test_a_store_comes_back_as_it_was(store, tmp_path):
    digest = backup(store, tmp_path / "kept.zip")
    new = Store(tmp_path / "new" / "store")
    new.folder.parent.mkdir()
    assert restore(tmp_path / "kept.zip", new, digest) == [FIRST]
    assert content(new.folder) == content(store.folder)
    assert new.load(FIRST).manifest == store.load(FIRST).manifest


def test_what_is_private_is_open_to_its_owner_alone(store, tmp_path):
    backup(store, tmp_path / "kept.zip")
    assert stat.S_IMODE((tmp_path / "kept.zip").stat().st_mode) == 0o600
    new = Store(tmp_path / "new")
    restore(tmp_path / "kept.zip", new)
    assert stat.S_IMODE(new.private.stat().st_mode) == 0o700
    assert {stat.S_IMODE(each.stat().st_mode) for each in new.private.iterdir()} == {0o600}
    assert stat.S_IMODE((new.folder / "status.json").stat().st_mode) == 0o600


def test_the_survey_goes_on_from_a_restored_store(store, shipped, tmp_path):
    backup(store, tmp_path / "kept.zip")
    restore(tmp_path / "kept.zip", Store(tmp_path / "new"))
    more = write_sheet(Path(tmp_path / "more.csv"), people(120, 130))
    shutil.copy(more, tmp_path / "answers.csv")
    here = replace(shipped, store=tmp_path / "new")
    with pytest.raises(NotYet):  # the same answers: the private counts tell that nothing changed
        publish(here, NOON)


def test_the_same_store_gives_the_same_file(store, tmp_path):
    one, other = (backup(store, tmp_path / name) for name in ("one.zip", "other.zip"))
    assert one == other


def spoil(name, content):
    return lambda held: held.update({name: content})


RELEASED = f"releases/{FIRST}/counts.parquet"
TAMPERED = {
    "a released number": spoil(RELEASED, b"other"),
    "a private number": spoil(f"private/{FIRST}.json", b"{}"),
    "a file more": spoil("private/more.json", b"{}"),
    "a file less": lambda held: held.pop(RELEASED),
    "no checksums": lambda held: held.pop(SUMS),
    "nonsense for checksums": spoil(SUMS, b"\xff\x00"),
}


@pytest.mark.parametrize("change", TAMPERED.values(), ids=TAMPERED)
def test_a_backup_that_was_changed_is_refused_and_nothing_is_written(store, tmp_path, change):
    backup(store, tmp_path / "kept.zip")
    changed(tmp_path / "kept.zip", change)
    with pytest.raises(SurveyError, match="damaged or was changed"):
        restore(tmp_path / "kept.zip", Store(tmp_path / "new"))
    assert not (tmp_path / "new").exists()
    assert not list(tmp_path.glob(".restore-*"))


NAMES = ("../evil", "/tmp/evil", "private/../../evil", "releases/x/../../../e", "app.py")
NAMES += ("private/.hidden", "private/a/b", "releases/r0002.4/../x", "private\\..\\evil")


@pytest.mark.parametrize("name", NAMES)
def test_a_backup_can_t_write_elsewhere_even_with_the_right_checksum(store, tmp_path, name):
    backup(store, tmp_path / "kept.zip")

    def plant(held):
        held[name] = b"evil"
        held[SUMS] += f"{hashlib.sha256(b'evil').hexdigest()}  {name}\n".encode()

    changed(tmp_path / "kept.zip", plant)
    with pytest.raises(SurveyError):
        restore(tmp_path / "kept.zip", Store(tmp_path / "new"))
    assert not (tmp_path / "evil").exists()


def test_who_makes_the_checksums_anew_is_found_by_the_digest_kept_elsewhere(store, tmp_path):
    digest = backup(store, tmp_path / "kept.zip")
    name = f"private/{FIRST}.json"

    def rewrite(held):
        old = hashlib.sha256(held[name]).hexdigest()
        held[name] = b"{}"
        new = hashlib.sha256(b"{}").hexdigest()
        held[SUMS] = held[SUMS].replace(old.encode(), new.encode())

    changed(tmp_path / "kept.zip", rewrite)
    with pytest.raises(SurveyError, match="another SHA-256"):
        restore(tmp_path / "kept.zip", Store(tmp_path / "new"), digest)


@pytest.mark.parametrize("said", [b"", b"no zip", b"PK\x03\x04" + b"\0" * 100])
def test_what_is_no_backup_is_refused_in_words(tmp_path, said):
    (tmp_path / "x.zip").write_bytes(said)
    with pytest.raises(SurveyError, match="can't be read as a backup"):
        restore(tmp_path / "x.zip", Store(tmp_path / "new"))


def test_half_of_a_backup_is_refused(store, tmp_path):
    backup(store, tmp_path / "kept.zip")
    whole = (tmp_path / "kept.zip").read_bytes()
    for part in (whole[: len(whole) // 2], whole[:-10], whole[100:]):
        (tmp_path / "part.zip").write_bytes(part)
        with pytest.raises(SurveyError):
            restore(tmp_path / "part.zip", Store(tmp_path / "new"))


def test_nothing_is_written_over(store, tmp_path):
    backup(store, tmp_path / "kept.zip")
    with pytest.raises(SurveyError, match="already"):
        backup(store, tmp_path / "kept.zip")
    with pytest.raises(SurveyError, match="not empty"):
        restore(tmp_path / "kept.zip", store)
    with pytest.raises(SurveyError, match="no release"):
        backup(Store(tmp_path / "nowhere"), tmp_path / "none.zip")
    assert not (tmp_path / "none.zip").exists()


def test_while_somebody_publishes_no_backup_is_made(store, tmp_path):
    with publishing(store), pytest.raises(NotYet):
        backup(store, tmp_path / "kept.zip")
    assert not list(tmp_path.glob("*.zip"))


def test_the_command_line_makes_and_reads_one(cli, store, tmp_path):
    told = cli("backup", "kept.zip", "--store", store.folder)
    assert told.code == 0
    digest, name = told.out.split()
    assert name == "kept.zip"
    wrong = cli("restore", "kept.zip", "--store", "new", "--sha256", "0" * 64)
    assert (wrong.code, "another SHA-256" in wrong.err) == (1, True)
    right = cli("restore", "kept.zip", "--store", "new", "--sha256", digest.upper())
    assert (right.code, right.out) == (0, f"{FIRST}\n")
    assert cli("restore", "missing.zip").code == 2


class TestStoreOfAnEarlierSchema:
    @pytest.fixture
    def old(self, shipped, tmp_path):
        """A store that version 1 of the schema left, of the survey that goes on."""
        found = Store(tmp_path / "old")
        shutil.copytree(STORED / "schema-1", found.releases)
        manifest = found.releases / OLD / "manifest.json"
        told = json.loads(manifest.read_bytes()) | {"survey": survey_of(shipped)[0]}
        manifest.write_text(json.dumps(told))
        return found

    def test_it_goes_on_being_read_and_can_be_kept(self, old, tmp_path):
        backup(old, tmp_path / "kept.zip")
        new = Store(tmp_path / "new")
        assert restore(tmp_path / "kept.zip", new) == [OLD]
        assert new.newest().manifest.schema_version == 1
        assert Released(new).file("latest", "counts.parquet").release == OLD
        assert read_status(new.folder) is None

    def test_nothing_is_published_beside_it_that_could_be_subtracted(self, old, shipped):
        with pytest.raises(SurveyError, match=f"private counts of release {OLD} are missing"):
            publish(replace(shipped, store=old.folder), NOON)
        assert old.ids() == [OLD]

    def test_the_next_wave_begins_a_new_store(self, old, shipped, tmp_path):
        assert publish(replace(shipped, store=tmp_path / "next"), NOON) == "r0002"
        assert old.newest().manifest.schema_version == 1


def test_a_bytes_for_bytes_copy_is_a_zip_others_can_open(store, tmp_path):
    backup(store, tmp_path / "kept.zip")
    with zipfile.ZipFile(io.BytesIO((tmp_path / "kept.zip").read_bytes())) as made:
        assert made.testzip() is None
        assert made.namelist()[0] == SUMS
        assert "notes.txt" not in made.namelist()
