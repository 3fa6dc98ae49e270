"""Whatever happens to an object store, to the way there, and to who publishes to it."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from obstore.store import MemoryStore

from analysis.errors import NotYet, SurveyError
from data.explanations import explanation
from data.private_notes import OPEN_TO_ANYBODY
from data.publish import publish
from data.refresher import Refresher
from data.release_files import MANIFEST, manifest_from, verified
from data.releases import Store
from data.storage import storage_at
from data.storage.address import ObjectAddress
from data.storage.copies import Copies
from data.storage.leases import OVERTAKEN, UNCONDITIONAL, Lease
from data.storage.objects import ObjectStorage, object_storage
from data.storage.trouble import ACCOUNTS, WAIT
from tests.faults.declared import AS_BEFORE, BANNER, NOTHING, Declared
from tests.faults.sheet_faults import for_everyone
from tests.moto.server import ACCOUNT, BUCKET
from tests.moto.wire import Spoiled, Wire
from tests.object_stores import PACE, Stores, account, contents, new_address, put_back
from tests.served import Served
from tests.surveys import NOON, people, settings, write_sheet

pytestmark = pytest.mark.s3
ROOT = Path(__file__).parents[2]
FIRST, SECOND = "r0001", "r0003"
OBJECTS = "The object store"
PUBLIC = f"releases/{SECOND}/{MANIFEST}"


def in_this_file(name):
    return f"tests/faults/test_object_store_faults.py::{name}"


DECLARED = [
    Declared(
        OBJECTS, "it asks for fewer requests, or has a fault of its own, for a moment", NOTHING, "",
        in_this_file("test_a_fault_that_passes_is_not_told"),
    ),
    Declared(
        OBJECTS, "the same, for longer", BANNER,
        f"The store ... can't be written: it asks for fewer requests. {WAIT}",
        in_this_file("test_a_fault_that_lasts_is_told_and_costs_nothing"),
    ),
    Declared(
        OBJECTS, "it can't be reached", "the last release",
        "The store ... can't be read: it can't be reached. Check the network, and AWS_ENDPOINT_URL "
        "if it is set.",
        in_this_file("test_while_it_cannot_be_reached_what_was_seen_is_served"),
    ),
    Declared(
        OBJECTS, "an upload breaks off, or its answer is lost", NOTHING, "",
        in_this_file("test_an_upload_that_breaks_off_is_repeated_and_one_whose_answer_is_lost_counts"),
    ),
    Declared(
        OBJECTS, "its bucket is gone, or was never there", BANNER,
        "The store ... can't be read: there is no such bucket. Create it, or name another: "
        "SURVEY_STORE.",
        in_this_file("test_a_bucket_that_is_not_there_is_not_an_empty_one"),
    ),
    Declared(
        OBJECTS, "its credentials are refused", BANNER,
        f"The store ... can't be read: its credentials are refused. {ACCOUNTS['s3']}",
        in_this_file("test_who_is_refused_is_told_why"),
    ),
    Declared(
        OBJECTS, "it ignores conditions, as an older S3 does", BANNER,
        f"{UNCONDITIONAL.problem} {UNCONDITIONAL.remedy}",
        in_this_file("test_a_store_that_ignores_conditions_is_found_out_before_anything_is_written"),
    ),
    Declared(
        OBJECTS, "SIGKILL after every single write of a reading and of publishing", AS_BEFORE, "",
        in_this_file("test_killed_after_any_write_no_half_release_is_seen_and_none_is_lost"),
    ),
    Declared(
        OBJECTS, "two publish at once, from two machines", AS_BEFORE,
        "Another process is publishing to this store. Try again in a minute.",
        in_this_file("test_of_two_who_publish_at_once_from_two_machines_one_does"),
    ),
    Declared(
        OBJECTS, "a publisher sleeps until another one has taken over", AS_BEFORE,
        f"{OVERTAKEN.problem} {OVERTAKEN.remedy}",
        in_this_file("test_a_publisher_that_slept_too_long_makes_nothing_public"),
    ),
    Declared(
        OBJECTS, "the disk of the machine is lost", NOTHING, "",
        in_this_file("test_a_machine_that_lost_its_disk_goes_on_where_it_was"),
    ),
    Declared(
        OBJECTS, "a copy on disk is changed", NOTHING, "",
        in_this_file("test_a_copy_on_disk_that_was_changed_is_not_used"),
    ),
    Declared(
        OBJECTS, "anybody can read the private counts", NOTHING,
        OPEN_TO_ANYBODY % "...",
        in_this_file("test_private_counts_that_anybody_can_read_are_warned_of"),
    ),
]  # fmt: skip


@dataclass
class Survey:
    """A survey whose store, with one release, lies in an S3; a test may spoil the way there."""

    folder: Path
    address: ObjectAddress
    wire: Wire
    stores: Stores

    @property
    def settings(self):
        sheet = self.folder / "answers.csv"
        return settings(sheet, store=self.address, codebook=self.folder / "everyone.toml")

    @property
    def store(self):
        return Store(self.address)

    def come(self, solo, team):
        write_sheet(self.folder / "answers.csv", people(solo, team))

    def read(self):
        """What came of one reading, and what its operator is told."""
        status = Refresher(self.settings, now=lambda: NOON).once()
        self.wire.mend()
        why = explanation(self.store)
        return status.state, why and (why.problem, why.remedy)

    def connect(self, copies="copies"):
        """The same store as another machine has it."""
        storage = replace(object_storage(self.address), copies=Copies(self.folder / copies))
        return replace(storage, publishing_pace=PACE)


@pytest.fixture
def survey(wire, tmp_path, monkeypatch):
    account(monkeypatch, wire.root, tmp_path / "copies")
    quick = {"max_retries": 2, "retry_timeout": timedelta(seconds=5)}
    monkeypatch.setattr("data.storage.client.PATIENCE", quick)
    for_everyone(tmp_path)
    found = Survey(tmp_path, new_address(), wire, Stores(monkeypatch))
    found.stores.put(found.address, object_storage(found.address))
    found.come(60, 60)
    assert publish(found.settings, NOON) == FIRST
    found.come(100, 100)
    wire.mend()
    return found


def whole(held):
    """The releases of a store, each found to be what its manifest says; fails where one is not."""
    ids = {key.split("/")[1] for key in held if key.endswith(f"/{MANIFEST}")}
    return {
        release: verified(
            manifest_from(release, held[f"releases/{release}/{MANIFEST}"]),
            lambda name, release=release: held[f"releases/{release}/{name}"],
        )
        for release in ids
    }


def is_as_before(survey, before):
    """Fails where anything of the first release changed, or something else is public."""
    held = contents(survey.address)
    assert whole(held) == whole(before)
    for key, content in before.items():
        if FIRST in key:
            assert held[key] == content


def then_it_is_published(survey):
    assert survey.read() == ("ok", None)
    assert survey.store.ids() == [SECOND, FIRST]
    assert set(whole(contents(survey.address))) == {FIRST, SECOND}
    assert not [name for name in survey.store.names() if name.startswith(".")]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_fault_that_passes_is_not_told(survey, status):
    """Each request of a reading and of publishing is refused once."""
    refused = set()

    def once(call):
        is_new = (call.method, call.path) not in refused
        refused.add((call.method, call.path))
        return status if is_new else None

    survey.wire.fault = once
    then_it_is_published(survey)
    assert len(refused) > 20


WHY = {
    429: "it asks for fewer requests",
    503: "it asks for fewer requests",
    500: "it has a fault of its own",
}


@pytest.mark.parametrize("status", WHY)
def test_a_fault_that_lasts_is_told_and_costs_nothing(survey, status):
    before = contents(survey.address)
    survey.wire.fault = lambda call: status if call.is_write and "/releases/" in call.path else None
    problem = f"The store {survey.address} can't be written: {WHY[status]}."
    assert survey.read() == ("stale", (problem, WAIT))
    is_as_before(survey, before)
    then_it_is_published(survey)


@pytest.mark.parametrize("what", ["private/r0001", "private/reading", f"{FIRST}/m", "list-type"])
def test_what_cannot_be_read_is_not_taken_for_absent(survey, what):
    """Publishing is held to each of these; a store that doesn't answer has not lost them."""
    before = contents(survey.address)
    survey.wire.fault = lambda call: (
        503 if call.method == "GET" and what in call.path.replace("%2F", "/") else None
    )
    state, why = survey.read()
    assert (state, why[1]) == ("stale", WAIT)
    is_as_before(survey, before)
    then_it_is_published(survey)


