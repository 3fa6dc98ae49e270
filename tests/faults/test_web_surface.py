"""What the real server answers to requests that nobody should send, and that it lives on."""

from __future__ import annotations

import shutil
import socket
import struct
import time

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.browser.server import AppServer
from tests.served import HERE, ask, say
from tests.sessions import Session, shown

FIRST = "r0002.4"
FILE = f"/api/releases/{FIRST}/counts.parquet"
MARKER = "the-marker-of-a-secret"
PLANTED = ("planted.json", "private/planted.json", "releases/planted.json", "../planted.json")
OPEN = {
    "/": 200,
    "/strain": 200,
    "/methods": 200,
    "/no-such-page": 200,  # the app itself says that it has no such page
    "/favicon.png": 200,
    "/_stcore/health": 200,
    "/_stcore/host-config": 200,
    "/methods/": 301,
    "/media/nothing": 404,
    "/_stcore/bidi-components/team_of_one.menu/menu.js": 200,
    "/_stcore/bidi-components/team_of_one.focus/focus.js": 200,
    "/_stcore/bidi-components/team_of_one.picture/picture.js": 200,
}
SHUT = [
    *("/_stcore/metrics", "/_stcore/metrics/", "/_stcore/METRICS", "/_stcore//metrics"),
    *("/_stcore/agent/mcp", "/_stcore/agent/interact", "/_stcore/agent/openapi.json"),
    *("/_stcore/upload_file/a/b", "/_stcore/script-health-check", "/_stcore/bidi-components/x"),
    *(
        "/_stcore/bidi-components/team_of_one.menu/../menu.js",
        "/_stcore/bidi-components/other.x/x.js",
    ),
    *("/_stcore/bidi-components/team_of_one.menu/__init__.py", "/_stcore/bidi-components/"),
    *("/_stcore/", "/_stcore/nothing", "/component/x/index.html", "/app/static/x"),
    *("/methods/_stcore/health", "/methods/_stcore/metrics", "/./_stcore/metrics"),
    *("/manifest.json", "/index.html", "/static/nothing.js", "/static/../index.html"),
    *("/.env", "/.git/config", "/.streamlit/secrets.toml", "/wp-login.php", "/app.py", "/a/b"),
    *("/robots.txt", "/media/", "/media/../private", "/.store/planted.json", "/x" * 2000),
    "http://other.example/",
]
TRICKS = [
    *("..", "../..", "..%2f..", "%2e%2e/%2e%2e", "%252e%252e%252f%252e%252e", "..%5c..", "..\\.."),
    *("....//....//", "%c0%ae%c0%ae/", "..;/..;", "%00", "x%00.json", "%0d%0aX-Evil:%20x", "~root"),
    *("file:%2f%2f%2f", "%uff0e%uff0e", "\u2215".encode().hex(), "C:%5c", "%5c%5cserver%5cshare"),
]
TARGETS = ["planted.json", "private/planted.json", "etc/passwd", "status.json"]


@pytest.fixture(scope="module")
def app(shipped, tmp_path_factory):
    """The app as a person starts it, on a tiny survey; secrets lie where they must not be found."""
    folder = tmp_path_factory.mktemp("surface") / "inner"
    store = shutil.copytree(shipped.store, folder / "store")
    for name in PLANTED:
        (store / name).write_text(MARKER)
    with AppServer(
        folder / "log", SURVEY_SOURCE=shipped.source, SURVEY_CODEBOOK=shipped.codebook,
        SURVEY_STORE=store, SURVEY_REFRESH_SECONDS=0, SURVEY_API_LIMIT=0,
    ) as server:  # fmt: skip
        yield server.until(lambda health: health["source_state"] == "ok")


@pytest.fixture
def port(app):
    """Where the app listens; afterwards it still answers, and its log is calm."""
    number = int(app.url.rsplit(":", 1)[1])
    yield number
    assert ask(number, "/api/health").json["release"] == FIRST
    assert ask(number, "/").status == 200
    odd_messages = app.said().count("Error deserializing back message")  # a traceback each
    assert app.said().count("Traceback") == odd_messages <= 2  # once a minute
    assert app.said().count("Invalid HTTP request received") <= 2
    assert MARKER not in app.said()


