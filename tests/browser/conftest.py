"""A real browser and a real app, both started once; pages are watched for faults."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests import chromium
from tests.browser import reading
from tests.browser.published import Published
from tests.browser.server import AppServer, command_line
from tests.browser.watching import ARGS, Contexts, Watched

WITHOUT_CHARTS = ("/methods", "/quality", "/data")
Look = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tells how long pages took; that is the machine's doing, so no test asserts it."""
    if reading.seconds_to_chart:
        terminalreporter.section("seconds from the address to the first chart")
    for called, seconds in reading.seconds_to_chart:
        terminalreporter.line(f"{seconds:5.1f}  {called}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = chromium.find()
    if found is None:
        pytest.fail(chromium.missing(), pytrace=False)
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
def demo_store(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one release of the demo survey, cut by the command line."""
    store = tmp_path_factory.mktemp("demo") / "store"
    command_line("publish", "--store", str(store))
    return store


@pytest.fixture(scope="session")
def app(demo_store: Path) -> Iterator[AppServer]:
    """The app on the demo survey."""
    with AppServer(demo_store.parent / "log", SURVEY_STORE=demo_store) as server:
        yield server


@pytest.fixture(scope="session")
def published(app: AppServer) -> Published:
    return Published(app)
