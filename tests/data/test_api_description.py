"""The API's description is valid, complete, and true to what is served."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from openapi_spec_validator import validate

from data.api import routes
from tests.served import Served

FIRST = "r0002.4"
CONFIG = Path(__file__).with_name("schemathesis.toml")
SECONDS = 120  # at most; it takes about 10


@pytest.fixture(scope="module")
def server(shipped):
    with Served(shipped.store, api_limit=0) as served:
        yield served


@pytest.fixture(scope="module")
def document(server):
    return server.get("/api/openapi.json").json


def test_it_is_a_valid_openapi_3_1_document(document):
    assert document["openapi"].startswith("3.1")
    validate(document)


def test_every_route_is_described_and_nothing_else(document, tmp_path):
    served = {route.path for route in routes(tmp_path)} - {"/api", "/api/{rest:path}"}
    assert set(document["paths"]) == served
    assert all(set(asked) == {"get", "head"} for asked in document["paths"].values())


def test_what_is_served_is_what_is_described(server):
    """Schemathesis: every operation, examples, odd and random requests, and chains of them."""
    ran = subprocess.run(
        [
            *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(CONFIG), "run"),
            f"http://127.0.0.1:{server.port}/api/openapi.json",
            *("--max-examples", "10", "--seed", "2026", "--request-timeout", "5"),
        ],
        env={"NO_COLOR": "1", "NO_PROXY": "127.0.0.1", "PATH": os.environ["PATH"]},
        capture_output=True, text=True, timeout=SECONDS,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    generated = re.search(r"(\d+) generated", ran.stdout)
    assert generated is not None, ran.stdout
    assert int(generated[1]) > 200


def test_the_files_of_a_release_have_described_types(server, document):
    described = document["paths"]["/api/releases/{release}/{file}"]["get"]["responses"]["200"]
    for name in server.get(f"/api/releases/{FIRST}").json["files"]:
        kind = server.get(f"/api/releases/{FIRST}/{name}").headers["content-type"]
        assert kind.partition(";")[0] in described["content"]


class Outline(HTMLParser):
    """What a page is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        self.tags[tag] += 1
        self.ids += [told["id"]] if "id" in told else []
        self.links += [told[name] for name in ("href", "src") if name in told]
        assert not [name for name in told if name.startswith("on")]

    def handle_data(self, data):
        self.words += f"{data} "


@pytest.fixture(scope="module")
def page(server):
    return Outline(server.get("/api/docs").body.decode())


def test_the_page_tells_of_every_path_status_and_parameter(page, document):
    for path, asked in document["paths"].items():
        told = asked["get"]
        assert f"GET {path}" in page.words
        assert told["summary"] in page.words
        assert set(told["responses"]) <= set(page.words.split())
        assert all(each["description"] in page.words for each in told["parameters"])


def test_the_page_needs_nothing_from_elsewhere_and_runs_nothing(page, server):
    assert page.tags["script"] == page.tags["iframe"] == page.tags["img"] == 0
    own = ("#", "/", "data:,", "openapi.json")
    assert [link for link in page.links if not link.startswith(own)] == []
    policy = server.get("/api/docs").headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy


def test_every_link_of_the_page_leads_somewhere(page, server):
    inside = {link[1:] for link in page.links if link.startswith("#")}
    assert inside <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    outside = [link for link in page.links if link.startswith("/")]
    assert "/api/releases/latest/estimates.parquet" in outside
    assert [link for link in outside if server.get(link).status != 200] == []


def test_the_page_can_be_heard_and_skipped_through(page):
    assert (page.tags["h1"], page.tags["main"], page.tags["nav"], page.tags["title"]) == (1,) * 4
    assert page.tags["caption"] == page.tags["table"] > 0
    assert page.tags["th"] > page.tags["table"]
    assert page.links[1] == "#main"  # after the icon: the first stop of the Tab key


def test_all_the_page_says_comes_from_the_document_as_text():
    from data.api.page import page as made

    hostile = '<script>alert(1)</script>"&'
    operation = {
        "operationId": "x", "summary": hostile,
        "parameters": [{"name": hostile, "in": "path", "description": hostile}],
        "responses": {hostile: {"description": hostile, "headers": {hostile: {}}}},
    }  # fmt: skip
    info = {"title": hostile, "version": hostile, "description": hostile}
    read = Outline(made({"info": info, "paths": {hostile: {"get": operation}}}))
    assert read.tags["script"] == 0
    assert read.words.count(hostile) >= 8
