"""A real browser and a real app, both started once; pages are watched for faults."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests import chromium
from tests.browser import reading
from tests.browser.published import Published
from tests.browser.server import AppServer
from tests.browser.watching import ARGS, PATIENCE, Contexts, Watched
from tests.demo_store import demo_store

WITHOUT_CHARTS = ("/methods", "/quality", "/data", "/you", "/privacy")
Look = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = chromium.find()
    if found is None:
        pytest.fail(chromium.missing(), pytrace=False)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=ARGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def contexts() -> Contexts:
    """What a visitor's browser keeps from page to page, by width and colour scheme."""
    return {}


@pytest.fixture
def visitor(browser: Browser, contexts: Contexts) -> Iterator[Watched]:
    """Opens pages; fails the test where a page had a fault or asked another machine."""
    with Watched(browser, contexts) as watched:
        yield watched


@pytest.fixture(scope="module")
def look(browser: Browser, contexts: Contexts, app: AppServer) -> Iterator[Look]:
    """Opens a page of the app once for all tests of a module that only look at it."""
    found: dict[tuple[str, int, str], Page] = {}

    def _look(path: str, width: int = 1280, scheme: str = "light") -> Page:
        if (path, width, scheme) not in found:
            page = found[path, width, scheme] = watched.page(width, scheme)
            reading.open_page(page, app.url + path, chart=urlsplit(path).path not in WITHOUT_CHARTS)
        return found[path, width, scheme]

    with Watched(browser, contexts) as watched:
        yield _look


@pytest.fixture
def page(visitor: Watched) -> Page:
    """A page on a desktop, in light colours."""
    return visitor.page()


@pytest.fixture(scope="session")
def demo_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one release of the demo survey, to which the app may write."""
    return Path(shutil.copytree(demo_store(), tmp_path_factory.mktemp("demo") / "store"))


@pytest.fixture(scope="session")
def app(demo_copy: Path) -> Iterator[AppServer]:
    """The app on the demo survey."""
    with AppServer(demo_copy.parent / "log", SURVEY_STORE=demo_copy) as server:
        yield server


@pytest.fixture(scope="session")
def published(app: AppServer) -> Published:
    return Published(app)