@pytest.mark.parametrize("how", [Spoiled.TORN, Spoiled.LOST])
def test_an_upload_that_breaks_off_is_repeated_and_one_whose_answer_is_lost_counts(survey, how):
    """Of every write the first try; a create whose answer was lost is refused when repeated."""
    spoiled = set()

    def once(call):
        if not call.is_write or call.path in spoiled:
            return None
        spoiled.add(call.path)
        return how

    survey.wire.fault = once
    state, why = survey.read()
    held = contents(survey.address)
    assert whole(held).keys() >= {FIRST}
    if state == "stale":
        assert why[0].startswith(f"The store {survey.address} can't be written: ")
        assert survey.read() == ("ok", None)
    assert survey.store.ids() == [SECOND, FIRST]
    assert set(whole(contents(survey.address))) == {FIRST, SECOND}


def test_the_manifest_is_written_last_and_only_where_there_is_none(survey):
    then = survey.wire.calls
    assert survey.read()[0] == "ok"
    put = [call for call in then if call.method == "PUT" and f"/releases/{SECOND}/" in call.path]
    assert len(put) == 7
    assert {call.condition for call in put} == {"*"}
    assert put[-1].path.endswith(PUBLIC)
    private = [call for call in then if f"/private/{SECOND}." in call.path]
    assert then.index(private[-1]) < then.index(put[-1])


