"""No exact count leaves a running server: not in a reply, a websocket frame, a file or a log."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Response

from tests.browser.reading import open_page, unfold_all
from tests.browser.server import AppServer, command_line
from tests.surveys import TINY, people, write_sheet

SOLO, TEAM = 1361, 2671  # neither rounded counts, nor ends of what these or sums of them stand for
SOLO_NOW, TEAM_NOW = SOLO + 12, TEAM + 15  # of the sheet, while the release holds the first
# Of the release each group; how many it holds of both is told by its id. Of the sheet nothing.
EXACT = (SOLO, TEAM, SOLO_NOW, TEAM_NOW, SOLO_NOW + TEAM_NOW)
ON_PAGES, IN_TABLES = 1360, 1362  # how the soloists are told there
PATHS = ("/", "/burnout", "/methods", "/data", "/privacy", "/you", "/missing", "/compare")
PATHS += ("/over-time", "/brief")
DRAWN = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32,}")  # no numbers


def written(count: int) -> re.Pattern[bytes]:
    """A whole number as a text shows it, with or without a separator of thousands."""
    thousands, rest = divmod(count, 1000)
    separators = "|".join(
        ("", ",", r"\.", " ", "\u00a0", "\u2009", "\u202f", r"\\u202f", r"\\u2009")
    )
    return re.compile(rf"(?<![\d.,]){thousands}(?:{separators}){rest:03}(?![\d.])".encode())


def packed(count: int) -> tuple[bytes, ...]:
    """A number as tables and charts travel: 64 bits, whole or floating."""
    return struct.pack("<q", count), struct.pack("<d", float(count))


def holds(said: bytes, count: int) -> bool:
    """Whether a count is told, but for digits in identifiers and checksums."""
    said = DRAWN.sub(b"", said)
    return bool(written(count).search(said)) or any(each in said for each in packed(count))


@pytest.fixture(scope="module")
def served(browser, tmp_path_factory):
    folder = tmp_path_factory.mktemp("exact")
    sheet = write_sheet(folder / "answers.csv", people(SOLO, TEAM))
    said = {"SURVEY_SOURCE": sheet, "SURVEY_CODEBOOK": TINY, "SURVEY_STORE": folder / "store"}
    command_line("publish", "--close", **said)
    write_sheet(sheet, people(SOLO_NOW, TEAM_NOW))
    with AppServer(folder / "log", SURVEY_REFRESH_SECONDS=1, **said) as server:
        yield server, folder / "store"


@pytest.fixture(scope="module")
def emitted(served, browser):
    """All that pages, the API and the log said, by where it was said."""
    server, _ = served
    heard: dict[str, list[bytes]] = {"frames": [], "replies": []}
    page = browser.new_context().new_page()
    page.on("websocket", lambda socket: socket.on("framereceived", _into(heard["frames"])))
    replies: list[Response] = []
    page.on("response", lambda got: replies.append(got))
    for path in PATHS:
        open_page(page, server.url + path, chart=False)
        unfold_all(page)
        heard["replies"] += [each.body() for each in replies if _ours(each)]
        replies.clear()
    page.context.close()
    latest = "/api/releases/latest"
    files = [
        each["name"] if isinstance(each, dict) else each for each in server.json(latest)["files"]
    ]
    heard["api"] = [server.get(path) for path in ("/api/health", "/api/releases", latest)]
    heard["api"] += [server.get(f"{latest}/{name}") for name in files]
    return heard | {"log": [server.said().encode()]}


def _into(heard):
    return lambda held: heard.append(held if isinstance(held, bytes) else held.encode())


def _ours(reply: Response) -> bool:
    """Whether a reply is the app's own, not a part of Streamlit that is the same for everyone."""
    return reply.status == 200 and "/static/" not in reply.url


def test_the_search_would_find_a_count_in_words_and_in_tables(emitted):
    """The rounded head count is told, and found by the same search."""
    assert any(holds(each, ON_PAGES) for each in emitted["frames"])
    assert any(holds(each, IN_TABLES) for each in _unpacked(emitted["api"]))
    assert holds(f"of {SOLO:,} soloists".encode(), SOLO)
    assert holds(b"\0" + struct.pack("<q", TEAM), TEAM)
    assert not holds(b"21361.5", SOLO)
    assert not holds(b"c0d1361f-e608-43e3-a55a-974923a39cfe", SOLO)
    assert not holds(b"0fe2" * 8 + b"1361", SOLO)
    assert holds(b"c0d1361f-e608 1361", SOLO)


@pytest.mark.parametrize("count", EXACT)
@pytest.mark.parametrize("where", ["frames", "replies", "api", "log"])
def test_no_exact_count_is_emitted(emitted, where, count):
    said = _unpacked(emitted[where])
    assert said
    assert [each[:200] for each in said if holds(each, count)] == []


def _unpacked(said: list[bytes]) -> list[bytes]:
    """What was said, with the files inside packages."""
    packages = [zipfile.ZipFile(io.BytesIO(each)) for each in said if each[:2] == b"PK"]
    return said + [each.read(name) for each in packages for name in each.namelist()]


def test_the_release_s_tables_hold_no_exact_count(served):
    """Parquet packs numbers too tightly to be searched as bytes."""
    _, store = served
    tables = list(Path(store).glob("releases/*/*.parquet"))
    assert len(tables) >= 3
    for path in tables:
        told = pd.read_parquet(path).select_dtypes("number")
        assert not told.isin(EXACT).to_numpy().any(), path.name