class TestDoors:
    @pytest.mark.parametrize("path", OPEN)
    def test_what_is_open(self, port, path):
        assert ask(port, path).status == OPEN[path]

    @pytest.mark.parametrize("path", SHUT, ids=lambda path: path[:40])
    def test_what_is_shut(self, port, path):
        answer = ask(port, path)
        assert answer.status == 404
        assert answer.body == b"There is nothing at this address. Start from the front page.\n"
        assert answer.headers["cache-control"] == "no-store"

    @pytest.mark.parametrize("path", ["/", "/_stcore/health", "/_stcore/metrics", FILE, "/api/x"])
    @pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "X"])
    def test_nothing_can_be_sent_or_changed(self, port, path, method):
        answer = ask(port, path, method)
        assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
        assert b"Only reading is possible" in answer.body

    @pytest.mark.parametrize("path", [*OPEN, "/api/health", "/api/docs", FILE, "/api/x", "/a/b"])
    def test_a_head_is_answered_as_a_get_without_a_body(self, port, path):
        told, got = ask(port, path, "HEAD"), ask(port, path)
        assert (told.status, told.body) == (got.status, b"")
        assert told.headers["content-type" if got.status != 301 else "location"]

    @pytest.mark.parametrize("path", ["/", "/methods", "/api/health", FILE, "/_stcore/health"])
    def test_options_tells_what_is_allowed(self, port, path):
        answer = ask(port, path, "OPTIONS", Origin="https://other.example")
        assert (answer.status, answer.body) == (204, b"")
        assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    ("path", "method"),
    [
        *((path, "GET") for path in (*OPEN, "/a/b", FILE, "/api/x", "/api/docs", "/api/health")),
        *(("/", method) for method in ("HEAD", "OPTIONS", "POST")),
    ],
)
def test_every_answer_has_the_headers(port, path, method):
    told = ask(port, path, method).headers
    assert told["x-content-type-options"] == "nosniff"
    assert told["x-frame-options"] == "DENY"
    assert told["referrer-policy"] == "same-origin"
    assert told["cross-origin-opener-policy"] == "same-origin"
    policy = told["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval'" not in policy.replace("'wasm-unsafe-eval'", "")
    assert ("default-src 'none'" in policy) == path.startswith("/api")
    assert "strict-transport-security" not in told  # plain http: a browser would ignore it


class TestPathTricks:
    @pytest.mark.parametrize("trick", TRICKS)
    def test_below_api_all_are_not_found_in_json(self, port, trick):
        for base in ("/api", "/api/releases", f"/api/releases/{FIRST}", "/api/releases/latest"):
            for target in TARGETS:
                answer = ask(port, f"{base}/{trick}/{target}")
                assert answer.status == 404
                assert set(answer.json) == {"error", "remedy"}
                assert MARKER.encode() not in answer.body
                assert "x-evil" not in answer.headers

    @pytest.mark.parametrize("trick", TRICKS)
    def test_elsewhere_none_finds_anything(self, port, trick):
        for base in ("", "/media", "/static", "/_stcore", "/methods"):
            for target in TARGETS:
                answer = ask(port, f"{base}/{trick}/{target}")
                assert answer.status == 404
                assert MARKER.encode() not in answer.body

    @pytest.mark.parametrize(
        "path", ["//other.example/", "/\\other.example/", "/%2f/other.example"]
    )
    def test_nobody_is_sent_to_another_site(self, port, path):
        answer = ask(port, path)
        assert answer.status == 404
        assert "location" not in answer.headers


class TestOddRequests:
    @pytest.mark.parametrize("kilobytes", [8, 60])
    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("Accept", "text/html;q=0.1, "),
            ("Accept-Encoding", "gzip;q=0.1, "),
            ("If-None-Match", 'W/"x", '),
            ("Range", "bytes=0-0, "),
            ("Cookie", "_streamlit_xsrf=2|; "),
        ],
    )
    def test_huge_headers_are_read_quickly_or_refused(self, port, name, said, kilobytes):
        huge = said * (kilobytes * 1024 // len(said))
        started = time.monotonic()
        answer = ask(port, FILE, **{name: huge})
        assert answer.status in (200, 304)
        assert time.monotonic() - started < 4

    def test_headers_beyond_all_bounds_are_refused(self, port):
        assert b" 400 " in say(port, b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"a" * 100_000)[:20]
        many = b"".join(b"A%d: b\r\n" % number for number in range(20_000))
        assert b" 400 " in say(port, b"GET / HTTP/1.1\r\nHost: x\r\n" + many)[:20]

    @pytest.mark.parametrize(
        "said",
        [
            b"\x00\x01\x02\r\n\r\n",
            b"GET /\xff HTTP/1.1\r\nHost: x\r\n\r\n",
            b"GET / HTTP/1.1\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: x\r\nA\x00B: c\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
            b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: nonsense\r\n\r\n",
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",  # someone speaks TLS
        ],
    )
    def test_what_is_not_http_is_refused(self, port, said):
        heard = say(port, said, seconds=1)
        assert heard == b"" or b" 400 " in heard[:20] or b" 501 " in heard[:20]

    def test_a_body_that_never_comes_is_not_waited_for(self, port):
        for head in (b"POST /", b"GET /api/health"):
            for length in (b"Content-Length: 1000000000", b"Transfer-Encoding: chunked"):
                started = time.monotonic()
                heard = say(port, head + b" HTTP/1.1\r\nHost: x\r\n" + length + b"\r\n\r\n")
                assert time.monotonic() - started < 4  # hung up on, not only answered
                assert heard.split()[1] == (b"405" if head.startswith(b"POST") else b"200")
                assert b"connection: close" in heard.lower()

    def test_a_trickling_body_is_hung_up_on(self, port):
        with socket.create_connection((HERE, port), timeout=5) as line:
            line.sendall(b"POST /api/x HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n")
            with pytest.raises(OSError, match=r"reset|[Bb]roken|[Pp]ipe"):
                _trickle(line)

    def test_visitors_who_never_finish_their_request_keep_nobody_out(self, port):
        lines = [socket.create_connection((HERE, port)) for _ in range(200)]
        try:
            for line in lines:
                line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow:")
            started = time.monotonic()
            assert ask(port, FILE).status == 200
            assert time.monotonic() - started < 4
        finally:
            for line in lines:
                line.close()

    def test_visitors_who_hang_up_half_way_keep_nobody_out(self, port):
        path = f"/api/releases/{FIRST}/package.zip"
        for _ in range(50):
            with socket.create_connection((HERE, port)) as line:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                line.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
                assert line.recv(64)  # then resets the connection
        assert ask(port, path).status == 200

    def test_many_requests_in_one_breath_are_answered_in_turn(self, port):
        one = f"GET {FILE} HTTP/1.1\r\nHost: x\r\nRange: bytes=0-3\r\n\r\n".encode()
        last = b"GET /api/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        heard = say(port, one * 20 + last)
        assert heard.count(b"PAR1") == 20
        assert heard.count(b" 404 Not Found") == 1


class TestSessions:
    def ends_with(self, port, message):
        """The code that a session is closed with after a message; None where it is cut off."""
        try:
            with Session(port) as session:
                session.send(message)
                session.heard_until_alive()
        except ConnectionClosed as closed:
            return closed.rcvd and closed.rcvd.code
        raise AssertionError("the session goes on")

    def test_a_page_can_be_seen(self, port):
        with Session(port) as session:
            assert "plotly_chart" in shown(session.open_page("strain"))

    @pytest.mark.parametrize("path", ["/", "/api/health", "/_stcore/other", "/static/x", "/a/b"])
    def test_sessions_are_opened_at_one_place_only(self, port, path):
        with pytest.raises(InvalidStatus) as refused, Session(port, path):
            pass
        assert refused.value.response.status_code == 404
        assert refused.value.response.headers["X-Content-Type-Options"] == "nosniff"

    def test_another_site_can_t_open_one_in_its_visitor_s_name(self, port):
        with (
            pytest.raises(InvalidStatus) as refused,
            Session(port, origin="https://other.example"),
        ):
            pass
        assert refused.value.response.status_code == 403

    def test_a_message_of_more_than_1_mb_ends_it(self, port):
        assert self.ends_with(port, b"\x0a" * 1_100_000) == 1009

    def test_a_message_of_more_than_10_mb_is_not_even_taken_in(self, port):
        assert self.ends_with(port, b"\x0a" * 10_600_000) in (1009, None)

    def test_more_choices_than_1_mb_of_them_are_not_kept(self, port):
        message = BackMsg()
        message.rerun_script.widget_states.widgets.add(id="x", string_value="y" * 1_100_000)
        assert self.ends_with(port, message) == 1009

    def test_a_message_that_is_none_ends_it(self, port):
        assert self.ends_with(port, b"\xff\xff\xff") == 1002

    def test_text_ends_it(self, port):
        assert self.ends_with(port, "text") in (1003, 1006, None)

    def test_a_visitor_can_t_ask_for_the_server_s_own_affairs(self, port):
        with Session(port) as session:
            for each in (BackMsg(load_git_info=True), BackMsg(set_run_on_save=True)):
                session.send(each)
            upload = BackMsg()
            upload.file_urls_request.file_names.append("x.csv")
            session.send(upload)
            heard = session.heard_until_alive()
        kinds = {each.WhichOneof("type") for each in heard}
        assert not kinds & {"git_info_changed", "file_urls_response"}
        assert not [each for each in heard if each.session_status_changed.run_on_save]


def _trickle(line):
    for _ in range(50):
        line.sendall(b"x")
        time.sleep(0.05)
