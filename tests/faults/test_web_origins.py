"""Sessions are opened by this host's own pages, and nobody outside is asked whose they are.

Every way out of the server is a black hole here: whoever takes it waits, and is written down.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.browser.server import ROOT, environment, on_a_copy
from tests.served import HERE, Served, ask, say
from tests.sessions import Session, shown

SOON = 1.0  # seconds
BLACK_HOLE = """
import ipaddress, os, sys, time

def watch(event, details):
    if event not in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        return
    where = details[1] if event != "socket.getaddrinfo" else details
    if not isinstance(where, tuple) or where[0] in (None, "", "localhost"):
        return  # a socket of this machine's own
    try:
        if ipaddress.ip_address(where[0]).is_loopback or str(where[0]) in ("::", "0.0.0.0"):
            return
    except ValueError:
        pass
    with open(os.environ["CALLS_OUTSIDE"], "a") as calls:
        print(event, where[0], file=calls)
    time.sleep(3)
    raise TimeoutError("timed out")

sys.addaudithook(watch)
"""
KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13"
FOREIGN = [
    *(b"https://other.example", b"http://other.example:8501", b"null", b"", b"file://"),
    *(b"http://localhost:3000", b"http://localhost", b"http://127.0.0.1:3000", b"http://0.0.0.0"),
    *(b"http://[::1]:8501", b"chrome-extension://abcdef", b"http://{own}@other.example"),
    *(b"http://{own}/", b"http://{own}.other.example", b"http://{own}:1", b"//{own}", b"{own}"),
    *(b"ws://{own}", b"http://{own} http://{own}", b"http://[", b"http://[::1", b"http://x:y"),
    *(b"http://\xff\xfe", b"\xf0\x9f\x98\x80", "http://１２７.0.0.1".encode(), b"http://{own}\x7f"),
    *(b"http://x:99999999999", b"http://" + b"x" * 60_000, b"[" * 60_000),
]


@pytest.fixture(scope="module")
def app(shipped, tmp_path_factory):
    folder = tmp_path_factory.mktemp("origins")
    (folder / "sitecustomize.py").write_text(BLACK_HOLE)
    with on_a_copy(
        shipped, folder, SURVEY_SESSION_LIMIT=0, SURVEY_API_LIMIT=0,
        PYTHONPATH=folder, CALLS_OUTSIDE=folder / "calls",
    ) as server:  # fmt: skip
        yield server.until(lambda health: health["source_state"] == "ok")


@pytest.fixture
def port(app):
    """Where the app listens; from its start on it called nobody outside."""
    yield int(app.url.rsplit(":", 1)[1])
    calls = app.log.parent / "calls"
    assert not calls.exists(), calls.read_text()


def handshake(port, *origins, host=None):
    """The status that a handshake is answered with, and after how many seconds."""
    own = (host or f"{HERE}:{port}").encode()
    said = [b"Origin: " + each.replace(b"{own}", own) for each in origins]
    head = b"GET /_stcore/stream HTTP/1.1\r\nHost: " + own
    more = f"Upgrade: websocket\r\nConnection: Upgrade\r\n{KEY}".encode()
    started = time.monotonic()
    with socket.create_connection((HERE, port), timeout=30) as line:
        line.sendall(b"\r\n".join([head, more, *said, b"", b""]))
        status = line.makefile("rb").readline().split()[1]
    return int(status), time.monotonic() - started


def test_the_black_hole_swallows_and_tells(tmp_path):
    """That the server calls nobody is seen by this."""
    (tmp_path / "sitecustomize.py").write_text(BLACK_HOLE)
    calls = tmp_path / "calls"
    for call in ("socket.create_connection(('192.0.2.1', 80), 1)", "socket.getaddrinfo('a.b', 80)"):
        started = time.monotonic()
        ran = subprocess.run(
            [sys.executable, "-c", f"import socket; {call}"], capture_output=True,
            env=environment(PYTHONPATH=tmp_path, CALLS_OUTSIDE=calls), cwd=ROOT,
        )  # fmt: skip
        assert ran.returncode == 1
        assert time.monotonic() - started > 3
    told = calls.read_text()
    assert "192.0.2.1" in told
    assert "socket.getaddrinfo a.b" in told


@pytest.mark.parametrize("origin", FOREIGN, ids=lambda each: repr(each[:40]))
def test_what_is_not_this_host_s_own_page_is_refused_at_once(port, origin):
    status, seconds = handshake(port, origin)
    assert status in (400, 403)
    assert seconds < SOON


def test_two_origins_are_none(port):
    assert handshake(port, b"http://{own}", b"http://{own}")[0] in (400, 403)


@pytest.mark.parametrize(
    "head",
    [b"Cookie: a\x7fb", b"Cookie: " + b"a" * 9000, b"\r\n".join([b"A: b"] * 200)],
    ids=["odd byte", "long line", "many lines"],
)
def test_what_only_half_of_the_server_can_read_is_answered_and_hung_up_on(port, head):
    ask_for = f"GET /_stcore/stream HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n{KEY}\r\n"
    started = time.monotonic()
    heard = say(port, ask_for.encode() + b"Connection: Upgrade\r\n" + head + b"\r\n\r\n")
    assert b" 400 " in heard[:20]
    assert time.monotonic() - started < SOON


def test_a_hundred_of_them_at_once_keep_nobody_waiting(port):
    with ThreadPoolExecutor(20) as many:
        refused = [many.submit(handshake, port, b"https://other.example") for _ in range(100)]
        waited = []
        while not all(each.done() for each in refused):
            started = time.monotonic()
            assert ask(port, "/api/health").status == 200
            waited.append(time.monotonic() - started)
        assert {each.result()[0] for each in refused} == {403}
    assert max(waited) < SOON


def test_the_app_s_own_page_opens_one_and_nobody_outside_is_asked(port):
    with Session(port, origin=f"http://{HERE}:{port}") as session:
        assert "plotly_chart" in shown(session.open_page("strain"))


def test_so_does_a_program_that_names_no_origin(port):
    assert handshake(port)[0] == 101


def test_the_log_says_what_to_do_and_names_no_visitor(app, port):
    handshake(port, b"https://marker.example")
    assert 1 <= app.said().count("A session was refused") <= 2  # once a minute
    assert "marker.example" not in app.said()


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("survey.example", b"http://survey.example"),
        ("survey.example", b"https://survey.example:443"),
        ("survey.example:443", b"https://survey.example"),
        ("Survey.Example:8501", b"http://survey.example:8501"),
        ("[2001:db8::1]:8501", b"http://[2001:db8::1]:8501"),
    ],
)
def test_a_host_is_the_same_however_it_is_written(port, host, origin):
    assert handshake(port, origin, host=host)[0] == 101


HOSTS = ("survey.example", "*.wild.example", "127.0.0.1", "localhost")


@pytest.fixture(scope="module")
def behind(shipped):
    """A server that answers to those names, behind a proxy that writes its own into Host."""
    with Served(shipped.store, hosts=HOSTS) as server:
        yield server.port


class TestWhereAProxyWritesAnotherHost:
    """Its own name stands in Host; visitors see one that the operator has named."""

    def test_pages_of_a_host_that_is_named_open_sessions(self, behind):
        assert handshake(behind, b"https://survey.example")[0] == 101

    @pytest.mark.parametrize(
        "origin",
        [
            b"https://other.example",
            b"https://survey.example:8443",  # another program's
            b"https://a.wild.example",  # anybody's may be there
            b"http://localhost",
            b"http://127.0.0.1",
            b"http://127.0.0.1:3000",
        ],
    )
    def test_others_do_not(self, behind, origin):
        assert handshake(behind, origin, host="localhost:9")[0] == 403


def test_any_host_may_be_answered_while_pages_of_the_named_one_alone_are_own(
    shipped,
):
    """As under a hosting service whose proxy writes a name of its own making into Host."""
    with Served(shipped.store, hosts=("survey.example", "*")) as server:
        inside = "10.1.2.3:8501"
        assert handshake(server.port, b"https://survey.example", host=inside)[0] == 101
        assert handshake(server.port, b"https://other.example", host=inside)[0] == 403