def test_a_store_that_ignores_conditions_is_found_out_before_anything_is_written(survey):
    before = contents(survey.address)
    survey.wire.forgets_conditions = True
    with pytest.raises(SurveyError) as caught:
        publish(survey.settings, NOON)
    survey.wire.forgets_conditions = False
    assert caught.value is UNCONDITIONAL
    is_as_before(survey, before)
    assert not survey.store.notes.file(f"{SECOND}.json")


def test_where_the_answer_to_the_last_write_is_lost_the_release_is_public_all_the_same(survey):
    survey.wire.fault = lambda call: Spoiled.LOST if call.is_write and PUBLIC in call.path else None
    assert survey.read()[0] == "ok"
    assert survey.store.ids() == [SECOND, FIRST]


def test_a_download_that_breaks_off_is_no_damage_of_a_release(survey):
    shutil.rmtree(survey.folder / "copies", ignore_errors=True)
    survey.wire.fault = lambda call: Spoiled.CUT if "counts.parquet" in call.path else None
    with pytest.raises(SurveyError, match="can't be read: it can't be reached"):
        survey.store.load(FIRST)
    survey.wire.mend()
    assert survey.store.load(FIRST).id == FIRST


def test_a_bucket_that_is_not_there_is_not_an_empty_one(survey):
    nowhere = ObjectAddress("s3", "no-such-bucket", "x")
    survey.stores.put(nowhere, object_storage(nowhere))
    told = f"The store {nowhere} can't be (read|written): there is no such bucket"
    for attempt in (
        lambda: publish(replace(survey.settings, store=nowhere), NOON),
        lambda: Store(nowhere).ids(),
        lambda: Store(nowhere).notes.file("reading.json"),
    ):
        with pytest.raises(SurveyError, match=told) as caught:
            attempt()
        assert caught.value.remedy == "Create it, or name another: SURVEY_STORE."


@pytest.mark.parametrize(
    ("status", "why"),
    [(401, "its credentials are refused"), (403, "its account may not do that")],
)
def test_who_is_refused_is_told_why(survey, status, why):
    survey.wire.fault = lambda call: status
    with pytest.raises(SurveyError) as caught:
        survey.store.ids()
    assert caught.value.problem == f"The store {survey.address} can't be read: {why}."
    assert ACCOUNT["AWS_SECRET_ACCESS_KEY"] not in f"{caught.value.problem}{caught.value.remedy}"
    assert ACCOUNT["AWS_ACCESS_KEY_ID"] not in f"{caught.value.problem}{caught.value.remedy}"


