"""Files and a Sheets server to read from, and a source that never sleeps."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from data.releases import Store
from data.settings import Settings
from data.sources import file_source
from data.sources.address import SheetAddress
from data.sources.patience import Patience
from data.sources.raw import RawTable
from data.sources.sheets import GoogleSheet
from tests.packages import unzipped
from tests.sheets_cases import GID, ID, share
from tests.sheets_server import SheetsServer


@pytest.fixture(scope="module")
def release(shipped):
    """The release of the survey that all tests share."""
    return Store(shipped.store).load("r0002.4")


@pytest.fixture(scope="module")
def package(shipped):
    """The files of its package."""
    return unzipped(Store(shipped.store).file("r0002.4", "package.zip").read_bytes())


@pytest.fixture
def server(monkeypatch):
    """A running server with the sheet of tests.sheets_cases."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    with SheetsServer() as server:
        share(server)
        yield server


@pytest.fixture
def write(tmp_path):
    """Writes content to answers.csv, or another file, and returns what it is read as."""

    def written(content: str | bytes, name: str = "answers.csv") -> RawTable:
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file_source(str(file)).read()

    return written


@pytest.fixture
def settings(server, tmp_path):
    """Settings that lead to the server."""
    return Settings(google_key_file=server.key_file(tmp_path), sheets_api_root=server.root)


@pytest.fixture
def waits():
    """The seconds that a source would have slept."""
    return []


@pytest.fixture
def sheet(settings, waits):
    """The sheet as a source that notes its waits down instead of waiting."""
    return GoogleSheet(SheetAddress(ID, GID), settings, Patience(sleep=waits.append))


@pytest.fixture
def drafted(cli, tmp_path):
    """Writes a table as CSV, drafts a codebook for it, and returns the file's text."""

    def run(rows, *arguments, name="answers.csv"):
        with Path(name).open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
        done = cli("draft", name, *arguments)
        assert (done.code, done.err) == (0, "")
        Path("drafted.toml").write_text(done.out, "utf-8")
        return done.out

    return run
