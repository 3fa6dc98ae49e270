"""Whatever happens to the store, the disk, the clock and the process while a release is made."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from analysis.errors import NotYet, SurveyError
from data.explanations import explanation
from data.publish import publish
from data.rebuilding import REBUILT
from data.rebuilding import RESTORE as SAME_ROWS
from data.refresher import Refresher
from data.releases import Store
from data.status import read_status
from tests.faults.declared import AS_BEFORE, BANNER, NOTHING, Declared
from tests.faults.sheet_faults import share
from tests.pages.stores import plain, read
from tests.served import Served
from tests.surveys import NOON

ROOT = Path(__file__).parents[2]
FIRST, SECOND = "r0001", "r0003"
FILES = "The disk and the files"
ROOM = "Make room on its disk; what was published before is whole."
ELSEWHERE = "Set SURVEY_STORE (or --store) to a folder this account may write to."
TEMPORARY = "Make room there, or set TMPDIR to a folder that has some."
RESTORE = "Restore it from a backup, or remove its folder; an older release is shown meanwhile."


def in_this_file(name):
    return f"tests/faults/test_store_faults.py::{name}"


def in_lost_store(name):
    return f"tests/data/test_lost_store.py::{name}"


DECLARED = [
    Declared(
        FILES, "the disk is full", BANNER,
        f"The store ... can't be written: no space left on device. {ROOM}",
        in_this_file("test_a_full_disk_is_told_and_costs_nothing"),
    ),
    Declared(
        FILES, "a file may not grow (quota, `RLIMIT_FSIZE`)", BANNER,
        f"The store ... can't be written: file too large. {ROOM}",
        in_this_file("test_nor_does_a_limit_of_what_may_be_written"),
    ),
    Declared(
        FILES, "the disk for temporary files is full", BANNER,
        f"The SPSS files can't be written to ..., where they are made. {TEMPORARY}",
        in_this_file("test_nor_does_a_limit_of_what_may_be_written"),
    ),
    Declared(
        FILES, "the store turns read-only", BANNER,
        f"The store ... can't be written: read-only file system. {ELSEWHERE}",
        in_this_file("test_a_store_that_turns_read_only_is_told_and_read_on"),
    ),
    Declared(
        FILES, "a file of the newest release is changed, cut short or gone",
        "the release before it, and that the newest can't be shown",
        f"Release {SECOND} is damaged: counts.parquet is not what was published. {RESTORE}",
        in_this_file("test_of_a_tampered_release_the_one_before_is_shown_and_none_is_cut_upon_it"),
    ),
    Declared(
        FILES, "the manifest of a release is damaged or gone", "the release before it",
        f"Release {SECOND} is damaged: manifest.json is not what was published. {RESTORE}",
        in_this_file("test_nothing_is_published_over_a_gap_in_the_chain"),
    ),
    Declared(
        FILES, "a release's folder is removed", "the release before it", "",
        "tests/data/test_removed_releases.py::"
        "test_removing_a_release_changes_nothing_of_the_next_one",
    ),
    Declared(
        FILES, "the same, and the private folder's copy of it is lost", "the release before it",
        f"Release {SECOND} is not in the store, and what it published was not kept, so that "
        "nothing new can be held against it. Put its folder back from a backup. Where it never was "
        f"public, remove private/{SECOND}.* instead.",
        "tests/data/test_removed_releases.py::"
        "test_of_one_removed_under_an_earlier_version_it_is_said_that_nothing_can_be_held_to_it",
    ),
    Declared(
        FILES, "the private counts are lost", NOTHING, REBUILT % FIRST,
        in_lost_store("test_private_counts_that_are_lost_are_rebuilt_as_they_were"),
    ),
    Declared(
        FILES, "the same, and old rows of the sheet were edited or deleted", BANNER,
        f"The private counts of release {SECOND} are lost, and the first 200 responses of the "
        f"sheet no longer give its numbers, so nothing new can be published. {SAME_ROWS}",
        in_lost_store("test_where_the_rows_are_others_now_nothing_is_cut"),
    ),
    Declared(
        FILES, "the whole store is lost, which held one release", "the same release, cut again", "",
        in_lost_store("test_after_a_loss_the_same_release_is_cut_until_the_next_block_is_whole"),
    ),
    Declared(
        "Processes", "SIGKILL at 100 random instants of reading and publishing", AS_BEFORE, "",
        in_this_file("test_a_hundred_kills_leave_no_half_release_and_lose_none"),
    ),
    Declared(
        "Processes", "two publish at once", AS_BEFORE,
        "Another process is publishing to this store. Try again in a minute.",
        in_this_file("test_of_two_who_publish_at_once_one_does"),
    ),
    Declared(
        "Processes", "the process that reads the survey is killed", NOTHING, "",
        "tests/data/test_refresher_duty.py::"
        "test_two_servers_read_one_source_once_and_one_goes_on_when_the_other_is_killed",
    ),
    Declared(
        "Processes", "the process that reads the survey hangs", NOTHING, "",
        "tests/data/test_refresher_duty.py::"
        "test_a_holder_that_hangs_is_relieved_and_finds_out_when_it_wakes",
    ),
    Declared(
        "Processes", "a reading that lasts, or publishing", NOTHING, "",
        in_this_file("test_while_the_survey_is_read_the_server_answers"),
    ),
    Declared(
        "The clock", "is put back by a year", NOTHING, "",
        in_this_file("test_a_clock_that_jumps_changes_no_order_and_cuts_no_release_too_many"),
    ),
    Declared(
        "The clock", "jumps ahead by ten years", NOTHING, "",
        in_this_file("test_a_clock_that_jumps_changes_no_order_and_cuts_no_release_too_many"),
    ),
    Declared(
        "The clock", "is wrong when Google signs the account in", BANNER,
        "Google refused to sign ... in, because this computer's clock is wrong. Set the clock, "
        "best by network time, and try again.",
        "tests/data/test_sources_sheets_faults.py::test_a_clock_that_is_wrong",
    ),
]  # fmt: skip


@pytest.fixture
def more(survey):
    """Enough answers for a second release; returns one reading of them."""
    share(survey.server, 100, 100)
    return lambda: Refresher(survey.settings, now=lambda: NOON).once()


@pytest.fixture
def store(survey):
    return Store(survey.settings.store)


@pytest.fixture
def disk(survey, tmp_path):
    """Moves the store to a disk of its own of 4 MB; None where none can be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=4m", "survey", str(folder)]
    if shutil.which("mount") and subprocess.run(words, capture_output=True).returncode == 0:
        survey.settings = replace(
            survey.settings, store=shutil.copytree(survey.settings.store, folder / "store")
        )
        yield folder
        subprocess.run(["umount", "-l", str(folder)], check=True)
    else:
        yield None


