"""The store keeps releases whole: nothing half-written is listed, nothing changed is shown."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import timedelta

import pytest

from analysis.errors import SurveyError
from data.adding import add
from data.releases import Store
from tests.surveys import NOON

FILES = ("counts.parquet", "estimates.parquet", "items.parquet", "codebook.json")
FILES += ("methods.json", "package.zip")
FIRST, SECOND = "r0002.4", "r0003"


@pytest.fixture
def store(shipped, tmp_path):
    """A store with two whole releases of one survey."""
    two = Store(tmp_path / "store")
    for name in (FIRST, SECOND):
        shutil.copytree(shipped.store / "releases" / FIRST, two.releases / name)
        manifest = two.releases / name / "manifest.json"
        manifest.write_text(manifest.read_text("utf-8").replace(FIRST, name), "utf-8")
    return two


def spoil(path, how):
    content = path.read_bytes()
    if how == "gone":
        path.unlink()
    else:
        path.write_bytes({"cut short": content[:-1], "changed": content[:-1] + b"!"}[how])


def test_releases_are_listed_by_when_they_were_cut_whatever_they_are_called(shipped):
    store = Store(shipped.store)
    manifest = store.manifest(FIRST)
    first, then, last = (f"2026-11-2{day}T12:00:00+00:00" for day in (1, 2, 3))
    cut = {"r0001": last, "r0010": last, "r0010.3": last, "r0009": then, "r0011": first}
    cut |= dict.fromkeys(("2026-11-22.10", "2026-11-22.9", "2026-01-01.1"), first)
    there = Store(shipped.store.parent / "many")
    for name, moment in cut.items():
        add(there, replace(manifest, id=name, created=moment), {})
    assert there.ids() == [
        *("r0010.3", "r0010", "r0001", "r0009", "2026-11-22.10", "2026-11-22.9"),
        *("r0011", "2026-01-01.1"),
    ]
    assert [each.id for each in there.manifests()] == there.ids()


def test_moments_of_other_time_zones_are_compared_as_moments(shipped, tmp_path):
    manifest, there = Store(shipped.store).manifest(FIRST), Store(tmp_path)
    for name, moment in (("r0001", "2026-11-22T12:00:00+02:00"), ("r0002", "2026-11-22T11:00:00Z")):
        add(there, replace(manifest, id=name, created=moment), {})
    assert there.ids() == ["r0002", "r0001"]


def test_it_is_never_earlier_than_when_the_newest_release_was_cut(shipped, tmp_path):
    store = Store(shipped.store)
    assert store.moment(NOON - timedelta(days=365)) == NOON
    assert store.moment(NOON + timedelta(days=1)) == NOON + timedelta(days=1)
    assert Store(tmp_path).moment(NOON) == NOON


def test_an_empty_or_absent_store_has_no_releases(tmp_path):
    (tmp_path / "file").write_text("")
    for folder in (tmp_path, tmp_path / "nowhere", tmp_path / "file"):
        store = Store(folder)
        assert (store.ids(), store.newest(), store.intake_report()) == ([], None, None)


def test_what_is_not_a_whole_release_is_not_listed(store):
    for name in (".draft-x1", "r0004", "notes", "2026-11-22"):
        (store.releases / name).mkdir()
    shutil.copy(store.releases / FIRST / "manifest.json", store.releases / ".draft-x1")
    shutil.copy(store.releases / FIRST / "manifest.json", store.releases / "notes")
    assert store.ids() == [SECOND, FIRST]


@pytest.mark.parametrize(
    "files",
    [
        {"counts.parquet": b"first", "no/such/folder": b"second"},
        {"counts.parquet": b"first", "items.parquet": None},
    ],
    ids=["a file that can't be written", "a fault of the program"],
)
def test_what_fails_halfway_leaves_nothing_behind(store, files):
    manifest = store.manifest(FIRST)
    before = sorted(each.name for each in store.releases.iterdir())
    with pytest.raises((SurveyError, TypeError)):
        add(store, type(manifest)(**{**vars(manifest), "id": "r0004"}), files)
    assert sorted(each.name for each in store.releases.iterdir()) == before


def test_a_release_is_never_written_over(store):
    with pytest.raises(SurveyError, match=f"holds another release {FIRST}, and releases never"):
        add(store, store.manifest(FIRST), {"counts.parquet": b"other"})
    assert store.load(FIRST).id == FIRST
    assert store.ids() == [SECOND, FIRST]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("how", ["changed", "cut short", "gone"])
def test_a_changed_file_is_refused_and_the_release_before_is_shown(store, name, how):
    spoil(store.releases / SECOND / name, how)
    with pytest.raises(SurveyError) as caught:
        store.load(SECOND)
    assert caught.value.problem == (
        f"Release {SECOND} is damaged: {name} is not what was published."
    )
    assert store.newest().id == FIRST


@pytest.mark.parametrize(
    "said",
    [b"", b"{", b"[]", b"null", b"{}", b'"x"', b"\xff\xfe"],
)
def test_a_damaged_manifest_is_refused_and_the_release_before_is_shown(store, said):
    (store.releases / SECOND / "manifest.json").write_bytes(said)
    with pytest.raises(SurveyError, match=r"is damaged: manifest\.json"):
        store.load(SECOND)
    assert store.newest().id == FIRST


@pytest.mark.parametrize("files", [{}, None, {"counts.parquet": "0"}])
def test_a_manifest_without_its_checksums_is_refused(store, files):
    path = store.releases / SECOND / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()) | {"files": files}))
    with pytest.raises(SurveyError):
        store.load(SECOND)
    assert store.newest().id == FIRST


def test_with_every_release_damaged_there_is_none(store):
    for name in (FIRST, SECOND):
        spoil(store.releases / name / "items.parquet", "gone")
    assert store.newest() is None


def test_a_manifest_of_a_later_version_with_more_keys_is_read(store):
    path = store.releases / SECOND / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()) | {"colour": "blue"}))
    assert store.manifest(SECOND).id == SECOND


def test_a_loaded_release_holds_what_was_published(shipped):
    release = Store(shipped.store).load(FIRST)
    assert release.manifest.created_at == NOON
    assert release.codebook.id == "tiny"
    assert [wave.code for wave in release.codebook.questions["wave"].waves] == ["2026-q3"]
    assert release.comparison("strain").verdict == "higher"
    assert release.values("region") == ("north", "south")


def test_a_release_loaded_for_look_ups_alone_says_the_same_in_less_memory(shipped):
    whole = Store(shipped.store).load(FIRST)
    compact = Store(shipped.store).load(FIRST, compact=True)
    for indicator in whole.measures:
        for cohort in whole.estimates["cohort"].unique():
            assert compact.figures(indicator, cohort) == whole.figures(indicator, cohort)
            assert compact.bands(indicator, cohort) == whole.bands(indicator, cohort)
    assert compact.heads() == whole.heads()
    assert compact.answers("tired") == whole.answers("tired")
    held = (each.estimates.memory_usage(deep=True).sum() for each in (compact, whole))
    assert next(held) < next(held) / 2


@pytest.mark.parametrize("name", ["", "latest", "2026-11-22", "r0004", "../private", "."])
def test_a_release_that_is_not_there_is_said_so_with_what_is(store, name):
    for asked in (store.manifest, store.load):
        with pytest.raises(SurveyError) as caught:
            asked(name)
        assert caught.value.problem == f"There is no release {name!r}."
        assert caught.value.remedy == f"The newest are: {SECOND}, {FIRST}."


@pytest.mark.parametrize(
    "name", ["", "..", "../../private/intake.json", "counts.csv", "/etc/passwd", "manifest.json/"]
)
def test_only_the_files_of_a_release_can_be_had(store, name):
    with pytest.raises(SurveyError, match="has no file"):
        store.file(FIRST, name)
    assert store.file(FIRST, "manifest.json").is_file()
    assert store.file(FIRST, "counts.parquet").is_file()


@pytest.mark.parametrize("lacking", ["used", "questions", "doubts"])
def test_a_report_of_an_earlier_version_is_none_until_the_next_reading(shipped, store, lacking):
    said = Store(shipped.store).notes.note("intake.json", dict)
    store.notes.keep("intake.json", said)
    assert store.intake_report().used == 154
    store.notes.keep("intake.json", {name: said[name] for name in said if name != lacking})
    assert store.intake_report() is None
