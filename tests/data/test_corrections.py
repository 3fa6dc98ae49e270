"""A release that was wrong says so wherever it is cited, and its own files stay as they are."""

from __future__ import annotations

import json
import shutil
import stat
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import NotYet, SurveyError
from analysis.release.citing import citation
from analysis.release.corrections import Correction, as_cited, of_release
from data.adding import publishing
from data.backup import backup, restore
from data.correcting import correct
from data.corrections import KEY, LARGEST, LONGEST, as_json, read, visible
from data.releases import Store
from data.storage.folder import FolderStorage
from tests.served import Served

FIRST, SECOND, OTHER = "r0002.4", "2026-11-25.1", "2026-11-26.1"
LATER = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
WHY = "The wave Q2 was counted twice."
TOLD = Correction(FIRST, "2026-11-25T09:30:00+00:00", WHY, SECOND)


@pytest.fixture
def store(shipped, tmp_path):
    """Two releases of one survey, and one of another."""
    found = Store(shutil.copytree(shipped.store, tmp_path / "store"))
    for name, survey in ((SECOND, None), (OTHER, "another-1")):
        shutil.copytree(found.releases / FIRST, found.releases / name)
        file = found.releases / name / "manifest.json"
        said = json.loads(file.read_text("utf-8")) | {"id": name}
        file.write_text(json.dumps(said | ({"survey": survey} if survey else {})), "utf-8")
    return found


def content(folder):
    return {each: each.read_bytes() for each in sorted(folder.rglob("*")) if each.is_file()}


def test_a_correction_is_written_beside_the_releases_and_touches_none(store):
    before = {name: content(store.releases / name) for name in store.ids()}
    assert store.corrections() == ()
    assert correct(store, FIRST, WHY, SECOND, LATER) == TOLD
    assert store.corrections() == (TOLD,)
    assert {name: content(store.releases / name) for name in store.ids()} == before
    assert stat.S_IMODE((store.releases / "corrections.json").stat().st_mode) == 0o644


def test_the_list_on_the_command_line_marks_it(store, cli):
    correct(store, FIRST, WHY, SECOND, LATER)
    wrong, right = (
        next(
            line
            for line in cli("releases", "--store", str(store.folder)).out.splitlines()
            if line.startswith(name)
        )
        for name in (FIRST, SECOND)
    )
    assert wrong.endswith(f"  Corrected 2026-11-25: use release {SECOND}.")
    assert "Corrected" not in right


def test_entries_are_added_and_never_taken_out(store):
    correct(store, FIRST, WHY, None, LATER)
    correct(store, SECOND, "Another reason.", None, LATER)
    correct(store, FIRST, "More of it.", SECOND, LATER + timedelta(days=1))
    assert [each.release for each in store.corrections()] == [FIRST, SECOND, FIRST]
    ours = of_release(reversed(store.corrections()), FIRST)
    assert [each.because for each in ours] == [WHY, "More of it."]


def test_its_moment_is_told_in_utc(store):
    there = datetime(2026, 11, 25, 1, 0, tzinfo=timezone(timedelta(hours=2)))
    assert correct(store, FIRST, WHY, None, there).at == "2026-11-24T23:00:00+00:00"


