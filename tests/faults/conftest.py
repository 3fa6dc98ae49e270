"""A survey in a Google Sheet with one release, and its pages without a browser."""

from __future__ import annotations

import shutil

import pytest

from data.publish import publish
from data.settings import Settings
from tests.faults.sheet_faults import Survey, for_everyone, share
from tests.pages.conftest import visit
from tests.sheets_cases import GID, ID
from tests.sheets_server import SheetsServer
from tests.surveys import NOON

__all__ = ["google_survey", "survey", "visit"]


def settings_of(server, folder):
    return Settings(
        source=f"sheet:{ID}#{GID}",
        codebook=for_everyone(folder),
        store=folder / "store",
        google_key_file=server.key_file(folder),
        sheets_api_root=server.root,
    )


@pytest.fixture(scope="session")
def google_survey(tmp_path_factory):
    """The store of the tiny survey after its first release, read over HTTP; for copying only."""
    folder = tmp_path_factory.mktemp("google")
    with SheetsServer() as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_PROXY", "127.0.0.1,localhost")
        share(server)
        here = settings_of(server, folder)
        publish(here, NOON)
    return here.store


@pytest.fixture
def survey(google_survey, tmp_path, monkeypatch):
    """The same, on a server of its own that may be spoiled."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    with SheetsServer() as server:
        share(server)
        here = settings_of(server, tmp_path)
        shutil.copytree(google_survey, here.store)
        found = Survey(here, server)
        yield found
        found.hanging.set()
