"""Pictures of every page of the demo survey: ``python -m tests.browser.screenshots FOLDER``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests import chromium
from tests.browser.reading import open_page
from tests.browser.server import AppServer, command_line
from tests.browser.watching import ARGS, Contexts, Watched

PAGES = {
    "overview": "/",
    "burnout": "/burnout",
    "isolation": "/isolation",
    "praise": "/praise",
    "filtered": "/isolation?region=europe",
    "data": "/data",
    "methods": "/methods",
    "quality": "/quality",
}
WITHOUT_CHART = ("data", "methods", "quality")
LOOKS = {"": (1280, "light"), "-phone": (360, "light"), "-dark": (1280, "dark")}
TALLEST = 5000  # px
HEIGHT = """() => document.querySelector('[data-testid=stMain]').scrollHeight"""


def take(page: Page, url: str, name: str, file: Path) -> None:
    """Opens a page and saves all of it, as long as it is, as a PNG."""
    width = page.viewport_size["width"] if page.viewport_size else 1280
    open_page(page, url, chart=name not in WITHOUT_CHART)
    page.set_viewport_size({"width": width, "height": min(page.evaluate(HEIGHT), TALLEST)})
    page.wait_for_timeout(800)  # charts follow the new size
    page.screenshot(path=file)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    found = chromium.find()
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        store = Path(scratch) / "store"
        command_line("publish", "--store", str(store))
        browser = playwright.chromium.launch(executable_path=found, args=ARGS)
        contexts: Contexts = {}
        with AppServer(Path(scratch) / "log", SURVEY_STORE=store) as server:
            for suffix, (width, scheme) in LOOKS.items():
                for name, path in PAGES.items():
                    file = folder / f"{name}{suffix}.png"
                    with Watched(browser, contexts) as watched:
                        take(watched.page(width, scheme), server.url + path, name, file)
                    print(file)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