def test_while_it_cannot_be_reached_what_was_seen_is_served(survey, caplog):
    address = f"/api/releases/{FIRST}/counts.parquet"
    with Served(survey.address) as server:
        table = server.get(address).body
        assert server.get("/api/releases/latest").status == 200
        survey.wire.fault = lambda call: Spoiled.TORN
        assert server.get("/api/releases/latest").json["id"] == FIRST
        assert server.get(address).body == table
        assert [each["id"] for each in server.get("/api/releases").json["releases"]] == [FIRST]
        assert survey.read()[0] == "stale"
    assert "can't be read: it can't be reached" in caplog.text
    then_it_is_published(survey)


def test_pages_show_what_lies_in_it_and_go_on_while_it_is_away(survey, visit):
    page = visit(survey.settings)
    assert page.get("plotly_chart")
    survey.wire.fault = lambda call: Spoiled.TORN
    again = visit(survey.settings)
    assert len(again.get("plotly_chart")) == len(page.get("plotly_chart"))


def test_the_api_asks_it_nothing_for_a_release_that_is_not_listed(survey):
    with Served(survey.address) as server:
        server.get("/api/releases/latest")
        survey.wire.mend()
        for number in range(100, 110):
            assert server.get(f"/api/releases/r0{number}/counts.parquet").status == 404
        assert not [call for call in survey.wire.calls if "r01" in call.path]


def test_of_two_who_publish_at_once_from_two_machines_one_does(survey):
    both = threading.Barrier(2)

    def attempt(number):
        address = replace(survey.address, scheme="gs")  # of its own, so that it has its own way
        here = address if number else survey.address
        both.wait()
        try:
            return publish(replace(survey.settings, store=here), NOON)
        except NotYet as no:
            return no.problem

    other = replace(survey.address, scheme="gs")
    survey.stores.put(other, survey.connect("other-copies"))
    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(attempt, range(2)))
    assert told.count(SECOND) == 1
    (no,) = set(told) - {SECOND}
    assert no.startswith(("Another process is publishing to this store.", "50 more responses"))
    assert survey.store.ids() == [SECOND, FIRST]
    assert set(whole(contents(survey.address))) == {FIRST, SECOND}


def test_a_publisher_that_slept_too_long_makes_nothing_public(survey, monkeypatch):
    """The other one has taken over, and cleared away, before the first writes the manifest."""
    from data import publish as publishing

    def slept(*said):
        remember(*said)
        lease = Lease(survey.connect(), ".publishing/", 60, 0)
        assert lease.held()
        lease.release()

    remember = publishing.remember
    monkeypatch.setattr(publishing, "remember", slept)
    before = contents(survey.address)
    with pytest.raises(NotYet, match="Another process has taken over publishing"):
        publish(survey.settings, NOON)
    assert set(whole(contents(survey.address))) == {FIRST} == set(whole(before))
    monkeypatch.setattr(publishing, "remember", remember)
    then_it_is_published(survey)


def test_a_machine_that_lost_its_disk_goes_on_where_it_was(survey):
    then_it_is_published(survey)
    shutil.rmtree(survey.folder / "copies", ignore_errors=True)
    elsewhere = replace(survey.address, scheme="gs")
    survey.stores.put(elsewhere, survey.connect("of-another-machine"))
    survey.come(130, 130)
    assert Store(elsewhere).load(SECOND).id == SECOND
    assert publish(replace(survey.settings, store=elsewhere), NOON) == "r0004"
    assert survey.store.ids() == ["r0004", SECOND, FIRST]


def test_a_copy_on_disk_that_was_changed_is_not_used(survey):
    survey.store.load(FIRST)
    copies = list((survey.folder / "copies").iterdir())
    assert len(copies) >= 6
    for copy in copies:
        copy.write_bytes(b"poison")
    assert survey.store.load(FIRST).id == FIRST
    with Served(survey.address) as server:
        assert server.get(f"/api/releases/{FIRST}/counts.parquet").status == 200