def is_as_before(store, visit, settings):
    """Fails where a release is not whole, or the page does not show the first one."""
    assert store.ids() == [FIRST]
    assert store.verified(FIRST)
    page = visit(settings)
    (banner,) = page.warning
    assert f"What you see is release {FIRST}" in plain(banner.value)
    assert str(store.folder) not in read(page)
    assert page.get("plotly_chart")


@contextlib.contextmanager
def at_most(size):
    """No file of this process grows beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


@pytest.mark.parametrize("free", [0, 2_000, 50_000])
def test_a_full_disk_is_told_and_costs_nothing(survey, disk, more, visit, free):
    """Full at once, or when the private counts, or the release itself, are written."""
    if disk is None:  # not allowed to mount: the next test has the same by another way
        return
    store = Store(survey.settings.store)
    ballast = disk / "ballast"
    with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
        while file.write(b"x" * 4096):
            pass
    os.truncate(ballast, max(0, ballast.stat().st_size - free))
    status = more()
    assert status.state == "stale"
    why = explanation(store)
    assert why.problem == f"The store {store.folder} can't be written: no space left on device."
    assert why.remedy == ROOM
    assert read_status(store.folder) == status
    is_as_before(store, visit, survey.settings)
    ballast.unlink()
    assert more().state == "ok"
    assert store.ids() == [SECOND, FIRST]
    assert not list(store.releases.glob(".*"))


@pytest.mark.parametrize("size", [0, 5_000, 20_000])
def test_nor_does_a_limit_of_what_may_be_written(survey, store, more, visit, size):
    with at_most(size):
        status = more()
    temporary = tempfile.gettempdir()
    told = {
        f"The store {store.folder} can't be written: file too large.": ROOM,
        f"The SPSS files can't be written to {temporary}, where they are made.": TEMPORARY,
    }
    why = explanation(store)
    assert (status.state, why.remedy) == ("stale", told[why.problem])
    is_as_before(store, visit, survey.settings)
    assert more().state == "ok"
    assert store.ids() == [SECOND, FIRST]


def test_a_store_that_turns_read_only_is_told_and_read_on(survey, disk, store, more, visit):
    if disk is None:  # root writes through any permission, so only others can be shut out
        folder = survey.settings.store
        if os.geteuid() == 0:
            return
        folder.chmod(0o500)
        status = more()
        folder.chmod(0o700)
    else:
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        status = more()
        is_as_before(Store(survey.settings.store), visit, survey.settings)
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    assert status.state == "stale"
    why = explanation(Store(survey.settings.store))
    assert f"The store {survey.settings.store} can't be written" in why.problem
    assert why.remedy == ELSEWHERE
    assert more().state == "ok"
    assert Store(survey.settings.store).ids() == [SECOND, FIRST]


def spoil(file, how):
    content = file.read_bytes()
    changed = {"changed": content[:-1] + b"?", "cut short": content[:-1], "gone": None}[how]
    file.unlink() if changed is None else file.write_bytes(changed)


@pytest.mark.parametrize("how", ["changed", "cut short", "gone"])
def test_of_a_tampered_release_the_one_before_is_shown_and_none_is_cut_upon_it(
    survey, store, more, visit, how
):
    assert more().state == "ok"
    whole = store.verified(FIRST)
    spoil(store.releases / SECOND / "counts.parquet", how)
    page = visit(survey.settings)
    assert "The newest release can't be shown" in plain(page.warning[0].value)
    with Served(store.folder) as server:
        assert server.get("/api/releases/latest").json["id"] == FIRST
        assert server.get(f"/api/releases/{SECOND}/counts.parquet").status == 500
    share(survey.server, 150, 150)
    Refresher(survey.settings, now=lambda: NOON).once()
    why = explanation(store)
    assert (why.problem, why.remedy) == (
        f"Release {SECOND} is damaged: counts.parquet is not what was published.", RESTORE,
    )  # fmt: skip
    assert store.ids() == [SECOND, FIRST]
    assert store.verified(FIRST) == whole


@pytest.mark.parametrize("how", ["changed", "cut short", "gone"])
def test_nothing_is_published_over_a_gap_in_the_chain(survey, store, more, how):
    """What a release may show depends on all before it, so none of them may be overlooked."""
    more()
    manifest = store.releases / SECOND / "manifest.json"
    if how == "gone":
        manifest.unlink()
    else:
        manifest.write_text("{" if how == "cut short" else "[]")
    share(survey.server, 150, 150)
    Refresher(survey.settings, now=lambda: NOON).once()
    why = explanation(store)
    assert why.problem == (f"Release {SECOND} is damaged: manifest.json is not what was published.")
    assert why.remedy == RESTORE
    assert store.newest().id == FIRST


def test_a_hundred_kills_leave_no_half_release_and_lose_none(tmp_path):
    ran = subprocess.run(
        [sys.executable, "-m", "tests.faults.killing", str(tmp_path), "100", "1"],
        cwd=ROOT, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout.splitlines()[-1])
    assert told["killed"] == 100
    assert told["drafts"] >= 5  # killed while a release was being written
    assert told["releases"] >= 1


def test_of_two_who_publish_at_once_one_does(survey, store, more):
    both = threading.Barrier(2)

    def attempt(_):
        both.wait()
        try:
            return publish(survey.settings, NOON)
        except NotYet as no:
            return f"{no.problem} {no.remedy}"

    with ThreadPoolExecutor(2) as pool:
        told = set(pool.map(attempt, range(2)))
    assert SECOND in told
    (other,) = told - {SECOND}
    assert other.startswith(("Another process is publishing to this store.", "50 more responses"))
    assert store.ids() == [SECOND, FIRST]


def test_while_the_survey_is_read_the_server_answers(survey, store, more):
    """Pages and API never wait for Google: here it takes three seconds."""
    survey.server.before = lambda path: survey.hanging.wait(3 if "values" in path else 0)
    with Served(store.folder) as server, ThreadPoolExecutor(1) as background:
        reading = background.submit(more)
        seen = set()
        while not reading.done():
            seen.add(server.get("/api/releases/latest").json["id"])
            time.sleep(0.05)  # else it would be told to slow down
        assert reading.result().state == "ok"
        assert seen >= {FIRST}
        assert server.get("/api/releases/latest").json["id"] == SECOND


def test_a_clock_that_jumps_changes_no_order_and_cuts_no_release_too_many(survey, store, more):
    refresher = Refresher(survey.settings)
    cut = [FIRST]
    for days, solo in ((-365, 100), (3650, 140), (0, 180)):
        share(survey.server, solo, solo)
        refresher.now = lambda days=days: NOON + timedelta(days=days)
        for _ in range(2):  # the second finds nothing new
            assert refresher.once().state == "ok"
        (new,) = set(store.ids()) - set(cut)
        cut.insert(0, new)
        assert store.ids() == cut
        assert store.newest().id == new
        status = read_status(store.folder)
        assert status.age_seconds(NOON) >= 0
    assert cut == ["r0006", "r0004", SECOND, FIRST]


def test_the_files_of_a_release_are_for_all_and_the_private_ones_for_the_owner(store, more):
    more()
    for file in (store.folder / "status.json", *store.private.iterdir()):
        assert file.stat().st_mode & 0o777 == 0o600
    assert store.private.stat().st_mode & 0o777 == 0o700
    for file in (store.releases / SECOND).iterdir():
        assert file.stat().st_mode & 0o777 == 0o644


def test_a_first_reading_that_fails_leaves_nothing(survey, tmp_path):
    survey.settings = replace(survey.settings, store=tmp_path / "new")
    survey.server.fail(times=99, status=404)
    with pytest.raises(SurveyError, match="There is no Google Sheet"):
        publish(survey.settings, NOON)
    assert not survey.settings.store.exists()
