"""How files travel: only if changed, in part, compressed, and to whom."""

from __future__ import annotations

import gzip
import shutil
import zipfile

import pytest

from data.releases import Store
from tests.served import Served

FIRST = "r0002.4"
HERE = f"/api/releases/{FIRST}"
JSON_FILE, PARQUET = f"{HERE}/codebook.json", f"{HERE}/counts.parquet"
OTHERS = ["/api/openapi.json", "/api/docs"]
OPEN = [HERE, PARQUET, "/api/releases", "/api/releases/latest", f"{HERE}/nothing", f"{HERE}/a/b"]
SHUT = ["/", "/api", "/api/health", *OTHERS, "/api/releasesx", "/nowhere/x", "/broken"]
PACKED = f"{HERE}/counts.csv"  # only in the package
KEPT = [HERE, PACKED, JSON_FILE, PARQUET, f"{HERE}/package.zip", "/api/releases", *OTHERS]


@pytest.fixture(scope="module")
def store(shipped, tmp_path_factory):
    folder = tmp_path_factory.mktemp("transfer") / "store"
    return Store(shutil.copytree(shipped.store, folder))


@pytest.fixture(scope="module")
def server(store):
    with Served(store.folder, api_limit=0) as served:
        yield served


class TestOnlyIfItChanged:
    @pytest.mark.parametrize("path", KEPT)
    @pytest.mark.parametrize("coding", ["gzip", "identity"])
    def test_what_the_client_has_is_not_sent_again(self, server, path, coding):
        first = server.get(path, Accept_Encoding=coding)
        again = server.get(path, Accept_Encoding=coding, If_None_Match=first.headers["etag"])
        assert (first.status, again.status, again.body) == (200, 304, b"")
        for name in ("etag", "cache-control", "vary", "x-release"):
            assert again.headers.get(name) == first.headers.get(name)

    @pytest.mark.parametrize("path", KEPT)
    def test_the_two_forms_of_one_content_have_two_strong_tags(self, server, path):
        plain = server.get(path).headers["etag"]
        packed = server.get(path, Accept_Encoding="gzip").headers
        assert not plain.startswith("W/")
        assert (packed["etag"] == plain) == ("content-encoding" not in packed)
        if packed["etag"] != plain:
            assert server.get(path, If_None_Match=packed["etag"]).status == 200

    def test_a_proxy_may_have_weakened_the_tag(self, server):
        tag = server.get(PARQUET).headers["etag"]
        assert server.get(PARQUET, If_None_Match=f'"x", W/{tag}').status == 304

    def test_equal_tags_mean_equal_bytes(self, server):
        answers = [server.get(path, Accept_Encoding=c) for path in KEPT for c in ("", "gzip")]
        bodies: dict[str, bytes] = {}
        for answer in answers:
            assert bodies.setdefault(answer.headers["etag"], answer.body) == answer.body


class TestInPart:
    @pytest.mark.parametrize("path", [JSON_FILE, PARQUET, HERE, PACKED])
    @pytest.mark.parametrize(
        ("said", "part"),
        [
            ("bytes=0-0", slice(0, 1)),
            ("bytes=10-99", slice(10, 100)),
            ("bytes=100-", slice(100, None)),
            ("bytes=-8", slice(-8, None)),
        ],
    )
    def test_a_range_is_that_part_of_the_file_also_for_who_takes_gzip(
        self, server, path, said, part
    ):
        whole = server.get(path)
        answer = server.get(path, Range=said, Accept_Encoding="gzip")
        assert (answer.status, answer.body) == (206, whole.body[part])
        first, last, _ = part.indices(len(whole.body))
        assert answer.headers["content-range"] == f"bytes {first}-{last - 1}/{len(whole.body)}"
        assert answer.headers["etag"] == whole.headers["etag"]
        assert "content-encoding" not in answer.headers
        assert answer.headers["x-release"] == FIRST

    @pytest.mark.parametrize("path", [PARQUET, PACKED])
    def test_files_say_that_they_can_be_had_in_part(self, server, path):
        assert server.get(path).headers["accept-ranges"] == "bytes"

    @pytest.mark.parametrize("path", [PARQUET, PACKED])
    @pytest.mark.parametrize("said", ["bytes=999999999-", "bytes=-0"])
    def test_bytes_that_are_not_there_can_t_be_had(self, server, said, path):
        size = len(server.get(path).body)
        answer = server.get(path, Range=said)
        assert (answer.status, answer.headers["content-range"]) == (416, f"bytes */{size}")
        assert answer.json["error"] == "The file has no such bytes."
        assert answer.headers["cache-control"] == "no-store"

    @pytest.mark.parametrize("said", ["bytes=0-1,5-6", "items=0-1", "bytes=9-5", "nonsense"])
    def test_any_other_range_is_answered_by_the_whole(self, server, said):
        answer = server.get(PARQUET, Range=said)
        assert (answer.status, answer.body) == (200, server.get(PARQUET).body)

    def test_a_download_goes_on_only_with_the_very_same_content(self, server):
        whole = server.get(JSON_FILE)
        packed = server.get(JSON_FILE, Accept_Encoding="gzip").headers["etag"]
        tag = whole.headers["etag"]
        assert server.get(JSON_FILE, Range="bytes=5-", If_Range=tag).status == 206
        for other in (packed, f"W/{tag}", '"x"', "Sun, 22 Nov 2026 12:00:00 GMT"):
            answer = server.get(JSON_FILE, Range="bytes=5-", If_Range=other, Accept_Encoding="gzip")
            assert (answer.status, answer.body) == (200, whole.body)
            assert answer.headers["etag"] == tag

    def test_an_unchanged_file_is_not_sent_in_part_either(self, server):
        tag = server.get(PARQUET).headers["etag"]
        assert server.get(PARQUET, Range="bytes=0-9", If_None_Match=tag).status == 304


