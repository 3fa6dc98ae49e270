"""Who may begin a page, and in which order."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor

import pytest
from streamlit.runtime.scriptrunner import ScriptRunner

from data.web.turns import AT_ONCE, AT_WORK, LATELY, LONGEST, Turns, pages_at_work


class Page:
    """A page that is being made until it is done, in a thread named as Streamlit names it."""

    def __init__(self):
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._done.wait, args=(20,), name=AT_WORK)
        self._thread.start()

    def done(self):
        self._done.set()
        self._thread.join()


@pytest.fixture
def pages():
    """As many pages at work as may be."""
    made = [Page() for _ in range(AT_ONCE)]
    yield made
    for each in made:
        each.done()


def run(work):
    """Runs it apart from a browser's tests, whose loop runs in this thread."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, work()).result()


def test_streamlit_names_its_threads_so():
    assert AT_WORK in ScriptRunner.start.__code__.co_consts


def test_with_nobody_at_work_a_page_begins_at_once():
    async def work():
        turns = Turns()
        await asyncio.wait_for(turns.taken(deque()), 0.05)

    run(work)
    assert pages_at_work() == 0


def test_where_as_many_are_at_work_as_may_be_the_next_waits_for_one_of_them(pages):
    async def work():
        turns = Turns()
        turn = asyncio.create_task(turns.taken(deque()))
        await asyncio.sleep(0.2)
        waits = not turn.done()
        pages[0].done()
        await asyncio.wait_for(turn, 0.2)
        return waits

    assert run(work)


def test_a_page_that_takes_long_keeps_nobody_out_for_ever(pages):
    async def work():
        turns, started = Turns(), time.monotonic()
        await turns.taken(deque())
        return time.monotonic() - started

    assert LONGEST <= run(work) < LONGEST + 1


def test_next_is_who_asked_for_the_fewest_lately_and_of_those_who_came_first(pages):
    async def work():
        turns, order = Turns(), []
        now = asyncio.get_running_loop().time()
        asked = {
            "often": [now] * 3,
            "long ago": [now - LATELY - 1] * 9,
            "once": [now],
            "never": [],
        }

        async def wish(name):
            await turns.taken(deque(asked[name]))
            order.append(name)

        waiting = [asyncio.create_task(wish(name)) for name in asked]
        await asyncio.sleep(0.05)
        for each in pages:
            each.done()
        await asyncio.gather(*waiting)
        return order

    assert run(work) == ["long ago", "never", "once", "often"]


def test_who_has_gone_while_waiting_takes_nobody_s_turn(pages):
    async def work():
        turns = Turns()
        gone, stays = (asyncio.create_task(turns.taken(deque())) for _ in range(2))
        await asyncio.sleep(0.05)
        gone.cancel()
        pages[0].done()
        await asyncio.wait_for(stays, 0.3)

    run(work)


def test_each_turn_counts_for_the_session_that_got_it():
    async def work():
        turns, asked = Turns(), deque()
        for _ in range(3):
            await turns.taken(asked)
        return len(asked)

    assert run(work) == 3
