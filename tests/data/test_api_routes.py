"""The API over HTTP, as a real server answers it: releases as files, health, and nothing else."""

from __future__ import annotations

import hashlib
import shutil

import pytest

from data.refresher import Refresher
from data.releases import Store
from tests.served import Served
from tests.surveys import NOON, people, settings, write_sheet

FIRST = "r0002.4"


@pytest.fixture(scope="module")
def store(shipped, tmp_path_factory):
    """A store with three releases; r0010 is the newest."""
    store = Store(tmp_path_factory.mktemp("api") / "store")
    shutil.copytree(shipped.store, store.folder)
    for number in (9, 10):
        name = f"r{number:04}"
        shutil.copytree(store.releases / FIRST, store.releases / name)
        manifest = store.releases / name / "manifest.json"
        manifest.write_text(manifest.read_text("utf-8").replace(FIRST, name), "utf-8")
    (store.releases / ".draft-x").mkdir()
    (store.releases / ".draft-x" / "secret.json").write_text("{}")
    return store


@pytest.fixture(scope="module")
def server(store):
    with Served(store.folder) as served:
        yield served


def test_the_list_has_the_newest_first_and_enough_to_choose(server):
    answer = server.get("/api/releases")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/json")
    told = answer.json["releases"]
    assert [each["id"] for each in told] == ["r0010", "r0009", FIRST]
    assert told[0]["created"] == "2026-11-22T12:00:00+00:00"
    assert (told[0]["wave"], told[0]["synthetic"]) == ("Q3 2026", False)
    assert (told[0]["codebook_id"], told[0]["codebook_version"]) == ("tiny", "1.0")


def test_an_unchanged_list_is_not_sent_again(server):
    first = server.get("/api/releases")
    again = server.get("/api/releases", **{"If-None-Match": first.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
    assert server.get("/api/releases", **{"If-None-Match": '"other"'}).status == 200


def test_a_release_answers_with_its_manifest(server, store):
    answer = server.get(f"/api/releases/{FIRST}")
    assert answer.status == 200
    assert answer.body == store.file(FIRST, "manifest.json").read_bytes()
    assert answer.json["id"] == FIRST


def test_latest_is_the_newest_release(server):
    assert server.get("/api/releases/latest").json["id"] == "r0010"
    assert server.get("/api/releases/latest/counts.parquet").headers["x-release"] == "r0010"


def test_every_file_is_served_byte_for_byte(server):
    files = server.get(f"/api/releases/{FIRST}").json["files"]
    assert len(files) == 6
    for name, checksum in files.items():
        answer = server.get(f"/api/releases/{FIRST}/{name}")
        assert answer.status == 200
        assert hashlib.sha256(answer.body).hexdigest() == checksum
        ending = name.rsplit(".", 1)[1]
        assert answer.headers["content-type"] == {
            "parquet": "application/vnd.apache.parquet",
            "json": "application/json",
            "zip": "application/zip",
        }.get(ending)


@pytest.mark.parametrize("file", ["", "/counts.parquet", "/package.zip", "/manifest.json"])
def test_a_release_may_be_kept_for_ever_and_the_latest_for_a_minute(server, file):
    kept = server.get(f"/api/releases/{FIRST}{file}").headers
    assert kept["cache-control"] == "public, max-age=31536000, immutable"
    assert server.get(f"/api/releases/latest{file}").headers["cache-control"] == (
        "public, max-age=60"
    )


def test_a_file_that_the_client_has_is_not_sent_again(server):
    path = f"/api/releases/{FIRST}/counts.parquet"
    first = server.get(path)
    again = server.get(path, **{"If-None-Match": first.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    other = server.get(f"/api/releases/{FIRST}/items.parquet")
    assert other.headers["etag"] != first.headers["etag"]
    newest = server.get("/api/releases/latest/counts.parquet")
    assert newest.headers["etag"] != first.headers["etag"]


def test_a_head_request_sends_no_body(server):
    answer = server.get(f"/api/releases/{FIRST}/package.zip", method="HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert int(answer.headers["content-length"]) > 1000


@pytest.mark.parametrize(
    "path",
    [
        *("/api", "/api/", "/api/nothing", "/api/health/x", "/api/releases/"),
        *("/api/releases/r0003", "/api/releases/newest", "/api/releases/.draft-x"),
        f"/api/releases/{FIRST}/nothing.csv",
        f"/api/releases/{FIRST}/",
        f"/api/releases/{FIRST}/counts.parquet/x",
        f"/api/releases/{FIRST}/../../private/intake.json",
        f"/api/releases/{FIRST}/..%2f..%2fprivate%2fintake.json",
        f"/api/releases/{FIRST}/%2e%2e%2f%2e%2e%2fprivate%2fintake.json",
        f"/api/releases/{FIRST}/..",
        f"/api/releases/{FIRST}/%00",
        "/api/releases/../private/intake.json",
        "/api/releases/..%2f..%2fprivate/intake.json",
        "/api/releases/%2e%2e/private",
        "/api/releases/../../answers.csv",
        "/api/releases/.draft-x/secret.json",
        "/api/releases/private/intake.json",
        "/api/private/intake.json",
        "/api/status.json",
        "/api//etc/passwd",
        "/api/releases/" + "x" * 5000,
    ],
)
def test_anything_else_is_not_found_in_json(server, path):
    answer = server.get(path)
    assert (answer.status, answer.headers["content-type"]) == (404, "application/json")
    assert set(answer.json) == {"error", "remedy"}
    assert answer.headers["cache-control"] == "no-store"
    assert len(answer.body) < 700
    assert b"responses" not in answer.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_changed(server, method):
    for path in ("/api/releases", f"/api/releases/{FIRST}", "/api/nothing"):
        assert server.get(path, method=method).status in (404, 405)


def test_an_empty_store_has_an_empty_list_and_no_latest(tmp_path):
    with Served(tmp_path / "store") as server:
        assert server.get("/api/releases").json == {"releases": []}
        assert server.get("/api/releases/latest").status == 404
        health = server.get("/api/health")
        assert (health.status, health.json["status"]) == (200, "starting")
        assert health.json["release"] is None


def test_health_says_what_is_shown_and_how_the_source_does(tmp_path):
    sheet = write_sheet(tmp_path / "answers.csv", people(60, 60))
    here = settings(sheet)
    refresher = Refresher(here, now=lambda: NOON)
    with Served(here.store) as server:
        refresher.once()
        told = server.get("/api/health")
        assert told.headers["cache-control"] == "no-store"
        assert told.json["age_seconds"] >= 0
        assert {key: told.json[key] for key in told.json if key != "age_seconds"} == {
            "status": "ok",
            "release": "r0001",
            "data_as_of": "2026-11-22T12:00:00+00:00",
            "source_state": "ok",
            "last_success": "2026-11-22T12:00:00+00:00",
        }
        sheet.write_bytes(b"")
        refresher.once()
        told = server.get("/api/health")
        assert (told.status, told.json["status"], told.json["release"]) == (200, "stale", "r0001")


def test_only_the_releases_of_the_survey_that_is_shown_are_listed(tmp_path):
    first = settings(write_sheet(tmp_path / "one.csv", people(60, 60)))
    other = settings(write_sheet(tmp_path / "two.csv", people(80, 80)))
    with Served(first.store) as server:
        Refresher(other, now=lambda: NOON).once()
        Refresher(first, now=lambda: NOON).once()
        assert [each["id"] for each in server.get("/api/releases").json["releases"]] == ["r0001"]
        assert server.get("/api/releases/latest").json["id"] == "r0001"