@pytest.mark.parametrize("how", ["changed", "gone"])
def test_of_a_release_that_was_changed_in_the_bucket_nothing_is_served(survey, how):
    shutil.rmtree(survey.folder / "copies", ignore_errors=True)
    storage, key = storage_at(survey.address), f"releases/{FIRST}/counts.parquet"
    storage.remove(key) if how == "gone" else storage.write(key, b"other")
    with pytest.raises(SurveyError, match=r"is damaged: counts\.parquet is not what was published"):
        survey.store.load(FIRST)
    with Served(survey.address) as server:
        assert server.get(f"/api/releases/{FIRST}/counts.parquet").status == 500
    with pytest.raises(SurveyError, match="is damaged"):
        publish(survey.settings, NOON)


def test_a_manifest_that_is_gone_is_a_gap_in_the_chain(survey):
    storage_at(survey.address).remove(f"releases/{FIRST}/{MANIFEST}")
    with pytest.raises(SurveyError, match=rf"{FIRST} is damaged: manifest\.json is not"):
        publish(survey.settings, NOON)
    assert survey.store.ids() == []


def test_private_counts_that_anybody_can_read_are_warned_of(survey, moto, caplog):
    notes = survey.store.notes
    notes.warn_if_open(survey.address)
    assert caplog.text == ""
    for name in notes.names():
        path = f"/{BUCKET}/{survey.address.prefix}/private/{name}?acl"
        assert moto.ask("PUT", path, x_amz_acl="public-read") == 200
    notes.warn_if_open(survey.address)
    assert OPEN_TO_ANYBODY % survey.address in caplog.text


def test_a_lease_outlives_a_clock_that_jumps_and_ends_with_its_holder(tmp_path):
    seconds = [0.0]
    objects = ObjectStorage("a store", MemoryStore(), Copies(tmp_path))
    dead = Lease(objects, ".refreshing/", beat=1e6, silent=60)
    waiting = Lease(objects, ".refreshing/", 0.01, 60, stopwatch=lambda: seconds[0])
    assert dead.held()
    assert not waiting.held()
    seconds[0] = 59
    assert not waiting.held()
    seconds[0] = 60
    assert waiting.held()
    assert not dead.held()
    assert not dead.taken
    waiting.release()
    assert dead.held()
    dead.release()


@contextlib.contextmanager
def publisher(folder, store):
    """A process of its own that reads and publishes whenever it is told to."""
    words = [sys.executable, "-m", "tests.faults.publisher", str(folder), str(store)]
    ran = subprocess.Popen(
        words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        yield ran
    finally:
        ran.kill()
        ran.wait()
        ran.stdin.close()
        ran.stdout.close()


def run(process, wire, after=None):
    """How a child ended that was killed after so many writes, or left alone, and its writes."""
    wire.mend()
    child, done = None, threading.Event()

    def kill(call):
        written = [each for each in wire.writes if ".publishing" not in each.path]
        if after is not None and len(written) > after and not done.is_set():
            done.set()
            os.kill(child, signal.SIGKILL)

    process.stdin.write("\n")
    process.stdin.flush()
    child = int(process.stdout.readline())
    wire.done = kill
    ended = int(process.stdout.readline())
    return ended, len([each for each in wire.writes if ".publishing" not in each.path])


def test_killed_after_any_write_no_half_release_is_seen_and_none_is_lost(survey):
    """Between two writes the store does not change, so that these are all instants there are."""
    first = contents(survey.address)
    with publisher(survey.folder, survey.address) as process:
        ended, writes = run(process, survey.wire)
        assert (ended, writes >= 15) == (0, True)
        complete = set(contents(survey.address))
        put_back(survey.address, first)
        killed = drafts = 0
        for after in range(writes):
            ended, _ = run(process, survey.wire, after)
            assert ended in (0, -signal.SIGKILL)
            killed += ended == -signal.SIGKILL
            held = contents(survey.address)
            found = whole(held)
            assert found[FIRST] == whole(first)[FIRST]
            assert found.keys() <= {FIRST, SECOND}
            drafts += any("/.draft-" in key for key in held)
            if SECOND in found:
                put_back(survey.address, first)
        assert killed >= writes - 2
        assert drafts >= 5  # killed while a release was being written
        assert run(process, survey.wire)[0] == 0
    assert set(contents(survey.address)) == complete
    assert survey.store.ids() == [SECOND, FIRST]
