"""A store that someone, or a bad disk, changed: nothing of it is given away, and all else is."""

from __future__ import annotations

import hashlib
import json
import os
import shutil

import pyarrow.parquet as pq
import pytest

from data.releases import Store
from tests.served import Served

OLD, NEW = "r0002.4", "r0003"
MARKER = "the-marker-of-a-secret"
FILE = "counts.parquet"


def release(store, name):
    return store.releases / name


def rewrite(folder, **changes):
    """Changes what a manifest says."""
    said = json.loads((folder / "manifest.json").read_text("utf-8"))
    (folder / "manifest.json").write_text(json.dumps(said | changes), "utf-8")


def checksum(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def store(shipped, tmp_path):
    """Two whole releases, and beside them a secret."""
    store = Store(shutil.copytree(shipped.store, tmp_path / "store"))
    shutil.copytree(release(store, OLD), release(store, NEW))
    rewrite(release(store, NEW), id=NEW)
    store.private.mkdir(exist_ok=True)
    (store.private / "secret.json").write_text(MARKER)
    return store


def flip(folder, _):
    content = bytearray((folder / FILE).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / FILE).write_bytes(content)


def cut_short(folder, _):
    (folder / FILE).write_bytes((folder / FILE).read_bytes()[:-1])


def link_to_a_secret(folder, store):
    (folder / FILE).unlink()
    (folder / FILE).symlink_to(store.private / "secret.json")


def remove(folder, _):
    (folder / FILE).unlink()


def make_a_folder(folder, _):
    (folder / FILE).unlink()
    (folder / FILE).mkdir()


def make_a_pipe(folder, _):
    (folder / FILE).unlink()
    os.mkfifo(folder / FILE)  # whoever opens it waits for ever


@pytest.mark.parametrize(
    "harm", [flip, cut_short, link_to_a_secret, remove, make_a_folder, make_a_pipe]
)
def test_a_file_that_is_not_what_was_published_is_not_served_even_if_it_was_before(store, harm):
    with Served(store.folder) as server:
        good = server.get(f"/api/releases/{NEW}/{FILE}")
        assert server.get("/api/health").json["release"] == NEW
        harm(release(store, NEW), store)
        refused = server.get(f"/api/releases/{NEW}/{FILE}", If_None_Match=good.headers["etag"])
        assert refused.status == 500
        assert refused.json["error"] == (
            f"Release {NEW} is damaged: its {FILE} is not what was published."
        )
        assert MARKER.encode() not in refused.body
        assert str(store.folder).encode() not in refused.body
        latest = server.get(f"/api/releases/latest/{FILE}")
        assert (latest.status, latest.headers["x-release"]) == (200, OLD)
        assert server.get("/api/health").json["release"] == OLD


def test_nor_by_a_server_that_was_started_afterwards(store):
    flip(release(store, NEW), store)
    with Served(store.folder) as server:
        assert server.get(f"/api/releases/{NEW}/{FILE}").status == 500
        assert server.get("/api/health").json["release"] == OLD


def name_a_secret(folder, store):
    sums = {"../../private/secret.json": checksum(store.private / "secret.json")}
    sums |= json.loads((folder / "manifest.json").read_text("utf-8"))["files"]
    rewrite(folder, files=sums)


@pytest.mark.parametrize(
    "manifest",
    [
        *("", "{", "[]", "null", "\x00", '"text"', "{}"),
        *({"files": 5}, {"files": ["x"]}, {"files": {}}, {"files": {"counts.parquet": None}}),
        *({"created": 5}, {"wave": {}}, {"id": None}, {"id": "../../private"}, {"survey": []}),
    ],
    ids=str,
)
def test_a_manifest_that_makes_no_sense_harms_no_other_release(store, manifest):
    if isinstance(manifest, str):
        (release(store, NEW) / "manifest.json").write_text(manifest)
    else:
        rewrite(release(store, NEW), **manifest)
    with Served(store.folder) as server:
        assert server.get("/api/health").json["release"] == OLD
        assert server.get("/api/releases/latest").json["id"] == OLD
        assert OLD in [each["id"] for each in server.get("/api/releases").json["releases"]]
        for path in (f"/api/releases/{NEW}", f"/api/releases/{NEW}/{FILE}"):
            answer = server.get(path)
            assert answer.status in (200, 404, 500)
            assert answer.headers["content-type"] != "text/plain"
            assert MARKER.encode() not in answer.body


def test_a_manifest_can_t_name_what_lies_elsewhere(store):
    name_a_secret(release(store, NEW), store)
    with Served(store.folder) as server:
        for trick in ("../../private/secret.json", "..%2f..%2fprivate%2fsecret.json"):
            answer = server.get(f"/api/releases/{NEW}/{trick}")
            assert answer.status == 404
            assert MARKER.encode() not in answer.body
        assert server.get("/api/health").json["release"] == OLD  # it is not what was published


def test_a_store_that_is_gone_or_empty_has_no_release(store):
    with Served(store.folder) as server:
        shutil.rmtree(store.releases)
        assert server.get("/api/releases").json == {"releases": []}
        assert server.get("/api/releases/latest").status == 404
        assert server.get(f"/api/releases/{NEW}/{FILE}").status == 404
        assert server.get("/api/health").json["release"] is None


def empty(folder):
    """Makes a release one that shows nobody: its tables have no rows."""
    for name in ("counts", "estimates", "items"):
        file = folder / f"{name}.parquet"
        pq.write_table(pq.read_table(file).slice(0, 0), file)
    said = json.loads((folder / "manifest.json").read_text("utf-8"))
    sums = {name: checksum(folder / name) for name in said["files"]}
    rewrite(folder, files=sums, cohorts={"published": 0, "withheld": 1})


def test_a_release_that_shows_no_group_is_a_release_like_any_other(store):
    empty(release(store, NEW))
    with Served(store.folder) as server:
        assert server.get("/api/health").json["release"] == NEW
        assert server.get("/api/releases/latest").json["cohorts"]["published"] == 0
        answer = server.get(f"/api/releases/latest/{FILE}")
        assert (answer.status, answer.headers["x-release"]) == (200, NEW)
        assert answer.body[:4] == answer.body[-4:] == b"PAR1"
