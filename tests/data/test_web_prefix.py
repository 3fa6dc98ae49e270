"""Below a path of its host the server answers as it does at a host of its own, and nowhere else."""

from __future__ import annotations

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.served import Served

BASE = "/team/survey"


@pytest.fixture(scope="module")
def server(shipped):
    with Served(shipped.store, BASE) as running:
        yield running


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/api/releases", 200),
        ("/api/releases/latest/counts.parquet", 200),
        ("/api/nothing", 404),
        ("/nothing/here", 404),
        ("/_stcore/metrics", 404),
        ("/favicon.png", 404),  # Streamlit's own, which is not behind these guards
    ],
)
def test_below_it_every_address_is_what_it_is_at_a_host_of_its_own(server, shipped, path, status):
    with Served(shipped.store) as alone:
        there, here = alone.get(path), server.get(BASE + path)
    assert (there.status, here.status) == (status, status)
    assert here.body == there.body
    assert here.headers["content-security-policy"] == there.headers["content-security-policy"]
    assert here.headers.get("access-control-allow-origin") == there.headers.get(
        "access-control-allow-origin"
    )


def test_its_address_without_the_last_slash_leads_to_the_front_page(server):
    answer = server.get(f"{BASE}?release=r0002.4")
    assert answer.status == 307
    assert answer.headers["location"] == f"{BASE}/?release=r0002.4"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["/", "/strain", "/api/releases", "/team", "/team/", "/team/surveys", "/TEAM/SURVEY/"]
)
def test_outside_it_there_is_nothing(server, path):
    answer = server.get(path)
    assert answer.status == 404
    assert answer.headers["x-frame-options"] == "DENY"


def test_a_container_s_own_check_needs_no_prefix(server):
    assert server.get("/api/health").json == server.get(f"{BASE}/api/health").json


def test_a_session_is_opened_below_it_and_nowhere_else(server):
    there = f"ws://127.0.0.1:{server.port}"
    with connect(f"{there}{BASE}/_stcore/stream", origin=there.replace("ws", "http")):
        pass
    for path in ("/_stcore/stream", "/team/_stcore/stream", BASE):
        with pytest.raises(InvalidStatus) as refused, connect(there + path):
            pass
        assert refused.value.response.status_code in (403, 404)


def test_its_own_description_tells_programs_the_path(server, shipped):
    assert server.get(f"{BASE}/api/openapi.json").json["servers"][0]["url"] == BASE
    with Served(shipped.store) as alone:
        assert alone.get("/api/openapi.json").json["servers"][0]["url"] == "/"
