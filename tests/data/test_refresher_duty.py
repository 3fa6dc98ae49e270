"""Of all processes that share a store one reads the source; another takes over from a dead one."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analysis.errors import SurveyError
from data.duty import Duty
from data.releases import Store
from tests.surveys import people, settings, write_sheet

ROOT = Path(__file__).parents[2]
HOLDER = """
import sys, time
from pathlib import Path
from data.duty import Duty
duty = Duty(Path(sys.argv[1]), beat=0.05)
while True:
    print(duty.held(), flush=True)
    time.sleep(0.05)
"""
SERVER = """
import sys, time
from pathlib import Path
from data.refresher import Refresher
from tests.surveys import settings
here = Refresher(settings(Path(sys.argv[1]), refresh_seconds=1))
here.duty.beat = 0.1
here.start()
while True:
    print(here.duty.taken, flush=True)
    time.sleep(0.1)
"""


@contextlib.contextmanager
def process(code, *words):
    """A process of its own, from ``with`` to its end."""
    ran = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, words)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        yield ran
    finally:
        ran.kill()
        ran.wait()
        ran.stdout.close()


def until(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    assert condition()


def said(ran, word):
    """Reads what a process says up to a line with this word."""
    while ran.stdout.readline().strip() != word:
        assert ran.poll() is None
    return True


class Stopwatch:
    seconds = 0.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def waiting(tmp_path):
    """Who waits for the duty, with a stop watch that only the test moves."""
    duty = Duty(tmp_path, silent=30, stopwatch=Stopwatch())
    yield duty
    duty.release()


def test_one_holds_it_until_it_is_given_up(tmp_path):
    first, second = Duty(tmp_path), Duty(tmp_path)
    assert first.held()
    assert not second.held()
    assert first.held()
    first.release()
    assert second.held()
    assert not first.held()
    second.release()


def test_of_a_holder_that_was_killed_it_is_taken_at_once(tmp_path, waiting):
    with process(HOLDER, tmp_path) as holder:
        said(holder, "True")
        assert not waiting.held()
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        until(waiting.held)


def test_a_holder_that_hangs_is_relieved_and_finds_out_when_it_wakes(tmp_path, waiting):
    with process(HOLDER, tmp_path) as holder:
        said(holder, "True")
        holder.send_signal(signal.SIGSTOP)
        assert not waiting.held()
        waiting.stopwatch.seconds = 29
        assert not waiting.held()
        waiting.stopwatch.seconds = 30
        assert waiting.held()
        holder.send_signal(signal.SIGCONT)
        assert said(holder, "False")
        assert waiting.held()


def test_a_holder_that_lives_is_not_relieved_however_long_it_lasts(tmp_path, waiting):
    with process(HOLDER, tmp_path) as holder:
        said(holder, "True")
        for touch in range(4):
            seen = waiting.path.stat().st_mtime_ns
            until(lambda seen=seen: waiting.path.stat().st_mtime_ns != seen)
            waiting.stopwatch.seconds = 40 * touch
            assert not waiting.held()


@pytest.mark.parametrize("moment", [0, 1e9, 4e9], ids=["1970", "2001", "2096"])
def test_no_clock_that_jumps_takes_it_from_anyone(tmp_path, waiting, moment):
    first = Duty(tmp_path, beat=60)
    assert first.held()
    assert not waiting.held()
    waiting.stopwatch.seconds = 29
    os.utime(waiting.path, (moment, moment))
    waiting.stopwatch.seconds = 58
    assert not waiting.held()
    assert first.held()
    first.release()


def test_a_file_that_somebody_removed_is_made_again(tmp_path):
    first, second = Duty(tmp_path), Duty(tmp_path)
    assert first.held()
    first.path.unlink()
    assert second.held()
    assert not first.held()
    second.release()


def test_in_a_store_that_cannot_be_written_nobody_has_it(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SurveyError, match="can't be written"):
        Duty(tmp_path / "file" / "store").held()


def test_two_servers_read_one_source_once_and_one_goes_on_when_the_other_is_killed(tmp_path):
    sheet = write_sheet(tmp_path / "answers.csv", people(60, 60))
    store = Store(settings(sheet).store)
    with process(SERVER, sheet) as first:
        said(first, "True")
        until(lambda: len(store.ids()) == 1)
        with process(SERVER, sheet) as second:
            said(second, "False")
            first.kill()
            said(second, "True")
            write_sheet(sheet, people(100, 100))
            until(lambda: len(store.ids()) == 2)
            assert second.poll() is None
