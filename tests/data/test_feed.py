"""The feed of releases, as a reader of Atom feeds takes it."""

from __future__ import annotations

import shutil
from datetime import datetime
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest

from data.releases import Store
from tests.served import Served

ATOM = "{http://www.w3.org/2005/Atom}"
FIRST, SECOND = "r0002.4", "r0009"


@pytest.fixture
def store(shipped, tmp_path):
    """A store with two releases."""
    store = Store(shutil.copytree(shipped.store, tmp_path / "store"))
    shutil.copytree(store.releases / FIRST, store.releases / SECOND)
    manifest = store.releases / SECOND / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace(FIRST, SECOND), "utf-8")
    return store


@pytest.fixture(params=["", "/team/survey"], ids=["a host of its own", "below a path"])
def server(request, store):
    with Served(store.folder, request.param) as served:
        served.base = request.param
        yield served


def asked(server):
    return ElementTree.fromstring(server.get(f"{server.base}/api/feed.atom").body)


def ids(whole):
    return [said(node, "id") for node in (whole, *whole.iter(f"{ATOM}entry"))]


def said(node, name):
    return node.find(ATOM + name).text


def test_it_has_what_rfc_4287_asks_of_a_feed_and_of_each_entry(server):
    whole = asked(server)
    assert whole.tag == f"{ATOM}feed"
    assert whole.find(f"{ATOM}author/{ATOM}name").text
    for node in (whole, *whole.iter(f"{ATOM}entry")):
        assert said(node, "id").startswith("urn:uuid:")
        assert said(node, "title")
        assert datetime.fromisoformat(said(node, "updated")).tzinfo is not None
        links = [each.get("rel") for each in node.findall(f"{ATOM}link")]
        assert links.count("alternate") == 1
    assert len(set(ids(whole))) == len(ids(whole)) == 3
    assert ids(asked(server)) == ids(whole)


def test_it_tells_of_the_releases_of_the_store_and_of_none_that_was_removed(server, store):
    told = [said(entry, "title") for entry in asked(server).iter(f"{ATOM}entry")]
    assert told == [f"Release {SECOND}", f"Release {FIRST}"]
    shutil.rmtree(store.releases / SECOND)
    assert [said(each, "title") for each in asked(server).iter(f"{ATOM}entry")] == told[1:]


def test_an_entry_says_its_wave_and_its_people_as_published_and_leads_to_its_page(server, store):
    entry = list(asked(server).iter(f"{ATOM}entry"))[-1]
    people = sum(each.about for each in store.heads(FIRST).values())
    assert said(entry, "summary") == f"Latest wave: Q3 2026. About {people:,} people answered."
    link = entry.find(f"{ATOM}link").get("href")
    feed = f"https://example.org{server.base}/api/feed.atom"
    assert urljoin(feed, link) == f"https://example.org{server.base}/data?release={FIRST}"


def test_it_is_sent_as_a_feed_and_once(server):
    first = server.get(f"{server.base}/api/feed.atom")
    assert first.headers["content-type"] == "application/atom+xml; charset=utf-8"
    tag = {"If-None-Match": first.headers["etag"]}
    again = server.get(f"{server.base}/api/feed.atom", **tag)
    assert (again.status, again.body) == (304, b"")


def test_without_a_release_it_is_a_feed_without_entries(tmp_path):
    with Served(tmp_path / "store") as served:
        whole = ElementTree.fromstring(served.get("/api/feed.atom").body)
    assert said(whole, "updated")
    assert not list(whole.iter(f"{ATOM}entry"))