class TestHead:
    @pytest.mark.parametrize("path", [*KEPT, "/api/health", "/api/nothing"])
    @pytest.mark.parametrize("coding", ["gzip", "identity"])
    def test_a_head_has_the_headers_of_a_get_and_no_body(self, server, path, coding):
        got = server.get(path, Accept_Encoding=coding)
        told = server.get(path, "HEAD", Accept_Encoding=coding)
        assert (told.status, told.body) == (got.status, b"")
        assert {**told.headers, "date": ""} == {**got.headers, "date": ""}

    def test_a_head_of_a_range_tells_of_the_whole(self, server):
        answer = server.get(PARQUET, "HEAD", Range="bytes=0-1")
        assert answer.status == 200
        assert int(answer.headers["content-length"]) == len(server.get(PARQUET).body)


class TestCompression:
    @pytest.mark.parametrize("path", [JSON_FILE, HERE, *OTHERS])
    def test_text_is_compressed_for_who_takes_it(self, server, path):
        plain, packed = server.get(path), server.get(path, Accept_Encoding="br, gzip")
        assert packed.headers["content-encoding"] == "gzip"
        assert gzip.decompress(packed.body) == plain.body
        assert len(packed.body) < len(plain.body) / 2 + 200
        assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"
        assert packed.headers["content-type"] == plain.headers["content-type"]

    @pytest.mark.parametrize("file", ["counts.parquet", "estimates.parquet", "package.zip"])
    def test_what_is_compressed_in_itself_is_not_compressed_again(self, server, file):
        answer = server.get(f"{HERE}/{file}", Accept_Encoding="gzip")
        assert "content-encoding" not in answer.headers
        assert "vary" not in answer.headers

    @pytest.mark.parametrize("said", ["identity", "gzip;q=0", "br", ""])
    def test_who_does_not_take_gzip_gets_none(self, server, said):
        assert "content-encoding" not in server.get(JSON_FILE, Accept_Encoding=said).headers

    def test_the_compressed_bytes_are_the_same_every_time(self, server):
        assert len({server.get(HERE, Accept_Encoding="gzip").body for _ in range(3)}) == 1


class TestWhoMayRead:
    @pytest.mark.parametrize("path", OPEN)
    @pytest.mark.parametrize("method", ["GET", "HEAD"])
    def test_pages_of_any_other_site_may_read_releases(self, server, path, method):
        told = server.get(path, method, Origin="https://other.example").headers
        assert told["access-control-allow-origin"] == "*"
        assert "ETag" in told["access-control-expose-headers"]
        assert told["cross-origin-resource-policy"] == "cross-origin"
        assert "access-control-allow-credentials" not in told

    def test_a_copy_kept_without_an_origin_serves_other_sites_too(self, server):
        assert server.get(PARQUET).headers["access-control-allow-origin"] == "*"

    def test_a_browser_that_asks_first_hears_what_is_allowed(self, server):
        answer = server.get(
            PARQUET, "OPTIONS", Origin="https://other.example",
            Access_Control_Request_Method="GET", Access_Control_Request_Headers="range",
        )  # fmt: skip
        assert (answer.status, answer.body) == (204, b"")
        assert answer.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
        assert "Range" in answer.headers["access-control-allow-headers"]

    @pytest.mark.parametrize("path", SHUT)
    @pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST"])
    def test_nothing_else_may_be_read_by_other_sites(self, server, path, method):
        told = server.get(path, method, Origin="https://other.example").headers
        assert [name for name in told if name.startswith("access-control-")] == []
        assert told["cross-origin-resource-policy"] == "same-origin"


def test_a_file_is_saved_under_a_name_that_tells_its_release(server):
    told = server.get(f"{HERE}/package.zip").headers["content-disposition"]
    assert told == f'attachment; filename="{FIRST}-package.zip"'
    assert server.get(JSON_FILE).headers["content-disposition"].startswith("inline")


def test_every_file_of_the_package_can_be_had_alone(server, store):
    with zipfile.ZipFile(store.file(FIRST, "package.zip")) as package:
        for name in package.namelist():
            answer = server.get(f"{HERE}/{name}")
            assert (answer.status, answer.headers["x-release"]) == (200, FIRST)
            if name != "manifest.json":  # the release's own tells the package's checksum, too
                assert answer.body == package.read(name)
            assert answer.headers["content-type"] != "application/octet-stream" or "." not in name


def test_a_package_that_was_changed_gives_nothing(shipped, tmp_path):
    store = Store(shutil.copytree(shipped.store, tmp_path / "store"))
    with Served(store.folder) as server:
        assert server.get(f"{HERE}/counts.csv").status == 200
        with zipfile.ZipFile(store.file(FIRST, "package.zip"), "a") as package:
            package.writestr("more.csv", "a,b")
        for name in ("more.csv", "counts.csv", "nothing.csv"):
            assert server.get(f"{HERE}/{name}").status == 500
