"""Published surveys for pages to show, and the pages without a browser."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis.release import Release
from data.releases import Store
from data.settings import Settings
from tests.demo_store import demo_store
from tests.faults.test_web_tampered_store import OLD, empty, release
from tests.pages.stores import newest

NAVIGATION = Path(__file__).parents[2] / "pages" / "navigation.py"
STORED = Path(__file__).parents[1] / "data" / "stored"


@pytest.fixture(scope="session")
def demo_survey() -> Settings:
    """The settings of the demo survey with one release; for reading only."""
    return Settings(store=demo_store())


@pytest.fixture(scope="session")
def demo(demo_survey: Settings) -> Release:
    return newest(demo_survey)


@pytest.fixture(scope="session")
def tiny_release(shipped: Settings) -> Release:
    return newest(shipped)


@pytest.fixture(scope="session")
def first_version(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A store with a release of schema version 1; for reading only."""
    store = tmp_path_factory.mktemp("first") / "store"
    shutil.copytree(STORED / "schema-1", store / "releases")
    return Settings(store=store)


@pytest.fixture(scope="session")
def nobody(shipped: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A store whose release shows no group at all; for reading only."""
    store = Store(shutil.copytree(shipped.store, tmp_path_factory.mktemp("nobody") / "store"))
    empty(release(store, OLD))
    return replace(shipped, store=store.folder)


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Opens a page of a store: ``visit(settings, 'burnout', industry='retail')``."""
    logging.getLogger("streamlit").setLevel(logging.ERROR)  # it misses a browser every time

    def _visit(settings: Settings, path: str = "", **asked: str) -> AppTest:
        monkeypatch.setenv("SURVEY_STORE", str(settings.store))
        at = AppTest.from_file(str(NAVIGATION), default_timeout=30)
        for dim, code in asked.items():
            at.query_params[dim] = code
        at.run()
        if path:
            # AppTest.switch_page finds pages by their file; these are functions.
            known = {page["url_pathname"]: name for name, page in at._registered_pages.items()}
            at._page_hash = known[path]
            at.run()
        assert not at.exception
        return at

    return _visit
