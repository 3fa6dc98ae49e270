"""A polite limit for each client: who counts as one, what the refused are told, who is not."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from analysis.errors import SurveyError
from data.api import application
from data.web import guards
from data.web.clients import NOBODY, UNTOLD, client_of, shortened
from data.web.settings import WebSettings, from_environment
from tests.served import HERE, Served

ADDRESSES = st.ip_addresses().map(str)


def scope(peer, *forwarded):
    headers = [(b"x-forwarded-for", each.encode("latin-1")) for each in forwarded]
    return {"type": "http", "client": peer and (peer, 5), "headers": headers}


class TestWhoCountsAsOneClient:
    @pytest.mark.parametrize(
        ("peer", "client"),
        [
            ("203.0.113.9", "203.0.113.9"),
            ("::ffff:203.0.113.9", "203.0.113.9"),  # how a socket for both sees an IPv4 peer
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            (None, NOBODY),
            ("unix", NOBODY),
        ],
    )
    def test_a_peer(self, peer, client):
        assert client_of(scope(peer), 0) == client

    @pytest.mark.parametrize(
        ("proxies", "said", "client"),
        [
            (1, ["198.51.100.7"], "198.51.100.7"),
            (1, ["1.1.1.1, 198.51.100.7"], "198.51.100.7"),  # the left is anybody's word
            (1, ["1.1.1.1", "198.51.100.7"], "198.51.100.7"),  # two headers are one list
            (2, ["1.1.1.1, 198.51.100.7, 10.0.0.2"], "198.51.100.7"),
            (1, ["198.51.100.7:4711"], "198.51.100.7"),
            (1, ["[2001:db8:1:2::9]:4711"], "2001:db8:1:2::/64"),
            (2, ["198.51.100.7"], "10.0.0.1"),  # did not come through both
            (1, ["nonsense"], "10.0.0.1"),
            (1, [", ,"], "10.0.0.1"),
            (1, [], "10.0.0.1"),
        ],
    )
    def test_behind_proxies_that_the_operator_told_of(self, proxies, said, client):
        assert client_of(scope("10.0.0.1", *said), proxies) == client

    def test_without_proxies_the_header_counts_for_nothing(self):
        assert client_of(scope("203.0.113.9", "1.1.1.1"), 0) == "203.0.113.9"

    def test_all_who_come_through_a_proxy_nobody_told_of_are_one(self):
        # The server puts the header's address in the peer's place where the peer is this machine.
        assert client_of(scope("1.1.1.1", "1.1.1.1"), 0) == UNTOLD
        assert client_of(scope("2.2.2.2", "1.1.1.1, 2.2.2.2:99"), 0) == UNTOLD

    @given(st.lists(st.text(max_size=30), max_size=4), st.integers(0, 3))
    def test_any_header_gives_some_client(self, said, proxies):
        latin = [each.encode("latin-1", "replace").decode("latin-1") for each in said]
        assert client_of(scope("203.0.113.9", *latin), proxies)

    @given(ADDRESSES, ADDRESSES, st.lists(ADDRESSES, max_size=3))
    def test_what_a_client_writes_before_the_proxy_changes_nothing(self, peer, real, lies):
        told = client_of(scope(peer, ", ".join([*lies, real])), 1)
        assert told == client_of(scope(peer, real), 1)

    @pytest.mark.parametrize(
        ("client", "told"),
        [
            ("203.0.113.9", "203.0.113.0/24"),
            ("2001:db8:1:2::/64", "2001:db8:1::/48"),
            (UNTOLD, UNTOLD),
        ],
    )
    def test_the_log_holds_networks_not_addresses(self, client, told):
        assert shortened(client) == told


class TestRequests:
    def test_the_limit_is_kept_and_the_refused_are_told_how_long_to_wait(self, shipped):
        with Served(shipped.store, api_limit=3) as server:
            paths = ["/api/health", "/api/releases", "/api/nothing", "/api/releases/latest"]
            *allowed, refused = [server.get(path) for path in paths]
            assert [each.status for each in allowed] == [200, 200, 404]
            assert refused.status == 429
            assert 1 <= int(refused.headers["retry-after"]) <= 60
            assert refused.json["error"] == "These are more than 3 requests a minute."
            assert f"{refused.headers['retry-after']} seconds" in refused.json["remedy"]
            assert refused.headers["cache-control"] == "no-store"
            assert refused.headers["access-control-allow-origin"] == "*"
            assert server.get("/").status == 200  # pages are not the API

    def test_each_client_has_a_limit_of_its_own(self, shipped):
        with Served(shipped.store, api_limit=1, proxies=1) as server:
            clients = ["198.51.100.1", "198.51.100.2", "198.51.100.1"]
            told = [server.get("/api/health", X_Forwarded_For=each).status for each in clients]
            assert told == [200, 200, 429]

    def test_nobody_escapes_by_naming_other_addresses(self, shipped):
        lies = [f"198.51.100.{number}" for number in range(6)]
        with Served(shipped.store, api_limit=3) as server:
            told = [server.get("/api/health", X_Forwarded_For=lie).status for lie in lies]
            assert told == [200] * 3 + [429] * 3
        with Served(shipped.store, api_limit=3, proxies=1) as server:
            said = [f"{lie}, 203.0.113.5" for lie in lies]
            told = [server.get("/api/health", X_Forwarded_For=each).status for each in said]
            assert told == [200] * 3 + [429] * 3

    def test_0_means_no_limit(self, shipped):
        with Served(shipped.store, api_limit=0) as server:
            assert {server.get("/api/health").status for _ in range(20)} == {200}

    def test_the_log_tells_the_network_once_and_not_the_address(self, shipped, caplog):
        with (
            caplog.at_level(logging.WARNING, "team_of_one"),
            Served(shipped.store, api_limit=1, proxies=1) as server,
        ):
            for _ in range(5):
                server.get("/api/health?secret=marker", X_Forwarded_For="198.51.100.77")
        assert caplog.messages == ["Too many requests a minute from 198.51.100.0/24: refused"]


class TestSessions:
    def open(self, server, **headers):
        address = f"ws://{HERE}:{server.port}/_stcore/stream"
        with connect(address, additional_headers=headers, proxy=None) as session:
            return session.protocol.state.name

    def test_new_sessions_have_a_limit_of_their_own(self, shipped):
        with Served(shipped.store, session_limit=2, api_limit=1) as server:
            assert self.open(server)
            assert self.open(server)
            with pytest.raises(InvalidStatus) as refused:
                self.open(server)
            assert refused.value.response.status_code == 429
            assert 1 <= int(refused.value.response.headers["retry-after"]) <= 60
            assert server.get("/api/health").status == 200

    def test_others_are_not_refused(self, shipped):
        with Served(shipped.store, session_limit=1, proxies=1) as server:
            assert self.open(server, **{"X-Forwarded-For": "198.51.100.1"})
            assert self.open(server, **{"X-Forwarded-For": "198.51.100.2"})


class TestWhatTheOperatorSays:
    def test_nothing(self):
        assert from_environment({}) == WebSettings((), 0, 600, 600, 500, 250)

    def test_everything(self):
        said = {
            "SURVEY_HOSTS": " Survey.example.org,*.example.com , [::1]",
            "SURVEY_PROXIES": "2",
            "SURVEY_API_LIMIT": "0",
            "SURVEY_SESSION_LIMIT": "30",
            "SURVEY_OPEN_LIMIT": "50",
            "SURVEY_CLIENT_OPEN_LIMIT": "5",
        }
        hosts = ("survey.example.org", "*.example.com", "[::1]")
        assert from_environment(said) == WebSettings(hosts, 2, 0, 30, 50, 5)

    @pytest.mark.parametrize(
        ("name", "said"),
        [
            *(("SURVEY_PROXIES", each) for each in ("-1", "one", "1.5", "\u0661", "9" * 50)),
            *(("SURVEY_API_LIMIT", each) for each in ("600/minute", "6 00", "-5")),
            ("SURVEY_SESSION_LIMIT", "many"),
            ("SURVEY_OPEN_LIMIT", "all"),
            ("SURVEY_CLIENT_OPEN_LIMIT", "-1"),
            *(("SURVEY_HOSTS", each) for each in ("https://a.example", "a.example:80", "a b")),
            *(("SURVEY_HOSTS", each) for each in ("exa*mple.org", "*example.org", "a/b", "a@b")),
        ],
    )
    def test_nonsense_is_refused_with_a_remedy(self, name, said):
        with pytest.raises(SurveyError) as error:
            from_environment({name: said})
        assert name in error.value.problem
        assert error.value.remedy


class TestHosts:
    def test_only_the_named_hosts_are_answered(self, shipped):
        with Served(shipped.store, hosts=("a.example", "*.b.example")) as server:
            for host in ("a.example", "A.EXAMPLE:8501", "x.b.example"):
                assert server.get("/api/health", Host=host).status == 200
            for host in (HERE, "b.example", "xa.example", "a.example.evil.example", ""):
                refused = server.get("/", Host=host)
                assert refused.status == 400
                assert "content-security-policy" in refused.headers
                assert "location" not in refused.headers

    def test_sessions_too(self, shipped):
        with Served(shipped.store, hosts=("a.example",)) as server:
            with pytest.raises(InvalidStatus) as refused:
                TestSessions().open(server)
            assert refused.value.response.status_code == 400

    def test_any_where_none_is_named(self, shipped):
        with Served(shipped.store) as server:
            assert server.get("/", Host="anything.example").status == 200


def test_the_guards_let_the_server_start_and_stop(shipped):
    """The protocol's third kind of scope, which is neither a request nor a session."""
    seen = []

    @contextlib.asynccontextmanager
    async def lifespan(_):
        seen.append("started")
        yield
        seen.append("stopped")

    layers = guards(WebSettings(), application(shipped.store))
    app = Starlette(middleware=layers, lifespan=lifespan)
    said = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])
    told = []

    async def receive():
        return next(said)

    async def send(message):
        told.append(message["type"])

    with ThreadPoolExecutor(1) as apart:  # from a browser's tests, whose loop runs in this thread
        apart.submit(asyncio.run, app({"type": "lifespan", "state": {}}, receive, send)).result()
    assert seen == ["started", "stopped"]
    assert told == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