@pytest.mark.parametrize(
    ("release", "because", "by"),
    [
        ("2030-01-01.1", WHY, None),
        ("../private", WHY, None),
        ("corrections.json", WHY, None),
        (FIRST, WHY, "2030-01-01.1"),
        (FIRST, WHY, FIRST),
        (FIRST, WHY, OTHER),  # a release of another survey
        (FIRST, "", None),
        (FIRST, " \u202e\u200b\n ", None),  # nothing of it can be seen
        (FIRST, "x" * (LONGEST + 1), None),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(store, release, because, by):
    with pytest.raises(SurveyError):
        correct(store, release, because, by, LATER)
    assert not (store.releases / "corrections.json").exists()


def test_while_somebody_publishes_nothing_is_written(store):
    with publishing(store), pytest.raises(NotYet):
        correct(store, FIRST, WHY, None, LATER)
    assert store.corrections() == ()


@given(st.text(max_size=LONGEST))
def test_a_reason_reads_back_as_it_was_written(tmp_path_factory, said):
    told = visible(said)
    assert visible(told) == told
    if told:
        storage = FolderStorage(tmp_path_factory.getbasetemp() / "log")
        log = (Correction(FIRST, TOLD.at, told[:LONGEST].strip(), None),)
        storage.write(KEY, as_json(log))
        assert read(storage) == log


def entry(**changed):
    return {"release": FIRST, "at": TOLD.at, "because": WHY, "by": SECOND} | changed


@pytest.mark.parametrize(
    "held",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"[" * 100_000,
        b"\xff",
        json.dumps({"corrections": {}}).encode(),
        *(
            json.dumps({"corrections": [entry(**said)]}).encode()
            for said in (
                {"release": "../x"}, {"release": 1}, {"at": "yesterday"}, {"at": "2026-11-25"},
                {"because": ""}, {"because": "x" * 501}, {"because": "a\u202eb"},
                {"because": "two\nlines"}, {"because": ["x"]}, {"by": "somebody"}, {"more": 1},
            )
        ),
        json.dumps({"corrections": [entry()] * 1001}).encode(),
        b" " * (LARGEST + 1),
    ],
)  # fmt: skip
def test_a_log_that_was_tampered_with_is_not_taken_for_an_empty_one(store, held):
    (store.releases / "corrections.json").write_bytes(held)
    with pytest.raises(SurveyError) as refused:
        store.corrections()
    assert "correction log can't be read" in refused.value.problem


def test_backup_and_restore_keep_it(store, tmp_path):
    correct(store, FIRST, WHY, SECOND, LATER)
    shutil.rmtree(store.releases / OTHER)
    backup(store, tmp_path / "kept.zip")
    again = Store(tmp_path / "again")
    restore(tmp_path / "kept.zip", again)
    assert again.corrections() == (TOLD,)
    assert stat.S_IMODE((again.releases / "corrections.json").stat().st_mode) == 0o644


def test_the_citation_says_it_in_front_of_the_checksum(store):
    manifest = store.manifest(FIRST)
    plain, corrected = citation(manifest), citation(manifest, [TOLD])
    assert f"Corrected 2026-11-25: use release {SECOND}. SHA-256" in corrected
    assert corrected.replace(f"{as_cited([TOLD])} ", "") == plain
    assert as_cited([Correction(FIRST, TOLD.at, WHY)]).endswith("see the correction log.")
    assert as_cited([]) == ""


def test_the_command_writes_it_and_says_what_it_wrote(cli, store):
    told = cli("correct", FIRST, "--because", WHY, "--by", SECOND, "--store", store.folder)
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith(f"{FIRST}  ")
    assert told.out.endswith(f"  {WHY}\n")
    (found,) = store.corrections()
    assert (found.because, found.by) == (WHY, SECOND)
    assert cli("correct", "2030-01-01.1", "--because", WHY, "--store", store.folder).code == 1
    assert cli("correct", FIRST, "--store", store.folder).code == 2


def test_the_api_tells_it_beside_the_files_that_stay(store):
    manifest = store.file(FIRST, "manifest.json").read_bytes()
    with Served(store.folder) as server:
        assert server.get("/api/corrections").json == {"corrections": []}
        correct(store, FIRST, WHY, SECOND, LATER)
        assert server.get("/api/corrections").json == {"corrections": [entry()]}
        told = {
            each["id"]: each["corrections"] for each in server.get("/api/releases").json["releases"]
        }
        assert (told[FIRST], told[SECOND]) == ([entry()], [])
        assert server.get(f"/api/releases/{FIRST}").body == manifest
        rows = server.get(f"/api/releases/{FIRST}/rows/counts?cohort=").body.decode()
        assert f"Corrected 2026-11-25: use release {SECOND}." in rows


def test_the_api_says_so_where_the_log_can_not_be_read(store):
    (store.releases / "corrections.json").write_bytes(b"tampered")
    with Served(store.folder) as server:
        assert server.get("/api/corrections").status == 500
        listed = server.get("/api/releases").json["releases"]
        assert {each["corrections"] for each in listed} == {None}
        assert server.get(f"/api/releases/{FIRST}/rows/counts").status == 500
        assert server.get(f"/api/releases/{FIRST}/counts.parquet").status == 200
