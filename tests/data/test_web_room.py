"""How many pages are open at once: who comes when it is full waits, and is told so calmly."""

from __future__ import annotations

import contextlib
import re
import time

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from data.web.room import AGAIN
from tests.served import HERE, Served


def session(server, client=""):
    said = {"X-Forwarded-For": client} if client else {}
    there = f"ws://{HERE}:{server.port}/_stcore/stream"
    return connect(there, additional_headers=said, proxy=None)


@contextlib.contextmanager
def crowd(server, *clients):
    """So many pages that are open."""
    with contextlib.ExitStack() as all_of_them:
        for client in clients:
            all_of_them.enter_context(session(server, client))
        yield all_of_them


def status(server, client=""):
    return server.get("/", **({"X_Forwarded_For": client} if client else {})).status


def test_one_more_than_may_be_open_waits_and_the_page_asks_again(shipped):
    with Served(shipped.store, open_limit=3) as server:
        with crowd(server, *[""] * 2):
            assert status(server) == 200
        with crowd(server, *[""] * 3):
            full = server.get("/")
        assert full.status == 503
        assert full.headers["retry-after"] == str(AGAIN)
        assert full.headers["cache-control"] == "no-store"
        assert "content-security-policy" in full.headers
        page = full.body.decode()
        assert re.search(rf'http-equiv="refresh" content="{AGAIN}"', page)
        assert "<h1>Many people are looking at this survey right now.</h1>" in page


def test_who_leaves_makes_room(shipped):
    with Served(shipped.store, open_limit=2) as server:
        for _ in range(3):
            with crowd(server, *[""] * 2):
                assert status(server) == 503
            end = time.monotonic() + 5
            while status(server) == 503 and time.monotonic() < end:
                time.sleep(0.02)
            assert status(server) == 200


def test_a_page_that_was_let_in_gets_its_session_and_others_get_none(shipped):
    with Served(shipped.store, open_limit=20) as server, crowd(server, *[""] * 22):
        with pytest.raises(InvalidStatus) as refused:
            session(server).__enter__()
        assert refused.value.response.status_code == 503
        assert refused.value.response.headers["retry-after"] == str(AGAIN)


def test_one_client_can_t_take_all_the_room(shipped):
    one, other = "198.51.100.1", "198.51.100.2"
    with (
        Served(shipped.store, open_limit=9, client_open_limit=3, proxies=1) as server,
        crowd(server, one, one, one),
    ):
        assert status(server, one) == 503
        with pytest.raises(InvalidStatus):
            session(server, one).__enter__()
        assert status(server, other) == 200
        with session(server, other):
            pass


@pytest.mark.parametrize("path", ["/api/health", "/api/releases", "/_stcore/health"])
def test_programs_and_monitors_are_answered_while_it_is_full(shipped, path):
    with Served(shipped.store, open_limit=1) as server, crowd(server, ""):
        assert server.get("/methods").status == 503
        assert server.get(path).status != 503


def test_0_means_no_limit(shipped):
    with (
        Served(shipped.store, open_limit=0, client_open_limit=0) as server,
        crowd(server, *[""] * 30),
    ):
        assert status(server) == 200
