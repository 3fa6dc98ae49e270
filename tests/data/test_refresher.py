"""The survey is read in the background: it publishes, waits, fails and recovers in words."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from datetime import timedelta

import pytest

from data.explanations import explanation
from data.refresher import Refresher
from data.releases import Store
from data.status import Status, read_status, write_status
from tests.surveys import NOON, people, settings, write_sheet

FIRST, SECOND = "r0001", "r0002"


class Clock:
    """A clock that goes on by a minute whenever it is looked at; it may break once."""

    def __init__(self):
        self.moment, self.breaks = NOON, False

    def __call__(self):
        if self.breaks:
            self.breaks = False
            raise ZeroDivisionError("the clock broke")
        self.moment += timedelta(minutes=1)
        return self.moment


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def refresher(tmp_path, clock):
    return Refresher(settings(write_sheet(tmp_path / "answers.csv", people(60, 60))), now=clock)


def answered(refresher, solo, team):
    write_sheet(refresher.settings.store.parent / "answers.csv", people(solo, team))


def store(refresher):
    return Store(refresher.settings.store)


def why(refresher):
    """What the operator is told of the last reading."""
    return explanation(store(refresher))


def test_it_publishes_when_the_rules_allow(refresher):
    status = refresher.once()
    assert (status.state, status.is_waiting, why(refresher)) == ("ok", False, None)
    assert status.last_success == status.last_try
    assert store(refresher).ids() == [FIRST]
    assert read_status(refresher.settings.store) == status
    assert store(refresher).intake_report().used == 120


def test_it_waits_and_says_for_what(refresher):
    refresher.once()
    answered(refresher, 74, 75)
    status = refresher.once()
    assert (status.state, status.is_waiting) == ("ok", True)
    assert why(refresher).problem.startswith("1 more response is needed")
    assert "publish --close" in why(refresher).remedy
    assert store(refresher).ids() == [FIRST]
    answered(refresher, 75, 75)
    assert not refresher.once().is_waiting
    assert why(refresher) is None
    assert store(refresher).ids() == [SECOND, FIRST]


def test_before_the_first_release_the_operator_is_told_how_many_there_are(refresher):
    answered(refresher, 20, 21)
    status = refresher.once()
    assert (status.state, status.is_waiting) == ("ok", True)
    assert why(refresher).problem.startswith("There are 41 responses;")
    assert store(refresher).newest() is None


@pytest.mark.parametrize(
    "garbage", [b"", b"\x00\xff\x00garbage", b"a,b\n1,2\n", None], ids=lambda g: repr(g)[:12]
)
def test_when_the_source_fails_the_last_good_release_stays(refresher, garbage):
    good = refresher.once()
    sheet = refresher.settings.store.parent / "answers.csv"
    sheet.unlink() if garbage is None else sheet.write_bytes(garbage)
    bad = refresher.once()
    assert bad.state == "stale"
    assert why(refresher).problem.endswith(".")
    assert why(refresher).remedy
    assert bad.last_success == good.last_success < bad.last_try == bad.failing_since
    assert refresher.once().failing_since == bad.failing_since
    assert store(refresher).newest(bad.survey).id == FIRST
    answered(refresher, 60, 60)
    mended = refresher.once()
    assert (mended.state, mended.failing_since) == ("ok", None)
    assert why(refresher).problem.startswith("30 more responses are needed")
    assert mended.last_success > bad.last_try


def test_what_nobody_foresaw_is_told_and_does_not_end_it(refresher, clock):
    refresher.once()
    clock.breaks = True
    status = refresher.once()
    assert status.state == "stale"
    told = why(refresher)
    assert told.problem == "Reading the survey failed in a way this program did not foresee."
    assert "ZeroDivisionError" not in told.problem + told.remedy
    assert refresher.once().state == "ok"


def test_nor_does_what_fails_before_the_reading(refresher, clock):
    refresher.once()
    refresher.settings = replace(refresher.settings, codebook=refresher.settings.store / "no.toml")
    clock.breaks = True
    assert refresher.once().state == "stale"


def test_a_codebook_that_is_not_there_is_told(refresher):
    refresher.once()
    refresher.settings = replace(refresher.settings, codebook=refresher.settings.store / "no.toml")
    status = refresher.once()
    assert status.state == "stale"
    assert why(refresher).problem.startswith("There is no codebook")
    assert status.survey.startswith("tiny-")  # what was shown stays shown


def test_a_store_that_cannot_be_written_does_not_end_it(refresher, tmp_path):
    blocked = tmp_path / "file" / "store"
    blocked.parent.write_text("")
    refresher.settings = replace(refresher.settings, store=blocked)
    status = refresher.once()
    assert status.state == "stale"
    assert "can't be written" in why(refresher).problem  # from memory, as is the status
    assert read_status(blocked) == status


def test_another_source_does_not_inherit_the_status(refresher, tmp_path):
    refresher.once()
    write_sheet(tmp_path / "other.csv", people(3, 3))
    other = Refresher(replace(refresher.settings, source=str(tmp_path / "other.csv")))
    assert other.known().state == "starting"
    assert other.known().last_success is None
    assert Refresher(refresher.settings).known().state == "ok"


def wait_for(condition):
    until = time.monotonic() + 10
    while not condition() and time.monotonic() < until:
        time.sleep(0.01)
    assert condition()


def test_in_the_background_it_reads_again_until_it_is_stopped(refresher):
    refresher.settings = replace(refresher.settings, refresh_seconds=1)
    refresher._stop.wait = lambda seconds: threading.Event.wait(refresher._stop, seconds / 50)
    refresher.start()
    wait_for(lambda: store(refresher).ids() == [FIRST])
    answered(refresher, 80, 80)
    wait_for(lambda: store(refresher).ids() == [SECOND, FIRST])
    refresher.stop()
    refresher._thread.join(10)
    assert not refresher._thread.is_alive()


def test_with_zero_seconds_it_reads_once(refresher):
    refresher.settings = replace(refresher.settings, refresh_seconds=0)
    refresher.start()
    refresher._thread.join(10)
    assert not refresher._thread.is_alive()
    assert store(refresher).ids() == [FIRST]


def test_the_age_of_the_data_is_counted_from_the_last_success():
    status = Status("tiny-1", "csv")
    assert status.age_seconds(NOON) is None
    done = status.succeeded(NOON)
    assert done.age_seconds(NOON + timedelta(seconds=90)) == 90
    failed = done.failed(NOON + timedelta(hours=1))
    assert failed.age_seconds(NOON + timedelta(hours=1)) == 3600
    assert done.age_seconds(NOON - timedelta(seconds=5)) == 0  # a clock that was put back


@pytest.mark.parametrize("content", ["", "{", "[]", '{"survey": "x"}', '{"colour": "blue"}'])
def test_a_damaged_status_is_no_status(tmp_path, content):
    (tmp_path / "status.json").write_text(content)
    assert read_status(tmp_path) is None


def test_a_status_is_read_back_by_another_process(tmp_path):
    status = Status("tiny-1", "csv", show_quality=True).succeeded(NOON, is_waiting=True)
    write_status(tmp_path, status)
    assert read_status(tmp_path) == status
    assert not [each for each in tmp_path.iterdir() if each.name.startswith(".")]


class TestTheLog:
    """A fault that lasts is told when it begins, changes and ends."""

    def test_the_same_fault_is_told_once_however_often_it_is_met(self, refresher, caplog):
        answers = refresher.settings.store.parent / "answers.csv"
        held = answers.read_bytes()
        answers.unlink()
        for _ in range(3):
            assert refresher.once().state == "stale"
        assert len(caplog.messages) == 1
        answers.write_bytes(b"")
        for _ in range(3):
            assert refresher.once().state == "stale"
        assert len(caplog.messages) == 2
        answers.write_bytes(held)
        for _ in range(3):
            assert refresher.once().state == "ok"
        assert caplog.messages[2:] == ["The survey is read again."]
        answers.unlink()
        assert refresher.once().state == "stale"
        assert caplog.messages[3:] == caplog.messages[:1]

    def test_so_is_one_that_this_program_did_not_foresee(self, refresher, clock, caplog):
        for _ in range(3):
            clock.breaks = True
            assert refresher.once().state == "stale"
        assert caplog.messages == ["Reading the source failed"]
        refresher.once()
        assert caplog.messages[1:] == ["The survey is read again."]

    def test_and_that_the_store_can_t_be_written(self, refresher, caplog):
        refresher.once()
        status = refresher.settings.store / "status.json"
        status.unlink()
        status.mkdir()
        for _ in range(3):
            refresher.once()
        assert len(caplog.messages) == 1
        assert "can't be written" in caplog.messages[0]
        status.rmdir()
        refresher.once()
        refresher.once()
        assert caplog.messages[1:] == ["The store can be written again."]
