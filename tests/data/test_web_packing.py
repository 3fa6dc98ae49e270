"""Streamlit's scripts and styles go over the wire compressed, whole, and once for each visitor."""

from __future__ import annotations

import gzip

import pyarrow as pa
import pytest

from data.web.doors import static_files, streamlit_folder
from data.web.packing import WORTH_PACKING
from tests.served import Served

SCRIPTS = sorted(path for path in static_files() if path.endswith(".js"))


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with Served(tmp_path_factory.mktemp("empty"), api_limit=0) as server:
        yield server


def on_disk(path):
    return (streamlit_folder() / "static" / path[1:]).read_bytes()


def unpacked(body, coding, size):
    if coding == "gzip":
        return gzip.decompress(body)
    return pa.Codec("brotli").decompress(body, decompressed_size=size, asbytes=True)


@pytest.mark.parametrize("path", [SCRIPTS[0], SCRIPTS[-1]])
@pytest.mark.parametrize(
    ("said", "coding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip, deflate, br;q=0", "gzip"),
        ("gzip, deflate", "gzip"),
        ("br", "br"),
        ("*", "gzip"),
    ],
)
def test_a_script_comes_compressed_and_is_the_same(server, path, said, coding):
    told = server.get(path, Accept_Encoding=said)
    assert told.status == 200
    assert told.headers["content-encoding"] == coding
    assert told.headers["content-type"].startswith("text/javascript")
    assert told.headers["vary"] == "Accept-Encoding"
    assert "immutable" in told.headers["cache-control"]
    assert told.headers["x-content-type-options"] == "nosniff"
    assert unpacked(told.body, coding, len(on_disk(path))) == on_disk(path)
    again = server.get(path, Accept_Encoding=said, If_None_Match=told.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_who_takes_neither_is_left_to_streamlit(server):
    for how in ({}, {"Accept_Encoding": "identity"}, {"Accept_Encoding": "gzip;q=0, br;q=0"}):
        told = server.get(SCRIPTS[0], **how)
        assert "content-encoding" not in told.headers
        assert told.status == 404  # there is no Streamlit behind this server


def test_fonts_and_pictures_are_packed_as_they_are(server):
    fonts = [path for path in static_files() if path.endswith(".woff2")]
    assert fonts
    assert server.get(fonts[0], Accept_Encoding="gzip").status == 404
    assert ".woff2" not in WORTH_PACKING


def test_all_of_them_together_weigh_a_third_and_with_brotli_less():
    """What a browser loads is part of it: 9.3 MB, and 3.0 MB compressed."""
    from data.web.packing import packed

    largest = sorted(SCRIPTS, key=lambda path: len(on_disk(path)))[-5:]
    files = [streamlit_folder() / "static" / path[1:] for path in largest]
    before = sum(len(on_disk(path)) for path in largest)
    with_gzip, with_brotli = (
        sum(len(packed(file, coding)[0]) for file in files) for coding in ("gzip", "br")
    )
    assert with_gzip < before / 2.5
    assert with_brotli < 0.9 * with_gzip
